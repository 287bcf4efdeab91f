package no.nav.samtalepakker.notification;

import jakarta.mail.internet.MimeMessage;

/** Where e-mails leave the application: a mail server, or a directory without one. */
interface Post {

	/**
	 * Sends an e-mail.
	 * @throws NotDelivered if it did not get through
	 */
	void send(Outgoing outgoing, MimeMessage message);

}
