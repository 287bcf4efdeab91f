package no.nav.samtalepakker.summary;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * One version of a rollout's summary.
 *
 * @param id its id
 * @param rolloutId the rollout
 * @param version starts at 1
 * @param state DRAFT, PUBLISHED, or REPLACED by a later version
 * @param cutOffOn the day the counts are taken
 * @param source where the counts come from
 * @param comment why the former draft was not approved, or null
 * @param createdAt when it was drafted
 * @param publishedAt when the secretariat approved it, which publishes it; null of a
 * draft
 */
public record Summary(String id, String rolloutId, int version, String state, LocalDate cutOffOn, String source,
		String comment, OffsetDateTime createdAt, OffsetDateTime publishedAt) {

	public boolean isDraft() {
		return this.state.equals("DRAFT");
	}

	public boolean isPublished() {
		return this.state.equals("PUBLISHED");
	}

}
