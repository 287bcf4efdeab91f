package no.nav.samtalepakker.followup;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

@Component
class FollowUpNoticeDelegate implements JavaDelegate {

	private final FollowUpNotices notices;

	FollowUpNoticeDelegate(FollowUpNotices notices) {
		this.notices = notices;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.notices.send((String) execution.getVariable(CaseVariables.CONVERSATION_ID));
	}

}
