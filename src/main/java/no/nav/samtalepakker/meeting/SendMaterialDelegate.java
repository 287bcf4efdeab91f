package no.nav.samtalepakker.meeting;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

@Component
class SendMaterialDelegate implements JavaDelegate {

	private final Meetings meetings;

	SendMaterialDelegate(Meetings meetings) {
		this.meetings = meetings;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.meetings.sendMaterial((String) execution.getVariable(CaseVariables.CONVERSATION_ID));
	}

}
