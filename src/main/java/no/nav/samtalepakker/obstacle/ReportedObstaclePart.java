package no.nav.samtalepakker.obstacle;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An obstacle as it was reported, for the form that reports or approves it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportedObstaclePart(String text, String solvableLocally, boolean structural, String category,
		String subcategory, String level, String assistance, String involved, RegulationPart regulation,
		boolean quoteConsent, boolean contactOk, String joinsId) {

	public static ReportedObstaclePart of(Obstacle obstacle) {
		return new ReportedObstaclePart(obstacle.text(), obstacle.solvableLocally().name(), obstacle.structural(),
				obstacle.category(), obstacle.subcategory(),
				(obstacle.level() != null) ? obstacle.level().name() : null, obstacle.assistance(), obstacle.involved(),
				RegulationPart.of(obstacle), obstacle.quoteConsent(), obstacle.contactOk(), obstacle.joinsId());
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RegulationPart(String which, String how, String consequence) {

		/** Null if nothing is told of a regulation. */
		static RegulationPart of(Obstacle obstacle) {
			return (obstacle.regulationWhich() != null || obstacle.regulationHow() != null
					|| obstacle.regulationConsequence() != null)
							? new RegulationPart(obstacle.regulationWhich(), obstacle.regulationHow(),
									obstacle.regulationConsequence())
							: null;
		}

	}

}
