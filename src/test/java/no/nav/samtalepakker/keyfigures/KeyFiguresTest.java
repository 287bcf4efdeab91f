package no.nav.samtalepakker.keyfigures;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import no.nav.samtalepakker.packages.ConversationPackage.Question;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A world of which every figure is known, and what the page and the files tell of it.
 * Sixty offices got the package: forty have held it, thirty of them reported, and those
 * thirty had planned the meeting.
 */
abstract class KeyFiguresTest extends HttpCaseTest {

	private static final String NAME = "=HYPERLINK(\"http://x\";\"Høsten å\")";

	private static final LocalDate HELD_ON = LocalDate.of(2026, 6, 15);

	private static final int REPORTED = 30;

	private static final String ROLLOUT = "kf-rollout";

	private static final String EMPTY = "kf-empty";

	private static final String SILENT = "kf-silent";

	private static final String QUERY = "?utrulling=" + ROLLOUT + "&pakke=tillit-enhet";

	@Autowired
	private Packages packages;

	private final HttpClient client = HttpClient.newHttpClient();

	private List<String> questions;

	@BeforeAll
	void make() {
		this.questions = this.packages.get("tillit-enhet", 1)
			.questions(Use.CONVERSATION)
			.stream()
			.map(Question::key)
			.toList();
		rollout(ROLLOUT, NAME);
		rollout(EMPTY, "Utrulling uten enheter");
		rollout(SILENT, "Utrulling ingen har fått");
		List<String> units = this.jdbc.sql("select id from unit where type = 'OFFICE' order by id limit 60")
			.query(String.class)
			.list();
		for (int i = 0; i < units.size(); i++) {
			conversation(i, units.get(i));
		}
		this.jdbc.sql("""
				insert into conversation (id, rollout_id, unit_id, package_key, package_version, lane, state)
				values ('kf-pending', ?, ?, 'tillit-enhet', 1, 0, 'PENDING')
				""").params(SILENT, units.get(0)).update();
		for (int i = 0; i < REPORTED; i++) {
			meeting(i);
			questions(i);
			followUp(i);
		}
		obstacles();
	}

	private void rollout(String id, String name) {
		this.jdbc.sql("""
				insert into rollout (id, name, opens_on, closes_on, cut_off_on, state, started_by, created_at)
				values (?, ?, ?, ?, ?, 'CUT_OFF', 'sekretariat', ?)
				""")
			.params(id, name, HELD_ON.minusMonths(2), HELD_ON.plusMonths(2), HELD_ON.plusMonths(3),
					OffsetDateTime.parse("2026-04-01T08:00:00+02:00"))
			.update();
	}

	/** 20 with input, 10 without, 10 held only, 12 not held, 8 unknown. */
	private void conversation(int i, String unit) {
		String held = (i < 40) ? "YES" : (i < 52) ? "NO" : null;
		String reported = (i < 20) ? "WITH_INPUT" : (i < REPORTED) ? "WITHOUT_INPUT" : null;
		this.jdbc.sql("""
				insert into conversation (id, rollout_id, unit_id, package_key, package_version, lane, state, held,
					reported, held_on, started_at)
				values (?, ?, ?, 'tillit-enhet', 1, 0, 'ENDED', ?, ?, ?, ?)
				""")
			.params(id(i), ROLLOUT, unit, held, reported, "YES".equals(held) ? HELD_ON : null,
					OffsetDateTime.parse("2026-05-01T08:00:00+02:00"))
			.update();
	}

