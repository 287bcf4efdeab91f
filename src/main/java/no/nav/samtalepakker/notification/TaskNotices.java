package no.nav.samtalepakker.notification;

import java.util.UUID;

import no.nav.samtalepakker.organisation.TaskGiven;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Processes;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever is given a task by a colleague, and would not know otherwise. */
@Component
class TaskNotices {

	private final Notifications notifications;

	private final Identities identities;

	private final Processes processes;

	TaskNotices(Notifications notifications, Identities identities, Processes processes) {
		this.notifications = notifications;
		this.identities = identities;
		this.processes = processes;
	}

	@EventListener
	void given(TaskGiven task) {
		String email = this.identities.emailOf(task.userId())
			.or(() -> this.identities.demoEmail(task.userId()))
			.orElse(null);
		this.processes.nameOfTask(task.taskId())
			.ifPresent(
					(name) -> this.notifications.queue(Notification
						.to(task.userId(), email, MailType.TASK_GIVEN,
								String.join(":", "task-given", task.taskId(), task.userId(),
										UUID.randomUUID().toString()))
						.with("task", name)
						.with("taskId", task.taskId())));
	}

}
