package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

/**
 * The secretariat has dealt with a missing answer; the branch remembers who is asked now.
 */
@Component
class ResolveOverdueAnswerListener extends ObstacleFormListener<ResolveOverdueAnswer> {

	private final Triage triage;

	ResolveOverdueAnswerListener(Forms forms, Obstacles obstacles, Triage triage) {
		super(forms, ResolveOverdueAnswer.class, obstacles);
		this.triage = triage;
	}

	@Override
	protected void accept(DelegateTask task, ResolveOverdueAnswer form) {
		task.setVariable(CaseVariables.RECIPIENT, this.triage.resolveOverdue(id(task, CaseVariables.OBSTACLE_ID),
				id(task, CaseVariables.RECIPIENT), form));
	}

}
