package no.nav.samtalepakker.followup;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

@Component
class FollowUpActionsListener extends FormListener<FollowUpActions> {

	private final FollowUps followUps;

	FollowUpActionsListener(Forms forms, FollowUps followUps) {
		super(forms, FollowUpActions.class);
		this.followUps = followUps;
	}

	@Override
	protected void accept(DelegateTask task, FollowUpActions form) {
		this.followUps.followUp(id(task, CaseVariables.CONVERSATION_ID), form);
	}

}
