package no.nav.samtalepakker.notification;

import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import no.nav.samtalepakker.notification.NotDelivered.Fault;
import no.nav.samtalepakker.platform.EmailAddress;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;

import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Gives e-mails to the mail server of {@code spring.mail}. */
class SmtpPost implements Post {

	private static final int REFUSED_FOR_GOOD = 500;

	/** Mail servers that know it say so (RFC 6531). */
	private static final String SPECIAL_NAMES = "SMTPUTF8";

	private final JavaMailSenderImpl server;

	/** The same server; asked for more than ASCII only where an address needs it. */
	private final JavaMailSenderImpl withSpecialNames;

	private volatile boolean takesSpecialNames;

	SmtpPost(JavaMailSenderImpl server) {
		this.server = server;
		this.withSpecialNames = new JavaMailSenderImpl();
		this.withSpecialNames.setHost(server.getHost());
		this.withSpecialNames.setPort(server.getPort());
		this.withSpecialNames.setProtocol(server.getProtocol());
		this.withSpecialNames.setUsername(server.getUsername());
		this.withSpecialNames.setPassword(server.getPassword());
		Properties properties = new Properties();
		properties.putAll(server.getJavaMailProperties());
		properties.setProperty("mail.mime.allowutf8", "true");
		this.withSpecialNames.setJavaMailProperties(properties);
	}

	@Override
	public boolean takesSpecialNames() {
		if (!this.takesSpecialNames) {
			this.takesSpecialNames = asksForSpecialNames();
		}
		return this.takesSpecialNames;
	}

	/** Without an answer nobody can promise that it does. */
	private boolean asksForSpecialNames() {
		try (Transport transport = this.withSpecialNames.getSession().getTransport("smtp")) {
			transport.connect(this.server.getHost(), this.server.getPort(), this.server.getUsername(),
					this.server.getPassword());
			return transport instanceof SMTPTransport smtp && smtp.supportsExtension(SPECIAL_NAMES);
		}
		catch (MessagingException ex) {
			return false;
		}
	}

	@Override
	public void send(Outgoing outgoing, MimeMessage message) {
		try {
			(EmailAddress.hasSpecialName(outgoing.email()) ? this.withSpecialNames : this.server).send(message);
		}
		catch (MailSendException ex) {
			if (!ex.getFailedMessages().isEmpty()) {
				throw told(ex.getFailedMessages().values().iterator().next(), ex);
			}
			// taken, and only the good-bye went wrong
		}
		catch (MailException ex) {
			// the server does not know us: wrong settings, no fault of this e-mail
			throw new NotDelivered(Fault.OUTAGE, "LOGIN", ex);
		}
	}

	/** What the server has said about the e-mail, somewhere in a chain of exceptions. */
	private static NotDelivered told(Exception failure, MailSendException whole) {
		NotDelivered later = new NotDelivered(Fault.LATER, failure.getClass().getSimpleName(), whole);
		for (Exception part = failure; part instanceof MessagingException next; part = next.getNextException()) {
			int code = 0;
			if (part instanceof SMTPAddressFailedException address) {
				code = address.getReturnCode();
			}
			else if (part instanceof SMTPSendFailedException send) {
				if (send.getCommand().startsWith("MAIL")) {
					// we may not send, which a correction of the settings mends
					return new NotDelivered(Fault.OUTAGE, "SENDER " + send.getReturnCode(), whole);
				}
				code = (send.getNextException() == null) ? send.getReturnCode() : 0;
			}
			else if (part instanceof MailConnectException) {
				return new NotDelivered(Fault.OUTAGE, "NO_CONNECTION", whole);
			}
			else if (part instanceof AddressException) {
				return new NotDelivered(Fault.REFUSED, "ADDRESS", whole);
			}
			if (code >= REFUSED_FOR_GOOD) {
				return new NotDelivered(Fault.REFUSED, String.valueOf(code), whole);
			}
			if (code > 0) {
				later = new NotDelivered(Fault.LATER, String.valueOf(code), whole);
			}
			else if (!(part instanceof SendFailedException)) {
				// broken off in the middle
				later = new NotDelivered(Fault.OUTAGE, "BROKEN_OFF", whole);
			}
		}
		return later;
	}

}
