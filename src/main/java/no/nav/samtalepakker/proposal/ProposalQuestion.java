package no.nav.samtalepakker.proposal;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * A recipient asked about a proposal.
 *
 * @param id its id
 * @param proposalId the proposal
 * @param recipient code, upper case
 * @param reason why the one before sent it on, or null
 * @param dueOn a working day
 * @param extensions how often the secretariat has given more time
 * @param hops how often it had been sent on before it came here
 * @param state what has become of it
 * @param askedAt when it was put
 */
public record ProposalQuestion(String id, String proposalId, String recipient, String reason, LocalDate dueOn,
		int extensions, int hops, State state, OffsetDateTime askedAt) {

	/** After so many hops a recipient answers itself. */
	static final int MAX_HOPS = 2;

	/** What has become of it. */
	public enum State {

		OPEN("Venter på svar"),

		ANSWERED("Har svart"),

		FORWARDED("Har sendt det videre"),
		/** The secretariat has asked another instead. */
		REROUTED("En annen er spurt i stedet"),
		/** Nobody waits for the answer any more. */
		WITHDRAWN("Vi venter ikke lenger på svar");

		private final String words;

		State(String words) {
			this.words = words;
		}

		public String words() {
			return this.words;
		}

	}

}
