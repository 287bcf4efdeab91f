package no.nav.samtalepakker.obstacle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * What the secretariat decides about an obstacle no rule could place (design §6).
 *
 * @param recipients whom to ask, for ROUTE
 * @param mergeInto id of the obstacle whose answer this one shares, for MERGE
 * @param reason what the unit reads; may be left out where each recipient has a sentence
 * @param reasons why each of them, by their code; the unit reads it in place of the
 * reason
 * @param publishedText wording approved for other units; for REDACT what replaces the
 * text
 */
record TriageObstacle(@Required("Hva blir bestemt") Decision decision, List<@Id String> recipients,
		@Id String mergeInto, @Text String reason, Map<String, String> reasons, @Text String publishedText) {

	TriageObstacle {
		recipients = withoutGaps(recipients);
		reasons = given(reasons);
	}

	/** Throws {@link InvalidInput} when what the decision needs is missing. */
	void check() {
		if (this.decision == Decision.ROUTE && this.recipients.isEmpty()) {
			throw new InvalidInput("recipients", "Velg minst én mottaker");
		}
		if (this.decision == Decision.MERGE) {
			AnswerObstacle.require("mergeInto", "Hindringen den slås sammen med", this.mergeInto);
		}
		this.reasons.forEach((recipient, reason) -> {
			if (this.decision != Decision.ROUTE || !this.recipients.contains(recipient)) {
				throw new InvalidInput("reasons", "Det er begrunnet en mottaker som ikke er valgt");
			}
			Text.Validator.check("reasons." + recipient, reason, Text.SHORT);
		});
		if (this.decision != Decision.ROUTE || !this.reasons.keySet().containsAll(this.recipients)) {
			AnswerObstacle.require("reason", "Begrunnelse", this.reason);
		}
	}

	/** Why this recipient, as the unit reads it. */
	String reasonFor(String recipient) {
		return this.reasons.getOrDefault(recipient, this.reason);
	}

	/** Without what was left blank. */
	private static Map<String, String> given(Map<String, String> reasons) {
		Map<String, String> given = new LinkedHashMap<>();
		if (reasons != null) {
			reasons.forEach((recipient, reason) -> {
				if (reason != null && !reason.isBlank()) {
					given.put(recipient, reason.strip());
				}
			});
		}
		return Collections.unmodifiableMap(given);
	}

	/** A list without nulls and repetitions, in order. */
	static List<String> withoutGaps(List<String> values) {
		return (values != null) ? values.stream().filter(Objects::nonNull).distinct().toList() : List.of();
	}

	/** What the secretariat can decide. */
	enum Decision {

		ROUTE, LOCAL, NONE, MERGE, REDACT

	}

}
