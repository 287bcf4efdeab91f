package no.nav.samtalepakker.reporting;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

@Component
class ApproveReportListener extends FormListener<ApproveReport> {

	private final Reports reports;

	ApproveReportListener(Forms forms, Reports reports) {
		super(forms, ApproveReport.class);
		this.reports = reports;
	}

	@Override
	protected void accept(DelegateTask task, ApproveReport form) {
		boolean settled = this.reports.review(id(task, CaseVariables.CONVERSATION_ID), form);
		task.setVariable(CaseVariables.REPORT_SETTLED, settled);
	}

}
