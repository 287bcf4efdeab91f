package no.nav.samtalepakker.notification;

import java.util.List;

import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox of a test, and what lies in it. */
public record TestOutbox(JdbcClient jdbc, NorwegianCalendar calendar) {

	public Notifications notifications() {
		return new Notifications(this.jdbc, this.calendar);
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
