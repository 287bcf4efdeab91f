package no.nav.samtalepakker.reporting;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

@Component
class SendReportDelegate implements JavaDelegate {

	private final Reports reports;

	SendReportDelegate(Reports reports) {
		this.reports = reports;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.reports.send((String) execution.getVariable(CaseVariables.CONVERSATION_ID));
	}

}
