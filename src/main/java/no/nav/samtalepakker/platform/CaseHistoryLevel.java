package no.nav.samtalepakker.platform;

import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.runtime.VariableInstance;

/**
 * Full history of what happened, but of variables only the ids, dates, flags and codes we
 * know by name, and no log of what each person did; that is the audit's.
 */
final class CaseHistoryLevel extends AbstractHistoryLevel {

	static final String NAME = "samtalepakker";

	private static final int ID = 42;

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
		if (eventType.equals(HistoryEventTypes.FORM_PROPERTY_UPDATE)
				|| eventType.equals(HistoryEventTypes.USER_OPERATION_LOG)) {
			return false;
		}
		if (entity instanceof VariableInstance variable) {
			return CaseVariables.ALL.contains(variable.getName());
		}
		if (entity instanceof HistoricVariableUpdateEventEntity update) {
			return CaseVariables.ALL.contains(update.getVariableName());
		}
		return true;
	}

}
