package no.nav.samtalepakker.reporting;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

@Component
class ReportConversationListener extends FormListener<ReportConversation> {

	private final Reports reports;

	ReportConversationListener(Forms forms, Reports reports) {
		super(forms, ReportConversation.class);
		this.reports = reports;
	}

	@Override
	protected void accept(DelegateTask task, ReportConversation form) {
		boolean needsApproval = this.reports.write(id(task, CaseVariables.CONVERSATION_ID), form);
		task.setVariable(CaseVariables.NEEDS_APPROVAL, needsApproval);
	}

}
