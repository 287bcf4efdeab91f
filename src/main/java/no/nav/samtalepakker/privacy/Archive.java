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

	/** Joined row by row: a list within a list would be read anew for each. */
	private static Map<String, String> tables() {
		String inConversation = " join conversation c on c.id = x.conversation_id and c.rollout_id = ?";
		String inReport = " join report r on r.id = x.report_id and r.state = 'SENT'"
				+ inConversation.replace("x.", "r.");
		String ofObstacle = " join obstacle o on o.id = x.obstacle_id and o.state <> 'DRAFT'"
				+ inConversation.replace("x.", "o.");
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
				select x.conversation_id, x.meeting_date, x.duration_minutes, x.form, x.arena, x.participant_count,
					x.group_count, x.actual_duration_minutes, x.actual_participants, x.dialogue
				from meeting x""" + inConversation);
		tables.put("report", "select x.* from report x" + inConversation + " where x.state = 'SENT'");
		tables.put("report_answer", "select x.* from report_answer x" + inReport);
		tables.put("report_point", "select x.* from report_point x" + inReport);
		tables.put("action_point", "select x.* from action_point x" + inReport);
		tables.put("follow_up", """
				select x.conversation_id, x.follow_up_on, x.no_date, x.times_done, x.ended,
					case when x.share_as_example then x.learned else null end as learned, x.published_text
				from follow_up x""" + inConversation);
		tables.put("obstacle", "select x.* from obstacle x" + inConversation + " where x.state <> 'DRAFT'");
		tables.put("routing", "select x.* from routing x" + ofObstacle);
		tables.put("routing_recipient", "select x.* from routing_recipient x" + ofObstacle);
		tables.put("answer_obstacle", "select x.* from answer_obstacle x" + ofObstacle);
		tables.put("answer", "select a.* from answer a join (select distinct x.answer_id from answer_obstacle x"
				+ ofObstacle + ") given on given.answer_id = a.id");
		String ofProposal = " join proposal p on p.id = x.proposal_id and p.state <> 'WITHDRAWN' and p.rollout_id = ?";
		tables.put("proposal", "select * from proposal where state <> 'WITHDRAWN' and rollout_id = ?");
		tables.put("proposal_source", "select x.* from proposal_source x" + ofProposal);
		tables.put("proposal_question", "select x.* from proposal_question x" + ofProposal);
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
		// closed at the end only: of what breaks off nobody can open a part
		ZipOutputStream zip = new ZipOutputStream(file.open());
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
		zip.close();
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
