package no.nav.samtalepakker.platform;

import java.util.Set;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;

/**
 * History of what happened, as far as somebody reads it: the way of each case, its tasks,
 * whose group they were, the codes that led on, decisions, and what failed. Left out are
 * what a table was asked outside a process, to look ahead or for advice, ids that a case
 * has from beginning to end, every former value of a variable, jobs that went well, and
 * what each person did; that is the audit's. They would be two fifths of the rows of a
 * conversation.
 */
final class CaseHistoryLevel extends AbstractHistoryLevel {

	static final String NAME = "samtalepakker";

	private static final int ID = 42;

	private static final Set<HistoryEventType> NEVER = Set.of(HistoryEventTypes.FORM_PROPERTY_UPDATE,
			HistoryEventTypes.USER_OPERATION_LOG, HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL);

	@Override
	public int getId() {
		return ID;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public boolean isHistoryEventProduced(HistoryEventType eventType, Object entity) {
		if (NEVER.contains(eventType)) {
			return false;
		}
		if (eventType.equals(HistoryEventTypes.DMN_DECISION_EVALUATE)) {
			return entity == null || Context.getCoreExecutionContext() != null;
		}
		if (entity instanceof VariableInstance variable) {
			return CaseVariables.REMEMBERED.contains(variable.getName());
		}
		if (entity instanceof HistoricVariableUpdateEventEntity update) {
			return CaseVariables.REMEMBERED.contains(update.getVariableName());
		}
		if (entity instanceof IdentityLink link) {
			// who has a task stands with the task itself
			return !IdentityLinkType.ASSIGNEE.equals(link.getType());
		}
		if (entity instanceof Job job) {
			// of the clean-up there is nothing else to see
			return eventType.equals(HistoryEventTypes.JOB_FAIL) || job.getProcessInstanceId() == null;
		}
		return true;
	}

}
