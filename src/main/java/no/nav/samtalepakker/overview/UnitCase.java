package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Held;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.obstacle.Journey;
import no.nav.samtalepakker.obstacle.NextStep;
import no.nav.samtalepakker.obstacle.Obstacle;

/**
 * What came of a unit's conversation, for its own people.
 *
 * @param id of the conversation
 * @param unit name of the unit
 * @param packageName what the conversation was about
 * @param rollout name of the rollout
 * @param held whether it was held, null if nobody has said
 * @param heldOn the day it was held, or null
 * @param reportedOn the day the report was sent, or null
 * @param erased whether its texts have been erased after their time
 * @param positive what goes well, or null
 * @param shared what the group has come to see in the same way
 * @param journeys its obstacles
 * @param actionPoints what the group agreed to do
 * @param nextOn the day the group has chosen to meet again, or null
 * @param arena where it meets, or null
 * @param awaitsOtherSide whether one side of an MBA has written, and the other has not
 * answered
 * @param openTask the open task the reader's side has in the conversation itself, or null
 * @param mayReopenUntil the last day the unit may hold it after all, or null if it may
 * not
 */
record UnitCase(String id, String unit, String packageName, String rollout, Held held, LocalDate heldOn,
		LocalDate reportedOn, boolean erased, String positive, List<String> shared, List<Journey> journeys,
		List<ActionPoint> actionPoints, LocalDate nextOn, String arena, boolean awaitsOtherSide, String openTask,
		LocalDate mayReopenUntil) {

	/** How it stands, in a sentence or two. */
	public String summary() {
		if (this.held == Held.NO) {
			return "Dere holder ikke denne samtalen, og det er helt i orden.";
		}
		if (this.awaitsOtherSide) {
			return (this.openTask != null) ? "Den andre parten har skrevet rapporten, og den venter på svar fra dere."
					: "Rapporten dere har skrevet, venter på svar fra den andre parten.";
		}
		if (this.reportedOn == null) {
			return "Dere har ikke meldt noe etter denne samtalen. Det er frivillig.";
		}
		if (this.journeys.isEmpty()) {
			return "Dere meldte ingen hindringer.";
		}
		long waiting = this.journeys.stream().filter((journey) -> journey.next().kind().isWithOthers()).count();
		if (this.journeys.size() == 1) {
			return "Dere meldte én hindring."
					+ ((toRead() > 0) ? " Den er klar til å leses." : (waiting > 0) ? " Den venter på svar." : "");
		}
		return "Dere meldte " + this.journeys.size() + " hindringer."
				+ ((toRead() > 0) ? " " + toRead() + " er klar" + ((toRead() > 1) ? "e" : "") + " til å leses." : "")
				+ ((waiting > 0) ? " " + waiting + " venter på svar." : "");
	}

	/** How many of the obstacles have answers the unit may read and close. */
	public long toRead() {
		return this.journeys.stream().filter((journey) -> journey.next().kind() == NextStep.Kind.READ).count();
	}

	/**
	 * Those of the obstacles somebody else was to answer, and that were not taken back.
	 */
	public List<Journey> sentOn() {
		return this.journeys.stream().filter((journey) -> switch (journey.obstacle().state()) {
			case RAISED, MERGED, CLOSED, ANSWERED_UNREAD -> true;
			// among the action points, or what goes well
			case DRAFT, LOCAL, NONE, WITHDRAWN -> false;
		}).toList();
	}

	/** What goes well, and what the group sees in the same way, in its own words. */
	public List<String> good() {
		return Stream
			.of(Stream.ofNullable(this.positive),
					this.journeys.stream()
						.map(Journey::obstacle)
						.filter((obstacle) -> obstacle.state() == Obstacle.State.NONE)
						.map(Obstacle::text)
						.filter(Objects::nonNull),
					this.shared.stream())
			.flatMap((texts) -> texts)
			.toList();
	}

}
