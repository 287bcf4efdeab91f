package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.Set;

import no.nav.samtalepakker.testing.ConversationRows;
import no.nav.samtalepakker.testing.SuccessionTest;

/** A rollout comes to no state but by its way. */
class RolloutStatesTest extends SuccessionTest<RolloutState> {

	private final Rollouts rollouts = new Rollouts(this.jdbc, null, null, null, null, null, null, null, null, null,
			null, null, null);

	RolloutStatesTest() {
		super("rollout", RolloutState.class, Set.of(RolloutState.PLANNED));
	}

	@Override
	protected String insert() {
		return ConversationRows.insert(this.jdbc, "tillit-enhet", LocalDate.of(2026, 9, 1)).rolloutId();
	}

	@Override
	protected void become(String id, RolloutState next) {
		this.rollouts.become(id, next);
	}

}
