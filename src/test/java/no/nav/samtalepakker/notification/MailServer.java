package no.nav.samtalepakker.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;

import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A real mail server that can be told to refuse an address, and to be away. */
public final class MailServer extends GreenMail {

	private final Map<String, String> refusals = new ConcurrentHashMap<>();

	private final AtomicInteger asked = new AtomicInteger();

	private volatile int sendsBackEach = Integer.MAX_VALUE;

	public MailServer() {
		super(ServerSetupTest.SMTP.dynamicPort());
		start();
	}

	/** Answers this to whoever sends to the address. */
	void refuse(String address, String answer) {
		this.refusals.put(address, answer);
	}

	/** Has no time for each so manieth e-mail, whoever it is for. */
	public void sendBackEach(int number) {
		this.sendsBackEach = number;
	}

	void accept(String address) {
		this.refusals.remove(address);
	}

	/** The way to it, as {@code spring.mail} would describe it. */
	Post post() {
		return post(null, null);
	}

	/** The same, for a server that wants to know who we are. */
	Post post(String user, String password) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("127.0.0.1");
		sender.setPort(getSmtp().getPort());
		Properties properties = sender.getJavaMailProperties();
		properties.setProperty("mail.smtp.connectiontimeout", "10000");
		properties.setProperty("mail.smtp.timeout", "10000");
		sender.setUsername(user);
		sender.setPassword(password);
		properties.setProperty("mail.smtp.auth", String.valueOf(user != null));
		return new SmtpPost(sender);
	}

	/** Takes away what has come so far. */
	void forget() {
		try {
			purgeEmailFromAllMailboxes();
		}
		catch (FolderException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public List<MimeMessage> received() {
		return List.of(getReceivedMessages());
	}

	/** What came to the address, in the order it came. */
	List<MimeMessage> receivedBy(String address) {
		return received().stream().filter((message) -> recipients(message).contains(address)).toList();
	}

	static Set<String> recipients(MimeMessage message) {
		try {
			return Set.copyOf(Arrays.stream(message.getAllRecipients()).map(Object::toString).toList());
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The content of the part of this type, wherever it is. */
	static String part(Part part, String type) {
		try {
			if (part.isMimeType(type)) {
				return new String(part.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
			}
			if (part.getContent() instanceof Multipart parts) {
				for (int i = 0; i < parts.getCount(); i++) {
					BodyPart inner = parts.getBodyPart(i);
					String found = part(inner, type);
					if (found != null) {
						return found;
					}
				}
			}
			return null;
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	protected Map<String, AbstractServer> createServices(ServerSetup[] config, Managers managers) {
		return super.createServices(config, new Choosy(managers));
	}

	/** GreenMail takes whatever comes; this one looks at the address first. */
	private final class Choosy extends Managers {

		private final Managers managers;

		private final SmtpManager smtp;

		Choosy(Managers managers) {
			this.managers = managers;
			this.smtp = new SmtpManager(managers.getImapHostManager(), managers.getUserManager()) {
				@Override
				public String checkRecipient(SmtpState state, MailAddress address) {
					return (MailServer.this.asked.incrementAndGet() % MailServer.this.sendsBackEach == 0)
							? "451 Try again later" : MailServer.this.refusals.get(address.getEmail());
				}
			};
		}

		@Override
		public SmtpManager getSmtpManager() {
			return this.smtp;
		}

		@Override
		public UserManager getUserManager() {
			return this.managers.getUserManager();
		}

		@Override
		public ImapHostManager getImapHostManager() {
			return this.managers.getImapHostManager();
		}

	}

}
