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

	/** Whether personal data must be taken out of the obstacle first. */
	boolean waitsForRedaction() {
		return this.state == State.TO_REDACT && this.settledAt == null;
	}

	/** What has become of the question. */
	public enum State {

		/** The recipient has the task. */
		OPEN("Venter på svar"),
		/** The recipient has answered. */
		ANSWERED("Har svart"),
		/** The recipient has sent it on to another. */
		FORWARDED("Har sendt den videre"),
		/** The secretariat has asked another instead. */
		REROUTED("En annen er spurt i stedet"),
		/** Nobody waits for this answer any more. */
		WITHDRAWN("Vi venter ikke lenger på svar"),
		/** The recipient could not send it on; the secretariat decides. */
		TO_TRIAGE("Ligger hos sekretariatet"),
		/**
		 * Holds personal data; the secretariat redacts it, then the recipient is asked
		 * again.
		 */
		TO_REDACT("Har meldt fra om personopplysninger"),
		/** There is nobody to ask; the secretariat decides. */
		NO_CONTACT("Har ingen som kan svare ennå");

		private final String words;

		State(String words) {
			this.words = words;
		}

		/** What the unit reads. */
		public String words() {
			return this.words;
		}

	}

}
