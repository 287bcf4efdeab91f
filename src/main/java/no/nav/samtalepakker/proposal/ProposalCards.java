package no.nav.samtalepakker.proposal;

import java.util.List;
import java.util.Set;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.TaskCard;
import no.nav.samtalepakker.platform.TaskCardPart;

import org.springframework.stereotype.Component;

/** What proposals begin with, for those who are asked. */
@Component
class ProposalCards implements TaskCardPart {

	/** Where the words were seen, in the audit. */
	private static final String PLACE = "oppgaveliste";

	private final Proposals proposals;

	private final Audit audit;

	ProposalCards(Proposals proposals, Audit audit) {
		this.proposals = proposals;
		this.audit = audit;
	}

	@Override
	public List<TaskCard> of(List<CaseTask> tasks) {
		List<CaseTask> questions = tasks.stream()
			.filter((task) -> task.proposalId() != null && task.key().equals(ProposalProcess.ANSWER))
			.toList();
		if (questions.isEmpty()) {
			return List.of();
		}
		Set<String> seen = this.audit.seenToday(Act.PROPOSAL_SEEN, PLACE);
		this.audit.record(Act.PROPOSAL_SEEN,
				questions.stream()
					.map(CaseTask::proposalId)
					.distinct()
					.filter((id) -> !seen.contains(id))
					.map((id) -> new Audit.Subject(id, null, PLACE))
					.toList());
		return questions.stream()
			.map((task) -> new TaskCard(task.id(), this.proposals.get(task.proposalId()).text(), null, null,
					this.proposals.units(task.proposalId()).text()))
			.toList();
	}

}
