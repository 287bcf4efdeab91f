package no.nav.samtalepakker.proposal;

import java.time.OffsetDateTime;

import no.nav.samtalepakker.platform.Succession;

/**
 * What one or more units have proposed, and what comes of it. Units are counted and never
 * named to others.
 *
 * @param id its id
 * @param rolloutId the rollout
 * @param text in the secretariat's words
 * @param state how it stands
 * @param revision grows with every change
 * @param recipient code of who answered, {@code SEKRETARIAT} if the secretariat did; null
 * until then
 * @param answer what will come of it, null until it is answered
 * @param answerText why, and how; null until it is answered, and when it is gone
 * @param answeredAt when it was answered
 * @param correctedAt when the answer was last corrected, or null
 */
public record Proposal(String id, String rolloutId, String text, State state, int revision, String recipient,
		Outcome answer, String answerText, OffsetDateTime answeredAt, OffsetDateTime correctedAt) {

	/** Who answers when no recipient does. */
	static final String SECRETARIAT = "SEKRETARIAT";

	public boolean isAnswered() {
		return this.state == State.ANSWERED;
	}

	/** Whether the secretariat gave the answer. */
	public boolean isAnsweredBySecretariat() {
		return SECRETARIAT.equals(this.recipient);
	}

	/** How it stands. */
	public enum State implements Succession<State> {

		/** A recipient has been asked. */
		ASKED("Venter på svar"),
		/** There is an answer. */
		ANSWERED("Besvart"),
		/** Nobody waits for an answer any more, or nobody stands behind it. */
		WITHDRAWN("Trukket");

		private final String words;

		State(String words) {
			this.words = words;
		}

		/** As people read it. */
		public String words() {
			return this.words;
		}

		@Override
		public boolean mayBecome(State next) {
			return switch (this) {
				case ASKED -> next == ANSWERED || next == WITHDRAWN;
				case ANSWERED -> next == WITHDRAWN;
				case WITHDRAWN -> false;
			};
		}

	}

	/**
	 * What comes of it. The two an obstacle can be answered with as well have the same
	 * codes there.
	 */
	public enum Outcome {

		OWN_MEASURE("Gjennomføres"),

		INCLUDED_IN_ONGOING("Inngår i arbeid som pågår"),

		CONSIDERED("Vurderes"),

		NOT_DONE("Gjennomføres ikke");

		private final String words;

		Outcome(String words) {
			this.words = words;
		}

		/** As people read it. */
		public String words() {
			return this.words;
		}

	}

}
