package no.nav.samtalepakker.notification;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import no.nav.samtalepakker.notification.NotDelivered.Fault;
import no.nav.samtalepakker.platform.EmailAddress;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;

/**
 * Turns an e-mail of the outbox into what mail programs read: text and HTML, and an
 * invitation both as a part of its own, which Outlook puts into the calendar, and as a
 * file for all others.
 */
@Component
class Messages {

	private static final Pattern METHOD = Pattern.compile("^METHOD:(\\w+)", Pattern.MULTILINE);

	/** Writes headers in UTF-8, for a mail server that has said that it takes them. */
	private static final Session SPECIAL_NAMES = Session.getInstance(specialNames());

	private static final String UTF_8 = StandardCharsets.UTF_8.name();

	private final Letters letters;

	private final MailSettings settings;

	private final NorwegianCalendar calendar;

	Messages(Letters letters, MailSettings settings, NorwegianCalendar calendar) {
		this.letters = letters;
		this.settings = settings;
		this.calendar = calendar;
	}

	/** The message; {@link NotDelivered} if nobody could ever send it. */
	MimeMessage of(Outgoing outgoing) {
		try {
			MimeMessage message = new Numbered("<" + outgoing.id() + "@" + domain() + ">",
					EmailAddress.hasSpecialName(outgoing.email()) ? SPECIAL_NAMES : null);
			message.setFrom(new InternetAddress(this.settings.from(), "Samtalepakker", UTF_8));
			message.setRecipient(RecipientType.TO, new InternetAddress(EmailAddress.inAscii(outgoing.email()), true));
			message.setSubject(outgoing.subject(), UTF_8);
			message.setSentDate(Date.from(this.calendar.now().toInstant()));
			message.setContentLanguage(new String[] { "nb" });
			// nobody's absence note should answer, nor any other machine
			message.setHeader("Auto-Submitted", "auto-generated");
			message.setHeader("X-Auto-Response-Suppress", "All");
			message.setContent(content(outgoing));
			message.saveChanges();
			return message;
		}
		catch (MessagingException | UnsupportedEncodingException | IllegalArgumentException ex) {
			throw new NotDelivered(Fault.REFUSED, "ADDRESS", ex);
		}
	}

	private static Properties specialNames() {
		Properties properties = new Properties();
		properties.setProperty("mail.mime.allowutf8", "true");
		return properties;
	}

	private MimeMultipart content(Outgoing outgoing) throws MessagingException {
		MimeBodyPart text = new MimeBodyPart();
		text.setText(outgoing.body(), UTF_8, "plain");
		MimeBodyPart html = new MimeBodyPart();
		html.setText(this.letters.html(outgoing.letter()), UTF_8, "html");
		if (outgoing.calendar() == null) {
			return new MimeMultipart("alternative", text, html);
		}
		MimeMultipart alternative = new MimeMultipart("alternative", text, html,
				invitation(outgoing.calendar(), "text/calendar"));
		MimeBodyPart body = new MimeBodyPart();
		body.setContent(alternative);
		BodyPart file = invitation(outgoing.calendar(), "application/ics");
		file.setFileName("samtale.ics");
		file.setDisposition(Part.ATTACHMENT);
		return new MimeMultipart("mixed", body, file);
	}

	private static BodyPart invitation(String calendar, String type) throws MessagingException {
		Matcher method = METHOD.matcher(calendar);
		String parameters = "; charset=UTF-8" + (method.find() ? "; method=" + method.group(1) : "");
		MimeBodyPart part = new MimeBodyPart();
		part.setDataHandler(
				new DataHandler(new ByteArrayDataSource(calendar.getBytes(StandardCharsets.UTF_8), type + parameters)));
		part.setHeader("Content-Type", type + parameters);
		// keeps its line ends on every way
		part.setHeader("Content-Transfer-Encoding", "base64");
		return part;
	}

	private String domain() {
		return this.settings.from().substring(this.settings.from().lastIndexOf('@') + 1);
	}

	/**
	 * Has the same number each time it is tried, so that a mail program shows it once.
	 */
	private static final class Numbered extends MimeMessage {

		private final String number;

		Numbered(String number, Session session) {
			super(session);
			this.number = number;
		}

		@Override
		protected void updateMessageID() throws MessagingException {
			setHeader("Message-ID", this.number);
		}

	}

}
