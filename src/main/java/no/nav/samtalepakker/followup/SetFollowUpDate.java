package no.nav.samtalepakker.followup;

import java.time.LocalDate;

import no.nav.samtalepakker.platform.InvalidInput;

/**
 * The form of the same name: the date the group chose, or that it needs none.
 *
 * @param followUpOn the date, or null
 * @param noDate «vi trenger ingen dato»
 */
record SetFollowUpDate(LocalDate followUpOn, Boolean noDate) {

	/** Exactly one of the two. */
	void check() {
		if (this.followUpOn == null && !needsNone()) {
			throw new InvalidInput("followUpOn", "Velg en dato, eller si at dere ikke trenger noen");
		}
		if (this.followUpOn != null && needsNone()) {
			throw new InvalidInput("noDate", "Velg enten en dato eller at dere ikke trenger noen, ikke begge deler");
		}
	}

	private boolean needsNone() {
		return Boolean.TRUE.equals(this.noDate);
	}

}
