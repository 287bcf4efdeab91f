package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Starts the next chunk of conversations, of one lane or, for late comers, of all. */
@Component
class StartConversationsDelegate implements JavaDelegate {

	private final Rollouts rollouts;

	StartConversationsDelegate(Rollouts rollouts) {
		this.rollouts = rollouts;
	}

	@Override
	public void execute(DelegateExecution execution) {
		String rolloutId = (String) execution.getVariable(CaseVariables.ROLLOUT_ID);
		execution.setVariableLocal(CaseVariables.MORE_CONVERSATIONS,
				this.rollouts.startChunk(rolloutId, (Integer) execution.getVariable(CaseVariables.LANE)));
	}

}
