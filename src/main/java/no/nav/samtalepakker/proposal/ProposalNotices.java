package no.nav.samtalepakker.proposal;

import java.time.OffsetDateTime;
import java.util.List;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Contact;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;

/** E-mails about proposals. None holds a word of what was proposed or answered. */
@Component
class ProposalNotices {

	private final Notifications notifications;

	private final Units units;

	private final Recipients recipients;

	private final NorwegianCalendar calendar;

	ProposalNotices(Notifications notifications, Units units, Recipients recipients, NorwegianCalendar calendar) {
		this.notifications = notifications;
		this.units = units;
		this.recipients = recipients;
		this.calendar = calendar;
	}

	/** Tells those who answer for a recipient that there is a proposal to answer. */
	void asked(Proposal proposal, ProposalQuestion question) {
		this.notifications.queue(this.recipients.contacts(question.recipient())
			.stream()
			.map((contact) -> toRecipient(contact, MailType.PROPOSAL_ASKED, "proposal-asked", proposal, question)
				.notBefore(this.calendar.nextMorning()))
			.toList());
	}

	/** Reminds them of the date. */
	void remind(Proposal proposal, ProposalQuestion question) {
		this.notifications.queue(this.recipients.contacts(question.recipient())
			.stream()
			.map((contact) -> toRecipient(contact, MailType.PROPOSAL_REMINDER, "proposal-reminder", proposal, question))
			.toList());
	}

	private Notification toRecipient(Contact contact, MailType type, String occasion, Proposal proposal,
			ProposalQuestion question) {
		return Notification
			.to(contact.userId(), contact.email(), type, occasion + ":" + question.id() + ":" + contact.userId())
			.aboutRollout(proposal.rolloutId())
			.about(question.id())
			.with("proposal", proposal.id())
			.with("recipient", this.recipients.get(question.recipient()).name())
			.with("dueOn", question.dueOn());
	}

	/**
	 * Tells units that there are answers: once in a morning, however many there are. They
	 * are about no conversation for the outbox, or what is said of it meanwhile would
	 * have to wait for the morning.
	 */
	void answered(String rolloutId, List<Conversation> conversations) {
		OffsetDateTime morning = this.calendar.nextMorning();
		this.notifications.queue(conversations.stream()
			.flatMap((conversation) -> this.units.leading(conversation.unitId())
				.stream()
				.map((reader) -> Notification
					.to(reader.userId(), reader.email(), MailType.PROPOSAL_ANSWERED,
							"proposal-answered:" + conversation.id() + ":" + this.calendar.dateOf(morning) + ":"
									+ reader.userId())
					.aboutRollout(rolloutId)
					.about(conversation.id())
					.with("conversation", conversation.id())
					.notBefore(morning)))
			.toList());
	}

}
