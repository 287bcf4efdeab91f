package no.nav.samtalepakker.proposal;

import java.util.Set;

import no.nav.samtalepakker.notification.Asking;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.WorkOfRecipients;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is said about proposals by e-mail, and whether it is still so. */
@Component
class ProposalsAsked implements Asking, WorkOfRecipients {

	private final JdbcClient jdbc;

	private final Recipients recipients;

	ProposalsAsked(JdbcClient jdbc, Recipients recipients) {
		this.jdbc = jdbc;
		this.recipients = recipients;
	}

	@Override
	public Set<MailType> types() {
		return Set.of(MailType.PROPOSAL_ASKED, MailType.PROPOSAL_REMINDER, MailType.PROPOSAL_ANSWERED);
	}

	/** An e-mail about an answer is, unlike the others, about a conversation. */
	@Override
	public boolean isOpen(Asked asked) {
		return hasAnswer(asked.subjectId()) || isAsked(asked.subjectId(), asked.userId());
	}

	private boolean hasAnswer(String conversationId) {
		return this.jdbc.sql("""
				select count(*) from proposal_source s join proposal p on p.id = s.proposal_id
				where s.conversation_id = ? and p.state = 'ANSWERED'
				""").param(conversationId).query(Integer.class).single() > 0;
	}

	/** The question is open, and the user answers for whom it was put to. */
	private boolean isAsked(String questionId, String userId) {
		return this.jdbc.sql("select recipient from proposal_question where id = ? and state = 'OPEN'")
			.param(questionId)
			.query(String.class)
			.optional()
			.filter((recipient) -> this.recipients.contacts(recipient)
				.stream()
				.anyMatch((contact) -> contact.userId().equals(userId)))
			.isPresent();
	}

	@Override
	public int openAt(String recipient) {
		return this.jdbc.sql("select count(*) from proposal_question where recipient = ? and state = 'OPEN'")
			.param(recipient)
			.query(Integer.class)
			.single();
	}

	/** Proposals stay with whom they were put to, who can send them on. */
	@Override
	public int movable(String recipient, String successor) {
		return 0;
	}

	@Override
	public int moveTo(String recipient, String successor) {
		return 0;
	}

}
