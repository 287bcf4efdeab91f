package no.nav.samtalepakker.summary;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.Reader;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.apache.commons.csv.CSVFormat;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * What all pages and files with figures tell together, read as they are printed: the
 * overview, the pages of the counties, the summary with chapters alone and put together,
 * the same summary as files, the key figures as list and workbook, what has been done
 * week by week, Cockpit's figures, what nobody has answered, and the dossier.
 */
class PublishedPagesTest extends PageCaseTest {

	private static final int WORLDS = 24;

	/** Making one takes a second. */
	private static final int PDF_OF = 6;

	private static final List<String> COUNTIES = List.of("0200", "0300", "0400");

	private static final String OFFICES = "tillit-enhet";

	private static final String COUNCILS = "tillit-brukerutvalg";

	/** Whoever has reported may have followed up as well. */
	private static final List<String> CLASSES = List.of("heldOnly", "withInput", "withInputDated", "withInputDone",
			"withInputRules", "withInputRulesAnswered", "withInputLaw", "withInputRulesLaw", "withoutInput",
			"withoutInputDone", "notHeld", "unknown");

	private static final List<String> DIVIDED = List.of("withInput", "withInputDone", "heldOnly", "notHeld");

	/**
	 * At the end of the first of two weeks; what else a unit has done, that tells nothing
	 * of.
	 */
	private static final String EARLY = "Early";

	private static final List<String> CLASSES_OF_WEEKS = List.of("heldOnly", "heldOnlyEarly", "withInput",
			"withInputEarly", "withoutInput", "withoutInputEarly", "notHeld", "unknown");

	private static final List<String> DIVIDED_INTO_WEEKS = List.of("withInputEarly", "withInput", "heldOnly",
			"heldOnlyEarly");

	private static final List<String> REPORTED = Stream.concat(CLASSES.stream(), CLASSES_OF_WEEKS.stream())
		.filter((something) -> something.startsWith("with"))
		.distinct()
		.toList();

	private static final String RULES = "Regelverk";

	private static final String LAW = "Eksogent";

	/** Before the cells of another rollout, to other offices. */
	private static final String OTHER = "other ";

	/** What a summary tells in figures, whatever its form. */
	private static final Pattern TOLD_IN_SUMMARY = Pattern
		.compile("(?:Én enhet|\\d+ enheter) fikk pakken|(?:Rapportert|Holdt, ikke rapportert|Holdes ikke|Ukjent): "
				+ "(?:færre enn fem|vises ikke|\\d+)|\\d+ av dem med innspill");

	private static final Map<String, List<String>> COLUMNS = Map.of("Holdt, ikke rapportert",
			List.of("heldOnly", "heldOnlyEarly"), "Rapportert", REPORTED, "Holdes ikke", List.of("notHeld"), "Ukjent",
			List.of("unknown"));

	@Autowired
	private Summaries summaries;

	@Autowired
	private SummaryEditor editor;

	@Autowired
	private ObjectMapper json;

	private final Random random = new Random(20261128);

	private final Map<String, String> places = new LinkedHashMap<>();

	private int divided;

	private int themes;

	private int waiting;

	private int weeks;

	private String rollout;

	private String packageOfOffices;

	private String packageOfCouncils;

