package no.nav.samtalepakker.conversation;

import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import no.nav.samtalepakker.figures.Figure;

/**
 * How many units did what, as others may see it: every unit that got the package is in
 * one class, so that the classes add up.
 *
 * @param reached units in the rollout
 * @param started units that got the package («fikk pakken»)
 * @param planned with a date ahead; null once there can be none
 * @param heldOnly said that it was held, and no more
 * @param reported sent a report
 * @param withInput of those, with something in it
 * @param withoutInput of those, with nothing
 * @param notHeld said that it is not held
 * @param unknown have told nothing: «ikke fortalt ennå» before the closing, «ukjent»
 * after
 */
public record ProgressFigures(int reached, int started, Figure planned, Figure heldOnly, Figure reported,
		Figure withInput, Figure withoutInput, Figure notHeld, Figure unknown) {

	static ProgressFigures of(Progress progress, Map<String, Figure> figures) {
		return new ProgressFigures(progress.reached(), progress.started(), figures.get("planned"),
				figures.get("heldOnly"), figures.get("reported"), figures.get("withInput"), figures.get("withoutInput"),
				figures.get("notHeld"), figures.get("unknown"));
	}

	Figure figure(String name) {
		return switch (name) {
			case "planned" -> this.planned;
			case "heldOnly" -> this.heldOnly;
			case "withInput" -> this.withInput;
			case "withoutInput" -> this.withoutInput;
			case "notHeld" -> this.notHeld;
			default -> this.unknown;
		};
	}

	/** Whether there is anything to see besides how many got the package. */
	@JsonIgnore
	public boolean isAnythingShown() {
		return Stream.of(this.heldOnly, this.reported, this.notHeld, this.unknown).anyMatch(Figure::isShown)
				|| this.planned != null && this.planned.isShown();
	}

}
