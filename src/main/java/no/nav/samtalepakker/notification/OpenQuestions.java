package no.nav.samtalepakker.notification;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a recipient still has to answer what an e-mail asks. */
@Component
class OpenQuestions {

	private final JdbcClient jdbc;

	OpenQuestions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The question is open, and the reader answers for whom it was put to. */
	boolean isAskedIn(Outgoing outgoing) {
		// the occasion names the question
		return this.jdbc.sql("""
				select count(*) from notification n
				join routing_recipient q on q.obstacle_id = n.obstacle_id and n.occasion like '%:' || q.id || ':%'
				join recipient_contact c on c.recipient = q.recipient and c.user_id = n.user_id
				where n.id = ? and q.state = 'OPEN'
				""").param(outgoing.id()).query(Integer.class).single() > 0;
	}

}
