package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Cuts off the next chunk of conversations that are still open. */
@Component
class CutOffConversationsDelegate implements JavaDelegate {

	private final Rollouts rollouts;

	CutOffConversationsDelegate(Rollouts rollouts) {
		this.rollouts = rollouts;
	}

	@Override
	public void execute(DelegateExecution execution) {
		String rolloutId = (String) execution.getVariable(CaseVariables.ROLLOUT_ID);
		execution.setVariableLocal(CaseVariables.MORE_CONVERSATIONS, this.rollouts.cutOffChunk(rolloutId));
	}

}
