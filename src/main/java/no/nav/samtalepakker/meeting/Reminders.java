package no.nav.samtalepakker.meeting;

import java.util.Date;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The two reminders a leader may get about a conversation, planning and confirming; none
 * about anything else (design §1). A co-determination body has two parties: both get the
 * e-mail, and it counts as one.
 */
@Component("reminders")
@Transactional
public class Reminders {

	private static final int DAYS_TO_PLAN = 14;

	private static final int WORKING_DAYS_TO_CONFIRM = 3;

	private final Meetings meetings;

	private final Conversations conversations;

	private final Units units;

	private final Notifications notifications;

	private final NorwegianCalendar calendar;

	Reminders(Meetings meetings, Conversations conversations, Units units, Notifications notifications,
			NorwegianCalendar calendar) {
		this.meetings = meetings;
		this.conversations = conversations;
		this.units = units;
		this.notifications = notifications;
		this.calendar = calendar;
	}

	/** When to remind of a plan that is asked for today. */
	public Date planDue() {
		return this.calendar.morningOf(this.calendar.today().plusDays(DAYS_TO_PLAN));
	}

	/** When to remind of confirming the (last) meeting. */
	public Date confirmDue(String conversationId) {
		return this.meetings.find(conversationId)
			.map(Meeting::finalDay)
			.map((day) -> this.calendar.morningOf(this.calendar.plusWorkingDays(day, WORKING_DAYS_TO_CONFIRM)))
			.orElseGet(() -> this.meetings.confirmDue(conversationId));
	}

	/**
	 * Reminds of the plan, if one may be reminded.
	 * @param round tells this planning from one after a postponement
	 */
	public void remindOfPlan(String conversationId, String round) {
		remind(conversationId, MailType.PLAN_REMINDER, round);
	}

	/** Reminds of saying whether the conversation was held, if one may be reminded. */
	void remindOfConfirmation(String conversationId) {
		String day = this.meetings.find(conversationId)
			.map((meeting) -> String.valueOf(meeting.meetingDate()))
			.orElse("");
		remind(conversationId, MailType.CONFIRM_REMINDER, day);
	}

	private void remind(String conversationId, MailType type, String round) {
		if (!this.conversations.mayRemind(conversationId)) {
			return;
		}
		String name = this.conversations.packageOf(conversationId).name();
		int queued = this.notifications.queue(this.units.leading(this.conversations.get(conversationId).unitId())
			.stream()
			.map((person) -> Notification
				.to(person.userId(), person.email(), type,
						String.join(":", type.name(), conversationId, round, person.userId()))
				.aboutConversation(conversationId)
				.with("package", name))
			.toList());
		if (queued > 0) {
			this.conversations.reminded(conversationId);
		}
	}

}
