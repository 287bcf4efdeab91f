package no.nav.samtalepakker.preparation;

import java.time.LocalDate;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.meeting.JointMeeting;
import no.nav.samtalepakker.meeting.JointMeetings;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A unit whose conversation was held in another's meeting. */
@Component
@Transactional
class JointPlans {

	private final JointMeetings jointMeetings;

	private final Conversations conversations;

	private final Units units;

	private final Processes processes;

	private final CurrentUser user;

	JointPlans(JointMeetings jointMeetings, Conversations conversations, Units units, Processes processes,
			CurrentUser user) {
		this.jointMeetings = jointMeetings;
		this.conversations = conversations;
		this.units = units;
		this.processes = processes;
		this.user = user;
	}

	/**
	 * Says in the unit's own plan, as its form would, that the conversation was held on
	 * the day of the joint meeting.
	 * @return that day
	 */
	LocalDate heldThere(String conversationId) {
		LocalDate heldOn = this.jointMeetings.of(own(conversationId))
			.filter(JointMeeting::over)
			.map(JointMeeting::on)
			.orElseThrow(
					() -> new Conflict("Dere har ikke noe felles møte som er holdt, og ingen plan som venter på det."));
		String plan = this.processes.openTasks(conversationId, PreparationProcess.PLAN_MEETING)
			.stream()
			.map(Processes.OpenTask::id)
			.findFirst()
			.orElseThrow(() -> new Conflict("Samtalen har kommet videre i mellomtiden. Last siden på nytt."));
		this.processes.complete(plan, PlanMeeting.alreadyHeld(heldOn));
		return heldOn;
	}

	/** {@link NotFound} for those who have no part in the unit. */
	Conversation own(String conversationId) {
		String userId = this.user.id();
		return this.conversations.find(conversationId)
			.filter((found) -> userId != null && this.units.isMember(found.unitId(), userId))
			.orElseThrow(() -> new NotFound("Samtalen finnes ikke."));
	}

}
