package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * When and how a unit will hold its conversation, checked and complete.
 *
 * @param meetingDate the first day
 * @param meetingTime when it begins, or null for a whole day
 * @param durationMinutes how long
 * @param form PHYSICAL, HYBRID or DIGITAL
 * @param formReason why not physical, or null
 * @param arena where it finds its place, or null
 * @param participantCount how many people
 * @param participantEmails who gets the material; may be empty
 * @param groupCount how many groups they meet in, at least one
 * @param lastMeetingDate the last day if the groups meet on several, else null
 * @param sizeReason why the groups are large, or null
 * @param jointWith units that take part
 * @param coLead a name, or null
 * @param medicalAdviser a name, or null
 * @param unionRepsInvited null if not said
 * @param safetyRepsInvited null if not said
 * @param userRepsInvited null if not said
 * @param localAdaptation what the unit does its own way, or null
 * @param place a room or an address, or null
 */
public record MeetingPlan(LocalDate meetingDate, LocalTime meetingTime, int durationMinutes, String form,
		String formReason, String arena, int participantCount, List<String> participantEmails, int groupCount,
		LocalDate lastMeetingDate, String sizeReason, List<String> jointWith, String coLead, String medicalAdviser,
		Boolean unionRepsInvited, Boolean safetyRepsInvited, Boolean userRepsInvited, String localAdaptation,
		String place) {
}
