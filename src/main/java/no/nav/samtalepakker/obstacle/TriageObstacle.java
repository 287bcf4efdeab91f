package no.nav.samtalepakker.obstacle;

import java.util.List;
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
 * @param reason what the unit reads
 * @param publishedText wording approved for other units; for REDACT what replaces the
 * text
 */
record TriageObstacle(@Required("Hva blir bestemt") Decision decision, List<@Id String> recipients,
		@Id String mergeInto, @Required("Begrunnelse") @Text String reason, @Text String publishedText) {

	TriageObstacle {
		recipients = withoutGaps(recipients);
	}

	/** Throws {@link InvalidInput} when what the decision needs is missing. */
	void check() {
		if (this.decision == Decision.ROUTE && this.recipients.isEmpty()) {
			throw new InvalidInput("recipients", "Velg minst én mottaker");
		}
		if (this.decision == Decision.MERGE) {
			AnswerObstacle.require("mergeInto", "Hindringen den slås sammen med", this.mergeInto);
		}
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
