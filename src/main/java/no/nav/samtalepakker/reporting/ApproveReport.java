package no.nav.samtalepakker.reporting;

import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * The form of the same name: what the party that did not write says about the report.
 *
 * @param approved whether it is the other party's report too
 * @param comment what should change; needed to send it back
 * @param remark from the second round: the report is sent with this beside it
 */
record ApproveReport(@Required("Bekreftet") Boolean approved, @Text(Text.SHORT) String comment,
		@Text(Text.LONG) String remark) {

	/**
	 * @param round of the report, from 1
	 */
	void check(int round) {
		if (this.remark != null && this.approved) {
			throw new InvalidInput("remark", "En merknad kan bare følge med når dere ikke bekrefter rapporten");
		}
		if (this.remark != null && round < 2) {
			throw new InvalidInput("remark",
					"En merknad kan først gis i andre runde. Skriv en kommentar, så får den andre parten endre rapporten");
		}
		if (!settles() && this.comment == null) {
			throw new InvalidInput("comment", "Skriv hva som bør endres");
		}
	}

	/** Whether the report can be sent now, confirmed or with the remark. */
	boolean settles() {
		return this.approved || this.remark != null;
	}

}
