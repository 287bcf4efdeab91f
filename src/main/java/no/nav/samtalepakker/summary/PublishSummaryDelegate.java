package no.nav.samtalepakker.summary;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Publishes the approved version. */
@Component
class PublishSummaryDelegate implements JavaDelegate {

	private final Summaries summaries;

	PublishSummaryDelegate(Summaries summaries) {
		this.summaries = summaries;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.summaries.publish((String) execution.getVariable(CaseVariables.ROLLOUT_ID));
	}

}
