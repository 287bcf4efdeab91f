package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Adds the next of the units a rollout has been ordered for. */
@Component
class AddUnitsDelegate implements JavaDelegate {

	private final Rollouts rollouts;

	AddUnitsDelegate(Rollouts rollouts) {
		this.rollouts = rollouts;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.rollouts.addNextUnits((String) execution.getVariable(CaseVariables.ROLLOUT_ID));
	}

}
