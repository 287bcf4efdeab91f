package no.nav.samtalepakker.notification;

import java.util.Set;
import java.util.UUID;

import no.nav.samtalepakker.organisation.TaskGiven;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Processes;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever is given a task by a colleague, and would not know otherwise. */
@Component
class TaskNotices implements Asking {

	private final Notifications notifications;

	private final Identities identities;

	private final Units units;

	private final Processes processes;

	TaskNotices(Notifications notifications, Identities identities, Units units, Processes processes) {
		this.notifications = notifications;
		this.identities = identities;
		this.units = units;
		this.processes = processes;
	}

	@Override
	public Set<MailType> types() {
		return Set.of(MailType.TASK_GIVEN);
	}

	/** The task has not gone on to somebody else. */
	@Override
	public boolean isOpen(Asked asked) {
		return this.processes.task(asked.subjectId())
			.filter((task) -> asked.userId().equals(task.assignee()))
			.isPresent();
	}

	@EventListener
	void given(TaskGiven task) {
		String email = this.identities.emailFromLogin(task.userId())
			.or(() -> this.units.emailOf(task.userId()))
			.or(() -> this.identities.demoEmail(task.userId()))
			.orElse(null);
		this.processes.nameOfTask(task.taskId())
			.ifPresent(
					(name) -> this.notifications.queue(Notification
						.to(task.userId(), email, MailType.TASK_GIVEN,
								String.join(":", "task-given", task.taskId(), task.userId(),
										UUID.randomUUID().toString()))
						.about(task.taskId())
						.with("task", name)
						.with("taskId", task.taskId())));
	}

}
