package no.nav.samtalepakker.preparation;

import no.nav.samtalepakker.meeting.Reminders;
import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

@Component
class PlanReminderDelegate implements JavaDelegate {

	private final Reminders reminders;

	PlanReminderDelegate(Reminders reminders) {
		this.reminders = reminders;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.reminders.remindOfPlan((String) execution.getVariable(CaseVariables.CONVERSATION_ID),
				execution.getProcessInstanceId());
	}

}
