package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.List;

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
 * @param heldOn the day it was held, or null
 * @param reportedOn the day the report was sent, or null
 * @param erased whether its texts have been erased after their time
 * @param positive what goes well, or null
 * @param shared what the group has come to see in the same way
 * @param journeys its obstacles
 * @param actionPoints what the group agreed to do
 * @param nextOn the day the group has chosen to meet again, or null
 * @param arena where it meets, or null
 * @param openTask the unit's open task in the conversation itself, or null
 */
record UnitCase(String id, String unit, String packageName, String rollout, LocalDate heldOn, LocalDate reportedOn,
		boolean erased, String positive, List<String> shared, List<Journey> journeys, List<ActionPoint> actionPoints,
		LocalDate nextOn, String arena, String openTask) {

	/** How it stands, in a sentence or two. */
	public String summary() {
		if (this.reportedOn == null) {
			return "Dere har ikke meldt noe etter denne samtalen. Det er frivillig.";
		}
		if (this.journeys.isEmpty()) {
			return "Dere meldte ingen hindringer.";
		}
		long waiting = this.journeys.stream().filter((journey) -> journey.next().kind().isWithOthers()).count();
		return "Dere meldte " + ((this.journeys.size() == 1) ? "én hindring." : this.journeys.size() + " hindringer.")
				+ ((toRead() > 0) ? " " + toRead() + " er klar til å leses." : "")
				+ ((waiting > 0) ? " " + waiting + " venter på svar." : "");
	}

	/** How many of the obstacles have answers the unit may read and close. */
	public long toRead() {
		return this.journeys.stream().filter((journey) -> journey.next().kind() == NextStep.Kind.READ).count();
	}

	/** The obstacles there is something to say about: not those taken back. */
	public List<Journey> told() {
		return this.journeys.stream()
			.filter((journey) -> journey.obstacle().state() != Obstacle.State.WITHDRAWN)
			.toList();
	}

}