	private void meeting(int i) {
		Integer people = chosen(i, new int[] { 5, 8, 6, 5 }, 4, 20, 15, 16);
		this.jdbc
			.sql("""
					insert into meeting (conversation_id, material_sent_on, material_sent_at, preparation_meeting, case_ready,
						form, arena, actual_participants, group_count, actual_duration_minutes, dialogue, navet_shown,
						examples_used, local_adaptation, adaptation)
					values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
					""")
			.params(id(i),
					chosen(i, new int[] { 12, 6, 5 }, (i < 4) ? null : HELD_ON.minusDays(14), HELD_ON.minusDays(13),
							HELD_ON.minusDays(6)),
					// what the system did counts where nobody has said
					(i < 4) ? OffsetDateTime.parse("2026-06-01T08:00:00+02:00") : null,
					chosen(i, new int[] { 14, 8, 3 }, "YES", "NO", "NOT_APPLICABLE"),
					chosen(i, new int[] { 16, 7 }, true, false),
					chosen(i, new int[] { 18, 6, 6 }, "PHYSICAL", "HYBRID", "DIGITAL"),
					chosen(i, new int[] { 10, 9, 5 }, "OWN_MEETING", "PROFESSIONAL_DEVELOPMENT_DAY", "REGULAR_MEETING"),
					people, (people != null && people == 20) ? 2 : null,
					chosen(i, new int[] { 5, 10, 5, 5 }, 59, 90, 120, 121),
					chosen(i, new int[] { 5, 6, 7, 6 }, "ROUND_TABLE", "IPG", "GROUPS_THEN_PLENARY", "PLENARY"),
					chosen(i, new int[] { 20, 5 }, true, false), chosen(i, new int[] { 15, 9 }, true, false),
					(i < 7) ? "Vi droppet lysbilde 3" : null, (i >= 5 && i < 12) ? "Vi tok det ute" : null)
			.update();
	}

	/** The first so many the first, the next so many the second, and the rest none. */
	@SafeVarargs
	private static <T> T chosen(int i, int[] sizes, T... answers) {
		int end = 0;
		for (int n = 0; n < sizes.length; n++) {
			end += sizes[n];
			if (i < end) {
				return answers[n];
			}
		}
		return null;
	}

	/**
	 * 10 took up all, 14 changed some, of whom 8 left out the last, and 6 said little.
	 */
	private void questions(int i) {
		List<String> keys = this.questions;
		for (int n = 0; n < keys.size(); n++) {
			boolean last = n == keys.size() - 1;
			String treatment = (i < 10) ? "DISCUSSED" : (i < 18) ? last ? "OMITTED" : "DISCUSSED"
					: (i < 24) ? (n == 0) ? "MERGED" : "DISCUSSED" : (n == 0) ? "DISCUSSED" : null;
			if (treatment != null) {
				this.jdbc.sql("insert into meeting_question (conversation_id, question, treatment) values (?, ?, ?)")
					.params(id(i), keys.get(n), treatment)
					.update();
			}
		}
	}

	/** 13 have a date, of whom 5 have followed up; 5 need none, 6 had nothing. */
	private void followUp(int i) {
		this.jdbc.sql("""
				insert into report (id, conversation_id, outcome, state, round, follow_up_on, author, author_party,
					submitted_at)
				values (?, ?, 'WITH_INPUT', 'SENT', 1, ?, 'leder', 'EMPLOYER', ?)
				""")
			.params("kf-report-" + i, id(i), (i < 5) ? HELD_ON.plusDays(30) : null,
					OffsetDateTime.parse("2026-06-16T08:00:00+02:00"))
			.update();
		if (i >= 5 && i < 24) {
			this.jdbc.sql("""
					insert into follow_up (conversation_id, follow_up_on, no_date, times_done, ended)
					values (?, ?, ?, ?, ?)
					""")
				.params(id(i), (i < 8) ? HELD_ON.plusDays(30) : null, i >= 13 && i < 18, (i >= 8 && i < 13) ? 1 : 0,
						(i >= 18) ? "NOTHING" : null)
				.update();
		}
	}

