package no.nav.samtalepakker.notification;

import java.time.OffsetDateTime;
import java.util.List;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom e-mails of the last month have not reached, and another try. It never tells what
 * they were about: a reminder would give away which unit has no plan yet (design §1).
 */
@Component
@Transactional
class MailTroubles {

	private static final int DAYS_TO_LOOK_BACK = 30;

	private static final String OF_PEOPLE = "user_id is not null and created_at > :since";

	private final JdbcClient jdbc;

	private final Identities identities;

	private final Units units;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	MailTroubles(JdbcClient jdbc, Identities identities, Units units, NorwegianCalendar calendar, Audit audit) {
		this.jdbc = jdbc;
		this.identities = identities;
		this.units = units;
		this.calendar = calendar;
		this.audit = audit;
	}

	/**
	 * People with an account whose e-mails were refused, those most recently refused
	 * first.
	 */
	List<Refused> refused() {
		return this.jdbc.sql("""
				select user_id, max(email) as address, max(last_error) as code, count(*) as mails,
					sum(case when expires_at > :now then 1 else 0 end) as worth_sending, max(created_at) as latest
				from notification where state = 'REFUSED' and\s""" + OF_PEOPLE + """
				 group by user_id order by max(created_at) desc, user_id
				""")
			.param("since", since())
			.param("now", this.calendar.now())
			.query(Rows.of(Row.class))
			.list()
			.stream()
			.map((row) -> new Refused(row.userId(), this.identities.nameOf(row.userId()).orElse(row.userId()),
					row.address(), addressOf(row.userId(), row.address()), "ADDRESS".equals(row.code()), row.mails(),
					row.worthSending(), row.latest()))
			.toList();
	}

	/**
	 * How many participants, whom we know by their address only, an invitation has not
	 * reached.
	 */
	long participants() {
		return this.jdbc.sql("""
				select count(*) from notification where state = 'REFUSED' and user_id is null and created_at > ?
				""").param(since()).query(Long.class).single();
	}

	/**
	 * Sends what was refused once more, to the address the person has today, where it
	 * still means something.
	 * @return how many e-mails
	 */
	int sendAgain(String userId) {
		String former = this.jdbc.sql(
				"select max(email) from notification where state = 'REFUSED' and user_id = :user and created_at > :since")
			.param("user", userId)
			.param("since", since())
			.query(String.class)
			.optional()
			.orElse(null);
		if (former == null) {
			return 0;
		}
		int sent = this.jdbc.sql("""
				update notification set state = 'QUEUED', attempts = 0, next_attempt_at = :now, last_error = null,
					email = :email
				where state = 'REFUSED' and user_id = :user and expires_at > :now and\s""" + OF_PEOPLE)
			.param("now", this.calendar.now())
			.param("email", addressOf(userId, former))
			.param("user", userId)
			.param("since", since())
			.update();
		if (sent > 0) {
			this.audit.record(Act.MAIL_SENT_AGAIN, userId);
		}
		return sent;
	}

	/**
	 * Tries everything that waits for another try at once, such as after a mail server
	 * has been down. What is just being sent has no fault yet, and is left alone.
	 * @return how many e-mails
	 */
	int tryNow() {
		return this.jdbc.sql("""
				update notification set next_attempt_at = :now
				where state = 'QUEUED' and attempts > 0 and last_error is not null and next_attempt_at > :now
				""").param("now", this.calendar.now()).update();
	}

	private String addressOf(String userId, String former) {
		return this.identities.emailOf(userId).or(() -> this.units.emailOf(userId)).orElse(former);
	}

	private OffsetDateTime since() {
		return this.calendar.now().minusDays(DAYS_TO_LOOK_BACK);
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Row(String userId, String address, String code, int mails, int worthSending, OffsetDateTime latest) {
	}

	/**
	 * A person e-mails do not reach.
	 *
	 * @param userId the person
	 * @param name what they are called
	 * @param refused the address it was sent to
	 * @param address the address they have today
	 * @param unknown whether it is the address that was refused, and not the e-mail
	 * @param mails how many were refused
	 * @param worthSending how many of these still mean something
	 * @param latest when the latest was written
	 */
	record Refused(String userId, String name, String refused, String address, boolean unknown, int mails,
			int worthSending, OffsetDateTime latest) {

		public boolean isCorrected() {
			return !this.refused.equalsIgnoreCase(this.address);
		}

	}

}
