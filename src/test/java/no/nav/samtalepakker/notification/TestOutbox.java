package no.nav.samtalepakker.notification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox of a test, and what lies in it. */
public record TestOutbox(DataSource database, JdbcClient jdbc, NorwegianCalendar calendar) {

	/** What the e-mails of a test say about us. */
	public static final MailSettings SETTINGS = new MailSettings("samtalepakker@example.invalid",
			"http://localhost:8080", Path.of("target", "mail"), List.of(), Duration.ofMinutes(5), 5, 400);

	private static final MailSettings UNBOUNDED = new MailSettings(SETTINGS.from(), SETTINGS.baseUrl(),
			SETTINGS.directory(), List.of(), Duration.ofMinutes(5), Integer.MAX_VALUE, Integer.MAX_VALUE);

	/** Whatever is written has been sent the next moment, however much it is. */
	public Notifications notifications() {
		return new Notifications(this.jdbc, new JdbcTemplate(this.database), this.calendar, new Letters(SETTINGS),
				UNBOUNDED, new FilePost(SETTINGS.directory())) {
			@Override
			public int queue(Collection<Notification> notifications) {
				int queued = super.queue(notifications);
				TestOutbox.this.jdbc.sql("update notification set state = 'SENT' where state = 'QUEUED'").update();
				return queued;
			}
		};
	}

	public List<Sent> all() {
		return this.jdbc.sql("select occasion, type, user_id, email, subject, body, calendar from notification")
			.query(Sent.class)
			.list();
	}

	public List<Sent> of(String type) {
		return all().stream().filter((sent) -> sent.type().equals(type)).toList();
	}

	/** What somebody gets in the mail. */
	public record Sent(String occasion, String type, String userId, String email, String subject, String body,
			String calendar) {
	}

}
