package no.nav.samtalepakker.notification;

import java.time.OffsetDateTime;

/**
 * An e-mail of the outbox that is to be sent now.
 *
 * @param subjectId what it is about in particular, or null
 * @param attempts how often it has been tried, this time included
 * @param subject one line
 * @param body plain text
 * @param calendar an iCalendar object, or null
 */
record Outgoing(String id, MailType type, String rolloutId, String conversationId, String subjectId, String userId,
		String email, String subject, String body, String calendar, OffsetDateTime createdAt, int attempts) {

	Letter letter() {
		return new Letter(this.subject, this.body);
	}

}
