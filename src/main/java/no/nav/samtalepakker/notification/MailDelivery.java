package no.nav.samtalepakker.notification;

import java.util.List;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Identities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Empties the outbox. Safe to run as often and on as many nodes as one likes: an e-mail
 * is taken before it is sent. It is sent twice only if this machine stops after the mail
 * server has said yes and before we have noted it.
 */
@Component
class MailDelivery {

	private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

	private final Outbox outbox;

	private final Messages messages;

	private final Post post;

	private final Notifications notifications;

	private final Conversations conversations;

	private final Units units;

	private final OpenQuestions questions;

	private final Identities identities;

	private final Undelivered undelivered;

	MailDelivery(Outbox outbox, Messages messages, Post post, Notifications notifications, Conversations conversations,
			Units units, OpenQuestions questions, Identities identities, Undelivered undelivered) {
		this.outbox = outbox;
		this.messages = messages;
		this.post = post;
		this.notifications = notifications;
		this.conversations = conversations;
		this.units = units;
		this.questions = questions;
		this.identities = identities;
		this.undelivered = undelivered;
	}

	/** Sends what is due, and stops when nothing gets through. */
	void deliver() {
		this.outbox.expire();
		boolean through = true;
		for (List<Outgoing> due = this.outbox.due(); through && !due.isEmpty(); due = this.outbox.due()) {
			for (Outgoing outgoing : due) {
				if (through && this.outbox.take(outgoing)) {
					through = deliver(outgoing);
				}
			}
		}
	}

	/** Gives whether it makes sense to go on with the next one. */
	private boolean deliver(Outgoing outgoing) {
		try {
			if (!isStillMeant(outgoing)) {
				this.notifications.withdraw(outgoing.id());
				return true;
			}
			this.post.send(outgoing, this.messages.of(outgoing));
			this.outbox.sent(outgoing);
			return true;
		}
		catch (NotDelivered ex) {
			// never the exception: a mail server's words have addresses in them
			log.warn("E-mail {} ({}) was not delivered at attempt {}: {} {}", outgoing.id(), outgoing.type(),
					outgoing.attempts(), ex.fault(), ex.code());
			if (ex.fault() == NotDelivered.Fault.REFUSED) {
				this.outbox.refuse(outgoing, ex.code());
				this.undelivered.tell(outgoing);
			}
			else {
				this.outbox.postpone(outgoing, ex.code());
			}
			return ex.fault() != NotDelivered.Fault.OUTAGE;
		}
		catch (RuntimeException ex) {
			// one e-mail we cannot read must not keep the others
			log.warn("E-mail {} ({}) could not be written: {}", outgoing.id(), outgoing.type(),
					ex.getClass().getSimpleName());
			this.outbox.postpone(outgoing, "UNREADABLE");
			return true;
		}
	}

	/**
	 * Much may happen before an e-mail gets through: who was to have it has left, and a
	 * reminder or a question has been overtaken or is not wanted any more.
	 */
	private boolean isStillMeant(Outgoing outgoing) {
		if (outgoing.userId() == null || outgoing.type().cancels()) {
			// what stands in a calendar goes out of it, also for those who have left
			return true;
		}
		if (outgoing.type().aboutOperation()) {
			return this.identities.isMember(outgoing.userId(), Identities.SECRETARIAT)
					|| this.identities.isMember(outgoing.userId(), Identities.ADMIN);
		}
		if (this.questions.asks(outgoing.type())) {
			return this.questions.isOpen(outgoing);
		}
		Conversation conversation = this.conversations.get(outgoing.conversationId());
		boolean timely = switch (outgoing.type()) {
			case CONVERSATION_STARTED -> conversation.state() == ConversationState.PLANNING;
			case PLAN_REMINDER -> conversation.state() == ConversationState.PLANNING && !conversation.remindersPaused();
			case CONFIRM_REMINDER ->
				conversation.state() == ConversationState.PLANNED && !conversation.remindersPaused();
			case REPORT_WRITTEN, REPORT_SENT_BACK -> conversation.state() == ConversationState.REPORTING;
			default -> true;
		};
		return timely && this.units.isMember(conversation.unitId(), outgoing.userId());
	}

}
