package no.nav.samtalepakker.notification;

import java.time.LocalDate;

/**
 * What has become of an e-mail, for those who had it sent.
 *
 * @param email where it goes
 * @param state how far it has come
 * @param on the day of that
 */
public record Delivery(String email, State state, LocalDate on) {

	/** How far an e-mail has come. */
	public enum State {

		QUEUED("sendes om litt"), SENT("sendt"), PAST("sendt"), REFUSED("kom ikke fram"),
		EXPIRED("ble ikke sendt i tide"), WITHDRAWN("erstattet av en nyere"), MERGED("erstattet av en nyere");

		private final String words;

		State(String words) {
			this.words = words;
		}

		/** In Norwegian, after an address. */
		public String words() {
			return this.words;
		}

		/** Whether it has reached its reader, or still may. */
		boolean reaches() {
			return this == QUEUED || this == SENT || this == PAST;
		}

	}

}
