package no.nav.samtalepakker.privacy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what has been kept long enough, every night: what people wrote and who they were
 * 24 months after the rollout's cut-off, the audit, and users nobody needs any more.
 * Figures stay. The engine clears its own history in its own window.
 */
@Component
class Erasure {

	/** What stands where a user id was and the column wants one. */
	static final String NOBODY = "slettet";

	/** Overwritten as a whole these could not be read, or they say nothing of anybody. */
	private static final Set<FreeText> NOT_OVERWRITTEN = EnumSet.of(FreeText.SUMMARY_CONTENT, FreeText.ROLLOUT_NAME,
			FreeText.NOTIFICATION);

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final RetentionPeriods periods;

	private final NorwegianCalendar calendar;

	private final Identities identities;

	private final ApplicationEventPublisher events;

	private final Audit audit;

	Erasure(JdbcClient jdbc, TransactionTemplate transaction, RetentionPeriods periods, NorwegianCalendar calendar,
			Identities identities, ApplicationEventPublisher events, Audit audit) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.periods = periods;
		this.calendar = calendar;
		this.identities = identities;
		this.events = events;
		this.audit = audit;
	}

	/** Erases what is due today; safe to repeat. */
	@Scheduled(cron = "0 30 3 * * *", zone = "Europe/Oslo")
	void eraseDue() {
		LocalDate cutOffBefore = this.calendar.today().minus(this.periods.texts());
		this.jdbc.sql("select id from rollout where cut_off_on < ? and texts_erased_at is null")
			.param(cutOffBefore)
			.query(String.class)
			.list()
			.forEach((rollout) -> this.transaction.executeWithoutResult((status) -> eraseTexts(rollout)));
		this.transaction.executeWithoutResult((status) -> eraseAudit());
		this.transaction.executeWithoutResult((status) -> eraseUsers());
	}

	private void eraseTexts(String rollout) {
		// first, while the rows it speaks of can be found
		for (PersonColumn person : PersonColumn.values()) {
			this.jdbc
				.sql("update " + person.table() + " set " + person.column() + " = :nobody where " + person.column()
						+ " is not null and " + person.rollout() + " = :rollout")
				.param("nobody", NOBODY)
				.param("rollout", rollout)
				.update();
		}
		for (FreeText kind : FreeText.values()) {
			if (!NOT_OVERWRITTEN.contains(kind)) {
				this.jdbc
					.sql("update " + kind.table() + " set " + kind.overwriting("erased") + " where " + kind.rollout()
							+ " = :rollout")
					.param("erased", Redactions.ERASED)
					.param("rollout", rollout)
					.update();
			}
		}
		this.jdbc.sql("delete from notification where " + FreeText.NOTIFICATION.rollout() + " = :rollout")
			.param("rollout", rollout)
			.update();
		for (String addresses : List.of("meeting_participant", "meeting_invited")) {
			this.jdbc
				.sql("delete from " + addresses
						+ " where conversation_id in (select id from conversation where rollout_id = ?)")
				.param(rollout)
				.update();
		}
		this.events.publishEvent(new TextsExpired(rollout));
		this.jdbc.sql("update rollout set texts_erased_at = ? where id = ?")
			.params(this.calendar.now(), rollout)
			.update();
		this.audit.record(Act.TEXTS_ERASED, rollout);
	}

	private void eraseAudit() {
		OffsetDateTime limit = this.calendar.now().minus(this.periods.audit());
		this.jdbc.sql("delete from audit where at < ?").param(limit).update();
		// about no rollout, such as a message to a contact
		this.jdbc
			.sql("delete from notification where created_at < ? and " + FreeText.NOTIFICATION.rollout() + " is null")
			.param(limit)
			.update();
	}

	/**
	 * Former leaders, deputies and contacts, once the audit knows nothing of them either.
	 */
	private void eraseUsers() {
		this.jdbc.sql("update unit_person set email = null where email is not null and valid_to < ?")
			.param(this.calendar.today().minus(this.periods.addresses()))
			.update();
		LocalDate limit = this.calendar.today().minus(this.periods.audit());
		this.jdbc.sql("delete from unit_person where valid_to < ?").param(limit).update();
		Set<String> known = this.jdbc.sql("""
				select user_id from unit_person
				union select user_id from recipient_contact
				union select user_id from audit where user_id is not null
				union select subject_id from audit where subject_type = 'user'
				""").query(String.class).set();
		List<String> unused = this.identities.withoutGroup().stream().filter((user) -> !known.contains(user)).toList();
		unused.forEach((user) -> this.jdbc.sql("delete from obstacle_view where owner = ?").param(user).update());
		unused.forEach(this.identities::remove);
		this.audit.record(Act.USER_ERASED, unused.stream().map((user) -> new Audit.Subject(user, null, null)).toList());
	}

}
