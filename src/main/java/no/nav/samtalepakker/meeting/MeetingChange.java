package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import no.nav.samtalepakker.platform.InvalidInput;

/**
 * What a leader changes in a meeting that has been planned; whatever is null stays as it
 * is. The names are those of the fields.
 *
 * @param newMeetingDate another (first) day
 * @param newMeetingTime another hour
 * @param newDurationMinutes another length
 * @param newForm where people will sit
 * @param newLastMeetingDate another last day, for groups on several
 * @param newParticipantEmails everybody who is to come, in place of those before
 * @param newPlace another room or address; a dash for none any more
 */
record MeetingChange(LocalDate newMeetingDate, LocalTime newMeetingTime, Integer newDurationMinutes,
		MeetingForm newForm, LocalDate newLastMeetingDate, List<String> newParticipantEmails, String newPlace) {

	private static final int LEAST_MINUTES = 15;

	private static final int MOST_MINUTES = 600;

	boolean isEmpty() {
		return fields().values().stream().allMatch(Objects::isNull);
	}

	/** The first field that is filled in. */
	String firstField() {
		return fields().entrySet()
			.stream()
			.filter((field) -> field.getValue() != null)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
	}

	/** Refuses what cannot be. */
	void check(LocalDate today) {
		if (this.newMeetingDate != null) {
			MeetingDates.upcoming("newMeetingDate", "Ny møtedato", this.newMeetingDate, today);
		}
		if (this.newLastMeetingDate != null) {
			MeetingDates.upcoming("newLastMeetingDate", "Siste møtedato", this.newLastMeetingDate, today);
		}
		if (this.newDurationMinutes != null
				&& (this.newDurationMinutes < LEAST_MINUTES || this.newDurationMinutes > MOST_MINUTES)) {
			throw new InvalidInput("newDurationMinutes",
					"Varigheten i minutter må være fra " + LEAST_MINUTES + " til " + MOST_MINUTES);
		}
		Place.check("newPlace", this.newPlace);
		if (this.newParticipantEmails != null) {
			Participants.check("newParticipantEmails", this.newParticipantEmails);
		}
	}

	private Map<String, Object> fields() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("newMeetingDate", this.newMeetingDate);
		fields.put("newMeetingTime", this.newMeetingTime);
		fields.put("newDurationMinutes", this.newDurationMinutes);
		fields.put("newForm", this.newForm);
		fields.put("newLastMeetingDate", this.newLastMeetingDate);
		fields.put("newParticipantEmails", this.newParticipantEmails);
		fields.put("newPlace", this.newPlace);
		return fields;
	}

}
