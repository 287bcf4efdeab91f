package no.nav.samtalepakker.obstacle;

import java.util.Set;

import no.nav.samtalepakker.notification.Asking;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.WorkOfRecipients;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The questions recipients are asked by e-mail. */
@Component
class QuestionsAsked implements Asking, WorkOfRecipients {

	private final JdbcClient jdbc;

	private final Recipients recipients;

	QuestionsAsked(JdbcClient jdbc, Recipients recipients) {
		this.jdbc = jdbc;
		this.recipients = recipients;
	}

	@Override
	public Set<MailType> types() {
		return Set.of(MailType.ANSWER_ASKED, MailType.ANSWER_REMINDER);
	}

	/** The question is open, and the reader answers for whom it was put to. */
	@Override
	public boolean isOpen(Asked asked) {
		return this.jdbc.sql("select recipient from routing_recipient where id = ? and state = 'OPEN'")
			.param(asked.subjectId())
			.query(String.class)
			.optional()
			.filter((recipient) -> this.recipients.contacts(recipient)
				.stream()
				.anyMatch((contact) -> contact.userId().equals(asked.userId())))
			.isPresent();
	}

	/**
	 * Questions without an answer, and promises not kept yet, also when their day has
	 * passed.
	 */
	@Override
	public int openAt(String recipient) {
		return this.jdbc.sql("""
				select (select count(*) from routing_recipient where recipient = :code and settled_at is null
						and state <> 'NO_CONTACT')
					+ (select count(distinct o.id) from answer a join answer_obstacle link on link.answer_id = a.id
						join obstacle o on o.id = link.obstacle_id
						where a.recipient = :code and a.next_update_on is not null and o.state = 'RAISED'
							and not exists (select 1 from answer later
								join answer_obstacle same on same.answer_id = later.id
								where same.obstacle_id = o.id and later.recipient = a.recipient
									and later.given_at > a.given_at))
				""").param("code", recipient).query(Integer.class).single();
	}

}
