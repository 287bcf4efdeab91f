package no.nav.samtalepakker.proposal;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A proposal on its way to a recipient, and what that recipient does with it. */
@Component("proposalQuestions")
@Transactional
public class ProposalQuestions {

	private static final int MAX_EXTENSIONS = 2;

	private static final int REMINDER_WORKING_DAYS = 5;

	private final JdbcClient jdbc;

	private final Proposals proposals;

	private final Recipients recipients;

	private final ProposalNotices notices;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	ProposalQuestions(JdbcClient jdbc, Proposals proposals, Recipients recipients, ProposalNotices notices,
			Processes processes, NorwegianCalendar calendar, Audit audit) {
		this.jdbc = jdbc;
		this.proposals = proposals;
		this.recipients = recipients;
		this.notices = notices;
		this.processes = processes;
		this.calendar = calendar;
		this.audit = audit;
	}

	/** Whoever has been asked, in that order. */
	public List<ProposalQuestion> of(String proposalId) {
		return this.jdbc.sql("select * from proposal_question where proposal_id = ? order by position")
			.param(proposalId)
			.query(Rows.of(ProposalQuestion.class))
			.list();
	}

	/** What these recipients have been asked, the latest first. */
	List<ProposalQuestion> of(List<String> codes) {
		return codes.isEmpty() ? List.of()
				: this.jdbc
					.sql("select * from proposal_question where recipient in (:codes) order by asked_at desc, id")
					.param("codes", codes)
					.query(Rows.of(ProposalQuestion.class))
					.list();
	}

	/** The one who has it now. */
	Optional<ProposalQuestion> open(String proposalId) {
		return of(proposalId).stream()
			.filter((question) -> question.state() == ProposalQuestion.State.OPEN)
			.findFirst();
	}

	/** Everybody who answers, has a contact and has not had it. */
	List<Recipient> alternatives(String proposalId) {
		List<String> former = of(proposalId).stream().map(ProposalQuestion::recipient).toList();
		return askable().stream().filter((recipient) -> !former.contains(recipient.code())).toList();
	}

	List<Recipient> askable() {
		return this.recipients.offered();
	}

	/** Puts it to its first recipient. */
	void begin(String proposalId, String recipient) {
		ask(proposalId, recipient, null, 0);
		// recipients work in this process: nothing in it tells which units it came from
		this.processes.start(ProposalProcess.KEY, proposalId, Map.of(CaseVariables.PROPOSAL_ID, proposalId,
				CaseVariables.RECIPIENT, new RecipientCode(recipient).inEngine()));
	}

	private void ask(String proposalId, String code, String reason, int hops) {
		ProposalQuestion question = new ProposalQuestion(UUID.randomUUID().toString(), proposalId, code, reason,
				this.calendar.answerDue(this.calendar.today(), this.recipients.get(code).answerDays()), 0, hops,
				ProposalQuestion.State.OPEN, this.calendar.now());
		this.jdbc
			.sql("""
					insert into proposal_question (id, proposal_id, position, recipient, reason, due_on, hops, state, asked_at)
					values (:id, :proposalId, :position, :recipient, :reason, :dueOn, :hops, :state, :askedAt)
					""")
			.params(Rows.values(question))
			.param("position", of(proposalId).size())
			.update();
		this.notices.asked(this.proposals.get(proposalId), question);
	}

	/**
	 * Takes what a recipient says.
	 * @return who has the question now, in lower case
	 */
	String answer(String proposalId, String recipient, AnswerProposal form) {
		Proposal proposal = this.proposals.locked(proposalId);
		ProposalQuestion question = mine(proposalId, recipient);
		form.check();
		if (form.answer() == AnswerProposal.Choice.FORWARD) {
			return forward(question, form);
		}
		settle(question, ProposalQuestion.State.ANSWERED);
		this.audit.record(Act.PROPOSAL_ANSWERED, proposal.id(), null, form.answer().name());
		this.proposals.answered(proposalId, question.recipient(), Proposal.Outcome.valueOf(form.answer().name()),
				form.text());
		return recipient;
	}

