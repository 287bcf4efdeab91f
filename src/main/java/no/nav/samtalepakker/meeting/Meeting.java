package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;

import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.NorwegianCalendar;

/**
 * The meeting of one conversation: what was planned, prepared and confirmed. Whatever
 * nobody has said is null.
 *
 * @param conversationId the conversation
 * @param meetingDate the first day; null when postponed without a new date
 * @param meetingTime when it begins, or null for a whole day
 * @param durationMinutes how long it is planned to last
 * @param form PHYSICAL, HYBRID or DIGITAL
 * @param formReason why not physical
 * @param arena where it finds its place
 * @param participantCount how many are expected
 * @param groupCount how many groups they meet in
 * @param lastMeetingDate the last day if the groups meet on several
 * @param sizeReason why the groups are large
 * @param coLead who leads together with the leader
 * @param medicalAdviser the medical adviser
 * @param unionRepsInvited whether union representatives are invited
 * @param safetyRepsInvited whether safety representatives are invited
 * @param userRepsInvited whether user representatives are invited
 * @param localAdaptation what the unit does its own way
 * @param prepared whether the leader has used the offer of preparation
 * @param preparationMeeting YES, NO or NOT_APPLICABLE
 * @param preparationDate when the preparatory meeting was
 * @param roles who does what in the meeting
 * @param caseReady whether an anonymous example is ready
 * @param actualDurationMinutes how long it lasted
 * @param actualParticipants how many came
 * @param materialSentAt when the system sent the material for this plan
 * @param materialSentOn when the participants had it, as the leader says
 * @param dialogue how they talked
 * @param navetShown whether Navet was shown
 * @param examplesUsed whether examples were used
 * @param adaptation what was done another way than in the package
 * @param omittedReason why questions were left out
 * @param place a room, or the https address of a meeting on screen
 * @param invitationSequence grows with every change the calendars are told of
 */
public record Meeting(String conversationId, LocalDate meetingDate, LocalTime meetingTime, Integer durationMinutes,
		String form, String formReason, String arena, Integer participantCount, Integer groupCount,
		LocalDate lastMeetingDate, String sizeReason, String coLead, String medicalAdviser, Boolean unionRepsInvited,
		Boolean safetyRepsInvited, Boolean userRepsInvited, String localAdaptation, boolean prepared,
		String preparationMeeting, LocalDate preparationDate, String roles, Boolean caseReady,
		Integer actualDurationMinutes, Integer actualParticipants, OffsetDateTime materialSentAt,
		LocalDate materialSentOn, String dialogue, Boolean navetShown, Boolean examplesUsed, String adaptation,
		String omittedReason, String place, int invitationSequence) {

	/** The day the last group has met, or null without a date. */
	public LocalDate finalDay() {
		return (this.lastMeetingDate != null) ? this.lastMeetingDate : this.meetingDate;
	}

	/** When it begins: with the day, unless it has an hour; null without a date. */
	OffsetDateTime begins() {
		return (this.meetingDate == null) ? null
				: this.meetingDate.atTime((this.meetingTime != null) ? this.meetingTime : LocalTime.MIDNIGHT)
					.atZone(ApplicationClock.OSLO)
					.toOffsetDateTime();
	}

	/**
	 * The meeting after a change. Groups that meet on several days keep their number of
	 * working days unless the leader names the last.
	 */
	Meeting changed(MeetingChange change, NorwegianCalendar calendar) {
		LocalDate date = (change.newMeetingDate() != null) ? change.newMeetingDate() : this.meetingDate;
		LocalDate last = this.lastMeetingDate;
		if (change.newLastMeetingDate() != null) {
			last = change.newLastMeetingDate();
		}
		else if (last != null && !date.equals(this.meetingDate)) {
			last = calendar.movedAlong(this.meetingDate, last, date);
		}
		return with(date, (change.newMeetingTime() != null) ? change.newMeetingTime() : this.meetingTime,
				(change.newDurationMinutes() != null) ? change.newDurationMinutes() : this.durationMinutes,
				(change.newForm() != null) ? change.newForm().name() : this.form, last,
				Place.changed(this.place, change.newPlace()), this.invitationSequence);
	}

	Meeting withSequence(int sequence) {
		return with(this.meetingDate, this.meetingTime, this.durationMinutes, this.form, this.lastMeetingDate,
				this.place, sequence);
	}

	private Meeting with(LocalDate date, LocalTime time, Integer minutes, String where, LocalDate last, String place,
			int sequence) {
		return new Meeting(this.conversationId, date, time, minutes, where, this.formReason, this.arena,
				this.participantCount, this.groupCount, last, this.sizeReason, this.coLead, this.medicalAdviser,
				this.unionRepsInvited, this.safetyRepsInvited, this.userRepsInvited, this.localAdaptation,
				this.prepared, this.preparationMeeting, this.preparationDate, this.roles, this.caseReady,
				this.actualDurationMinutes, this.actualParticipants, this.materialSentAt, this.materialSentOn,
				this.dialogue, this.navetShown, this.examplesUsed, this.adaptation, this.omittedReason, place,
				sequence);
	}

	boolean materialSent() {
		return this.materialSentAt != null;
	}

	/** Whether any of it is still to come, today included. */
	boolean liesAhead(LocalDate today) {
		return this.meetingDate != null && !finalDay().isBefore(today);
	}

}
