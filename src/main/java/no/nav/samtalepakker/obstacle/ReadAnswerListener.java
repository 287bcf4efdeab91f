package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

/** The unit has read the answers and closes, or asks again. */
@Component
class ReadAnswerListener extends ObstacleFormListener<ReadAnswer> {

	private final Reading reading;

	ReadAnswerListener(Forms forms, Obstacles obstacles, Reading reading) {
		super(forms, ReadAnswer.class, obstacles);
		this.reading = reading;
	}

	@Override
	protected void accept(DelegateTask task, ReadAnswer form) {
		task.setVariable(CaseVariables.ASK_AGAIN, this.reading.read(id(task, CaseVariables.OBSTACLE_ID), form));
	}

}
