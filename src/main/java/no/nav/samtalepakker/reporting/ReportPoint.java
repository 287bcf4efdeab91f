package no.nav.samtalepakker.reporting;

/**
 * A point in a report.
 *
 * @param id of the point
 * @param kind what sort of point
 * @param topic or null
 * @param text the point
 * @param assistance what help is needed, or null
 * @param involved who must take part, or null
 * @param quoteConsent whether it may be printed with the unit's name
 */
public record ReportPoint(String id, Kind kind, String topic, String text, String assistance, String involved,
		boolean quoteConsent) {

	/** What sort of point. */
	public enum Kind {

		DISCUSSED, PROPOSED, MEASURE, SHARED_UNDERSTANDING

	}

}
