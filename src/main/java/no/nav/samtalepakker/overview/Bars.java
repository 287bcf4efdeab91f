package no.nav.samtalepakker.overview;

import java.util.List;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.obstacle.ObstacleFigures;

/**
 * Counts beneath each other, the longest bar first; those that cannot be shown have none.
 *
 * @param bars those that are shown
 * @param hidden the names of the others
 * @param all what the table behind has
 */
record Bars(List<Bar> bars, List<String> hidden, List<Named> all) {

	/** The number stands at the end of its bar. */
	private static final double LONGEST = 88;

	/** From the top of one bar to that of the next. */
	private static final int STEP = 52;

	static Bars ofThemes(List<ObstacleFigures.Theme> themes) {
		return of(themes.stream().map((theme) -> new Named(theme.name(), theme.units())).toList());
	}

	static Bars ofAnswers(List<ObstacleFigures.Kind> kinds) {
		return of(kinds.stream().map((kind) -> new Named(kind.words(), kind.answers())).toList());
	}

	private static Bars of(List<Named> all) {
		List<Named> shown = all.stream()
			.filter((one) -> one.figure().isShown())
			.sorted((one, other) -> other.figure().number() - one.figure().number())
			.toList();
		int most = shown.stream().mapToInt((one) -> one.figure().number()).max().orElse(1);
		return new Bars(shown.stream().map((one) -> {
			int top = shown.indexOf(one) * STEP;
			return new Bar(one.name(), one.figure().number(),
					StackedBar.percent(LONGEST * one.figure().number() / most), top + 16, top + 24, top + 40);
		}).toList(), all.stream().filter((one) -> !one.figure().isShown()).map(Named::name).toList(), all);
	}

	public int height() {
		return this.bars.size() * STEP;
	}

	/** In words, for whoever does not see it. */
	public String words() {
		return String.join(", ", this.bars.stream().map((bar) -> bar.name + " " + bar.number).toList());
	}

	/**
	 * A count and what it is of.
	 *
	 * @param name what is counted
	 * @param figure how many
	 */
	record Named(String name, Figure figure) {
	}

	/**
	 * A bar.
	 *
	 * @param name above it
	 * @param number at its end
	 * @param width of the bar
	 * @param nameY the line the name stands on
	 * @param y its top
	 * @param numberY the line the number stands on
	 */
	record Bar(String name, int number, String width, int nameY, int y, int numberY) {
	}

}
