package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

import org.springframework.stereotype.Component;

/** Tells a county that its decision is asked for. */
@Component
class DecisionAskedListener implements TaskListener {

	private final DecisionNotices notices;

	DecisionAskedListener(DecisionNotices notices) {
		this.notices = notices;
	}

	@Override
	public void notify(DelegateTask task) {
		this.notices.send((String) task.getVariable(CaseVariables.ROLLOUT_ID),
				(String) task.getVariable(CaseVariables.COUNTY_ID));
	}

}
