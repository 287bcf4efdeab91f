package no.nav.samtalepakker.overview;

import java.util.List;

import no.nav.samtalepakker.platform.CaseTasks;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.platform.TaskContextPart;

import org.springframework.stereotype.Component;

/**
 * Gathers what a form shows of its case, for those who may work on the task and no one
 * else.
 */
@Component
class TaskContexts {

	private final CaseTasks tasks;

	private final NorwegianCalendar calendar;

	private final List<TaskContextPart> parts;

	TaskContexts(CaseTasks tasks, NorwegianCalendar calendar, List<TaskContextPart> parts) {
		this.tasks = tasks;
		this.calendar = calendar;
		this.parts = parts;
	}

	/** The context of a task the current user may work on; not found for anyone else. */
	TaskContext of(String taskId) {
		TaskContext context = new TaskContext(this.tasks.workable(taskId), this.calendar.today());
		this.parts.forEach((part) -> part.addTo(context));
		return context;
	}

}
