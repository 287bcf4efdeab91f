package no.nav.samtalepakker.notification;

import jakarta.mail.internet.MimeMessage;

/** Where e-mails leave the application: a mail server, or a directory without one. */
interface Post {

	/**
	 * Sends an e-mail.
	 * @throws NotDelivered if it did not get through
	 */
	void send(Outgoing outgoing, MimeMessage message);

	/** Whether addresses may have more than ASCII in front of the «@» (RFC 6531). */
	boolean takesSpecialNames();

}
