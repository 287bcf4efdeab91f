package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.StartFormListener;
import org.camunda.bpm.engine.delegate.DelegateExecution;

import org.springframework.stereotype.Component;

/** Turns the start form into a rollout. */
@Component
class StartRolloutListener extends StartFormListener<StartRollout> {

	private final Rollouts rollouts;

	StartRolloutListener(Forms forms, Rollouts rollouts) {
		super(forms, StartRollout.class);
		this.rollouts = rollouts;
	}

	@Override
	protected void accept(DelegateExecution execution, StartRollout form) {
		String rolloutId = this.rollouts.order(form, execution.getProcessInstanceId());
		execution.setVariable(CaseVariables.ROLLOUT_ID, rolloutId);
		execution.setProcessBusinessKey(rolloutId);
	}

}
