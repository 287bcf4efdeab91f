package no.nav.samtalepakker.notification;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * One e-mail to one address.
 *
 * @param occasion what brings it about, for this address; stored once, at most 200
 * characters, and never an address itself
 * @param type what kind it is, which also says in which words
 * @param about what it is about
 * @param userId who gets it, null for a participant, who need have no account
 * @param email where it goes; null where nobody has told, then it is not stored
 * @param words what its template asks for
 * @param calendar an iCalendar object to attach, or null
 * @param when when it may be sent
 */
public record Notification(String occasion, MailType type, About about, String userId, String email,
		Map<String, Object> words, String calendar, When when) {

	/**
	 * An e-mail about nothing but itself; say what it is about with the methods below.
	 */
	public static Notification to(String userId, String email, MailType type, String occasion) {
		return new Notification(occasion, type, new About(null, null, null, null), userId, email, Map.of(), null,
				new When(null, null));
	}

	/** The same to another address. */
	public Notification sentTo(String otherUserId, String otherEmail, String otherOccasion) {
		return new Notification(otherOccasion, this.type, this.about, otherUserId, otherEmail, this.words,
				this.calendar, this.when);
	}

	public Notification aboutRollout(String id) {
		return about(new About(id, conversationId(), this.about.obstacleId(), this.about.subjectId()));
	}

	public Notification aboutConversation(String id) {
		return about(new About(this.about.rolloutId(), id, this.about.obstacleId(), this.about.subjectId()));
	}

	public Notification aboutObstacle(String id) {
		return about(new About(this.about.rolloutId(), conversationId(), id, this.about.subjectId()));
	}

	public Notification about(String id) {
		return about(new About(this.about.rolloutId(), conversationId(), this.about.obstacleId(), id));
	}

	private Notification about(About other) {
		return new Notification(this.occasion, this.type, other, this.userId, this.email, this.words, this.calendar,
				this.when);
	}

	/** The same in other words. */
	Notification as(MailType other) {
		return new Notification(this.occasion, other, this.about, this.userId, this.email, this.words, this.calendar,
				this.when);
	}

	/** Tells the template one thing more; null stands for nothing to tell. */
	public Notification with(String name, Object value) {
		Map<String, Object> more = new HashMap<>(this.words);
		more.put(name, value);
		return new Notification(this.occasion, this.type, this.about, this.userId, this.email, more, this.calendar,
				this.when);
	}

	public Notification withCalendar(String content) {
		return new Notification(this.occasion, this.type, this.about, this.userId, this.email, this.words, content,
				this.when);
	}

	public Notification notBefore(OffsetDateTime time) {
		return when(new When(time, this.when.expiresAt()));
	}

	public Notification expiresAt(OffsetDateTime time) {
		return when(new When(this.when.notBefore(), time));
	}

	private Notification when(When other) {
		return new Notification(this.occasion, this.type, this.about, this.userId, this.email, this.words,
				this.calendar, other);
	}

	String conversationId() {
		return this.about.conversationId();
	}

	/**
	 * What an e-mail is about, so that it goes when that goes.
	 *
	 * @param rolloutId the rollout, or null
	 * @param conversationId the conversation, or null
	 * @param obstacleId the obstacle, or null
	 * @param subjectId what in particular, by the e-mail's type: a question to a
	 * recipient, a county, a task, or a message many e-mails carry; or null
	 */
	public record About(String rolloutId, String conversationId, String obstacleId, String subjectId) {
	}

	/**
	 * When an e-mail may be sent.
	 *
	 * @param notBefore the first moment, or null for at once
	 * @param expiresAt when it is no longer worth sending, or null for the type's own
	 * period
	 */
	public record When(OffsetDateTime notBefore, OffsetDateTime expiresAt) {
	}

}
