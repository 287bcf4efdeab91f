package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

/** A recipient has answered; the branch remembers who has the question now. */
@Component
class AnswerObstacleListener extends ObstacleFormListener<AnswerObstacle> {

	private final Answering answering;

	AnswerObstacleListener(Forms forms, Obstacles obstacles, Answering answering) {
		super(forms, AnswerObstacle.class, obstacles);
		this.answering = answering;
	}

	@Override
	protected void accept(DelegateTask task, AnswerObstacle form) {
		task.setVariable(CaseVariables.RECIPIENT,
				this.answering.answer(id(task, CaseVariables.OBSTACLE_ID), id(task, CaseVariables.RECIPIENT), form));
	}

}
