package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import no.nav.samtalepakker.packages.WayToTalk;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * The form {@code confirm-execution}: whether the conversation was held; the rest is
 * voluntary.
 *
 * @param outcome how it went
 * @param heldOn the day of the meeting when absent
 * @param newMeetingDate for POSTPONED; without it the meeting has to be planned anew
 * @param newMeetingTime another hour that day
 * @param newDurationMinutes another length
 * @param newForm where people will sit
 * @param newLastMeetingDate another last day, for groups on several
 * @param newParticipantEmails everybody who is to come, in place of those before
 * @param durationMinutes how long it lasted
 * @param participantCount how many came
 * @param materialSentOn when the participants had the material
 * @param dialogue how they talked
 * @param navetShown whether Navet was shown
 * @param examplesUsed whether examples were used
 * @param adaptation what was done another way
 * @param questions what became of each question of the package
 * @param omittedReason why questions were left out
 * @param worked what in the package worked
 * @param improve what in the package should be another way
 * @param newPlace another room or address; a dash for none any more
 */
record ConfirmExecution(@Required("Hvordan gikk det?") Outcome outcome, LocalDate heldOn, LocalDate newMeetingDate,
		LocalTime newMeetingTime, Integer newDurationMinutes, MeetingForm newForm, LocalDate newLastMeetingDate,
		@Size(max = Participants.MOST,
				message = "Du kan legge inn høyst 200 e-postadresser") List<@Text(Participants.ADDRESS_LENGTH) String> newParticipantEmails,
		@Min(value = 1, message = "Varigheten må være minst 1 minutt") @Max(value = 1440,
				message = "Varigheten kan være høyst 1440 minutter") Integer durationMinutes,
		@Min(value = 1, message = "Antall deltakere må være minst 1") @Max(value = 10000,
				message = "Antall deltakere kan være høyst 10000") Integer participantCount,
		LocalDate materialSentOn, WayToTalk dialogue, Boolean navetShown, Boolean examplesUsed,
		@Text(Text.LONG) String adaptation, Map<String, Treatment> questions, @Text(Text.SHORT) String omittedReason,
		@Text(Text.SHORT) String worked, @Text(Text.SHORT) String improve, @Text(Place.LENGTH) String newPlace) {

	ConfirmExecution {
		questions = (questions != null) ? questions : Map.of();
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
	 * @param questionKeys the keys of the package's conversation questions
	 */
	void check(LocalDate today, Set<String> questionKeys) {
		MeetingDates.past("materialSentOn", "Datoen materialet ble sendt", this.materialSentOn, today);
		if (!questionKeys.containsAll(this.questions.keySet())) {
			throw new InvalidInput("questions", "Skjemaet har et spørsmål som ikke finnes i samtalepakken");
		}
		if (this.outcome == Outcome.POSTPONED) {
			if (this.newMeetingDate == null && !change().isEmpty()) {
				throw new InvalidInput("newMeetingDate", "Velg ny møtedato når dere endrer møtet");
			}
			change().check(today);
		}
	}

	boolean anythingToReport() {
		return this.outcome != Outcome.HELD_NOTHING_TO_REPORT;
	}

	/** How it went. */
	enum Outcome {

		HELD, HELD_NOTHING_TO_REPORT, POSTPONED, CANCELLED

	}

	/** What became of a question. */
	enum Treatment {

		DISCUSSED, MERGED, OMITTED

	}

}
