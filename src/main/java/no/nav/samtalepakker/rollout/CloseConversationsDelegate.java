package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Closes the next chunk of conversations without a plan. */
@Component
class CloseConversationsDelegate implements JavaDelegate {

	private final Rollouts rollouts;

	CloseConversationsDelegate(Rollouts rollouts) {
		this.rollouts = rollouts;
	}

	@Override
	public void execute(DelegateExecution execution) {
		String rolloutId = (String) execution.getVariable(CaseVariables.ROLLOUT_ID);
		execution.setVariableLocal(CaseVariables.MORE_CONVERSATIONS, this.rollouts.closeChunk(rolloutId));
	}

}
