package no.nav.samtalepakker.followup;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Units;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says that the day the group chose has come, once for each date. The group asked for it,
 * so it does not count among the reminders (design §1).
 */
@Component
@Transactional
class FollowUpNotices {

	private final FollowUps followUps;

	private final Conversations conversations;

	private final Units units;

	private final Notifications notifications;

	FollowUpNotices(FollowUps followUps, Conversations conversations, Units units, Notifications notifications) {
		this.followUps = followUps;
		this.conversations = conversations;
		this.units = units;
		this.notifications = notifications;
	}

	void send(String conversationId) {
		Conversation conversation = this.conversations.get(conversationId);
		String occasion = "follow-up:" + conversationId + ":"
				+ this.followUps.find(conversationId).orElseThrow().followUpOn();
		String packageName = this.conversations.packageOf(conversationId).name();
		this.notifications.queue(this.units.leading(conversation.unitId())
			.stream()
			.map((person) -> Notification
				.to(person.userId(), person.email(), MailType.FOLLOW_UP, occasion + ":" + person.userId())
				.aboutRollout(conversation.rolloutId())
				.aboutConversation(conversationId)
				.with("package", packageName))
			.toList());
	}

}
