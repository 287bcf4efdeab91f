package no.nav.samtalepakker.summary;

import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * The secretariat's review (design §6).
 *
 * @param approved whether to publish
 * @param comment what should be different; needed if not approved
 */
record ReviewSummary(@Required("Godkjent") Boolean approved, @Text(Text.SHORT) String comment) {

	/** Throws {@link InvalidInput} when nobody is told what to change. */
	void check() {
		if (!this.approved && this.comment == null) {
			throw new InvalidInput("comment", "Skriv hva som må endres");
		}
	}

}