	/** HR has answered 7 of 12; another all 5 sent on to it; one person alone 6. */
	private void obstacles() {
		List.of("HR", "KLARSPRAAK")
			.forEach((recipient) -> this.jdbc
				.sql("insert into recipient_contact (recipient, user_id) values (?, 'kf-colleague')")
				.param(recipient)
				.update());
		for (int i = 0; i < 23; i++) {
			boolean alone = i >= 17;
			String recipient = alone ? "FORSOK_NAY" : (i < 12) ? "HR" : "KLARSPRAAK";
			String by = alone ? "RULE" : (i < 7) ? "RULE" : (i < 12) ? "TRIAGE" : "FORWARD";
			boolean answered = i < 7 || i >= 12;
			OffsetDateTime asked = OffsetDateTime.parse("2026-06-20T08:00:00+02:00");
			this.jdbc.sql("""
					insert into obstacle (id, conversation_id, unit_id, position, solvable_locally, structural, state,
						raised_at)
					select ?, id, unit_id, ?, 'NO', true, 'CLOSED', ? from conversation where id = ?
					""").params("kf-obstacle-" + i, i, asked, id(i)).update();
			this.jdbc.sql("insert into routing (id, obstacle_id, round, decided_by, decided_at) values (?, ?, 1, ?, ?)")
				.params("kf-routing-" + i, "kf-obstacle-" + i, by, asked)
				.update();
			this.jdbc.sql("""
					insert into routing_recipient (id, routing_id, obstacle_id, round, position, recipient, reason,
						answer_days, due_on, state, asked_at, settled_at)
					values (?, ?, ?, 1, 1, ?, 'Slik er det', 21, ?, ?, ?, ?)
					""")
				.params("kf-asked-" + i, "kf-routing-" + i, "kf-obstacle-" + i, recipient, HELD_ON.plusDays(30),
						answered ? "ANSWERED" : "OPEN", asked, answered ? asked.plusDays(i + 1) : null)
				.update();
		}
	}

	private static String id(int i) {
		return "kf-" + i;
	}

	@AfterAll
	void clear() {
		List.of("routing_recipient", "routing", "obstacle")
			.forEach((table) -> this.jdbc.sql("delete from " + table + " where id like 'kf-%'").update());
		List.of("report", "follow_up", "meeting_question", "meeting")
			.forEach((table) -> this.jdbc.sql("delete from " + table + " where conversation_id like 'kf-%'").update());
		this.jdbc.sql("delete from recipient_contact where user_id = 'kf-colleague'").update();
		this.jdbc.sql("delete from conversation where id like 'kf-%'").update();
		this.jdbc.sql("delete from rollout where id like 'kf-%'").update();
	}

	@Test
	void everyFigureIsRight() {
		Map<String, List<String>> page = page(QUERY);
		assertThat(page.get("form")).containsExactly("40 enheter som holdt samtalen", "I samme rom 18 45 %",
				"Noen på skjerm 6 15 %", "Alle på skjerm 6 15 %", "Ukjent 10 25 %");
		assertThat(page.get("material")).containsExactly("40 enheter som holdt samtalen",
				"14 dager før eller mer 12 30 %", "7 til 13 dager før 6 15 %", "Under 7 dager før 5 13 %",
				"Ukjent 17 43 %");
		assertThat(page.get("preparation-meeting")).as("three did not need it")
			.containsExactly("40 enheter som holdt samtalen", "Holdt 14 35 %", "Ikke holdt 8 20 %",
					"Ikke aktuelt færre enn fem –", "Ukjent vises ikke –");
		assertThat(page.get("own-case")).contains("Ja 16 40 %", "Nei 7 18 %", "Ukjent 17 43 %");
		assertThat(page.get("arena")).contains("Eget møte 10 25 %", "Del av fagdag 9 23 %", "Fast møte 5 13 %",
				"Ukjent 16 40 %");
		assertThat(page.get("group-size")).contains("Under 5 5 13 %", "5 til 10 8 20 %",
				"Over 10, til og med 15 6 15 %", "Over 15 5 13 %", "Ukjent 16 40 %");
		assertThat(page.get("duration")).contains("Under 1 time 5 13 %", "1 til 1 ½ time 10 25 %",
				"Over 1 ½, til og med 2 timer 5 13 %", "Over 2 timer 5 13 %", "Ukjent 15 38 %");
		assertThat(page.get("dialogue")).contains("Alle sammen (plenum) 6 15 %", "Ukjent 16 40 %");
		assertThat(page.get("navet")).contains("Ja 20 50 %", "Nei 5 13 %", "Ukjent 15 38 %");
		assertThat(page.get("examples")).contains("Ja 15 38 %", "Nei 9 23 %", "Ukjent 16 40 %");
		assertThat(page.get("adaptation")).contains("Skrev om en tilpasning 12 30 %", "Ukjent 28 70 %");
		assertThat(page.get("questions")).contains("Alle tatt opp 10 25 %", "Noen slått sammen eller utelatt 14 35 %",
				"Ukjent 16 40 %");
		assertThat(page.get("omitted")).startsWith("14 enheter som slo sammen eller utelot spørsmål");
		assertThat(page.get("omitted").subList(1, page.get("omitted").size() - 1))
			.allMatch((row) -> row.endsWith("færre enn fem –"));
		assertThat(page.get("omitted").get(page.get("omitted").size() - 1)).endsWith(" 8 57 %");
		assertThat(page.get("reporting")).containsExactly("60 enheter som fikk pakken",
				"Holdt, ikke rapportert 10 17 %", "Rapportert 30 50 %", "– av dem med innspill 20 67 %",
				"– av dem uten innspill 10 33 %", "Holdes ikke 12 20 %", "Ukjent 8 13 %");
		assertThat(page.get("follow-up-date")).containsExactly("30 enheter som rapporterte", "Valgte en dato 13 43 %",
				"Trengte ingen dato 5 17 %", "Hadde ingenting å følge opp 6 20 %", "Ukjent 6 20 %");
		assertThat(page.get("followed-up")).containsExactly("13 enheter som valgte en dato for oppfølging",
				"Fulgt opp 5 38 %", "Ikke ennå, eller ikke fortalt 8 62 %");
	}

