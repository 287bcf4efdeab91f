package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.Map;

/**
 * Something a rollout has reached.
 *
 * @param id its id
 * @param kind what
 * @param on the day
 * @param note what the secretariat has written about it, or null
 */
public record Milestone(String id, MilestoneKind kind, LocalDate on, String note) {

	/** Whether the secretariat has written it down, and may correct it. */
	public boolean byHand() {
		return this.kind.byHand();
	}

	/** As it is written in the form. */
	public Map<String, String> written() {
		return Map.of("kind", this.kind.name(), "on", this.on.toString(), "note", (this.note != null) ? this.note : "");
	}

}
