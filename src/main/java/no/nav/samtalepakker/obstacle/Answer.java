package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * An answer the unit can read. One answer may concern several obstacles.
 *
 * @param recipient who answered, upper case; {@code SEKRETARIAT} when triage did
 * @param text null once erased
 * @param responsible the function that carries out a measure
 * @param coveredBy the ongoing work that covers it
 * @param link http or https
 * @param nextUpdateOn when the recipient has promised to come back
 * @param shownToOthers whether other units may read the text; null as long as the
 * secretariat has not looked at it
 */
public record Answer(String id, String recipient, Kind answer, String text, String responsible, String coveredBy,
		String link, LocalDate nextUpdateOn, String givenBy, OffsetDateTime givenAt, Boolean shownToOthers) {

	/** Whether there is a text, neither redacted nor erased. */
	boolean hasText() {
		return this.text != null && !SharedObstacles.GONE.contains(this.text);
	}

	/** The same answer with other words in place of all that was written. */
	Answer saying(String words) {
		return new Answer(this.id, this.recipient, this.answer, words, null, null, null, this.nextUpdateOn,
				this.givenBy, this.givenAt, this.shownToOthers);
	}

	/** What kind of answer it is. */
	public enum Kind {

		INCLUDED_IN_ONGOING("Tas med i arbeid som pågår"),

		OWN_MEASURE("Et tiltak settes i gang"),

		CANNOT_SOLVE("Kan ikke løses nå"),

		/** Sent on, with a word to the unit about why. */
		FORWARD("Sendt videre"),

		/** What has happened since, on the promised date. */
		UPDATE("Nytt siden sist"),

		/** Given by the secretariat when the recipient stayed silent. */
		ANSWERED_BY_SECRETARIAT("Svar fra sekretariatet"),

		/** Triage: the unit can do something itself. */
		LOCAL("Kan løses i enheten"),

		/** Triage: nobody is to do anything. */
		NONE("Trenger ikke å sendes videre");

		private final String words;

		Kind(String words) {
			this.words = words;
		}

		/** What the unit reads above it. */
		public String words() {
			return this.words;
		}

	}

}
