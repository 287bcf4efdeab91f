package no.nav.samtalepakker.notification;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.format.DateTimeFormatter;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import no.nav.samtalepakker.notification.NotDelivered.Fault;
import no.nav.samtalepakker.platform.ApplicationClock;

/** Writes e-mails to files any mail program opens, for where there is no mail server. */
class FilePost implements Post {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd_HHmmss");

	private static final int ENOUGH_OF_AN_ID = 8;

	private final Path directory;

	FilePost(Path directory) {
		this.directory = directory;
	}

	@Override
	public void send(Outgoing outgoing, MimeMessage message) {
		try {
			Files.createDirectories(this.directory);
			Path unfinished = Files.createTempFile(this.directory, "", ".part");
			try (OutputStream file = Files.newOutputStream(unfinished)) {
				message.writeTo(file);
			}
			Files.move(unfinished, this.directory.resolve(name(outgoing)), StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException | MessagingException ex) {
			throw new NotDelivered(Fault.OUTAGE, "NO_DIRECTORY", ex);
		}
	}

	@Override
	public boolean takesSpecialNames() {
		return true;
	}

	/** Sorts by time and tells at a glance what it is, without an address. */
	private static String name(Outgoing outgoing) {
		String reader = (outgoing.userId() != null) ? outgoing.userId() : "deltaker";
		return String.join("_", TIME.format(outgoing.createdAt().atZoneSameInstant(ApplicationClock.OSLO)),
				outgoing.type().template(), reader,
				outgoing.id().substring(0, Math.min(ENOUGH_OF_AN_ID, outgoing.id().length()))) + ".eml";
	}

}
