package no.nav.samtalepakker.meeting;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

@Component
class ConfirmExecutionListener extends FormListener<ConfirmExecution> {

	private final Meetings meetings;

	ConfirmExecutionListener(Forms forms, Meetings meetings) {
		super(forms, ConfirmExecution.class);
		this.meetings = meetings;
	}

	@Override
	protected void accept(DelegateTask task, ConfirmExecution form) {
		MeetingOutcome outcome = this.meetings.confirm(id(task, CaseVariables.CONVERSATION_ID), form);
		task.setVariable(CaseVariables.OUTCOME, outcome.name());
		task.setVariable(CaseVariables.ANYTHING_TO_REPORT, form.anythingToReport());
	}

}