	@BeforeEach
	void order() {
		this.rollout = orderRollout("""
				{"name": "Alle tall", "packageKeys": ["%s", "%s"], "unitIds": ["0105", "BU-0300"],
				 "opensOn": "%s", "closesOn": "%s"}
				""".formatted(OFFICES, COUNCILS, today(), today().plusMonths(4))).getBusinessKey();
		this.jdbc.sql("delete from conversation").update();
		this.jdbc.sql("""
				insert into answer (id, recipient, answer, text, given_by, given_at)
				values ('figures', 'HR', 'OWN_MEASURE', 'Svar', 'mottaker-hr', current_timestamp)
				""").update();
		this.jdbc.sql("update rollout set state = 'CUT_OFF', opens_on = opens_on - interval '8' day").update();
		for (String county : COUNTIES) {
			this.jdbc.sql("select id from unit where type = 'OFFICE' and county_id = ? order by id limit 9")
				.param(county)
				.query(String.class)
				.list()
				.forEach((unit) -> add(unit, OFFICES, county));
		}
		this.jdbc.sql("select id from unit where type = 'USER_COUNCIL' order by id")
			.query(String.class)
			.list()
			.forEach((unit) -> add(unit, COUNCILS, ""));
		this.jdbc.sql("""
				insert into rollout (id, name, opens_on, closes_on, cut_off_on, state, started_by, created_at)
				select 'other', 'En annen', opens_on, closes_on, cut_off_on, 'STOPPED', started_by,
					created_at - interval '1' day from rollout
				""").update();
		this.jdbc.sql("select id from unit where type = 'OFFICE' and county_id = '0200' order by id desc limit 8")
			.query(String.class)
			.list()
			.forEach((unit) -> add("other", unit, OFFICES, OTHER + OFFICES + " 0200 "));
		this.summaries.draft(this.rollout);
		List<SummaryContent.Chapter> chapters = content().groups();
		this.packageOfOffices = chapters.get(0).packageName();
		this.packageOfCouncils = chapters.get(1).packageName();
	}

	private void add(String unit, String packageKey, String county) {
		add(this.rollout, unit, packageKey, packageKey + " " + county + " ");
	}

	private void add(String rollout, String unit, String packageKey, String place) {
		String id = "figures-" + rollout.substring(0, 5) + unit;
		this.jdbc
			.sql("""
					insert into conversation (id, rollout_id, unit_id, package_key, package_version, lane, state, started_at)
					values (?, ?, ?, ?, 1, 0, 'ENDED', current_timestamp)
					""")
			.params(id, rollout, unit, packageKey)
			.update();
		this.places.put(id, place);
	}

	@Test
	void nothingFewIsFoundOutFromAllPagesTogether() throws Exception {
		int shown = 0;
		int together = 0;
		int inFiles = 0;
		for (int i = 0; i < WORLDS; i++) {
			Map<String, Integer> truth = happen(CLASSES, DIVIDED);
			this.summaries.draft(this.rollout);
			boolean isTogether = putTogether();
			Reader reader = new Reader();
			readOverview(reader, truth.keySet());
			readKeyFigures(reader, truth.keySet());
			readCockpit(reader, truth.keySet());
			readGaps(reader, truth.keySet());
			readDossier(reader, truth.keySet());
			readCounties(reader, truth.keySet());
			String summary = page("/oppsummering/" + this.rollout, "sekretariat");
			shown += readSummary(reader, summary, truth.keySet());
			List<String> onPage = told(Jsoup.parse(summary).text());
			inFiles += onPage.size();
			assertThat(told(wordText())).as("Word").isEqualTo(onPage);
			if (i % PDF_OF == 0) {
				assertThat(told(pdfText())).as("PDF").isEqualTo(onPage);
			}
			together += (isTogether && summary.contains("Enheter og Brukerutvalg")) ? 1 : 0;
			assertThat(reader.findsOut(truth)).as(truth.toString()).isEmpty();
		}
		assertThat(this.themes).as("themes that are shown").isGreaterThan(WORLDS / 4);
		assertThat(this.waiting).as("gaps that are shown").isGreaterThan(WORLDS / 4);
		assertThat(this.divided).as("divided").isGreaterThan(WORLDS / 4);
		assertThat(shown).as("chapters with figures").isGreaterThan(WORLDS / 4);
		assertThat(inFiles).as("figures in files").isGreaterThan(WORLDS);
		assertThat(together).as("put together").isGreaterThan(WORLDS / 4);
	}

	@Test
	void nothingFewIsFoundOutFromTheWeeks() throws Exception {
		for (int i = 0; i < WORLDS; i++) {
			Map<String, Integer> truth = happen(CLASSES_OF_WEEKS, DIVIDED_INTO_WEEKS);
			Reader reader = new Reader();
			readTables(reader, page("/oversikt", "leder-0101"), truth.keySet());
			readCounties(reader, truth.keySet());
			readWeeks(reader, truth.keySet());
			assertThat(reader.findsOut(truth)).as(truth.toString()).isEmpty();
		}
		assertThat(this.weeks).as("weeks that are shown").isGreaterThan(WORLDS / 4);
	}

