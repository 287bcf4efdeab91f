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
 */
public record Answer(String id, String recipient, Kind answer, String text, String responsible, String coveredBy,
		String link, LocalDate nextUpdateOn, String givenBy, OffsetDateTime givenAt) {

	/** What kind of answer it is. */
	public enum Kind {

		INCLUDED_IN_ONGOING, OWN_MEASURE, CANNOT_SOLVE,
		/** Sent on, with a word to the unit about why. */
		FORWARD,
		/** What has happened since, on the promised date. */
		UPDATE,
		/** Given by the secretariat when the recipient stayed silent. */
		ANSWERED_BY_SECRETARIAT,
		/** Triage: the unit can do something itself. */
		LOCAL,
		/** Triage: nobody is to do anything. */
		NONE

	}

}
