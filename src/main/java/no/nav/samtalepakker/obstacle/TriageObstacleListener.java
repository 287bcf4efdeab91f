package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

/** The secretariat has decided where the obstacle goes. */
@Component
class TriageObstacleListener extends ObstacleFormListener<TriageObstacle> {

	private final Triage triage;

	TriageObstacleListener(Forms forms, Obstacles obstacles, Triage triage) {
		super(forms, TriageObstacle.class, obstacles);
		this.triage = triage;
	}

	@Override
	protected void accept(DelegateTask task, TriageObstacle form) {
		task.setVariable(CaseVariables.TRIAGE_NEXT,
				this.triage.decide(id(task, CaseVariables.OBSTACLE_ID), form).name());
	}

}