	@Test
	void recipientsOfOnePersonAreInNoFigure() {
		Map<String, List<String>> page = page(QUERY);
		assertThat(page.get("routed")).containsExactly("17 spørsmål sendt til mottakere med flere enn én person",
				"En fast regel 7 41 %", "Sekretariatet 5 29 %", "En mottaker som sendte den videre 5 29 %");
		assertThat(page.get("answered")).contains("HR-avdelingen i direktoratet 7 av 12 58 %",
				"Klarspråksatsingen 5 av 5 100 %");
		assertThat(page.get("answer-time")).containsExactly("Døgn fra spørsmål til svar",
				"HR-avdelingen i direktoratet 4", "Klarspråksatsingen 15");
		assertThat(body("/tall" + QUERY) + body("/tall/csv" + QUERY)).doesNotContain("Handlingsrom i NAV Arbeid");
	}

	@Test
	void theCoreAndTheAdaptationStandSideBySideAndAreNoScore() {
		Document page = Jsoup.parse(body("/tall" + QUERY));
		assertThat(rows(page.getElementById("side-0").parent())).containsExactly("Det pakken ber om",
				"Materiellet ute 14 dager før eller mer 12 av 40", "Forberedende møte holdt 14 av 40",
				"Alle spørsmålene tatt opp 10 av 40", "Viste hvor på Navet det står mer 20 av 40",
				"Valgte en dato for oppfølging 13 av 30");
		assertThat(rows(page.getElementById("side-1").parent())).contains(
				"Spørsmål slått sammen eller utelatt 14 av 40", "Alle på skjerm 6 av 40",
				"Skrev om en annen tilpasning 12 av 40");
		assertThat(page.select("section[aria-labelledby=evalueringen] a").eachAttr("href"))
			.allMatch((link) -> page.selectFirst(link) != null)
			.hasSizeGreaterThan(15);
	}

