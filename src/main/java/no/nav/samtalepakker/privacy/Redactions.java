package no.nav.samtalepakker.privacy;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.security.Act;
import no.nav.samtalepakker.security.Audit;

/**
 * Takes away texts that should never have been written, such as names of users. The audit
 * says that it happened, never what it was.
 */
@Component
public class Redactions {

	/** What stands where a text was. */
	public static final String REDACTED = "[Teksten er sladdet]";

	/** What stands where a withdrawn text was and the column wants one. */
	public static final String ERASED = "[Teksten er slettet]";

	private final JdbcClient jdbc;

	private final ActionPoints actionPoints;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Audit audit;

	Redactions(JdbcClient jdbc, ActionPoints actionPoints, NorwegianCalendar calendar, CurrentUser currentUser,
			Audit audit) {
		this.jdbc = jdbc;
		this.actionPoints = actionPoints;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	/**
	 * Redacts every free text of a row.
	 * @param type such as {@code obstacle} or {@code action-point}
	 * @param id the row's id; for {@code report-answer} report id and question with a
	 * colon between
	 */
	@Transactional
	public void redact(String type, String id, String reason) {
		this.currentUser.mustBeIn("sekretariat");
		FreeText kind = FreeText.of(type);
		if (kind == FreeText.SUMMARY_CONTENT) {
			throw new NotFound("Denne typen tekst finnes ikke.");
		}
		// names come from the catalogue, never from input
		int rows = this.jdbc
			.sql("update " + kind.table() + " set " + kind.overwriting("redacted") + " where " + kind.key() + " = :id")
			.param("redacted", REDACTED)
			.param("id", id)
			.update();
		if (rows == 0) {
			throw new NotFound("Teksten finnes ikke.");
		}
		if (kind == FreeText.OBSTACLE) {
			this.actionPoints.replaceTexts(id, REDACTED);
		}
		record(kind, id, reason);
	}

	/** Remembers that and why a text was redacted. */
	public void record(FreeText kind, String id, String reason) {
		this.jdbc.sql("""
				insert into redaction (id, text_type, text_id, reason, redacted_by, redacted_at)
				values (?, ?, ?, ?, ?, ?)
				""")
			.params(UUID.randomUUID().toString(), kind.code(), id, reason, this.currentUser.id(), this.calendar.now())
			.update();
		this.audit.record(Act.TEXT_REDACTED, kind.code() + ":" + id);
	}

}
