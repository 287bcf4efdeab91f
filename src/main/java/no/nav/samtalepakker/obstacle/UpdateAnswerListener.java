package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

/** A recipient has come back as promised. */
@Component
class UpdateAnswerListener extends ObstacleFormListener<UpdateAnswer> {

	private final Answering answering;

	UpdateAnswerListener(Forms forms, Obstacles obstacles, Answering answering) {
		super(forms, UpdateAnswer.class, obstacles);
		this.answering = answering;
	}

	@Override
	protected void accept(DelegateTask task, UpdateAnswer form) {
		this.answering.update(id(task, CaseVariables.OBSTACLE_ID), id(task, CaseVariables.RECIPIENT), form);
	}

}
