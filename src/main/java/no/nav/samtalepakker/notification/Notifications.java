package no.nav.samtalepakker.notification;

import java.util.UUID;

import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The outbox. An e-mail is stored in the transaction that causes it and sent later, so
 * that nothing is sent that did not happen and nothing is lost that did.
 */
@Component
public class Notifications {

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	Notifications(JdbcClient jdbc, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/**
	 * Stores an e-mail to be sent.
	 * @return false if the occasion has its e-mail already, or there is no address
	 */
	@Transactional
	public boolean queue(Notification notification) {
		if (notification.email() == null || isQueued(notification.occasion())) {
			return false;
		}
		this.jdbc.sql("""
				insert into notification (id, occasion, type, rollout_id, conversation_id, obstacle_id, user_id, email,
					subject, body, calendar, created_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				""")
			.params(UUID.randomUUID().toString(), notification.occasion(), notification.type(),
					notification.rolloutId(), notification.conversationId(), notification.obstacleId(),
					notification.userId(), notification.email(), notification.subject(), notification.body(),
					notification.calendar(), this.calendar.now())
			.update();
		return true;
	}

	/**
	 * Removes what was sent to the participants of a conversation, who are known by their
	 * address only.
	 */
	@Transactional
	public void eraseParticipants(String conversationId) {
		this.jdbc.sql("delete from notification where conversation_id = ? and user_id is null")
			.param(conversationId)
			.update();
	}

	private boolean isQueued(String occasion) {
		return this.jdbc.sql("select count(*) from notification where occasion = ?")
			.param(occasion)
			.query(Integer.class)
			.single() > 0;
	}

}
