package no.nav.samtalepakker.privacy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes away texts that should never have been written, such as names of users, with
 * every copy of them. The audit says that it happened, by whom and why, never what it
 * was.
 */
@Component
@Transactional
public class Redactions {

	/** What stands where a text was. */
	public static final String REDACTED = "[Teksten er sladdet]";

	/** What stands where a withdrawn text was and the column wants one. */
	public static final String ERASED = "[Teksten er slettet]";

	private final JdbcClient jdbc;

	private final Copies copies;

	private final ActionPoints actionPoints;

	private final Notifications notifications;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Audit audit;

	Redactions(JdbcClient jdbc, Copies copies, ActionPoints actionPoints, Notifications notifications,
			NorwegianCalendar calendar, CurrentUser currentUser, Audit audit) {
		this.jdbc = jdbc;
		this.copies = copies;
		this.actionPoints = actionPoints;
		this.notifications = notifications;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	/** Whether this stands where a text was. */
	public static boolean isGone(String text) {
		return text.startsWith(REDACTED) || text.equals(ERASED);
	}

	/**
	 * Redacts every free text of a row. {@link Conflict} if nothing is left of it.
	 * @param type such as {@code obstacle} or {@code action-point}
	 * @param id the row's id; for {@code report-answer} report id and question with a
	 * colon between
	 */
	public void redact(String type, String id, String reason) {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		FreeText kind = FreeText.of(type);
		if (kind != FreeText.SUMMARY_CONTENT && textsOf(kind, id, null).isEmpty()) {
			throw new Conflict("Teksten er alt borte, med alle kopier. Det er ikke noe igjen å sladde.");
		}
		redact(kind, id, reason, () -> this.jdbc
			// names come from the catalogue, never from input
			.sql("update " + kind.table() + " set " + kind.overwriting("redacted") + " where " + kind.key() + " = :id")
			.param("redacted", REDACTED)
			.param("id", id)
			.update());
	}

	/**
	 * Redacts in a way of the caller's own, remembers that and why, and takes the copies
	 * away of what does not stand in the row any more.
	 * @param overwriting changes the row
	 */
	public void redact(FreeText kind, String id, String reason, Runnable overwriting) {
		if (kind == FreeText.SUMMARY_CONTENT) {
			throw new NotFound("Denne typen tekst finnes ikke.");
		}
		Set<String> gone = textsOf(kind, id, null);
		overwriting.run();
		gone.removeAll(textsOf(kind, id, null));
		if (kind == FreeText.NOTIFICATION) {
			this.notifications.withdraw(id);
		}
		if (kind == FreeText.OBSTACLE) {
			this.actionPoints.replaceTexts(id, REDACTED);
		}
		this.copies.removeKnown(kind, id, null, gone, REDACTED);
		this.copies.removeAlike(kind, id, gone);
		this.jdbc.sql("""
				insert into redaction (id, text_type, text_id, reason, redacted_by, redacted_at)
				values (:id, :kind, :textId, :reason, :by, :at)
				""")
			.param("id", UUID.randomUUID().toString())
			.param("kind", kind.code())
			.param("textId", id)
			.param("reason", reason)
			.param("by", this.currentUser.id())
			.param("at", this.calendar.now())
			.update();
		this.audit.record(Act.TEXT_REDACTED, kind.code() + ":" + id);
	}

	/**
	 * Takes a text back, with every copy of it; who does so owes no reason.
	 * @param column in which it stands, or null for all of the row's
	 * @param overwriting changes the row
	 */
	public void takeBack(FreeText kind, String id, String column, Runnable overwriting) {
		Set<String> gone = textsOf(kind, id, column);
		overwriting.run();
		gone.removeAll(textsOf(kind, id, column));
		this.copies.removeKnown(kind, id, column, gone, null);
	}

	/** What stands in the row, without what stands there for a text that has gone. */
	private Set<String> textsOf(FreeText kind, String id, String only) {
		List<FreeText.Column> columns = kind.columns()
			.stream()
			.filter((column) -> only == null || column.name().equals(only))
			.toList();
		String names = columns.stream().map(FreeText.Column::name).collect(Collectors.joining(", "));
		return this.jdbc.sql("select " + names + " from " + kind.table() + " where " + kind.key() + " = ?")
			.param(id)
			.query((row, number) -> {
				Set<String> texts = new LinkedHashSet<>();
				for (int column = 1; column <= columns.size(); column++) {
					texts.add(row.getString(column));
				}
				texts.removeIf((text) -> text == null || text.isBlank() || isGone(text));
				return texts;
			})
			.optional()
			.orElseThrow(() -> new NotFound("Teksten finnes ikke."));
	}

}
