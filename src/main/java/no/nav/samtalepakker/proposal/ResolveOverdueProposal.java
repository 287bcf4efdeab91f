package no.nav.samtalepakker.proposal;

import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * What the secretariat does when the answer to a proposal is missing.
 *
 * @param days more time, for EXTEND
 * @param forwardTo code of who is asked instead, for REROUTE
 * @param answer what comes of it, for ANSWER_NOW
 * @param text why and how, for ANSWER_NOW
 */
record ResolveOverdueProposal(@Required("Hva nå") Action action, Integer days, @Id String forwardTo,
		Proposal.Outcome answer, @Text(Text.LONG) String text) {

	private static final int MAX_DAYS = 30;

	/** Throws {@link InvalidInput} when what the action needs is missing. */
	void check() {
		switch (this.action) {
			case EXTEND -> {
				if (this.days == null || this.days < 1 || this.days > MAX_DAYS) {
					throw new InvalidInput("days", "Antall dager må være fra 1 til 30");
				}
			}
			case REROUTE -> require("forwardTo", "Ny mottaker", this.forwardTo);
			case ANSWER_NOW -> {
				require("answer", "Hva som skjer med forslaget", this.answer);
				require("text", "Begrunnelse", this.text);
			}
		}
	}

	private static void require(String field, String name, Object value) {
		if (value == null) {
			throw new InvalidInput(field, name + " må fylles ut");
		}
	}

	/** What the secretariat can do. */
	enum Action {

		EXTEND, REROUTE, ANSWER_NOW

	}

}