	@Test
	void twoChaptersOfFewAreToldAsOneOrWithoutFigures() throws Exception {
		become(OFFICES, "withInput", "withInput", "withInput", "withInput", "heldOnly", "notHeld", "notHeld",
				"notHeld");
		become(COUNCILS, "withInput", "withInput", "withInput", "heldOnly", "notHeld", "notHeld", "notHeld");
		this.summaries.draft(this.rollout);
		assertThat(page("/oppsummering/" + this.rollout, "sekretariat")).contains("Derfor står temaene her uten tall")
			.doesNotContain("<strong>Rapportert:");
		assertThat(page("/oppsummering/" + this.rollout + "/rediger", "sekretariat")).contains("Temaer uten tall",
				"Slå sammen med Brukerutvalg");

		assertThat(putTogether()).isTrue();

		assertThat(page("/oppsummering/" + this.rollout, "sekretariat"))
			.contains("Enheter og Brukerutvalg", "<strong>Rapportert:</strong> <span>7</span>")
			.doesNotContain("Derfor står temaene her uten tall");
		assertThat(content().groups()).as("still two to write").hasSize(2);
		this.summaries.draft(this.rollout);
		assertThat(content().asRead().groups()).as("also when it is drafted again").hasSize(1);
		act(302, Map.of("act", "kapittel", "kapittel", key(0), "med", ""));
		assertThat(content().asRead().groups()).hasSize(2);
		act(400, Map.of("act", "kapittel", "kapittel", key(0), "med", key(0)));
	}

	@Test
	void aSumThatTellsOfEitherIsNotShown() throws Exception {
		become(OFFICES, Collections.nCopies(12, "withInput").toArray(String[]::new));
		become(COUNCILS, "withInput", "withInput");
		this.summaries.draft(this.rollout);
		assertThat(content().groups().get(0).mayCount()).isTrue();
		assertThat(content().groups().get(1).mayCount()).isFalse();
		as("sekretariat", List.of("sekretariat"), () -> this.editor.together(this.rollout, key(1), key(0)));
		SummaryContent.Chapter both = content().asRead().groups().get(0);
		assertThat(both.progress().reported().isShown()).as("14 less the 12 of the overview").isFalse();
	}

	@Test
	void aCountOfOthersStandsBesideOurOwnWithSourceAndDate() throws Exception {
		become(OFFICES, Collections.nCopies(12, "withInput").toArray(String[]::new));
		this.summaries.draft(this.rollout);
		Map<String, String> count = Map.of("act", "tall", "kapittel", key(0), "kilde", "Spørreundersøkelsen", "dato",
				"2026-08-15");
		assertThat(act(400, with(count, "3"))).contains("Tall under fem viser vi ikke",
				"value=\"Spørreundersøkelsen\"");
		assertThat(act(400, with(count, "mange"))).contains("Her skal det stå et helt tall");
		act(302, with(count, "13"));
		assertThat(page("/oppsummering/" + this.rollout, "sekretariat").replaceAll("\\s+", " ")).contains(
				"<th scope=\"row\">Samtalepakker</th>", "class=\"number\">12</td>",
				"<th scope=\"row\">Spørreundersøkelsen</th>", "15. august 2026", "class=\"number\">13</td>");
		act(302, Map.of("act", "tall", "kapittel", key(0)));
		assertThat(page("/oppsummering/" + this.rollout, "sekretariat")).doesNotContain("Spørreundersøkelsen");
	}

	private static Map<String, String> with(Map<String, String> count, String number) {
		Map<String, String> all = new LinkedHashMap<>(count);
		all.put("antall", number);
		return all;
	}

	private String act(int expected, Map<String, String> fields) throws Exception {
		MockHttpServletRequestBuilder request = post("/oppsummering/" + this.rollout + "/rediger/kapittel")
			.with(user("sekretariat"))
			.with(csrf());
		fields.forEach(request::param);
		return this.browser.perform(request)
			.andExpect(status().is(expected))
			.andReturn()
			.getResponse()
			.getContentAsString(StandardCharsets.UTF_8);
	}

