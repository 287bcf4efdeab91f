package no.nav.samtalepakker.keyfigures;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.rollout.Rollout;

/**
 * All key figures of a package in a rollout: what the page shows and the files hold.
 *
 * @param rollout the rollout
 * @param packageKey the package
 * @param packageName what it is called
 * @param packageVersion which version the rollout has
 * @param day when they were counted
 * @param counted when exactly, to be read; null if that is now
 * @param figures in the order of the measures
 */
record PackageFigures(Rollout rollout, String packageKey, String packageName, int packageVersion, LocalDate day,
		String counted, List<KeyFigure> figures) {

	private static final Figure HIDDEN = Figure.hidden(Figure.Hidden.COVER);

	public List<KeyFigure> of(Theme theme) {
		return this.figures.stream().filter((figure) -> figure.measure().theme() == theme).toList();
	}

	/** Those there is something about. */
	public List<Theme> themes() {
		return Arrays.stream(Theme.values()).filter((theme) -> !of(theme).isEmpty()).toList();
	}

	/**
	 * What was kept of the package beside what was made one's own; neither is a score.
	 */
	public List<Side> sides() {
		return List.of(side("Kjernen i pakken", Evaluation.CORE), side("Tilpasningen", Evaluation.ADAPTATION));
	}

	/** Those of some measures that this package has. */
	public List<Measure> among(List<Measure> measures) {
		return measures.stream()
			.filter((measure) -> this.figures.stream().anyMatch((figure) -> figure.measure() == measure))
			.toList();
	}

	private Side side(String title, List<Evaluation.Pick> picks) {
		return new Side(title, picks.stream().map(this::line).toList());
	}

	private Line line(Evaluation.Pick pick) {
		KeyFigure.Row found = this.figures.stream()
			.filter((figure) -> figure.measure() == pick.measure())
			.flatMap((figure) -> figure.rows().stream())
			.filter((row) -> row.code().equals(pick.code()))
			.findFirst()
			.orElseGet(() -> new KeyFigure.Row(pick.code(), "", HIDDEN, HIDDEN));
		return new Line(pick.words(), found, pick.measure());
	}

	/**
	 * One of the two.
	 *
	 * @param title what it is called
	 * @param lines what belongs to it
	 */
	record Side(String title, List<Line> lines) {
	}

	/**
	 * Something that was kept, or made one's own.
	 *
	 * @param words what
	 * @param row how many, as it stands in the measure's own table
	 * @param measure where it stands
	 */
	record Line(String words, KeyFigure.Row row, Measure measure) {
	}

}
