package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.platform.TaskContextPart;

import org.springframework.stereotype.Component;

/** The meeting as planned and prepared. */
@Component
class MeetingContext implements TaskContextPart {

	private final Meetings meetings;

	private final JointMeetings jointMeetings;

	private final Conversations conversations;

	MeetingContext(Meetings meetings, JointMeetings jointMeetings, Conversations conversations) {
		this.meetings = meetings;
		this.jointMeetings = jointMeetings;
		this.conversations = conversations;
	}

	@Override
	public void addTo(TaskContext context) {
		if (context.isOfConversation()) {
			String conversationId = context.task().conversationId();
			Conversation conversation = this.conversations.get(conversationId);
			LocalDate heldOn = conversation.heldOn();
			context.add("meeting",
					this.meetings.find(conversationId).map((meeting) -> part(meeting, heldOn)).orElse(null));
			context.add("joint", this.jointMeetings.of(conversation)
				.filter((joint) -> !joint.over())
				.map((joint) -> new JointPart(joint.unit(), joint.on(), joint.at(), joint.minutes(), joint.form()))
				.orElse(null));
		}
	}

	private MeetingPart part(Meeting meeting, LocalDate heldOn) {
		String id = meeting.conversationId();
		return new MeetingPart(meeting.meetingDate(), meeting.meetingTime(), meeting.durationMinutes(), meeting.form(),
				meeting.formReason(), meeting.arena(), meeting.participantCount(), this.meetings.participants(id),
				meeting.groupCount(), meeting.lastMeetingDate(), meeting.sizeReason(), this.meetings.jointUnits(id),
				meeting.coLead(), meeting.medicalAdviser(),
				new InvitedPart(meeting.unionRepsInvited(), meeting.safetyRepsInvited(), meeting.userRepsInvited()),
				meeting.localAdaptation(), meeting.place(), this.meetings.checklist(id), heldOn,
				meeting.materialSentOn(), this.meetings.invited(id), this.meetings.undelivered(id),
				new PreparationPart(meeting.prepared(), meeting.preparationMeeting(), meeting.preparationDate(),
						meeting.roles(), meeting.caseReady()));
	}

	/** Another unit's meeting that this one is said to be with. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record JointPart(String unit, LocalDate meetingDate, @JsonFormat(pattern = "HH:mm") LocalTime meetingTime,
			Integer durationMinutes, String form) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record MeetingPart(LocalDate meetingDate, @JsonFormat(pattern = "HH:mm") LocalTime meetingTime,
			Integer durationMinutes, String form, String formReason, String arena, Integer participantCount,
			List<String> participantEmails, Integer groupCount, LocalDate lastMeetingDate, String sizeReason,
			List<String> jointWith, String coLead, String medicalAdviser, InvitedPart invited, String localAdaptation,
			String place, Map<String, Boolean> checklist, LocalDate heldOn, LocalDate materialSentOn, int calendars,
			List<String> undelivered, PreparationPart preparation) {
	}

	/** What the leader has told about preparing; nothing before that. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record PreparationPart(boolean done, String preparationMeeting, LocalDate date, String roles,
			Boolean caseReady) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record InvitedPart(Boolean unionReps, Boolean safetyReps, Boolean userReps) {
	}

}
