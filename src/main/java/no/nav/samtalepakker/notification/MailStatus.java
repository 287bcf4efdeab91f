package no.nav.samtalepakker.notification;

import java.time.OffsetDateTime;

/**
 * E-mails of the last month that did not get through.
 *
 * @param delayed tried in vain, and tried again
 * @param delayedSince when the oldest of these was written, or null
 * @param refused given up, because a mail server refused the address or the e-mail
 * @param expired given up, because they had become meaningless before they could be sent
 */
public record MailStatus(long delayed, OffsetDateTime delayedSince, long refused, long expired) {

	/** Whether there is anything to look at. */
	public boolean worthALook() {
		return this.delayed + this.refused + this.expired > 0;
	}

}
