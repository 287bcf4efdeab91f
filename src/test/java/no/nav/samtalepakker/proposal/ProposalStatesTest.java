package no.nav.samtalepakker.proposal;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.UUID;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.testing.ConversationRows;
import no.nav.samtalepakker.testing.SuccessionTest;

/** A proposal comes to no state but by its way. */
class ProposalStatesTest extends SuccessionTest<Proposal.State> {

	private final Proposals proposals = new Proposals(this.jdbc, null, null, null, null, null, null);

	ProposalStatesTest() {
		super("proposal", Proposal.State.class, EnumSet.of(Proposal.State.ASKED));
	}

	@Override
	protected String insert() {
		Conversation conversation = ConversationRows.insert(this.jdbc, "tillit-enhet", LocalDate.of(2026, 9, 1));
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into proposal (id, rollout_id, text, state, created_by, created_at)
				values (?, ?, 'Et forslag', 'ASKED', 'sekretariat', current_timestamp)
				""").params(id, conversation.rolloutId()).update();
		return id;
	}

	@Override
	protected void become(String id, Proposal.State next) {
		this.proposals.become(id, next);
	}

}