	private String key(int chapter) {
		return content().groups().get(chapter).key();
	}

	/** Where either is too small to stand alone. */
	private boolean putTogether() {
		SummaryContent content = content();
		Optional<SummaryContent.Chapter> few = content.groups()
			.stream()
			.filter((chapter) -> !chapter.mayCount())
			.findFirst();
		few.ifPresent((chapter) -> as("sekretariat", List.of("sekretariat"),
				() -> this.editor.together(this.rollout, chapter.key(),
						content.groups()
							.stream()
							.map(SummaryContent.Chapter::key)
							.filter((key) -> !key.equals(chapter.key()))
							.findFirst()
							.orElseThrow())));
		return few.isPresent();
	}

	private SummaryContent content() {
		return this.summaries.content(this.summaries.latest(this.rollout).orElseThrow().id());
	}

	private List<String> unitsOf(String packageKey) {
		return this.places.entrySet()
			.stream()
			.filter((one) -> one.getValue().startsWith(packageKey))
			.map(Map.Entry::getKey)
			.toList();
	}

	/** Each unit does something: most of them one thing, as in life. */
	private Map<String, Integer> happen(List<String> classes, List<String> divided) {
		Map<String, Integer> truth = new LinkedHashMap<>();
		this.places.values().forEach((place) -> classes.forEach((something) -> truth.put(place + something, 0)));
		Map<String, String> favourites = new LinkedHashMap<>();
		boolean divides = this.random.nextBoolean();
		int variety = divides ? 8 : this.random.nextInt(2, 6);
		AtomicInteger turn = new AtomicInteger();
		this.places.forEach((conversation, place) -> {
			String favourite = (divides && place.startsWith(OFFICES))
					? divided.get(turn.getAndIncrement() % divided.size())
					: favourites.computeIfAbsent(place, (any) -> classes.get(this.random.nextInt(classes.size())));
			String something = (this.random.nextInt(variety) > 0) ? favourite
					: classes.get(this.random.nextInt(classes.size()));
			become(conversation, something);
			truth.merge(place + something, 1, Integer::sum);
		});
		return truth;
	}

	private void become(String packageKey, String... each) {
		for (int i = 0; i < each.length; i++) {
			become(unitsOf(packageKey).get(i), each[i]);
		}
	}

	private void become(String conversation, String something) {
		String held = something.startsWith("heldOnly") ? "YES" : something.equals("notHeld") ? "NO" : null;
		String reported = something.startsWith("withInput") ? "WITH_INPUT"
				: something.startsWith("withoutInput") ? "WITHOUT_INPUT" : null;
		boolean isEarly = something.endsWith(EARLY);
		this.jdbc.sql("update conversation set held = ?, reported = ?, held_on = ? where id = ?")
			.params(held, reported, isEarly ? today().minusDays(8) : null, conversation)
			.update();
		this.jdbc.sql("delete from report where conversation_id = ?").param(conversation).update();
		if (isEarly && reported != null) {
			this.jdbc.sql("""
					insert into report (id, conversation_id, outcome, state, round, author, author_party, submitted_at,
						sent_at)
					values (?, ?, 'WITH_INPUT', 'SENT', 1, 'leder', 'EMPLOYER', current_timestamp, cast(? as date))
					""").params(conversation, conversation, today().minusDays(8)).update();
		}
		this.jdbc.sql("delete from follow_up where conversation_id = ?").param(conversation).update();
		this.jdbc.sql("delete from answer_obstacle where obstacle_id like ?").param(conversation + "%").update();
		this.jdbc.sql("delete from obstacle where conversation_id = ?").param(conversation).update();
		if (something.contains("Rules")) {
			lift(conversation, "REGELVERK.TOLKNING", null);
		}
		if (something.endsWith("Law")) {
			lift(conversation, "EKSOGENT.POLITISK_VEDTATTE_RAMMER", "Budsjettet binder oss");
		}
		if (something.endsWith("Answered")) {
			this.jdbc.sql("insert into answer_obstacle (answer_id, obstacle_id, round) values ('figures', ?, 1)")
				.param(conversation + " REGELVERK")
				.update();
		}
		if (something.endsWith("Dated")) {
			this.jdbc
				.sql("insert into follow_up (conversation_id, times_done, follow_up_on) values (?, 0, current_date)")
				.param(conversation)
				.update();
		}
		if (something.endsWith("Done")) {
			this.jdbc.sql("insert into follow_up (conversation_id, times_done) values (?, 1)")
				.param(conversation)
				.update();
		}
	}

