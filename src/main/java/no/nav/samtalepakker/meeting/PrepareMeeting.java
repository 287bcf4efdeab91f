package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.validation.constraints.Size;
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
 * @param newMeetingTime another hour
 * @param newDurationMinutes another length
 * @param newForm where people will sit
 * @param newLastMeetingDate another last day, for groups on several
 * @param newParticipantEmails everybody who is to come, in place of those before
 * @param outcome absent as long as the meeting stands
 * @param heldOn for ALREADY_HELD; today when absent
 * @param newPlace another room or address; a dash for none any more
 */
record PrepareMeeting(PreparationMeeting preparationMeeting, LocalDate date, @Text(Text.SHORT) String roles,
		Map<String, Boolean> checklist, Boolean caseReady, LocalDate newMeetingDate, LocalTime newMeetingTime,
		Integer newDurationMinutes, MeetingForm newForm, LocalDate newLastMeetingDate,
		@Size(max = Participants.MOST,
				message = "Du kan legge inn høyst 200 e-postadresser") List<@Text(Participants.ADDRESS_LENGTH) String> newParticipantEmails,
		Outcome outcome, LocalDate heldOn, @Text(Place.LENGTH) String newPlace) {

	PrepareMeeting {
		checklist = (checklist != null) ? checklist : Map.of();
		newMeetingTime = (newMeetingTime != null) ? newMeetingTime.truncatedTo(ChronoUnit.MINUTES) : null;
		newPlace = Place.onOneLine(newPlace);
		newParticipantEmails = (newParticipantEmails != null) ? Participants.distinct(newParticipantEmails) : null;
	}

	/** What is to be another way than planned. */
	MeetingChange change() {
		return new MeetingChange(this.newMeetingDate, this.newMeetingTime, this.newDurationMinutes, this.newForm,
				this.newLastMeetingDate, this.newParticipantEmails, this.newPlace);
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
		if (this.outcome != null && !change().isEmpty()) {
			// one ends the conversation or the wait, the
			// other goes on: better ask than guess
			throw new InvalidInput(change().firstField(),
					"Velg enten at møtet endres, eller at det er utsatt, avlyst eller allerede holdt");
		}
		change().check(today);
	}

	/** Whether the leader met the others who prepare. */
	enum PreparationMeeting {

		YES, NO, NOT_APPLICABLE

	}

	/** Why the meeting does not stand; POSTPONED is without a new day. */
	enum Outcome {

		POSTPONED, CANCELLED, ALREADY_HELD

	}

}
