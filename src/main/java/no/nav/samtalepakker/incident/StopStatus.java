package no.nav.samtalepakker.incident;

import java.time.OffsetDateTime;

/**
 * Whether everything runs by itself.
 *
 * @param stopped steps that have used up their tries
 * @param waiting steps that are due and nobody takes
 * @param waitingSince when the oldest of these became due, or null
 */
public record StopStatus(long stopped, long waiting, OffsetDateTime waitingSince) {

	/** Whether there is anything to look at. */
	public boolean worthALook() {
		return this.stopped + this.waiting > 0;
	}

}
