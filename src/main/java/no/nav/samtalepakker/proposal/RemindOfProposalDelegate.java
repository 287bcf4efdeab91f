package no.nav.samtalepakker.proposal;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Reminds a recipient that units wait. */
@Component
class RemindOfProposalDelegate implements JavaDelegate {

	private final ProposalQuestions questions;

	RemindOfProposalDelegate(ProposalQuestions questions) {
		this.questions = questions;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.questions.remind((String) execution.getVariable(CaseVariables.PROPOSAL_ID),
				(String) execution.getVariable(CaseVariables.RECIPIENT));
	}

}
