package no.nav.samtalepakker.obstacle;

import java.util.List;

import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * What the secretariat does when an answer is missing (design §6).
 *
 * @param days more time, for EXTEND
 * @param recipients exactly one, for REROUTE
 * @param text the answer, for ANSWER_NOW
 */
record ResolveOverdueAnswer(@Required("Hva nå") Action action, Integer days, List<@Id String> recipients,
		@Text(Text.LONG) String text) {

	private static final int MAX_DAYS = 30;

	ResolveOverdueAnswer {
		recipients = TriageObstacle.withoutGaps(recipients);
	}

	/** Throws {@link InvalidInput} when what the action needs is missing. */
	void check() {
		switch (this.action) {
			case EXTEND -> {
				if (this.days == null || this.days < 1 || this.days > MAX_DAYS) {
					throw new InvalidInput("days", "Antall dager må være fra 1 til 30");
				}
			}
			case REROUTE -> {
				if (this.recipients.size() != 1) {
					throw new InvalidInput("recipients", "Velg én ny mottaker");
				}
			}
			case ANSWER_NOW -> AnswerObstacle.require("text", "Svar til enheten", this.text);
		}
	}

	/** What the secretariat can do. */
	enum Action {

		EXTEND, REROUTE, ANSWER_NOW

	}

}
