package no.nav.samtalepakker.platform;

import java.time.Instant;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Whether a form has arrived. Who sends it over a poor network may not hear the answer,
 * and would otherwise send it again or think it lost.
 */
@Component
public class Receipts {

	private final HistoryService history;

	private final Processes processes;

	private final CurrentUser currentUser;

	Receipts(@Lazy HistoryService history, Processes processes, CurrentUser currentUser) {
		this.history = history;
		this.processes = processes;
		this.currentUser = currentUser;
	}

	/**
	 * The receipt for a task the current user has completed; of others nobody learns
	 * anything.
	 */
	public Receipt of(String taskId) {
		String user = this.currentUser.id();
		HistoricTaskInstance task = this.processes.asSystem(
				() -> this.history.createHistoricTaskInstanceQuery().taskId(taskId).taskAssignee(user).singleResult());
		if (task == null || !TaskEntity.DELETE_REASON_COMPLETED.equals(task.getDeleteReason())) {
			throw new NotFound("Vi har ikke fått noe fra deg i denne oppgaven.");
		}
		return new Receipt(task.getEndTime().toInstant());
	}

	/**
	 * A form that has arrived.
	 *
	 * @param completedAt when
	 */
	public record Receipt(Instant completedAt) {
	}

}
