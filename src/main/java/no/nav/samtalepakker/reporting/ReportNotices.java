package no.nav.samtalepakker.reporting;

import java.util.List;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Units;

import org.springframework.stereotype.Component;

/**
 * Tells a party of an MBA that it is its turn: the other has written, or wants a change.
 * They are no reminders (design §1): each is written once for a round, and what has been
 * overtaken is not sent.
 */
@Component
class ReportNotices {

	private final Notifications notifications;

	private final Conversations conversations;

	private final Units units;

	ReportNotices(Notifications notifications, Conversations conversations, Units units) {
		this.notifications = notifications;
		this.conversations = conversations;
		this.units = units;
	}

	/** The report waits for the party that did not write it. */
	void written(Report report) {
		this.notifications.withdraw(MailType.REPORT_SENT_BACK, report.conversationId());
		tell(MailType.REPORT_WRITTEN, report, report.authorParty().other());
	}

	/** The report waits for the party that wrote it. */
	void sentBack(Report report) {
		reviewed(report);
		tell(MailType.REPORT_SENT_BACK, report, report.authorParty());
	}

	/** Nobody is asked to read it any more. */
	void reviewed(Report report) {
		this.notifications.withdraw(MailType.REPORT_WRITTEN, report.conversationId());
	}

	private void tell(MailType type, Report report, Party party) {
		Conversation conversation = this.conversations.get(report.conversationId());
		String packageName = this.conversations.packageOf(conversation.id()).name();
		String unitName = this.units.get(conversation.unitId()).name();
		this.notifications.queue(
				speakers(conversation.unitId(), party).stream()
					.map((person) -> Notification
						.to(person.userId(), person.email(), type,
								String.join(":", type.name(), report.id(), String.valueOf(report.round()),
										person.userId()))
						.aboutRollout(conversation.rolloutId())
						.aboutConversation(conversation.id())
						.with("package", packageName)
						.with("unit", unitName)
						.with("again", report.round() > 1))
					.toList());
	}

	/** Whoever leads the party; its deputies where nobody does. */
	private List<Person> speakers(String unitId, Party party) {
		List<Person> leading = of(party, this.units.leading(unitId));
		return leading.isEmpty() ? of(party, this.units.people(unitId)) : leading;
	}

	private static List<Person> of(Party party, List<Person> people) {
		return people.stream().filter((person) -> person.party() == party).toList();
	}

}
