package no.nav.samtalepakker.reporting;

import java.time.LocalDate;
import java.time.OffsetDateTime;

import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.platform.Succession;

/**
 * What a unit told, in its latest round.
 *
 * @param id of the report
 * @param conversationId the conversation it tells about
 * @param outcome whether there was anything to report
 * @param state only a sent report counts
 * @param round how often it has been written, from 1; more than once only in an MBA
 * @param positive what went well, or null
 * @param positiveQuoteConsent whether that may be printed with the unit's name
 * @param followUpOn the date given in it, or null
 * @param author user id of who wrote it
 * @param authorParty the party that wrote it
 * @param approvedBy user id of who confirmed it for the other party, or null
 * @param remark the other party's remark, printed beside the report, or null
 * @param remarkBy user id of who made the remark, or null
 * @param submittedAt when this round was written
 * @param sentAt null in a draft
 */
public record Report(String id, String conversationId, ReportOutcome outcome, State state, int round, String positive,
		boolean positiveQuoteConsent, LocalDate followUpOn, String author, Party authorParty, String approvedBy,
		String remark, String remarkBy, OffsetDateTime submittedAt, OffsetDateTime sentAt) {

	/** Whether a report has left the unit. */
	public enum State implements Succession<State> {

		/** Waits for the other party; nobody outside the unit sees it. */
		DRAFT, SENT;

		@Override
		public boolean mayBecome(State next) {
			return this == DRAFT && next == SENT;
		}

	}

}
