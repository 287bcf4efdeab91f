package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.SmallGroups;

/**
 * How many units have done what since the opening, week by week and in all.
 *
 * @param opensOn the first day
 * @param started units that got the packages
 * @param packages the names of those that are counted: the others are too few to tell
 * @param lines what has been done; whoever is in one is in those before it
 */
record Weeks(LocalDate opensOn, int started, List<String> packages, List<Line> lines) {

	/**
	 * A count is shown if it is five away from every other that is shown and tells of
	 * some of the same units: those who did it in an earlier or a later week, and those
	 * who did more or less. What lies between two that are shown is never few. The last
	 * week is what the classes tell, and is shown already.
	 * @param done each line's counts, all as long; whoever is in one is in those before
	 * it
	 */
	static Weeks of(LocalDate opensOn, LocalDate until, int started, List<String> packages, List<Done> done) {
		boolean[][] shown = new boolean[done.size()][];
		for (int line = 0; line < done.size(); line++) {
			shown[line] = new boolean[done.get(line).units().length];
			shown[line][shown[line].length - 1] = true;
		}
		for (int line : firstWhatMatters(done)) {
			for (int week = 0; week < shown[line].length - 1; week++) {
				int units = done.get(line).units()[week];
				shown[line][week] = units >= SmallGroups.LEAST && started - units >= SmallGroups.LEAST
						&& isApart(done, shown, line, week);
			}
		}
		List<Line> lines = new ArrayList<>();
		for (int i = 0; i < done.size(); i++) {
			int line = i;
			lines.add(new Line(done.get(line).name(), done.get(line).words(),
					IntStream.range(0, shown[line].length)
						.mapToObj((week) -> new Point(end(opensOn, week, until),
								shown[line][week] ? Figure.of(done.get(line).units()[week])
										: Figure.hidden(Figure.Hidden.COVER)))
						.toList()));
		}
		return new Weeks(opensOn, started, packages, lines);
	}

	/** Held, then what comes after it, then what comes before. */
	private static List<Integer> firstWhatMatters(List<Done> done) {
		return IntStream.range(0, done.size())
			.boxed()
			.sorted((one, other) -> Integer.compare(done.get(one).matters(), done.get(other).matters()))
			.toList();
	}

	private static boolean isApart(List<Done> done, boolean[][] shown, int line, int week) {
		for (int other = 0; other < shown.length; other++) {
			for (int when = 0; when < shown[other].length; when++) {
				boolean within = other <= line && when >= week;
				boolean around = other >= line && when <= week;
				if (shown[other][when] && (within || around)
						&& Math.abs(done.get(other).units()[when] - done.get(line).units()[week]) < SmallGroups.LEAST) {
					return false;
				}
			}
		}
		return true;
	}

	private static LocalDate end(LocalDate opensOn, int week, LocalDate until) {
		LocalDate end = opensOn.plusWeeks(week + 1L).minusDays(1);
		return end.isAfter(until) ? until : end;
	}

	@JsonIgnore
	public boolean isAnythingShown() {
		return !this.lines.isEmpty();
	}

	/**
	 * A line as it is; for nobody's eyes.
	 *
	 * @param name of the line
	 * @param words as people read it
	 * @param matters the smallest first
	 * @param units by week, those of the weeks before with them
	 */
	record Done(String name, String words, int matters, int[] units) {
	}

	/**
	 * A line.
	 *
	 * @param name PLANNED, HELD or REPORTED
	 * @param words as people read it
	 * @param points one for each week
	 */
	record Line(String name, String words, List<Point> points) {
	}

	/**
	 * The end of a week.
	 *
	 * @param until the last day that is counted
	 * @param units how many had done it
	 */
	record Point(LocalDate until, Figure units) {
	}

}
