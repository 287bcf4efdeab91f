package no.nav.samtalepakker.platform;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * How many tasks of a kind wait, and for how long, whoever asks; never whose they are.
 */
@Component
public class WaitingTasks {

	private final TaskService tasks;

	private final Processes processes;

	WaitingTasks(@Lazy TaskService tasks, Processes processes) {
		this.tasks = tasks;
		this.processes = processes;
	}

	/** The open tasks of this kind. */
	public Waiting of(String taskDefinitionKey) {
		return count(this.tasks.createTaskQuery().taskDefinitionKey(taskDefinitionKey));
	}

	/** Those that have been open since before then. */
	public Waiting of(String taskDefinitionKey, OffsetDateTime before) {
		return count(this.tasks.createTaskQuery()
			.taskDefinitionKey(taskDefinitionKey)
			.taskCreatedBefore(Date.from(before.toInstant())));
	}

	private Waiting count(TaskQuery query) {
		return this.processes.asSystem(() -> {
			List<Task> oldest = query.orderByTaskCreateTime().asc().listPage(0, 1);
			return oldest.isEmpty() ? new Waiting(0, null, null)
					: new Waiting(query.count(),
							oldest.get(0).getCreateTime().toInstant().atZone(ApplicationClock.OSLO).toLocalDate(),
							oldest.get(0).getId());
		});
	}

	/**
	 * Tasks that wait.
	 *
	 * @param tasks how many
	 * @param since when the oldest of them was created, or null
	 * @param oldest its id, or null
	 */
	public record Waiting(long tasks, LocalDate since, String oldest) {
	}

}
