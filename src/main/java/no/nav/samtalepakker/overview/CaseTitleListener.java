package no.nav.samtalepakker.overview;

import java.util.List;

import no.nav.samtalepakker.obstacle.ObstacleProcess;
import no.nav.samtalepakker.platform.CreationTimes;
import no.nav.samtalepakker.platform.TaskTitle;
import no.nav.samtalepakker.proposal.ProposalProcess;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives a task the name people see in Tasklist: what to do, and for whom. Unit, package
 * and category only, never text (design §4), and to a recipient never the unit, nor by
 * its time which obstacles came together.
 */
@Component
class CaseTitleListener implements TaskListener {

	private final List<TaskTitle> titles;

	private final CreationTimes creationTimes;

	CaseTitleListener(List<TaskTitle> titles, CreationTimes creationTimes) {
		this.titles = titles;
		this.creationTimes = creationTimes;
	}

	@Override
	public void notify(DelegateTask task) {
		this.titles.stream()
			.flatMap((title) -> title.of(task.getTaskDefinitionKey(), task::getVariable).stream())
			.forEach((subject) -> task.setName(task.getName() + " – " + subject));
		if (isRecipients(task)) {
			this.creationTimes.keepOnlyTheDay(task);
		}
	}

	/** Whether it is a task of somebody who is not to know which unit it was. */
	private static boolean isRecipients(DelegateTask task) {
		return ObstacleProcess.OF_RECIPIENTS.contains(task.getTaskDefinitionKey())
				|| ProposalProcess.ANSWER.equals(task.getTaskDefinitionKey());
	}

	/** For the tasks that were open before this was so. */
	@EventListener(ApplicationReadyEvent.class)
	void keepOnlyTheDayOfEarlierTasks() {
		this.creationTimes.keepOnlyTheDay(ObstacleProcess.OF_RECIPIENTS);
	}

}
