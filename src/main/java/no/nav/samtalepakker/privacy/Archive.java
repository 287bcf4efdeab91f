package no.nav.samtalepakker.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.SpreadsheetText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A rollout for the archive: one CSV file per table and a description with checksums.
 * Holds what has been sent, never a draft; the archive decides what to keep.
 */
@Component
@Transactional
class Archive {

	/**
	 * Every text in quotes, so that none begins a cell wherever one separates at commas.
	 */
	private static final CSVFormat CSV = CSVFormat.EXCEL.builder()
		.setDelimiter(';')
		.setQuoteMode(QuoteMode.ALL_NON_NULL)
		.get();

	/** File name to query; every one takes the rollout's id once. */
	private static final Map<String, String> TABLES = tables();

	/** So many rows are in memory at a time. */
	private static final int AT_ONCE = 500;

	private final JdbcTemplate jdbc;

	/** Reads them as they are written. */
	private final JdbcTemplate rows;

	private final ObjectMapper json;

	private final CurrentUser currentUser;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	Archive(JdbcTemplate jdbc, ObjectMapper json, CurrentUser currentUser, NorwegianCalendar calendar, Audit audit) {
		this.jdbc = jdbc;
		this.rows = new JdbcTemplate(jdbc.getDataSource());
		this.rows.setFetchSize(AT_ONCE);
		this.rows.setQueryTimeout(jdbc.getQueryTimeout());
		this.json = json;
		this.currentUser = currentUser;
		this.calendar = calendar;
		this.audit = audit;
	}

	private static Map<String, String> tables() {
		String conversations = "(select id from conversation where rollout_id = ?)";
		String reports = "(select id from report where state = 'SENT' and conversation_id in " + conversations + ")";
		String obstacles = "(select id from obstacle where state <> 'DRAFT' and conversation_id in " + conversations
				+ ")";
		Map<String, String> tables = new LinkedHashMap<>();
		tables.put("rollout", "select * from rollout where id = ?");
		tables.put("rollout_package", "select * from rollout_package where rollout_id = ?");
		tables.put("milestone", "select * from milestone where rollout_id = ?");
		tables.put("county_decision", "select * from county_decision where rollout_id = ? order by decided_at");
		// who has told nothing, or does not hold it, is
		// counted in the summary and listed nowhere
		tables.put("conversation", """
				select * from conversation where rollout_id = ? and (held = 'YES' or reported is not null)
				order by unit_id""");
		// plans and local follow-up are the unit's own; the archive gets their figures
		tables.put("meeting", """
				select conversation_id, meeting_date, duration_minutes, form, arena, participant_count, group_count,
					actual_duration_minutes, actual_participants, dialogue
				from meeting where conversation_id in\s""" + conversations);
		tables.put("report", "select * from report where id in " + reports);
		tables.put("report_answer", "select * from report_answer where report_id in " + reports);
		tables.put("report_point", "select * from report_point where report_id in " + reports);
		tables.put("action_point", "select * from action_point where report_id in " + reports);
		tables.put("follow_up", """
				select conversation_id, follow_up_on, no_date, times_done, ended,
					case when share_as_example then learned else null end as learned, published_text
				from follow_up where conversation_id in\s""" + conversations);
		tables.put("obstacle", "select * from obstacle where id in " + obstacles);
		tables.put("routing", "select * from routing where obstacle_id in " + obstacles);
		tables.put("routing_recipient", "select * from routing_recipient where obstacle_id in " + obstacles);
		tables.put("answer_obstacle", "select * from answer_obstacle where obstacle_id in " + obstacles);
		tables.put("answer",
				"select * from answer where id in (select answer_id from answer_obstacle where obstacle_id in "
						+ obstacles + ")");
		String proposals = "(select id from proposal where state <> 'WITHDRAWN' and rollout_id = ?)";
		tables.put("proposal", "select * from proposal where id in " + proposals);
		tables.put("proposal_source", "select * from proposal_source where proposal_id in " + proposals);
		tables.put("proposal_question", "select * from proposal_question where proposal_id in " + proposals);
		tables.put("summary", "select * from summary where state <> 'DRAFT' and rollout_id = ? order by version");
		return tables;
	}

	/**
	 * Writes the rollout as a zip file, row by row as the database gives them.
	 * {@link NotFound} if there is none, before anything is written.
	 */
	void write(String rollout, Destination file) throws IOException {
		List<String> found = this.jdbc.queryForList("select name from rollout where id = ?", String.class, rollout);
		if (found.isEmpty()) {
			throw new NotFound("Utrullingen finnes ikke.");
		}
		record(rollout);
		Map<String, Object> files = new LinkedHashMap<>();
		try (ZipOutputStream zip = new ZipOutputStream(file.open())) {
			for (Map.Entry<String, String> table : TABLES.entrySet()) {
				zip.putNextEntry(new ZipEntry(table.getKey() + ".csv"));
				files.put(table.getKey() + ".csv", csv(table.getValue(), rollout, zip));
				zip.closeEntry();
			}
			Map<String, Object> description = new LinkedHashMap<>();
			description.put("system", "Samtalepakker");
			description.put("rollout", rollout);
			description.put("name", found.get(0));
			description.put("exportedAt", this.calendar.now().toString());
			description.put("exportedBy", this.currentUser.id());
			description.put("format", "CSV, UTF-8, semikolon");
			description.put("files", files);
			zip.putNextEntry(new ZipEntry("innhold.json"));
			zip.write(this.json.writerWithDefaultPrettyPrinter().writeValueAsBytes(description));
			zip.closeEntry();
		}
	}

	/** Everybody whose report is in it has been looked at. */
	private void record(String rollout) {
		this.audit.record(Act.ARCHIVE_EXPORTED, rollout);
		List<Audit.Subject> seen = new ArrayList<>();
		this.rows.query("""
				select c.id, c.unit_id from conversation c join report r on r.conversation_id = c.id
				where r.state = 'SENT' and c.rollout_id = ?
				""", (row) -> {
			seen.add(new Audit.Subject(row.getString("id"), row.getString("unit_id"), "archive"));
			if (seen.size() == AT_ONCE) {
				this.audit.record(Act.REPORT_SEEN, seen);
				seen.clear();
			}
		}, rollout);
		this.audit.record(Act.REPORT_SEEN, seen);
	}

	/** A table as it is written, and what the description says of it. */
	private Map<String, Object> csv(String query, String rollout, OutputStream file) {
		MessageDigest digest = sha256();
		OutputStream digested = new DigestOutputStream(file, digest);
		int count = this.rows.query(query, (rows) -> {
			try {
				int columns = rows.getMetaData().getColumnCount();
				Object[] values = new Object[columns];
				for (int i = 0; i < columns; i++) {
					values[i] = rows.getMetaData().getColumnLabel(i + 1).toLowerCase(Locale.ROOT);
				}
				digested.write(("\uFEFF" + line(values)).getBytes(StandardCharsets.UTF_8));
				int written = 0;
				for (; rows.next(); written++) {
					for (int i = 0; i < columns; i++) {
						values[i] = SpreadsheetText.harmless(rows.getString(i + 1));
					}
					digested.write(line(values).getBytes(StandardCharsets.UTF_8));
				}
				return written;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, rollout);
		return Map.of("rows", count, "sha256", HexFormat.of().formatHex(digest.digest()));
	}

	private static String line(Object[] values) {
		return CSV.format(values) + "\r\n";
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Where the file goes, once it is known that there is one. */
	interface Destination {

		OutputStream open() throws IOException;

	}

}
