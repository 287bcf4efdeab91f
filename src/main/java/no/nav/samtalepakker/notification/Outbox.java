package no.nav.samtalepakker.notification;

import java.time.Duration;
import java.util.List;

import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The e-mails that wait, and what has become of the others. Whoever wants to send one
 * takes it first: for a while nobody else does, be it on this node or another. Every step
 * is a transaction of its own, and none stays open while a mail server answers.
 */
@Component
@Transactional
class Outbox {

	private static final Logger log = LoggerFactory.getLogger(Outbox.class);

	/** Longer than any mail server may take; after a crash the e-mail waits for it. */
	private static final Duration IN_PROGRESS = Duration.ofMinutes(10);

	private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5),
			Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12), Duration.ofDays(1));

	private static final int AT_ONCE = 100;

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	Outbox(JdbcClient jdbc, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/** Gives up what has waited until it means nothing any more. */
	void expire() {
		List<String> expired = this.jdbc
			.sql("select id from notification where state = 'QUEUED' and expires_at <= ? order by id")
			.param(this.calendar.now())
			.query(String.class)
			.list()
			.stream()
			.filter(this::expire)
			.toList();
		if (!expired.isEmpty()) {
			log.warn("{} e-mails expired before they could be sent: {}", expired.size(), expired);
		}
	}

	/** Gives whether it was we, and not another node. */
	private boolean expire(String id) {
		return this.jdbc.sql("update notification set state = 'EXPIRED' where id = ? and state = 'QUEUED'")
			.param(id)
			.update() > 0;
	}

	/**
	 * The next e-mails that are due, the oldest first. Of those to one address about one
	 * conversation the later waits for the former, so that no cancellation overtakes an
	 * invitation; of those that may be told in one, there is only the first.
	 */
	List<Outgoing> due() {
		return this.jdbc
			.sql("""
					select id, type, rollout_id, conversation_id, subject_id, user_id, email, subject, body, calendar, created_at,
						attempts + 1 as attempts
					from notification n
					where state = 'QUEUED' and next_attempt_at <= :now
						and not exists (select 1 from notification former
							where former.conversation_id = n.conversation_id and former.email = n.email
								and former.state = 'QUEUED' and former.created_at < n.created_at)
						and (type <> :collected or not exists (select 1 from notification former
							where former.state = 'QUEUED' and former.type = n.type and former.email = n.email
								and former.subject = n.subject and (former.created_at < n.created_at
									or former.created_at = n.created_at and former.id < n.id)))
					order by created_at, id limit :limit
					""")
			.param("now", this.calendar.now())
			.param("collected", MailType.ANSWER_ASKED.name())
			.param("limit", AT_ONCE)
			.query(Rows.of(Outgoing.class))
			.list();
	}

	/** Takes an e-mail to send it; gives whether nobody else has. */
	boolean take(Outgoing outgoing) {
		return this.jdbc.sql("""
				update notification set attempts = attempts + 1, next_attempt_at = ?, last_error = null
				where id = ? and attempts = ? and state = 'QUEUED'
				""").params(this.calendar.now().plus(IN_PROGRESS), outgoing.id(), outgoing.attempts() - 1).update() > 0;
	}

	void sent(Outgoing outgoing) {
		this.jdbc.sql("update notification set state = 'SENT', sent_at = ?, last_error = null where id = ?")
			.params(this.calendar.now(), outgoing.id())
			.update();
		if (outgoing.type() == MailType.ANSWER_ASKED) {
			this.jdbc.sql("""
					update notification set state = 'MERGED'
					where state = 'QUEUED' and type = ? and email = ? and subject = ? and next_attempt_at <= ?
					""")
				.params(outgoing.type().name(), outgoing.email(), outgoing.subject(), this.calendar.now())
				.update();
		}
	}

	/** Will be tried again, later each time. */
	void postpone(Outgoing outgoing, String error) {
		Duration pause = PAUSES.get(Math.min(outgoing.attempts(), PAUSES.size()) - 1);
		this.jdbc.sql("update notification set next_attempt_at = ?, last_error = ? where id = ?")
			.params(this.calendar.now().plus(pause), error, outgoing.id())
			.update();
	}

	/** No mail server will ever take it. */
	void refuse(Outgoing outgoing, String error) {
		this.jdbc.sql("update notification set state = 'REFUSED', last_error = ? where id = ?")
			.params(error, outgoing.id())
			.update();
	}

}
