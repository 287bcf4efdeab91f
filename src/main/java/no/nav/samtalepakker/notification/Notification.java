package no.nav.samtalepakker.notification;

/**
 * One e-mail to one address.
 *
 * @param occasion what brings it about, for this address; stored once, at most 200
 * characters, and never an address itself
 * @param type what kind it is, a code
 * @param rolloutId the rollout it is about, or null
 * @param conversationId the conversation it is about, or null
 * @param obstacleId the obstacle it is about, or null
 * @param userId who gets it, null for a participant, who need have no account
 * @param email where it goes
 * @param subject in Norwegian
 * @param body plain text in Norwegian
 * @param calendar an iCalendar object to attach, or null
 */
public record Notification(String occasion, String type, String rolloutId, String conversationId, String obstacleId,
		String userId, String email, String subject, String body, String calendar) {

	/**
	 * An e-mail about nothing but itself; say what it is about with the methods below.
	 */
	public static Notification to(String userId, String email, String type, String occasion, String subject,
			String body) {
		return new Notification(occasion, type, null, null, null, userId, email, subject, body, null);
	}

	public Notification aboutRollout(String id) {
		return new Notification(this.occasion, this.type, id, this.conversationId, this.obstacleId, this.userId,
				this.email, this.subject, this.body, this.calendar);
	}

	public Notification aboutConversation(String id) {
		return new Notification(this.occasion, this.type, this.rolloutId, id, this.obstacleId, this.userId, this.email,
				this.subject, this.body, this.calendar);
	}

	public Notification aboutObstacle(String id) {
		return new Notification(this.occasion, this.type, this.rolloutId, this.conversationId, id, this.userId,
				this.email, this.subject, this.body, this.calendar);
	}

	public Notification withCalendar(String content) {
		return new Notification(this.occasion, this.type, this.rolloutId, this.conversationId, this.obstacleId,
				this.userId, this.email, this.subject, this.body, content);
	}

}
