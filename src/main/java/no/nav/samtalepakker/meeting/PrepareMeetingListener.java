package no.nav.samtalepakker.meeting;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

@Component
class PrepareMeetingListener extends FormListener<PrepareMeeting> {

	private final Meetings meetings;

	PrepareMeetingListener(Forms forms, Meetings meetings) {
		super(forms, PrepareMeeting.class);
		this.meetings = meetings;
	}

	@Override
	protected void accept(DelegateTask task, PrepareMeeting form) {
		MeetingOutcome outcome = this.meetings.prepare(id(task, CaseVariables.CONVERSATION_ID), form);
		task.setVariable(CaseVariables.OUTCOME, outcome.name());
		task.setVariable(CaseVariables.ANYTHING_TO_REPORT, true);
	}

}