	private String forward(ProposalQuestion question, AnswerProposal form) {
		if (question.hops() >= ProposalQuestion.MAX_HOPS) {
			throw new InvalidInput("answer",
					"Spørsmålet har alt vært sendt videre to ganger. Svar selv, også om det er nei");
		}
		if (!isAlternative(question.proposalId(), form.forwardTo())) {
			throw new InvalidInput("forwardTo", "Denne mottakeren kan ikke få spørsmålet");
		}
		this.audit.record(Act.PROPOSAL_FORWARDED, question.proposalId(), null, form.forwardTo());
		settle(question, ProposalQuestion.State.FORWARDED);
		ask(question.proposalId(), form.forwardTo(), form.text(), question.hops() + 1);
		return new RecipientCode(form.forwardTo()).inEngine();
	}

	/** The secretariat deals with an answer that is missing. */
	String resolve(String proposalId, String recipient, ResolveOverdueProposal form) {
		form.check();
		Proposal proposal = this.proposals.locked(proposalId);
		ProposalQuestion question = mine(proposalId, recipient);
		this.audit.record(Act.OVERDUE_PROPOSAL_RESOLVED, proposal.id(), null, form.action().name());
		switch (form.action()) {
			case EXTEND -> extend(question, form.days());
			case REROUTE -> {
				if (!isAlternative(proposalId, form.forwardTo())) {
					throw new InvalidInput("forwardTo", "Denne mottakeren kan ikke få spørsmålet");
				}
				settle(question, ProposalQuestion.State.REROUTED);
				ask(proposalId, form.forwardTo(), null, question.hops());
				return new RecipientCode(form.forwardTo()).inEngine();
			}
			case ANSWER_NOW -> {
				settle(question, ProposalQuestion.State.WITHDRAWN);
				this.proposals.answered(proposalId, Proposal.SECRETARIAT, form.answer(), form.text());
			}
		}
		return recipient;
	}

	private void extend(ProposalQuestion question, int days) {
		if (question.extensions() >= MAX_EXTENSIONS) {
			throw new InvalidInput("action", "Fristen er alt forlenget to ganger, velg noe annet");
		}
		LocalDate dueOn = this.calendar.answerDue(this.calendar.today(), days);
		this.jdbc.sql("update proposal_question set due_on = ?, extensions = extensions + 1 where id = ?")
			.params(dueOn, question.id())
			.update();
		this.processes.openTasks(question.proposalId(), ProposalProcess.ANSWER)
			.forEach((task) -> this.processes.setDueDate(task.id(), this.calendar.endOf(dueOn)));
	}

	private boolean isAlternative(String proposalId, String recipient) {
		return alternatives(proposalId).stream().anyMatch((other) -> other.code().equals(recipient));
	}

	private ProposalQuestion mine(String proposalId, String recipient) {
		return openFor(proposalId, recipient)
			.orElseThrow(() -> new Conflict("Spørsmålet er avklart. Last siden på nytt."));
	}

	private Optional<ProposalQuestion> openFor(String proposalId, String recipient) {
		return open(proposalId).filter((question) -> question.recipient().equals(new RecipientCode(recipient).value()));
	}

	private void settle(ProposalQuestion question, ProposalQuestion.State state) {
		this.jdbc.sql("update proposal_question set state = ?, settled_at = ? where id = ?")
			.params(state.name(), this.calendar.now(), question.id())
			.update();
	}

	/** Reminds a recipient's contacts of the date. */
	void remind(String proposalId, String recipient) {
		openFor(proposalId, recipient)
			.ifPresent((question) -> this.notices.remind(this.proposals.get(proposalId), question));
	}

	// what the model asks

	public Date answerDue(String proposalId, String recipient) {
		return this.calendar.endOf(dueOn(proposalId, recipient));
	}

	public Date answerReminderDue(String proposalId, String recipient) {
		return this.calendar
			.morningOf(this.calendar.minusWorkingDays(dueOn(proposalId, recipient), REMINDER_WORKING_DAYS));
	}

	/** When the day the answer was due is over. */
	public Date overdueAt(String proposalId, String recipient) {
		return this.calendar.startOf(dueOn(proposalId, recipient).plusDays(1));
	}

	private LocalDate dueOn(String proposalId, String recipient) {
		return openFor(proposalId, recipient).orElseThrow().dueOn();
	}

	/** Whether this recipient still has the question and has been given more time. */
	public boolean extended(String proposalId, String recipient) {
		return openFor(proposalId, recipient).filter((question) -> question.extensions() > 0).isPresent();
	}

	/** Whether this recipient has the question now. */
	public boolean waitsFor(String proposalId, String recipient) {
		return openFor(proposalId, recipient).isPresent();
	}

}
