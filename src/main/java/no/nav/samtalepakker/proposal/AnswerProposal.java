package no.nav.samtalepakker.proposal;

import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * A recipient's answer to a proposal.
 *
 * @param answer what comes of it, or that another can answer better
 * @param text why and how, for the units and the summary; to the next recipient why it is
 * sent on
 * @param forwardTo code of the recipient to ask instead, for FORWARD
 */
record AnswerProposal(@Required("Svar") Choice answer, @Required("Begrunnelse") @Text(Text.LONG) String text,
		@Id String forwardTo) {

	/** Throws {@link InvalidInput} when the fields do not go together. */
	void check() {
		if (this.answer == Choice.FORWARD && this.forwardTo == null) {
			throw new InvalidInput("forwardTo", "Ny mottaker må fylles ut");
		}
		if (this.answer == Choice.FORWARD && this.text.codePointCount(0, this.text.length()) > Text.SHORT) {
			throw new InvalidInput("text", "Begrunnelsen for å sende videre kan ha høyst " + Text.SHORT + " tegn");
		}
	}

	/** What a recipient can answer. */
	enum Choice {

		OWN_MEASURE, INCLUDED_IN_ONGOING, CONSIDERED, NOT_DONE, FORWARD

	}

}
