package no.nav.samtalepakker.reporting;

/** What a report says. Both are a complete success (design §1). */
public enum ReportOutcome {

	WITH_INPUT,
	/** «Gjennomført, ingenting å melde»; may carry action points and a date. */
	WITHOUT_INPUT

}
