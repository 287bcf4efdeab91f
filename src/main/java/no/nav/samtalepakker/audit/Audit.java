package no.nav.samtalepakker.audit;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.FormAccepted;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who saw, changed and decided what, in the transaction that did it. Only ever added to,
 * until the retention period is over, and never holds what was written. Each entry is
 * also a line of the log {@code audit}, once the transaction has been committed.
 */
@Component
@Transactional
public class Audit {

	private static final int MOST_DETAIL = 200;

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentUser currentUser;

	private final NorwegianCalendar calendar;

	private final AuditLog log;

	Audit(NamedParameterJdbcTemplate jdbc, CurrentUser currentUser, NorwegianCalendar calendar, AuditLog log) {
		this.jdbc = jdbc;
		this.currentUser = currentUser;
		this.calendar = calendar;
		this.log = log;
	}

	/** Records an act of the current user, or of the application itself in a job. */
	public void record(Act act, String subjectId) {
		record(act, subjectId, null, null);
	}

	/**
	 * Records an act of the current user, or of the application itself in a job.
	 * @param subjectId id of what it was done to
	 * @param unitId the unit it concerns, or null
	 * @param detail codes and ids only; may be null
	 */
	public void record(Act act, String subjectId, String unitId, String detail) {
		record(act, List.of(new Subject(subjectId, unitId, detail)));
	}

	/** Records the same act for each of many: a bulk operation hides nothing. */
	public void record(Act act, Collection<Subject> subjects) {
		record(this.currentUser.id(), act, subjects);
	}

	/** Records an act of somebody whose request has no engine authentication (yet). */
	public void record(String userId, Act act, Collection<Subject> subjects) {
		List<AuditEntry> entries = subjects.stream()
			.map((subject) -> new AuditEntry(UUID.randomUUID().toString(), this.calendar.now(), userId, act,
					subject.id(), subject.unitId(), shortened(subject.detail())))
			.toList();
		this.jdbc.batchUpdate("""
				insert into audit (id, at, user_id, action, subject_type, subject_id, unit_id, detail)
				values (:id, :at, :userId, :act, :subjectType, :subjectId, :unitId, :detail)
				""", entries.stream().map(Audit::row).toArray(SqlParameterSource[]::new));
		afterCommit(() -> entries.forEach(this.log::write));
	}

	/**
	 * What the current user has looked at today already, for pages one comes back to
	 * again and again.
	 * @param detail the page
	 */
	public Set<String> seenToday(Act act, String detail) {
		return Set.copyOf(this.jdbc.queryForList("""
				select distinct subject_id from audit
				where user_id = :user and action = :act and detail = :detail and at >= :today
				""",
				new MapSqlParameterSource("user", this.currentUser.id()).addValue("act", act.name())
					.addValue("detail", detail)
					.addValue("today", this.calendar.today().atStartOfDay(ApplicationClock.OSLO).toOffsetDateTime()),
				String.class));
	}

	/**
	 * The newest of these acts.
	 * @param subjectId what they were done to, or null for anything
	 */
	public List<AuditEntry> latest(Collection<Act> acts, String subjectId, int most) {
		return this.jdbc.query("""
				select id, at, user_id, action as act, subject_id, unit_id, detail from audit
				where action in (:acts) and (cast(:subject as varchar(64)) is null or subject_id = :subject)
				order by at desc, id limit :most
				""",
				new MapSqlParameterSource("acts", acts.stream().map(Act::name).toList())
					.addValue("subject", subjectId, java.sql.Types.VARCHAR)
					.addValue("most", most),
				Rows.of(AuditEntry.class));
	}

	@EventListener
	void on(FormAccepted form) {
		record(Act.TASK_COMPLETED, form.taskId(), form.unitId(), form.form());
	}

	private static SqlParameterSource row(AuditEntry entry) {
		return new MapSqlParameterSource(Rows.values(entry)).addValue("subjectType", entry.act().subject());
	}

	private static String shortened(String detail) {
		return (detail != null && detail.length() > MOST_DETAIL) ? detail.substring(0, MOST_DETAIL) : detail;
	}

	private static void afterCommit(Runnable work) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			work.run();
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				work.run();
			}

		});
	}

	/**
	 * What an act was done to.
	 *
	 * @param id its id
	 * @param unitId the unit it concerns, or null
	 * @param detail codes and ids only; may be null
	 */
	public record Subject(String id, String unitId, String detail) {
	}

}
