package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * A rollout of one or more packages.
 *
 * @param id also the business key of its process
 * @param name free text, kept out of the engine
 * @param opensOn the first day conversations are started
 * @param closesOn the day conversations without a plan end; movable
 * @param cutOffOn the day the rest ends; movable
 * @param state where it stands
 * @param processInstanceId its process
 * @param textsErasedAt when what people wrote was erased, or null
 */
public record Rollout(String id, String name, LocalDate opensOn, LocalDate closesOn, LocalDate cutOffOn,
		RolloutState state, String processInstanceId, OffsetDateTime textsErasedAt) {

	/** Whether a county or a unit may still change its mind. */
	boolean isOpenForDecisions() {
		return this.state == RolloutState.PLANNED || this.state == RolloutState.RUNNING;
	}

}
