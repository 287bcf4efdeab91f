package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Contact;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.TransactionMemory;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.stereotype.Component;

/**
 * E-mails about obstacles. None holds what a unit or a recipient has written; recipients
 * do not learn which unit it was.
 */
@Component
class Notices {

	private final Notifications notifications;

	private final Conversations conversations;

	private final Units units;

	private final Recipients recipients;

	private final Taxonomy taxonomy;

	private final NorwegianCalendar calendar;

	Notices(Notifications notifications, Conversations conversations, Units units, Recipients recipients,
			Taxonomy taxonomy, NorwegianCalendar calendar) {
		this.notifications = notifications;
		this.conversations = conversations;
		this.units = units;
		this.recipients = recipients;
		this.taxonomy = taxonomy;
		this.calendar = calendar;
	}

	/**
	 * Tells the unit where its obstacles went and why, in one e-mail for all that a
	 * report has raised.
	 * @param raised with those asked about each; of one conversation, never empty
	 */
	void routed(List<Routed> raised) {
		Obstacle first = raised.get(0).obstacle();
		List<Sent> sent = raised.stream()
			.map((routed) -> new Sent(titleOf(routed.obstacle()), routed.asked()
				.stream()
				.map((asked) -> new Asked(this.recipients.get(asked.recipient()).name(), asked.reason(), asked.dueOn()))
				.toList()))
			.toList();
		// triage may follow, and the question it asks then is another one
		String question = raised.get(0).asked().stream().map(AskedRecipient::id).findFirst().orElse("triage");
		Conversation conversation = this.conversations.get(first.conversationId());
		queueOrCollect(this.units.leading(first.unitId())
			.stream()
			.map((reader) -> about(conversation, reader, MailType.OBSTACLE_ROUTED,
					"routed:" + first.id() + ":" + question)
				.aboutObstacle((raised.size() == 1) ? first.id() : null)
				.with("obstacles", sent))
			.toList());
	}

	/** Tells the unit that there is an answer, or news; once for all it concerns. */
	void answered(Obstacle obstacle, Answer answer) {
		Conversation conversation = this.conversations.get(obstacle.conversationId());
		String recipient = answer.recipient().equals(Answers.SECRETARIAT) ? "sekretariatet"
				: this.recipients.get(answer.recipient()).name();
		this.notifications.queue(this.units.leading(obstacle.unitId())
			.stream()
			.map((reader) -> about(conversation, reader, MailType.ANSWER_GIVEN,
					"answer-given:" + answer.id() + ":" + conversation.id())
				.aboutObstacle(obstacle.id())
				.with("package", this.conversations.packageOf(conversation.id()).name())
				.with("recipient", recipient)
				.with("title", titleOf(obstacle))
				.with("update", answer.answer() == Answer.Kind.UPDATE))
			.toList());
	}

	private static Notification about(Conversation conversation, Person reader, MailType type, String occasion) {
		return Notification.to(reader.userId(), reader.email(), type, occasion + ":" + reader.userId())
			.aboutRollout(conversation.rolloutId())
			.aboutConversation(conversation.id());
	}

	/**
	 * Until {@link #send}, what tells of questions is put together: a report raises
	 * several obstacles.
	 */
	void collect() {
		TransactionMemory.remember(Notices.class, new ArrayList<Notification>());
	}

	/** Sends what has been put together. */
	void send() {
		List<Notification> collected = TransactionMemory.recall(Notices.class);
		TransactionMemory.remember(Notices.class, null);
		if (collected != null) {
			this.notifications.queue(collected);
		}
	}

	private void queueOrCollect(List<Notification> notifications) {
		List<Notification> collected = TransactionMemory.recall(Notices.class);
		if (collected != null) {
			collected.addAll(notifications);
		}
		else {
			this.notifications.queue(notifications);
		}
	}

	/**
	 * Tells those who answer for the recipients that there is something to answer. It
	 * waits for the morning of a working day, and there is one e-mail for all that has
	 * come until then.
	 */
	void asked(Obstacle obstacle, List<AskedRecipient> all) {
		queueOrCollect(all.stream()
			.flatMap((asked) -> this.recipients.contacts(asked.recipient())
				.stream()
				.map((contact) -> toRecipient(contact, MailType.ANSWER_ASKED, "answer-asked:" + asked.id(),
						asked.recipient(), asked.dueOn())
					.about(asked.id())
					.aboutObstacle(obstacle.id())
					.notBefore(this.calendar.nextMorning())))
			.toList());
	}

	/** Reminds those who answer for a recipient of the date. */
	void remind(AskedRecipient asked) {
		this.notifications.queue(this.recipients.contacts(asked.recipient())
			.stream()
			.map((contact) -> toRecipient(contact, MailType.ANSWER_REMINDER, "answer-reminder:" + asked.id(),
					asked.recipient(), asked.dueOn())
				.about(asked.id())
				.aboutObstacle(asked.obstacleId()))
			.toList());
	}

	/** Reminds them because the secretariat wants it, once a day. */
	void remindToday(AskedRecipient asked) {
		LocalDate today = this.calendar.today();
		this.notifications.queue(this.recipients.contacts(asked.recipient())
			.stream()
			.map((contact) -> toRecipient(contact, MailType.ANSWER_REMINDER,
					"answer-reminder:" + asked.id() + ":" + today, asked.recipient(), asked.dueOn())
				.about(asked.id())
				.aboutObstacle(asked.obstacleId())
				.with("late", asked.dueOn().isBefore(today)))
			.toList());
	}

	private Notification toRecipient(Contact contact, MailType type, String occasion, String recipient,
			LocalDate dueOn) {
		return Notification.to(contact.userId(), contact.email(), type, occasion + ":" + contact.userId())
			.with("recipient", this.recipients.get(recipient).name())
			.with("dueOn", dueOn);
	}

	/** The explanation of a withdrawn obstacle goes from the e-mails we hold as well. */
	void withdrawn(Obstacle obstacle) {
		this.notifications.overwrite(MailType.OBSTACLE_ROUTED, obstacle.conversationId(), obstacle.id(),
				Redactions.ERASED);
	}

	/** What it is about, in the taxonomy's words. */
	private String titleOf(Obstacle obstacle) {
		return this.taxonomy.find(obstacle.subcategory())
			.map((subcategory) -> subcategory.categoryName() + ": " + subcategory.name())
			.or(() -> this.taxonomy.nameOfCategory(obstacle.category()))
			.orElse("Uten kategori");
	}

	/**
	 * An obstacle and those who are asked about it.
	 *
	 * @param obstacle the obstacle
	 * @param asked empty if the secretariat is to decide
	 */
	record Routed(Obstacle obstacle, List<AskedRecipient> asked) {
	}

	/**
	 * An obstacle as the unit reads of it; the names the template knows.
	 *
	 * @param title what it is about
	 * @param asked who answers
	 */
	record Sent(String title, List<Asked> asked) {
	}

	/**
	 * Who answers.
	 *
	 * @param recipient the name
	 * @param reason why it is they
	 * @param dueOn until when
	 */
	record Asked(String recipient, String reason, LocalDate dueOn) {
	}

}
