package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

import org.springframework.stereotype.Component;

/**
 * The unit is given the answers to read. Until it says otherwise it does not ask again:
 * the round may also end because nobody opened the task.
 */
@Component
class ReadAnswerOpenedListener implements TaskListener {

	private final Obstacles obstacles;

	ReadAnswerOpenedListener(Obstacles obstacles) {
		this.obstacles = obstacles;
	}

	@Override
	public void notify(DelegateTask task) {
		task.setVariable(CaseVariables.ASK_AGAIN, false);
		this.obstacles.readingOpens((String) task.getVariable(CaseVariables.OBSTACLE_ID));
	}

}
