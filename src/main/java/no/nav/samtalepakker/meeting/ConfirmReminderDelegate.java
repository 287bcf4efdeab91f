package no.nav.samtalepakker.meeting;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

@Component
class ConfirmReminderDelegate implements JavaDelegate {

	private final Reminders reminders;

	ConfirmReminderDelegate(Reminders reminders) {
		this.reminders = reminders;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.reminders.remindOfConfirmation((String) execution.getVariable(CaseVariables.CONVERSATION_ID));
	}

}
