package no.nav.samtalepakker.obstacle;

import java.util.Set;

import no.nav.samtalepakker.notification.Asking;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.organisation.Recipients;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The questions recipients are asked by e-mail. */
@Component
class QuestionsAsked implements Asking {

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

}
