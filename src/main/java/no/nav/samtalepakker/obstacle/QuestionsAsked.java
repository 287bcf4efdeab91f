package no.nav.samtalepakker.obstacle;

import java.util.Set;

import no.nav.samtalepakker.notification.Asking;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.WorkOfRecipients;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The questions recipients are asked by e-mail. */
@Component
class QuestionsAsked implements Asking, WorkOfRecipients {

	private final JdbcClient jdbc;

	private final Recipients recipients;

	private final NorwegianCalendar calendar;

	QuestionsAsked(JdbcClient jdbc, Recipients recipients, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.calendar = calendar;
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

	/** Questions without an answer, and answers that promise more. */
	@Override
	public int openAt(String recipient) {
		return this.jdbc.sql("""
				select (select count(*) from routing_recipient where recipient = :code and settled_at is null
						and state <> 'NO_CONTACT')
					+ (select count(distinct o.id) from answer a join answer_obstacle link on link.answer_id = a.id
						join obstacle o on o.id = link.obstacle_id
						where a.recipient = :code and a.next_update_on >= :today and o.state = 'RAISED')
				""").param("code", recipient).param("today", this.calendar.today()).query(Integer.class).single();
	}

}
