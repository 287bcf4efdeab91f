package no.nav.samtalepakker.obstacle;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;

/** A recipient has answered; the branch remembers who has the question now. */
@Component
class AnswerObstacleListener extends FormListener<AnswerObstacle> {

	private final Answering answering;

	AnswerObstacleListener(Forms forms, Answering answering) {
		super(forms, AnswerObstacle.class);
		this.answering = answering;
	}

	@Override
	protected void accept(DelegateTask task, AnswerObstacle form) {
		task.setVariable(CaseVariables.RECIPIENT,
				this.answering.answer(id(task, CaseVariables.OBSTACLE_ID), id(task, CaseVariables.RECIPIENT), form));
	}

}
