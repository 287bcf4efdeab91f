package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

/** Stores a county's decision. */
@Component
class DecideParticipationListener extends FormListener<DecideParticipation> {

	private final CountyDecisions decisions;

	DecideParticipationListener(Forms forms, CountyDecisions decisions) {
		super(forms, DecideParticipation.class);
		this.decisions = decisions;
	}

	@Override
	protected void accept(DelegateTask task, DecideParticipation form) {
		this.decisions.decide(id(task, CaseVariables.ROLLOUT_ID), id(task, CaseVariables.COUNTY_ID), form);
	}

}
