package no.nav.samtalepakker.proposal;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.Choice;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.platform.TaskContextPart;
import no.nav.samtalepakker.rollout.RolloutPart;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.stereotype.Component;

/** The proposal, how many stand behind it and what may be chosen. */
@Component
class ProposalContext implements TaskContextPart {

	private final Proposals proposals;

	private final ProposalQuestions questions;

	private final Recipients recipients;

	private final Rollouts rollouts;

	private final Audit audit;

	ProposalContext(Proposals proposals, ProposalQuestions questions, Recipients recipients, Rollouts rollouts,
			Audit audit) {
		this.proposals = proposals;
		this.questions = questions;
		this.recipients = recipients;
		this.rollouts = rollouts;
		this.audit = audit;
	}

	@Override
	public void addTo(TaskContext context) {
		CaseTask task = context.task();
		if (task.proposalId() == null) {
			return;
		}
		Proposal proposal = this.proposals.get(task.proposalId());
		List<ProposalQuestion> asked = this.questions.of(proposal.id());
		ProposalQuestion now = this.questions.open(proposal.id()).orElseThrow();
		boolean mayForward = now.hops() < ProposalQuestion.MAX_HOPS;
		context.add("rollout", RolloutPart.of(this.rollouts.get(proposal.rolloutId())));
		context.add("proposal", new ProposalPart(proposal.id(), proposal.text(),
				this.proposals.units(proposal.id()).text(), asked.stream().map(this::part).toList()));
		if (task.key().equals(ProposalProcess.RESOLVE_OVERDUE)) {
			context.add("overdue", part(now));
		}
		context.add("recipients", (mayForward || task.key().equals(ProposalProcess.RESOLVE_OVERDUE))
				? Choice.ofRecipients(this.questions.alternatives(proposal.id())) : null);
		this.audit.record(Act.PROPOSAL_SEEN, proposal.id(), null, task.key());
	}

	private AskedPart part(ProposalQuestion question) {
		return new AskedPart(question.recipient(), this.recipients.get(question.recipient()).name(), question.reason(),
				question.dueOn(), question.extensions(), question.state().words());
	}

	/**
	 * The proposal; never which units.
	 *
	 * @param units how many stand behind it, or that they are few
	 */
	private record ProposalPart(String id, String text, String units, List<AskedPart> asked) {
	}

	/**
	 * Somebody who has been asked.
	 *
	 * @param reason why it was sent on to them, or null
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record AskedPart(String recipient, String name, String reason, LocalDate dueOn, int extensions,
			String words) {
	}

}
