package no.nav.samtalepakker.proposal;

import java.util.Optional;
import java.util.function.Function;

import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.TaskTitle;

import org.springframework.stereotype.Component;

/** Whose answer is missing. */
@Component
class ProposalTitle implements TaskTitle {

	private final Recipients recipients;

	ProposalTitle(Recipients recipients) {
		this.recipients = recipients;
	}

	@Override
	public Optional<String> of(String task, Function<String, Object> variables) {
		return task.equals(ProposalProcess.RESOLVE_OVERDUE)
				? Optional.of(this.recipients.get((String) variables.apply(CaseVariables.RECIPIENT)).name())
				: Optional.empty();
	}

}
