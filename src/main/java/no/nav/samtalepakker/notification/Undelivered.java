package no.nav.samtalepakker.notification;

import java.util.List;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells those who lead a conversation whom an e-mail about it did not reach, so that
 * somebody who was asked to come does not stay away in silence. One e-mail tells of all
 * that are refused within some minutes.
 */
@Component
@Transactional
class Undelivered {

	private final Notifications notifications;

	private final Conversations conversations;

	private final Units units;

	private final NorwegianCalendar calendar;

	private final MailSettings settings;

	Undelivered(Notifications notifications, Conversations conversations, Units units, NorwegianCalendar calendar,
			MailSettings settings) {
		this.notifications = notifications;
		this.conversations = conversations;
		this.units = units;
		this.calendar = calendar;
		this.settings = settings;
	}

	void tell(Outgoing refused) {
		if (refused.userId() != null || (refused.calendar() == null && refused.type() != MailType.AGREED)) {
			return;
		}
		Conversation conversation = this.conversations.get(refused.conversationId());
		List<String> addresses = this.notifications.undelivered(conversation.id());
		this.notifications.withdraw(MailType.ADDRESS_REFUSED, conversation.id());
		this.notifications.queue(this.units.leading(conversation.unitId())
			.stream()
			.map((person) -> Notification
				.to(person.userId(), person.email(), MailType.ADDRESS_REFUSED,
						"address-refused:" + refused.id() + ":" + person.userId())
				.aboutConversation(conversation.id())
				.with("package", this.conversations.packageOf(conversation.id()).name())
				.with("addresses", addresses)
				.with("agreed", refused.type() == MailType.AGREED)
				.notBefore(this.calendar.now().plus(this.settings.changePause())))
			.toList());
	}

}
