package no.nav.samtalepakker.proposal;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

/** A recipient has answered; the case remembers who has the question now. */
@Component
class AnswerProposalListener extends FormListener<AnswerProposal> {

	private final ProposalQuestions questions;

	AnswerProposalListener(Forms forms, ProposalQuestions questions) {
		super(forms, AnswerProposal.class);
		this.questions = questions;
	}

	@Override
	protected void accept(DelegateTask task, AnswerProposal form) {
		task.setVariable(CaseVariables.RECIPIENT,
				this.questions.answer(id(task, CaseVariables.PROPOSAL_ID), id(task, CaseVariables.RECIPIENT), form));
	}

}
