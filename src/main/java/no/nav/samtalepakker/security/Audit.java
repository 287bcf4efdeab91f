package no.nav.samtalepakker.security;

import java.util.UUID;

import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who did what to which case, in the transaction that did it. Only ever added to, and
 * never holds what was written.
 */
@Component
public class Audit {

	private final JdbcClient jdbc;

	private final CurrentUser currentUser;

	private final NorwegianCalendar calendar;

	Audit(JdbcClient jdbc, CurrentUser currentUser, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.currentUser = currentUser;
		this.calendar = calendar;
	}

	/**
	 * Records an act of the current user.
	 * @param action what was done, such as {@code TASK_TAKEN_OVER}
	 * @param subjectType kind of case, such as {@code TASK}
	 * @param subjectId id of the case
	 * @param detail codes and ids only; may be null
	 */
	public void record(String action, String subjectType, String subjectId, String detail) {
		this.jdbc.sql("""
				insert into audit (id, at, user_id, action, subject_type, subject_id, detail)
				values (?, ?, ?, ?, ?, ?, ?)
				""")
			.params(UUID.randomUUID().toString(), this.calendar.now(), this.currentUser.id(), action, subjectType,
					subjectId, detail)
			.update();
	}

}
