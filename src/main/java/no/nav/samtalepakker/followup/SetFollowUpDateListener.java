package no.nav.samtalepakker.followup;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

@Component
class SetFollowUpDateListener extends FormListener<SetFollowUpDate> {

	private final FollowUps followUps;

	SetFollowUpDateListener(Forms forms, FollowUps followUps) {
		super(forms, SetFollowUpDate.class);
		this.followUps = followUps;
	}

	@Override
	protected void accept(DelegateTask task, SetFollowUpDate form) {
		this.followUps.choose(id(task, CaseVariables.CONVERSATION_ID), form);
	}

}
