package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Stops the next chunk of open conversations. */
@Component
class StopConversationsDelegate implements JavaDelegate {

	private final Rollouts rollouts;

	StopConversationsDelegate(Rollouts rollouts) {
		this.rollouts = rollouts;
	}

	@Override
	public void execute(DelegateExecution execution) {
		String rolloutId = (String) execution.getVariable(CaseVariables.ROLLOUT_ID);
		execution.setVariableLocal(CaseVariables.MORE_CONVERSATIONS, this.rollouts.stopChunk(rolloutId));
	}

}
