package no.nav.samtalepakker.platform;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a task's form shows of its case (design §6), gathered from the features. Parts
 * that do not concern the task are left out.
 */
public final class TaskContext {

	private final CaseTask task;

	private final Map<String, Object> parts = new LinkedHashMap<>();

	public TaskContext(CaseTask task, LocalDate today) {
		this.task = task;
		add("today", today);
		add("task", new TaskPart(task.id(), task.name(), task.dueOn()));
	}

	/** The task the form belongs to. */
	public CaseTask task() {
		return this.task;
	}

	/** Whether the task is one of a unit's conversation, not of an obstacle from it. */
	public boolean isOfConversation() {
		return this.task.conversationId() != null && this.task.obstacleId() == null;
	}

	/**
	 * Adds a part.
	 * @param name that forms know it by
	 * @param part or null: then there is none
	 */
	public void add(String name, Object part) {
		if (part != null) {
			this.parts.put(name, part);
		}
	}

	@JsonValue
	Map<String, Object> parts() {
		return this.parts;
	}

	private record TaskPart(String id, String name, LocalDate due) {
	}

}
