package no.nav.samtalepakker.summary;

import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * The secretariat's review (design §6).
 *
 * @param approved whether to publish
 * @param comment what should be different
 */
record ReviewSummary(@Required("Godkjent") Boolean approved, @Text(Text.SHORT) String comment) {
}