	private void lift(String conversation, String subcategory, String published) {
		String category = subcategory.replaceAll("\\..*", "");
		this.jdbc
			.sql("""
					insert into obstacle (id, conversation_id, unit_id, position, text, solvable_locally, structural, category,
						subcategory, scope, state, published_text, raised_at)
					select ?, id, unit_id, 0, 'Rått', 'NO', true, ?, ?, 'ROUTE', 'RAISED', ?, current_timestamp
					from conversation where id = ?
					""")
			.params(conversation + " " + category, category, subcategory, published, conversation)
			.update();
	}

	/** The list, and the workbook with what the overview says. */
	private void readKeyFigures(Reader reader, Collection<String> counts) throws Exception {
		for (String key : List.of(OFFICES, COUNCILS)) {
			List<String> inIt = of(counts, (name) -> name.startsWith(key));
			String query = "?utrulling=" + this.rollout + "&pakke=" + key;
			readKeyFigures(reader, key, inIt, records(page("/tall/csv" + query, "evaluator")));
			try (XSSFWorkbook workbook = new XSSFWorkbook(
					new ByteArrayInputStream(file("/tall/excel" + query, "evaluator")))) {
				Map<String, String> told = new LinkedHashMap<>();
				for (String sheet : List.of("Rapportering", "Oppfølging")) {
					cells(workbook.getSheet(sheet)).forEach((row) -> told.put(row.get(0) + row.get(1), row.get(2)));
				}
				readKeyFigures(reader, key, inIt, told);
				Map<String, String> progress = new LinkedHashMap<>();
				String name = key.equals(OFFICES) ? this.packageOfOffices : this.packageOfCouncils;
				cells(workbook.getSheet("Oversikt, hvor langt")).stream()
					.filter((row) -> row.get(0).equals(name))
					.forEach((row) -> progress.put(row.get(1), row.get(2)));
				read(reader, "workbook " + key, inIt, progress::get);
				cells(workbook.getSheet("Oversikt, temaer"))
					.forEach((row) -> readTheme(reader, row.get(0), figure(row.get(1)), "", counts));
			}
		}
	}

	private static void readKeyFigures(Reader reader, String what, List<String> counts, Map<String, String> told) {
		UnaryOperator<String> fortalte = (row) -> told.get("Hva enhetene fortalte" + row);
		read(reader, "key figures " + what, counts, fortalte);
		boolean few = COLUMNS.keySet().stream().map(fortalte).anyMatch("færre enn fem"::equals);
		reader.read("with input " + what, of(counts, (name) -> name.contains(" withInput")),
				figure(fortalte.apply("– av dem med innspill")), few);
		reader.read("without input " + what, of(counts, (name) -> name.contains(" withoutInput")),
				figure(fortalte.apply("– av dem uten innspill")), few);
		reader.read("dated " + what, of(counts, (name) -> name.endsWith("Dated") || name.endsWith("Done")),
				figure(told.get("Dato for oppfølgingValgte en dato")), false);
		reader.read("done " + what, of(counts, (name) -> name.endsWith("Done")), figure(told.get("Fulgt oppFulgt opp")),
				false);
	}

	private static Map<String, String> records(String csv) throws IOException {
		Map<String, String> told = new LinkedHashMap<>();
		CSVFormat.EXCEL.builder()
			.setDelimiter(';')
			.setHeader()
			.setSkipHeaderRecord(true)
			.get()
			.parse(new StringReader(csv.substring(1)))
			.forEach((row) -> told.put(row.get("Nøkkeltall") + row.get("Svar"), row.get("Antall")));
		return told;
	}

