package no.nav.samtalepakker.rollout;

import java.time.LocalDate;

/** A rollout as a form shows it. */
public record RolloutPart(String id, String name, LocalDate closesOn, LocalDate cutOffOn) {

	public static RolloutPart of(Rollout rollout) {
		return new RolloutPart(rollout.id(), rollout.name(), rollout.closesOn(), rollout.cutOffOn());
	}

}
