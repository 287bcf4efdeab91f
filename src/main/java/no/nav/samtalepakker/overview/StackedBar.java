package no.nav.samtalepakker.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import no.nav.samtalepakker.overview.RolloutPicture.ClassName;
import no.nav.samtalepakker.overview.RolloutPicture.PackagePicture;
import no.nav.samtalepakker.overview.RolloutPicture.UnitClass;

/**
 * A package as a bar: who has come furthest at the left, what cannot be shown at the
 * right. Each segment carries its number, so that nobody needs the colours.
 *
 * @param segments from left to right
 */
record StackedBar(List<Segment> segments) {

	private static final List<ClassName> FURTHEST_FIRST = List.of(ClassName.FOLLOWED_UP, ClassName.FOLLOWING_UP,
			ClassName.TOLD, ClassName.REPORTED, ClassName.HELD_ONLY, ClassName.PREPARED, ClassName.NOT_PREPARED,
			ClassName.PLANNED, ClassName.UNKNOWN, ClassName.NOT_HELD);

	private static final String DARK = "#23262a";

	private static final String LIGHT = "#ffffff";

	/** A digit takes this share of a bar on a phone. */
	private static final double DIGIT = 3.4;

	static StackedBar of(PackagePicture picture) {
		List<UnitClass> shown = picture.classes()
			.stream()
			.flatMap(StackedBar::parts)
			.filter((one) -> one.units().isShown() && one.units().number() > 0)
			.sorted((one, other) -> Integer.compare(FURTHEST_FIRST.indexOf(one.name()),
					FURTHEST_FIRST.indexOf(other.name())))
			.toList();
		List<Segment> segments = new ArrayList<>();
		double left = 0;
		for (UnitClass one : shown) {
			double width = 100.0 * one.units().number() / picture.started();
			boolean divided = one.parts().stream().anyMatch((part) -> part.units().isShown());
			segments.add(new Segment(one.words(), one.units().number(), percent(left), percent(width),
					percent(left + width / 2), width >= DIGIT * (one.units().text().length() + 1), fill(one.name()),
					text(one.name()),
					divided ? one.parts().stream().filter((part) -> part.units().isShown()).toList() : List.of()));
			left += width;
		}
		if (!segments.isEmpty() && left < 99.9) {
			segments.add(new Segment("Vises ikke", null, percent(left), percent(100 - left), percent(left), false, null,
					DARK, List.of()));
		}
		return new StackedBar(segments);
	}

	/** The parts where all of them are shown, else the class they belong to. */
	private static Stream<UnitClass> parts(UnitClass one) {
		return (!one.parts().isEmpty() && one.parts().stream().allMatch((part) -> part.units().isShown()))
				? one.parts().stream() : Stream.of(one);
	}

	/** In words, for whoever does not see it. */
	public String words() {
		return String.join(", ",
				this.segments.stream()
					.map((segment) -> segment.words.toLowerCase(Locale.ROOT)
							+ ((segment.number != null) ? " " + segment.number : ""))
					.toList());
	}

	static String percent(double share) {
		return String.format(Locale.ROOT, "%.2f%%", share);
	}

	private static String fill(ClassName name) {
		return switch (name) {
			case FOLLOWED_UP -> "#0e3d22";
			case FOLLOWING_UP -> "#1f6b3f";
			case TOLD, REPORTED -> "#2e8450";
			case HELD_ONLY -> "#a3dfba";
			case PREPARED -> "#5fa0f2";
			case PLANNED, NOT_PREPARED -> "#c2dcff";
			case UNKNOWN -> "#eceef0";
			case NOT_HELD -> "#f5d2b3";
		};
	}

	private static String text(ClassName name) {
		return switch (name) {
			case FOLLOWED_UP, FOLLOWING_UP, TOLD, REPORTED -> LIGHT;
			default -> DARK;
		};
	}

	/**
	 * A part of the bar.
	 *
	 * @param words what it is
	 * @param number of units, null of what cannot be shown
	 * @param x its left side
	 * @param width it fills
	 * @param middle where the number stands
	 * @param roomy whether there is room for it
	 * @param fill its colour, null of what cannot be shown
	 * @param text the number's
	 * @param parts of it that are shown, though not all
	 */
	record Segment(String words, Integer number, String x, String width, String middle, boolean roomy, String fill,
			String text, List<UnitClass> parts) {
	}

}