	private static List<List<String>> cells(Sheet sheet) {
		List<List<String>> rows = new ArrayList<>();
		DataFormatter words = new DataFormatter();
		for (Row row : sheet) {
			List<String> cells = new ArrayList<>();
			row.forEach((cell) -> cells.add(words.formatCellValue(cell)));
			rows.add(cells);
		}
		return rows.subList(1, rows.size());
	}

	/** Both rollouts, by county as well. */
	private void readCockpit(Reader reader, Collection<String> counts) throws Exception {
		for (JsonNode one : this.json.readTree(page("/api/figures/rollouts", "sekretariat")).path("rollouts")) {
			String before = one.path("id").asText().equals("other") ? OTHER : "";
			for (JsonNode of : one.path("packages")) {
				String key = before + of.path("key").asText() + " ";
				readClasses(reader, of, of(counts, (name) -> name.startsWith(key)));
				for (JsonNode county : of.path("counties")) {
					readClasses(reader, county,
							of(counts, (name) -> name.startsWith(key + county.path("id").asText() + " ")));
				}
			}
			for (JsonNode theme : one.path("themes")) {
				this.themes += theme.path("units").isNumber() ? 1 : 0;
				readTheme(reader, theme.path("name").asText(), figure(theme.path("units")), before, counts);
			}
		}
	}

	/** In Cockpit, and on the page, which tells those of one of the rollouts. */
	private void readWeeks(Reader reader, Collection<String> counts) throws Exception {
		List<List<String>> weeks = new ArrayList<>(List.of(List.of()));
		for (JsonNode one : this.json.readTree(page("/api/figures/rollouts", "sekretariat")).path("rollouts")) {
			String before = one.path("id").asText().equals("other") ? OTHER : "";
			weeks.add(readWeeks(reader, before + one.path("name").asText(), one.path("weeks"),
					of(counts, (name) -> name.startsWith(before + OFFICES) || name.startsWith(before + COUNCILS))));
		}
		assertThat(Jsoup.parse(page("/oversikt", "evaluator"))
			.select("details:has(summary:contains(Ukene i en tabell)) td")
			.eachText()).as("the weeks on the page").isIn(weeks);
	}

	/**
	 * Two weeks, and what lies between the lines.
	 * @return what is told, week by week
	 */
	private List<String> readWeeks(Reader reader, String what, JsonNode told, List<String> counts) {
		List<String> texts = new ArrayList<>();
		List<String> packages = new ArrayList<>();
		told.path("packages").forEach((name) -> packages.add(name.asText()));
		List<String> counted = of(counts,
				(name) -> packages.contains(name.contains(OFFICES) ? this.packageOfOffices : this.packageOfCouncils));
		for (JsonNode line : told.path("lines")) {
			List<String> done = of(counted, (name) -> name.contains(" with")
					|| line.path("name").asText().equals("HELD") && name.contains(" heldOnly"));
			List<String> early = of(done, (name) -> name.endsWith(EARLY));
			assertThat(line.path("points")).hasSize(2);
			Figure first = figure(line.path("points").path(0).path("units"));
			this.weeks += first.isShown() ? 1 : 0;
			reader.read(what + " " + line.path("words").asText() + " early", early, first, false);
			reader.read(what + " " + line.path("words").asText() + " in the end", done,
					figure(line.path("points").path(1).path("units")), false);
			reader.read(what + " " + line.path("words").asText() + " late", of(done, (name) -> !name.endsWith(EARLY)),
					Figure.hidden(Figure.Hidden.COVER), false);
			texts.add(first.text());
		}
		told.path("lines").forEach((line) -> texts.add(figure(line.path("points").path(1).path("units")).text()));
		return texts;
	}

	private static void readClasses(Reader reader, JsonNode of, List<String> counts) {
		reader.read("started", counts, of.path("started").asInt());
		Map<String, String> told = new LinkedHashMap<>();
		of.path("classes").forEach((one) -> told.put(one.path("words").asText(), figure(one.path("units")).text()));
		read(reader, "Cockpit " + of.path("name").asText(), counts, told::get);
		for (JsonNode part : of.path("classes").findValues("parts")) {
			for (JsonNode one : part) {
				if (one.path("name").asText().equals("FOLLOWED_UP")) {
					reader.read("followed up", of(counts, (name) -> name.endsWith("Done")), figure(one.path("units")),
							false);
				}
			}
		}
	}

