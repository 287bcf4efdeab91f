package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Opens the rollout on its date. */
@Component
class OpenRolloutDelegate implements JavaDelegate {

	private final Rollouts rollouts;

	OpenRolloutDelegate(Rollouts rollouts) {
		this.rollouts = rollouts;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.rollouts.open((String) execution.getVariable(CaseVariables.ROLLOUT_ID));
	}

}
