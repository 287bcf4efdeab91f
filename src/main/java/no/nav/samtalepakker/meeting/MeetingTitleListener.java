package no.nav.samtalepakker.meeting;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

import org.springframework.stereotype.Component;

/** Says when the meeting is, in the name of a task that has nothing more to ask. */
@Component
class MeetingTitleListener implements TaskListener {

	private final Meetings meetings;

	MeetingTitleListener(Meetings meetings) {
		this.meetings = meetings;
	}

	@Override
	public void notify(DelegateTask task) {
		String title = this.meetings.titleAhead((String) task.getVariable(CaseVariables.CONVERSATION_ID));
		if (title != null) {
			task.setName(title);
		}
	}

}
