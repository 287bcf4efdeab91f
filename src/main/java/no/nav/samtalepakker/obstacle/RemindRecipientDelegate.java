package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Reminds a recipient that a unit waits. */
@Component
class RemindRecipientDelegate implements JavaDelegate {

	private final Answering answering;

	RemindRecipientDelegate(Answering answering) {
		this.answering = answering;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.answering.remind((String) execution.getVariable(CaseVariables.OBSTACLE_ID),
				(String) execution.getVariable(CaseVariables.RECIPIENT));
	}

}