	private static Figure figure(JsonNode told) {
		return told.isNumber() ? Figure.of(told.asInt()) : Figure.hidden(Figure.Hidden.valueOf(told.asText()));
	}

	/** A theme nobody has lifted is not there. */
	private static void readTheme(Reader reader, String theme, Figure figure, String before,
			Collection<String> counts) {
		reader.read(before + theme, of(lifted(theme, counts), (name) -> name.startsWith(OTHER) != before.isEmpty()),
				figure, false);
	}

	private static List<String> lifted(String theme, Collection<String> counts) {
		return of(counts, (name) -> theme.equals(RULES) ? name.contains("Rules") : name.endsWith("Law"));
	}

	/** What both rollouts have lifted. */
	private void readGaps(Reader reader, Collection<String> counts) throws Exception {
		for (Element row : Jsoup.parse(page("/oversikt/ubesvart", "evaluator"))
			.select("section:has(#unanswered) tbody tr, section:has(#partly) tbody tr")) {
			String theme = row.select("th").text();
			Figure figure = figure(row.select("td").first().text());
			this.waiting += figure.isShown() ? 1 : 0;
			reader.read("waiting " + theme, of(lifted(theme, counts), (name) -> !name.endsWith("Answered")), figure,
					false);
		}
	}

	private void readDossier(Reader reader, Collection<String> counts) throws Exception {
		List<String> lifted = lifted(LAW, counts);
		Document page = Jsoup.parse(page("/oversikt/departementet", "sekretariat"));
		if (page.text().contains("enheter har løftet noe om dette.")) {
			Matcher number = Pattern.compile("(\\d+) enheter har løftet noe om dette").matcher(page.text());
			reader.read("dossier", lifted,
					number.find() ? Figure.of(Integer.parseInt(number.group(1))) : Figure.hidden(Figure.Hidden.FEW),
					false);
		}
		for (Element row : page.select("table.narrow tbody tr")) {
			String kind = row.select("th").text().equals("Brukerutvalg") ? COUNCILS : OFFICES;
			reader.read("dossier " + kind, of(lifted, (name) -> name.contains(kind)),
					figure(row.select("td").first().text()), false);
		}
	}

	private byte[] file(String path, String userId) throws Exception {
		return this.browser.perform(get(path).with(user(userId)))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsByteArray();
	}

	private void readOverview(Reader reader, Collection<String> counts) throws Exception {
		String page = page("/oversikt", "evaluator");
		readTables(reader, page, counts);
		readParts(reader, page, this.packageOfOffices, of(counts, (name) -> name.startsWith(OFFICES)));
		readParts(reader, page, this.packageOfCouncils, of(counts, (name) -> name.startsWith(COUNCILS)));
		first("<strong>(\\d+)</strong> av <span>", page).ifPresent((number) -> assertThat(page).as("at least so many")
			.containsPattern("(én enhet|enheter)</span> har snakket sammen"));
	}

	/** What those who have reported are divided into. */
	private void readParts(Reader reader, String page, String packageName, List<String> counts) {
		Matcher row = row(page, packageName);
		first("data-part=\"FOLLOWED_UP\"[^>]*>av dem har fulgt opp: ([^<]*)<", row.group(1)).ifPresent((told) -> {
			this.divided++;
			// those who only have reported are the rest of a number that is shown
			reader.read(packageName + ": followed up", of(counts, (name) -> name.endsWith("Done")), figure(told),
					false);
		});
	}

	/** A row of the table the overview and the counties have. */
	private void readTables(Reader reader, String page, Collection<String> counts) {
		readTable(reader, page, this.packageOfOffices, of(counts, (name) -> name.startsWith(OFFICES)));
		readTable(reader, page, this.packageOfCouncils, of(counts, (name) -> name.startsWith(COUNCILS)));
	}

