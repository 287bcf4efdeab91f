package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * One recipient asked for an answer in one round, with the explanation the unit reads.
 *
 * @param recipient code, upper case
 * @param reason a Norwegian sentence the unit can read
 * @param source what the rule rests on; null when a person chose
 * @param answerDays days to answer in, quiet weeks not counted
 * @param dueOn a working day
 * @param extensions how often the secretariat has given more time, at most 2
 * @param hops how often the question had been sent on before it came here
 * @param settledAt null while somebody must still do something about it
 */
public record AskedRecipient(String id, String obstacleId, int round, String recipient, String reason, String source,
		int answerDays, LocalDate dueOn, int extensions, int hops, State state, OffsetDateTime askedAt,
		OffsetDateTime settledAt) {

	/** What has become of the question. */
	public enum State {

		/** The recipient has the task. */
		OPEN,
		/** The recipient has answered. */
		ANSWERED,
		/** The recipient has sent it on to another. */
		FORWARDED,
		/** The secretariat has asked another instead. */
		REROUTED,
		/** Nobody waits for this answer any more. */
		WITHDRAWN,
		/** The recipient could not send it on; the secretariat decides. */
		TO_TRIAGE,
		/**
		 * Holds personal data; the secretariat redacts it, then the recipient is asked
		 * again.
		 */
		TO_REDACT,
		/** There is nobody to ask; the secretariat decides. */
		NO_CONTACT

	}

}
