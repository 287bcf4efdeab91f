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
 * @param rolloutId the rollout it is about, or null
 * @param conversationId the conversation it is about, or null
 * @param obstacleId the obstacle it is about, or null
 * @param subjectId what it is about in particular, by its type: a question to a
 * recipient, a county, a task, or a message many e-mails carry; or null
 * @param userId who gets it, null for a participant, who need have no account
 * @param email where it goes; null where nobody has told, then it is not stored
 * @param words what its template asks for
 * @param calendar an iCalendar object to attach, or null
 * @param notBefore when it may be sent, or null for at once
 * @param expiresAt when it is no longer worth sending, or null for the type's own period
 */
public record Notification(String occasion, MailType type, String rolloutId, String conversationId, String obstacleId,
		String subjectId, String userId, String email, Map<String, Object> words, String calendar,
		OffsetDateTime notBefore, OffsetDateTime expiresAt) {

	/**
	 * An e-mail about nothing but itself; say what it is about with the methods below.
	 */
	public static Notification to(String userId, String email, MailType type, String occasion) {
		return new Notification(occasion, type, null, null, null, null, userId, email, Map.of(), null, null, null);
	}

	public Notification aboutRollout(String id) {
		return new Notification(this.occasion, this.type, id, this.conversationId, this.obstacleId, this.subjectId,
				this.userId, this.email, this.words, this.calendar, this.notBefore, this.expiresAt);
	}

	public Notification aboutConversation(String id) {
		return new Notification(this.occasion, this.type, this.rolloutId, id, this.obstacleId, this.subjectId,
				this.userId, this.email, this.words, this.calendar, this.notBefore, this.expiresAt);
	}

	public Notification aboutObstacle(String id) {
		return new Notification(this.occasion, this.type, this.rolloutId, this.conversationId, id, this.subjectId,
				this.userId, this.email, this.words, this.calendar, this.notBefore, this.expiresAt);
	}

	public Notification about(String id) {
		return new Notification(this.occasion, this.type, this.rolloutId, this.conversationId, this.obstacleId, id,
				this.userId, this.email, this.words, this.calendar, this.notBefore, this.expiresAt);
	}

	/** The same in other words. */
	Notification as(MailType other) {
		return new Notification(this.occasion, other, this.rolloutId, this.conversationId, this.obstacleId,
				this.subjectId, this.userId, this.email, this.words, this.calendar, this.notBefore, this.expiresAt);
	}

	/** Tells the template one thing more; null stands for nothing to tell. */
	public Notification with(String name, Object value) {
		Map<String, Object> more = new HashMap<>(this.words);
		more.put(name, value);
		return new Notification(this.occasion, this.type, this.rolloutId, this.conversationId, this.obstacleId,
				this.subjectId, this.userId, this.email, more, this.calendar, this.notBefore, this.expiresAt);
	}

	public Notification withCalendar(String content) {
		return new Notification(this.occasion, this.type, this.rolloutId, this.conversationId, this.obstacleId,
				this.subjectId, this.userId, this.email, this.words, content, this.notBefore, this.expiresAt);
	}

	public Notification notBefore(OffsetDateTime time) {
		return new Notification(this.occasion, this.type, this.rolloutId, this.conversationId, this.obstacleId,
				this.subjectId, this.userId, this.email, this.words, this.calendar, time, this.expiresAt);
	}

	public Notification expiresAt(OffsetDateTime time) {
		return new Notification(this.occasion, this.type, this.rolloutId, this.conversationId, this.obstacleId,
				this.subjectId, this.userId, this.email, this.words, this.calendar, this.notBefore, time);
	}

}