	private void readCounties(Reader reader, Collection<String> counts) throws Exception {
		for (String county : COUNTIES) {
			readTable(reader, page("/fylke", "fylke-" + county), this.packageOfOffices,
					of(counts, (name) -> name.startsWith(OFFICES + " " + county)));
		}
	}

	private static void readTable(Reader reader, String page, String packageName, List<String> counts) {
		Matcher row = row(page, packageName);
		reader.read("started", counts, Integer.parseInt(cell(row.group(1), "Fikk pakken").orElseThrow()));
		read(reader, packageName + " in " + counts.size(), counts,
				(column) -> cell(row.group(1), column).orElse("vises ikke"));
	}

	private static Matcher row(String page, String packageName) {
		Matcher row = Pattern.compile("(?s)<th scope=\"row\">" + packageName + "</th>(.*?)</tr>").matcher(page);
		assertThat(row.find()).as(packageName).isTrue();
		return row;
	}

	private static Optional<String> cell(String row, String column) {
		return first("data-label=\"" + column + "\"[^>]*>\\s*([^<]*?)\\s*<", row);
	}

	private static List<String> told(String text) {
		return TOLD_IN_SUMMARY.matcher(text.replaceAll("\\s+", " ")).results().map(MatchResult::group).toList();
	}

	private String wordText() throws Exception {
		byte[] file = file("/oppsummering/" + this.rollout + "/word", "sekretariat");
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file))) {
			return word.getParagraphs().stream().map(XWPFParagraph::getText).collect(Collectors.joining("\n"));
		}
	}

	private String pdfText() throws Exception {
		try (PDDocument document = Loader.loadPDF(file("/oppsummering/" + this.rollout + "/pdf", "sekretariat"))) {
			return new PDFTextStripper().getText(document);
		}
	}

	/** How many chapters tell figures. */
	private int readSummary(Reader reader, String page, Collection<String> counts) {
		String[] chapters = page.split("<h2 id=\"kapittel-");
		int shown = 0;
		for (int i = 1; i < chapters.length; i++) {
			String chapter = chapters[i];
			String heading = first(">([^<]*)</h2>", chapter).orElseThrow();
			List<String> inIt = of(counts, (name) -> heading.contains("Enheter") && name.startsWith(OFFICES)
					|| heading.contains("Brukerutvalg") && name.startsWith(COUNCILS));
			assertThat(inIt).as(heading).isNotEmpty();
			if (chapter.contains("<strong>Rapportert:")) {
				shown++;
				reader.read(heading, inIt,
						first("<strong>(\\d+) enheter fikk pakken</strong>", chapter).map(Integer::parseInt).orElse(1));
				read(reader, heading, inIt,
						(column) -> first("<strong>" + column + ":</strong> <span>([^<]*)<", chapter).orElseThrow());
				first("<span>(\\d+)</span> av dem med innspill", chapter).ifPresent((number) -> reader.read(heading,
						of(inIt, (name) -> name.contains(" withInput")), Integer.parseInt(number)));
			}
		}
		return shown;
	}

	private static void read(Reader reader, String what, List<String> counts, UnaryOperator<String> told) {
		boolean few = COLUMNS.keySet().stream().map(told).anyMatch("færre enn fem"::equals);
		COLUMNS.forEach((column, classes) -> reader.read(what + ": " + column,
				of(counts, (name) -> classes.contains(name.substring(name.lastIndexOf(' ') + 1))),
				figure(told.apply(column)), few));
	}

	private static Figure figure(String text) {
		return switch (text) {
			case "færre enn fem" -> Figure.hidden(Figure.Hidden.FEW);
			case "vises ikke" -> Figure.hidden(Figure.Hidden.COVER);
			default -> Figure.of(Integer.parseInt(text));
		};
	}

	private static List<String> of(Collection<String> counts, Predicate<String> some) {
		return counts.stream().filter(some).toList();
	}

	private static Optional<String> first(String pattern, String text) {
		Matcher found = Pattern.compile(pattern).matcher(text);
		return found.find() ? Optional.of(found.group(1)) : Optional.empty();
	}

}