	@Test
	void theListHoldsWhatThePageShows() throws Exception {
		HttpResponse<byte[]> file = fetch("/tall/csv" + QUERY);
		assertThat(file.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
		assertThat(file.headers().firstValue("Content-Disposition"))
			.contains("attachment; filename=\"nokkeltall-hyperlink-http-x-hosten-a-tillit-enhet-" + today() + ".csv\"");
		assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		String text = new String(file.body(), StandardCharsets.UTF_8);
		assertThat(text).startsWith("\uFEFF").endsWith("\r\n").doesNotContain("\"=").contains("57,1");
		List<CSVRecord> records = records(text);
		assertThat(records).allMatch((row) -> row.get("Utrulling").equals("'" + NAME) && row.size() == 13);
		List<String> told = records.stream()
			.map((row) -> line(row.get("Nøkkeltall"), row.get("Svar"), row.get("Antall"), row.get("Av")))
			.toList();
		assertThat(told.subList(0, onPage().size())).isEqualTo(onPage());
		assertThat(told.subList(onPage().size(), told.size())).isEqualTo(restOfPage())
			.contains("Kjernen i pakken | Valgte en dato for oppfølging | 13 | 30");
		assertThat(records).allMatch((row) -> row.stream().noneMatch(String::isBlank));
		Document page = Jsoup.parse(body("/tall" + QUERY));
		for (String words : page.select("#evalueringen ~ dl p, #ikke-malt ~ dl dd").eachText()) {
			assertThat(records).anyMatch((row) -> row.get("Definisjon").equals(words));
		}
		assertThat(records).noneMatch((row) -> row.get("Antall").equals("0"));
	}

	@Test
	void theWorkbookHoldsWhatThePageShows() throws Exception {
		HttpResponse<byte[]> file = fetch("/tall/excel" + QUERY);
		assertThat(file.headers().firstValue("Content-Type"))
			.contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
		assertThat(file.headers().firstValue("Content-Disposition").orElseThrow()).endsWith(today() + ".xlsx\"");
		try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file.body()))) {
			List<String> sheets = new ArrayList<>();
			workbook.forEach((sheet) -> sheets.add(sheet.getSheetName()));
			assertThat(sheets).containsExactly("Om tallene", "Forberedelse", "Gjennomføring", "Rapportering",
					"Oppfølging", "Hindringer og svar", "Kjernen og tilpasningen", "Evalueringens spørsmål",
					"Det vi ikke måler", "Oversikt, hvor langt", "Oversikt, uke for uke", "Oversikt, temaer",
					"Oversikt, svar", "Oversikt, mottakere", "Definisjoner");
			List<String> told = new ArrayList<>();
			for (String name : sheets.subList(1, 6)) {
				told.addAll(figures(workbook.getSheet(name)));
			}
			assertThat(told).isEqualTo(onPage());
			assertThat(figures(workbook.getSheet("Kjernen og tilpasningen"))).isEqualTo(restOfPage().subList(0, 12));
			theOverviewIsThere(workbook);
			workbook.forEach(KeyFiguresTest::isReadable);
			assertThat(workbook.getSheet("Om tallene").getRow(1).getCell(1).getStringCellValue()).isEqualTo(NAME);
			assertThat(workbook.getSheet("Om tallene").getRow(1).getCell(1).getCellStyle().getQuotePrefixed()).isTrue();
			isDay(workbook.getSheet("Om tallene").getRow(4).getCell(1));
			assertThat(workbook.getSheet("Om tallene").getRow(4).getCell(1).getLocalDateTimeCellValue().toLocalDate())
				.isEqualTo(today());
			Sheet weeks = workbook.getSheet("Oversikt, uke for uke");
			weeks.rowIterator().forEachRemaining((row) -> {
				if (row.getRowNum() > 0) {
					isDay(row.getCell(0));
				}
			});
			assertThat(workbook.getProperties().getCoreProperties().getTitle()).contains("Nøkkeltall");
			assertThat(workbook.getProperties().getCoreProperties().getUnderlyingProperties().getLanguageProperty())
				.contains("nb-NO");
		}
	}

	/** The same as the page says to everybody. */
	private void theOverviewIsThere(XSSFWorkbook workbook) {
		Document page = Jsoup.parse(body("/oversikt"));
		Element row = page.select("tr:has(> th:contains(Tillit i egen enhet))")
			.stream()
			.filter((one) -> one.select("td").first().text().equals("60"))
			.findFirst()
			.orElseThrow();
		Sheet progress = workbook.getSheet("Oversikt, hvor langt");
		for (Element cell : row.select("td")) {
			assertThat(cells(progress)).as(cell.text())
				.anyMatch((told) -> told.get(1).equals(cell.attr("data-label"))
						&& told.get(2).equals(cell.ownText().strip()));
		}
		assertThat(cells(progress)).contains(List.of("Tillit i egen enhet", "Har fulgt opp", "5", "Rapportert"));
		List<List<String>> recipients = page.select("table:contains(Mottakere av hindringer) tbody tr")
			.stream()
			.map((one) -> one.select("th, td").eachText().subList(0, 3))
			.toList();
		assertThat(recipients).isNotEmpty();
		assertThat(cells(workbook.getSheet("Oversikt, mottakere")).stream()
			.filter((told) -> !told.get(1).equals("vises ikke"))
			.map((told) -> told.subList(0, 3))
			.toList()).isEqualTo(recipients);
		assertThat(cells(workbook.getSheet("Oversikt, uke for uke"))).isNotEmpty()
			.allMatch((told) -> told.size() == 3 || told.size() == 4);
	}

	private static List<List<String>> cells(Sheet sheet) {
		List<List<String>> rows = new ArrayList<>();
		for (Row row : sheet) {
			List<String> cells = new ArrayList<>();
			row.forEach((cell) -> cells.add(text(cell)));
			rows.add(cells);
		}
		return rows.subList(1, rows.size());
	}

	/** The core and the adaptation, and what is told in words alone. */
	private List<String> restOfPage() {
		Document page = Jsoup.parse(body("/tall" + QUERY));
		List<String> lines = new ArrayList<>();
		for (Element side : page.select("section.card[aria-labelledby^=side-]")) {
			for (Element row : side.select("tbody tr")) {
				String number = row.select("td").text();
				lines.add(line(side.select("h3").text(), row.select("th").text(), number.replaceAll(" av .*", ""),
						number.replaceAll(".* av ", "")));
			}
		}
		for (Element question : page.select("#evalueringen ~ dl dt")) {
			List<String> measures = question.nextElementSibling().select("li").eachText();
			lines.add(line(question.select("strong").text(), measures.isEmpty() ? "ingen" : String.join(", ", measures),
					"gjelder ikke", "gjelder ikke"));
		}
		page.select("#ikke-malt ~ dl dt")
			.forEach((one) -> lines.add(line(one.text(), "gjelder ikke", "gjelder ikke", "gjelder ikke")));
		return lines;
	}

	private static List<String> figures(Sheet sheet) {
		List<String> told = new ArrayList<>();
		for (Row row : sheet) {
			if (row.getRowNum() > 0) {
				told.add(line(text(row.getCell(0)), text(row.getCell(1)), text(row.getCell(2)), text(row.getCell(3))));
				Cell share = row.getCell(4);
				if (share.getCellType() == CellType.NUMERIC) {
					assertThat(share.getNumericCellValue()).as(text(row.getCell(1)))
						.isEqualTo(row.getCell(2).getNumericCellValue() / row.getCell(3).getNumericCellValue());
				}
			}
		}
		return told;
	}

	private static String text(Cell cell) {
		return (cell == null) ? "" : (cell.getCellType() == CellType.NUMERIC)
				? String.valueOf((int) cell.getNumericCellValue()) : cell.getStringCellValue();
	}

	/** Not a text that looks like one. */
	private static void isDay(Cell cell) {
		assertThat(DateUtil.isCellDateFormatted(cell)).isTrue();
		assertThat(new DataFormatter().formatCellValue(cell)).matches("\\d\\d\\.\\d\\d\\.20\\d\\d");
	}

	private static void isReadable(Sheet sheet) {
		assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo(PrintSetup.A4_PAPERSIZE);
		assertThat(sheet.getPaneInformation().isFreezePane()).as(sheet.getSheetName()).isTrue();
		assertThat(sheet.getColumnWidth(0)).as(sheet.getSheetName()).isGreaterThan(256 * 8);
		sheet.forEach((row) -> row.forEach((cell) -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA)));
	}

	@Test
	void whoFetchesAFileIsRemembered() throws Exception {
		fetch("/tall/csv" + QUERY);
		fetch("/tall/excel" + QUERY);
		assertThat(this.jdbc.sql("""
				select detail from audit where action = 'KEY_FIGURES_EXPORTED' and user_id = 'evaluator'
					and subject_id = ?
				""").param(ROLLOUT).query(String.class).list()).contains("tillit-enhet CSV", "tillit-enhet Excel");
	}

	@Test
	void whereNothingHasHappenedThereAreNoFigures() throws Exception {
		assertThat(body("/tall?utrulling=" + EMPTY)).contains("Utrullingen har ingen enheter ennå");
		String silent = "?utrulling=" + SILENT + "&pakke=tillit-enhet";
		Map<String, List<String>> page = page(silent);
		assertThat(page.get("form")).startsWith("Hvor mange enheter som holdt samtalen, vises ikke.");
		assertThat(page.get("reporting")).startsWith("0 enheter som fikk pakken");
		assertThat(page.get("answered")).isNull();
		assertThat(records(new String(fetch("/tall/csv" + silent).body(), StandardCharsets.UTF_8)))
			.extracting((row) -> row.get("Antall"))
			.contains("vises ikke")
			.isSubsetOf("færre enn fem", "vises ikke", "gjelder ikke");
		try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(fetch("/tall/excel" + silent).body()))) {
			assertThat(workbook.getSheet("Oppfølging").getLastRowNum()).isGreaterThan(3);
		}
	}

	@Test
	void whatIsNotThereIsNotFoundAndOthersAreRefused() {
		Browser evaluator = browser("evaluator");
		evaluator.get("/tall?utrulling=finnes-ikke").expect(404);
		evaluator.get("/tall/csv?utrulling=finnes-ikke&pakke=tillit-enhet").expect(404);
		evaluator.get("/tall/excel?utrulling=" + ROLLOUT + "&pakke=rol").expect(404);
		evaluator.get("/tall/csv").expect(400);
		assertThat(body("/tall?utrulling=" + ROLLOUT + "&pakke=rol")).as("another rollout has been chosen")
			.contains("Tillit i egen enhet");
		for (String user : List.of("admin", "leder-0104", "fylke-0200", "mottaker-hr")) {
			browser(user).get("/tall").expect(403);
			browser(user).get("/tall/csv" + QUERY).expect(403);
			browser(user).get("/tall/excel" + QUERY).expect(403);
			assertThat(browser(user).get("/hjelp").expect(200).body()).doesNotContain(">Nøkkeltall</a></nav");
		}
		browser("sekretariat").get("/tall" + QUERY).expect(200);
	}

	/** What stands on the page, as lines of figure, class, number and whole. */
	private List<String> onPage() {
		List<String> lines = new ArrayList<>();
		for (Element card : Jsoup.parse(body("/tall" + QUERY)).select("section.card:has(p.definition)")) {
			String whole = card.select("caption strong").text();
			for (Element row : card.select("tbody tr")) {
				String number = row.select("td").first().text();
				String name = row.select("th").text();
				String of = card.select("caption").text().startsWith("Døgn") ? "gjelder ikke"
						: card.select("caption").text().endsWith("vises ikke.") ? "vises ikke" : number.contains(" av ")
								? number.substring(number.indexOf(" av ") + 4) : name.startsWith("– ") ? "30" : whole;
				lines.add(line(card.select("h3").text(), name, number.replaceAll(" av .*", ""), of));
			}
		}
		assertThat(lines).hasSizeGreaterThan(60);
		return lines;
	}

	private static String line(String... parts) {
		return String.join(" | ", parts);
	}

	private static List<CSVRecord> records(String text) throws IOException {
		return CSVFormat.EXCEL.builder()
			.setDelimiter(';')
			.setHeader()
			.setSkipHeaderRecord(true)
			.get()
			.parse(new StringReader(text.substring(1)))
			.getRecords();
	}

	/** By the id of each figure, its caption and rows. */
	private Map<String, List<String>> page(String query) {
		Map<String, List<String>> found = new LinkedHashMap<>();
		for (Element card : Jsoup.parse(body("/tall" + query)).select("section.card:has(p.definition):has(table)")) {
			found.put(card.attr("aria-labelledby"), rows(card));
		}
		return found;
	}

	private static List<String> rows(Element card) {
		List<String> rows = new ArrayList<>(card.select("caption").eachText());
		rows.addAll(card.select("tbody tr").eachText());
		return rows;
	}

	private String body(String path) {
		return browser("evaluator").get(path).expect(200).body();
	}

	private HttpResponse<byte[]> fetch(String path) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
		browser("evaluator").headers(path).forEach(request::header);
		HttpResponse<byte[]> file = this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
		assertThat(file.statusCode()).isEqualTo(200);
		return file;
	}

}
