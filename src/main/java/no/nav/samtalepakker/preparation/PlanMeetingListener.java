package no.nav.samtalepakker.preparation;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

@Component
class PlanMeetingListener extends FormListener<PlanMeeting> {

	private final Preparations preparations;

	PlanMeetingListener(Forms forms, Preparations preparations) {
		super(forms, PlanMeeting.class);
		this.preparations = preparations;
	}

	@Override
	protected void accept(DelegateTask task, PlanMeeting form) {
		this.preparations.settle(id(task, CaseVariables.CONVERSATION_ID), id(task, CaseVariables.UNIT_ID), form);
		task.setVariable(CaseVariables.CHOICE, form.choice().name());
		task.setVariable(CaseVariables.ANYTHING_TO_REPORT, form.anythingToReport());
	}

}
