package no.nav.samtalepakker.summary;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

import org.springframework.stereotype.Component;

/** Stores the secretariat's review. */
@Component
class ReviewSummaryListener extends FormListener<ReviewSummary> {

	private final Summaries summaries;

	ReviewSummaryListener(Forms forms, Summaries summaries) {
		super(forms, ReviewSummary.class);
		this.summaries = summaries;
	}

	@Override
	protected void accept(DelegateTask task, ReviewSummary form) {
		this.summaries.review(id(task, CaseVariables.ROLLOUT_ID), form);
		task.setVariable(CaseVariables.SUMMARY_APPROVED, form.approved());
	}

}
