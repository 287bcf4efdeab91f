package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Text;

/**
 * The form {@code prepare-meeting}: an offer, so nothing in it is mandatory.
 *
 * @param preparationMeeting whether there was a preparatory meeting
 * @param date when that was
 * @param roles who does what in the meeting
 * @param checklist what is done, by the keys of the package
 * @param caseReady whether an anonymous example is ready
 * @param newMeetingDate another day for the meeting
 * @param outcome absent as long as the meeting stands
 * @param heldOn for ALREADY_HELD; today when absent
 */
record PrepareMeeting(PreparationMeeting preparationMeeting, LocalDate date, @Text(Text.SHORT) String roles,
		Map<String, Boolean> checklist, Boolean caseReady, LocalDate newMeetingDate, Outcome outcome,
		LocalDate heldOn) {

	PrepareMeeting {
		checklist = (checklist != null) ? checklist : Map.of();
	}

	/**
	 * Refuses what cannot be.
	 * @param items the keys of the package's checklist
	 */
	void check(LocalDate today, Set<String> items) {
		MeetingDates.sensible("date", "Datoen for formøtet", this.date);
		if (!items.containsAll(this.checklist.keySet())) {
			throw new InvalidInput("checklist", "Sjekklisten har et punkt som ikke finnes i samtalepakken");
		}
		if (this.newMeetingDate != null) {
			if (this.outcome != null) {
				// one ends the conversation or the wait, the other goes on: better ask
				// than guess
				throw new InvalidInput("newMeetingDate",
						"Velg enten ny dato, eller at møtet er avlyst eller allerede holdt");
			}
			MeetingDates.upcoming("newMeetingDate", "Ny møtedato", this.newMeetingDate, today);
		}
	}

	/** Whether the leader met the others who prepare. */
	enum PreparationMeeting {

		YES, NO, NOT_APPLICABLE

	}

	/** Why the meeting does not stand. */
	enum Outcome {

		CANCELLED, ALREADY_HELD

	}

}
