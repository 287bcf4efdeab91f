package no.nav.samtalepakker.proposal;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

/**
 * The secretariat has dealt with a missing answer; the case remembers who is asked now.
 */
@Component
class ResolveOverdueProposalListener extends FormListener<ResolveOverdueProposal> {

	private final ProposalQuestions questions;

	ResolveOverdueProposalListener(Forms forms, ProposalQuestions questions) {
		super(forms, ResolveOverdueProposal.class);
		this.questions = questions;
	}

	@Override
	protected void accept(DelegateTask task, ResolveOverdueProposal form) {
		task.setVariable(CaseVariables.RECIPIENT,
				this.questions.resolve(id(task, CaseVariables.PROPOSAL_ID), id(task, CaseVariables.RECIPIENT), form));
	}

}
