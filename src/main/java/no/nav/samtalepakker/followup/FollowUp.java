package no.nav.samtalepakker.followup;

import java.time.LocalDate;

/**
 * How a conversation is followed up.
 *
 * @param conversationId the conversation
 * @param followUpOn the date the group chose, or null; may be a day off
 * @param noDate whether the group said it needs none
 * @param timesDone how often it has been followed up
 * @param arena where the group takes it up, or null
 * @param learned what others could learn from it, or null
 * @param shareAsExample whether others may see that
 * @param ended how it ended, or null while it runs
 */
public record FollowUp(String conversationId, LocalDate followUpOn, boolean noDate, int timesDone, String arena,
		String learned, boolean shareAsExample, Ending ended) {

	/** How following up ends. */
	public enum Ending {

		/** There was nothing to follow up. */
		NOTHING,
		/** The group wanted no date. */
		NO_DATE,
		/** Followed up, and no new date. */
		DONE,
		/** Nobody said anything for 60 days. */
		UNKNOWN

	}

}
