package no.nav.samtalepakker.summary;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** Drafts the summary of what has been reported. */
@Component
class DraftSummaryDelegate implements JavaDelegate {

	private final Summaries summaries;

	DraftSummaryDelegate(Summaries summaries) {
		this.summaries = summaries;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.summaries.draft((String) execution.getVariable(CaseVariables.ROLLOUT_ID));
	}

}
