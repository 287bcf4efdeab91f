package no.nav.samtalepakker.obstacle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

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
class Texts {

	/** What stands where a text was. */
	static final String REDACTED = "[Teksten er sladdet]";

	/** What stands where a withdrawn text was and the column wants one. */
	static final String ERASED = "[Teksten er slettet]";

	private final JdbcClient jdbc;

	private final ActionPoints actionPoints;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Audit audit;

	Texts(JdbcClient jdbc, ActionPoints actionPoints, NorwegianCalendar calendar, CurrentUser currentUser,
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
	void redact(String type, String id, String reason) {
		this.currentUser.mustBeIn("sekretariat");
		Type texts = Type.of(type);
		String columns = texts.columns.stream()
			.map((column) -> column + " = case when " + column + " is null then null else :redacted end")
			.collect(Collectors.joining(", "));
		// table and column names are constants below, never input
		int rows = this.jdbc.sql("update " + texts.table + " set " + columns + " where " + texts.key + " = :id")
			.param("redacted", REDACTED)
			.param("id", id)
			.update();
		if (rows == 0) {
			throw new NotFound("Teksten finnes ikke.");
		}
		if (texts == Type.OBSTACLE) {
			this.actionPoints.replaceTexts(id, REDACTED);
		}
		record(texts.code(), id, reason);
	}

	/** Remembers that and why a text was redacted. */
	void record(String type, String id, String reason) {
		this.jdbc.sql("""
				insert into redaction (id, text_type, text_id, reason, redacted_by, redacted_at)
				values (?, ?, ?, ?, ?, ?)
				""")
			.params(UUID.randomUUID().toString(), type, id, reason, this.currentUser.id(), this.calendar.now())
			.update();
		this.audit.record(Act.TEXT_REDACTED, type + ":" + id);
	}

	/** Where free text is kept. */
	private enum Type {

		OBSTACLE("obstacle", "id", "text", "assistance", "involved", "regulation_which", "regulation_how",
				"regulation_consequence", "question", "published_text"),
		ANSWER("answer", "id", "text", "responsible", "covered_by", "link"),
		REPORT("report", "id", "positive", "remark"),
		REPORT_ANSWER("report_answer", "report_id || ':' || question", "text"),
		REPORT_POINT("report_point", "id", "topic", "text", "assistance", "involved"),
		REPORT_COMMENT("report_comment", "id", "text"),
		ACTION_POINT("action_point", "id", "text", "responsible", "note"),
		FOLLOW_UP("follow_up", "conversation_id", "arena", "learned"),
		MEETING("meeting", "conversation_id", "form_reason", "size_reason", "co_lead", "medical_adviser",
				"local_adaptation", "roles", "adaptation", "omitted_reason"),
		CONVERSATION("conversation", "id", "not_held_reason"), COUNTY_DECISION("county_decision", "id", "comment_text");

		private final String table;

		private final String key;

		private final List<String> columns;

		Type(String table, String key, String... columns) {
			this.table = table;
			this.key = key;
			this.columns = List.of(columns);
		}

		private String code() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		private static Type of(String code) {
			return Arrays.stream(values())
				.filter((type) -> type.code().equals(code))
				.findFirst()
				.orElseThrow(() -> new NotFound("Denne typen tekst finnes ikke."));
		}

	}

}
