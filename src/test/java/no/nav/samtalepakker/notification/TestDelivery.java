package no.nav.samtalepakker.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.mail.internet.MimeMessage;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets a test send what waits in the outbox, and read it as it arrives. */
public final class TestDelivery {

	private TestDelivery() {
	}

	/** What waited before is not sent any more. */
	public static void forgetWaiting(ApplicationContext application) {
		jdbc(application).sql("update notification set state = 'SENT' where state = 'QUEUED'").update();
	}

	/** Sends what waits, also what would wait for the next change of a meeting. */
	public static List<Mail> deliver(ApplicationContext application) {
		jdbc(application)
			.sql("update notification set next_attempt_at = created_at where state = 'QUEUED' and attempts = 0")
			.update();
		List<Mail> sent = new ArrayList<>();
		new MailDelivery(application.getBean(Outbox.class), application.getBean(Messages.class), new Post() {
			@Override
			public void send(Outgoing outgoing, MimeMessage message) {
				sent.add(new Mail(outgoing.type(), outgoing.userId(), String.join("\n", part(message, "text/plain"),
						part(message, "text/calendar").replaceAll("\r?\n[ \t]", ""))));
			}

			@Override
			public boolean takesSpecialNames() {
				return true;
			}
		}, application.getBean(Notifications.class), application.getBean(Conversations.class),
				application.getBean(Units.class), application.getBean(OpenQuestions.class),
				application.getBean(Identities.class), application.getBean(Undelivered.class))
			.deliver();
		return sent;
	}

	private static String part(MimeMessage message, String type) {
		return Objects.requireNonNullElse(MailServer.part(message, type), "");
	}

	private static JdbcClient jdbc(ApplicationContext application) {
		return application.getBean(JdbcClient.class);
	}

	/**
	 * An e-mail that has arrived.
	 *
	 * @param type what it is about
	 * @param userId whose it is, or null for a participant
	 * @param text its words, and its calendar entry
	 */
	public record Mail(MailType type, String userId, String text) {
	}

}
