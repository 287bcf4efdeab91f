package no.nav.samtalepakker.proposal;

/** The names of {@code proposal.bpmn} that code needs. */
public final class ProposalProcess {

	public static final String ANSWER = "userTask_answerProposal";

	public static final String RESOLVE_OVERDUE = "userTask_resolveOverdueProposal";

	static final String KEY = "proposal";

	static final String SETTLED_OTHERWISE = "message_settledOtherwise";

	private ProposalProcess() {
	}

}
