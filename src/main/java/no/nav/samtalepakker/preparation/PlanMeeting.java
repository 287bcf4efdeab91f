package no.nav.samtalepakker.preparation;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import no.nav.samtalepakker.meeting.MeetingDates;
import no.nav.samtalepakker.meeting.MeetingForm;
import no.nav.samtalepakker.meeting.MeetingPlan;
import no.nav.samtalepakker.meeting.Participants;
import no.nav.samtalepakker.meeting.Place;
import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Text;

/**
 * The form {@code plan-meeting}. Only a plan is checked in full: whoever says that the
 * conversation is held, or will not be, needs one click.
 *
 * @param choice PLAN when absent
 * @param heldOn for the held choices; today when absent
 * @param reason why it will not be held
 * @param meetingDate the (first) day
 * @param meetingTime when it begins
 * @param durationMinutes two hours when absent
 * @param form where people sit
 * @param formReason why not in one room
 * @param arena where it finds its place
 * @param participantCount how many people
 * @param participantEmails who gets the material
 * @param groupCount how many groups they meet in; one when absent
 * @param lastMeetingDate the last day if the groups meet on several
 * @param sizeReason why the groups are larger than 15
 * @param jointWith other units that take part
 * @param coLead who leads together with the leader
 * @param medicalAdviser the medical adviser
 * @param invited who else is asked to come
 * @param localAdaptation what the unit does its own way
 * @param place a room, or the https address of a meeting on screen
 */
record PlanMeeting(Choice choice, LocalDate heldOn, @Text(Text.SHORT) String reason, LocalDate meetingDate,
		LocalTime meetingTime, Integer durationMinutes, MeetingForm form, @Text(Text.SHORT) String formReason,
		Arena arena, Integer participantCount,
		@Size(max = Participants.MOST,
				message = "Du kan legge inn høyst 200 e-postadresser") List<@Text(Participants.ADDRESS_LENGTH) String> participantEmails,
		Integer groupCount, LocalDate lastMeetingDate, @Text(Text.SHORT) String sizeReason, List<@Id String> jointWith,
		@Text(Text.NAME) String coLead, @Text(Text.NAME) String medicalAdviser, @Valid Invited invited,
		@Text(Text.LONG) String localAdaptation, @Text(Place.LENGTH) String place) {

	/** Above this a group needs a reason (seed-requirements K6). */
	private static final int LARGEST_GROUP = 15;

	private static final int MOST_PEOPLE = 10000;

	private static final int USUAL_MINUTES = 120;

	private static final int LEAST_MINUTES = 15;

	private static final int MOST_MINUTES = 600;

	PlanMeeting {
		choice = (choice != null) ? choice : Choice.PLAN;
		durationMinutes = (durationMinutes != null) ? durationMinutes : USUAL_MINUTES;
		groupCount = (groupCount != null) ? groupCount : 1;
		meetingTime = (meetingTime != null) ? meetingTime.truncatedTo(ChronoUnit.MINUTES) : null;
		participantEmails = Participants.distinct(distinct(participantEmails));
		jointWith = distinct(jointWith);
		place = Place.onOneLine(place);
		invited = (invited != null) ? invited : new Invited(null, null, null);
	}

	/** What a unit says that has held its conversation. */
	static PlanMeeting alreadyHeld(LocalDate heldOn) {
		return new PlanMeeting(Choice.ALREADY_HELD, heldOn, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null, null, null, null, null);
	}

	/**
	 * Refuses an incomplete or impossible plan.
	 * @param unitId the unit that plans
	 * @param isUnit whether there is a unit with this id
	 */
	void check(LocalDate today, String unitId, Predicate<String> isUnit) {
		required("meetingDate", "Møtedato", this.meetingDate);
		MeetingDates.upcoming("meetingDate", "Møtedato", this.meetingDate, today);
		required("form", "Møteform", this.form);
		required("participantCount", "Antall deltakere", this.participantCount);
		between("participantCount", "Antall deltakere", this.participantCount, 1, MOST_PEOPLE);
		between("groupCount", "Antall grupper", this.groupCount, 1, MOST_PEOPLE);
		between("durationMinutes", "Varigheten i minutter", this.durationMinutes, LEAST_MINUTES, MOST_MINUTES);
		if (this.participantCount > LARGEST_GROUP * this.groupCount && this.sizeReason == null) {
			throw new InvalidInput("sizeReason",
					"Gruppene blir på mer enn 15. Del dere i flere grupper, eller skriv kort hvorfor dere vil være så mange");
		}
		if (this.lastMeetingDate != null) {
			MeetingDates.upcoming("lastMeetingDate", "Siste møtedato", this.lastMeetingDate, today);
			if (this.lastMeetingDate.isBefore(this.meetingDate)) {
				throw new InvalidInput("lastMeetingDate", "Siste møtedato kan ikke være før den første");
			}
		}
		Place.check("place", this.place);
		Participants.check("participantEmails", this.participantEmails);
		for (int i = 0; i < this.jointWith.size(); i++) {
			if (this.jointWith.get(i).equals(unitId)) {
				throw new InvalidInput("jointWith[" + i + "]", "Velg andre enheter enn deres egen");
			}
			if (!isUnit.test(this.jointWith.get(i))) {
				throw new InvalidInput("jointWith[" + i + "]", "Enheten finnes ikke");
			}
		}
	}

	/** The plan, once checked. */
	MeetingPlan plan() {
		return new MeetingPlan(this.meetingDate, this.meetingTime, this.durationMinutes, this.form.name(),
				this.formReason, (this.arena != null) ? this.arena.name() : null, this.participantCount,
				this.participantEmails, this.groupCount, this.lastMeetingDate, this.sizeReason, this.jointWith,
				this.coLead, this.medicalAdviser, this.invited.unionReps(), this.invited.safetyReps(),
				this.invited.userReps(), this.localAdaptation, this.place);
	}

	boolean anythingToReport() {
		return this.choice != Choice.HELD_NOTHING_TO_REPORT;
	}

	private static void required(String field, String name, Object value) {
		if (value == null) {
			throw new InvalidInput(field, name + " må fylles ut");
		}
	}

	private static void between(String field, String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw new InvalidInput(field, name + " må være fra " + least + " til " + most);
		}
	}

	private static List<String> distinct(List<String> texts) {
		return (texts != null) ? texts.stream().filter(Objects::nonNull).distinct().toList() : List.of();
	}

	/** What the unit does with its conversation. */
	enum Choice {

		PLAN, ALREADY_HELD, HELD_NOTHING_TO_REPORT, NOT_HELD

	}

	/** Where the conversation finds its place. */
	enum Arena {

		OWN_MEETING, PROFESSIONAL_DEVELOPMENT_DAY, REGULAR_MEETING

	}

	/**
	 * Who else is asked to come; null is not said.
	 *
	 * @param unionReps union representatives
	 * @param safetyReps safety representatives
	 * @param userReps user representatives
	 */
	record Invited(Boolean unionReps, Boolean safetyReps, Boolean userReps) {
	}

}
