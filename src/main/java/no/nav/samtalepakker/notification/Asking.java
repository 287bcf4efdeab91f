package no.nav.samtalepakker.notification;

import java.time.OffsetDateTime;
import java.util.Set;

/**
 * A feature whose e-mails ask somebody to do something. It is asked right before one is
 * sent, for much may have happened since it was written.
 */
public interface Asking {

	/** The e-mails it answers for. */
	Set<MailType> types();

	/** Whether that is still to be done, and by this reader. */
	boolean isOpen(Asked asked);

	/**
	 * What an e-mail asks.
	 *
	 * @param userId the reader
	 * @param rolloutId or null
	 * @param subjectId what it is about in particular
	 * @param at when it was written
	 */
	record Asked(String userId, String rolloutId, String subjectId, OffsetDateTime at) {
	}

}
