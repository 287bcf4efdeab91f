package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.obstacle.ObstacleFigures;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.rollout.CountyAnswers;
import no.nav.samtalepakker.rollout.RolloutState;

/**
 * How a rollout stands, as others may see it: units as counts, and no count that is few
 * or gives away another.
 *
 * @param id of the rollout
 * @param name as the secretariat called it
 * @param state where it stands
 * @param stage how its figures are to be read
 * @param opensOn the first day
 * @param closesOn the last day to plan
 * @param cutOffOn the last day to tell
 * @param daysLeft until it closes; null unless it is open
 * @param held how many have talked together
 * @param packages how far the units have come with each
 * @param weeks what has been done week by week
 * @param counties what they have answered; null where none is asked
 * @param themes what units have lifted
 * @param answers what kind of answers there are
 * @param recipients who answers
 */
record RolloutPicture(String id, String name, RolloutState state, Progress.Stage stage, LocalDate opensOn,
		LocalDate closesOn, LocalDate cutOffOn, Integer daysLeft, Held held, List<PackagePicture> packages, Weeks weeks,
		CountyAnswers counties, List<ObstacleFigures.Theme> themes, List<ObstacleFigures.Kind> answers,
		List<RecipientFigures.Row> recipients) {

	/** What those are called who have told nothing. */
	static String silent(Progress.Stage stage) {
		return (stage == Progress.Stage.OPEN) ? "Ikke fortalt ennå" : "Ukjent";
	}

	/** What those are called who have told nothing. */
	public String silent() {
		return silent(this.stage);
	}

	/** The same without what the counties have answered. */
	RolloutPicture withoutCounties() {
		return new RolloutPicture(this.id, this.name, this.state, this.stage, this.opensOn, this.closesOn,
				this.cutOffOn, this.daysLeft, this.held, this.packages, this.weeks, null, this.themes, this.answers,
				this.recipients);
	}

	/** What people call where it stands, for the page that reads this as JSON. */
	@JsonProperty
	String stateInWords() {
		return this.state.words();
	}

	@JsonIgnore
	public boolean isUnderWay() {
		return this.state == RolloutState.RUNNING || this.state == RolloutState.CLOSED;
	}

	/**
	 * How many units have talked together: a sum of figures that are shown.
	 *
	 * @param number of units, null if none is shown
	 * @param atLeast whether some of it is not shown
	 * @param started how many got a package
	 */
	record Held(Integer number, boolean atLeast, int started) {

		static Held of(List<PackagePicture> packages) {
			List<Figure> parts = packages.stream()
				.filter((one) -> one.started() > 0)
				.flatMap((one) -> Stream.of(one.figure(ClassName.HELD_ONLY), one.figure(ClassName.REPORTED)))
				.flatMap(Optional::stream)
				.toList();
			List<Figure> shown = parts.stream().filter(Figure::isShown).toList();
			return new Held(shown.isEmpty() ? null : shown.stream().mapToInt(Figure::number).sum(),
					shown.size() < parts.size(), packages.stream().mapToInt(PackagePicture::started).sum());
		}

	}

	/**
	 * How far the units have come with a package.
	 *
	 * @param key of the package
	 * @param name of the package
	 * @param reached units in the rollout
	 * @param started units that got the package; the classes add up to it
	 * @param classes every unit that got the package is in one of them
	 * @param counties the same by county; units that are no county's offices stand with
	 * an empty id
	 */
	record PackagePicture(String key, String name, int reached, int started, List<UnitClass> classes,
			List<CountyPicture> counties) {

		Optional<Figure> figure(ClassName name) {
			return UnitClass.figure(this.classes, name);
		}

		@JsonIgnore
		public boolean isAnythingShown() {
			return this.classes.stream().map(UnitClass::units).anyMatch(Figure::isShown);
		}

	}

	/**
	 * The same of one county's offices.
	 *
	 * @param id of the county, or empty
	 * @param name of the county
	 * @param reached units in the rollout
	 * @param started units that got the package
	 * @param classes every unit that got the package is in one of them
	 */
	record CountyPicture(String id, String name, int reached, int started, List<UnitClass> classes) {
	}

	/** What a unit has told, in the order of its way. */
	enum ClassName {

		/** Nothing: «ikke fortalt ennå», after the closing «ukjent». */
		UNKNOWN(null),
		/** A date ahead. */
		PLANNED("Har dato"),
		/** Of those: nothing told about preparing. */
		NOT_PREPARED("Har dato"),
		/** Of those: prepared. */
		PREPARED("Har forberedt"),
		/** Held, and no more. */
		HELD_ONLY("Holdt, ikke rapportert"),
		/** A report. */
		REPORTED("Rapportert"),
		/** Of those: no date chosen to follow up, or nothing told about it. */
		TOLD("Rapportert"),
		/** Of those: a date chosen, and not followed up yet. */
		FOLLOWING_UP("Har dato for oppfølging"),
		/** Of those: followed up. */
		FOLLOWED_UP("Har fulgt opp"),
		/** Says that it is not held. */
		NOT_HELD("Holdes ikke");

		private final String words;

		ClassName(String words) {
			this.words = words;
		}

		String words(Progress.Stage stage) {
			return (this.words != null) ? this.words : silent(stage);
		}

	}

	/**
	 * Units that have told the same.
	 *
	 * @param name of the class
	 * @param words as people read it
	 * @param units how many
	 * @param parts that add up to it; empty where there are none that can be shown
	 */
	record UnitClass(ClassName name, String words, Figure units, List<UnitClass> parts) {

		static Optional<Figure> figure(List<UnitClass> classes, ClassName name) {
			return classes.stream().filter((one) -> one.name() == name).map(UnitClass::units).findFirst();
		}

	}

}
