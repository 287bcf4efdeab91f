package no.nav.samtalepakker.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is withdrawn, taken back or redacted is gone everywhere, in any order of the
 * three: a marker is typed, spread by every road the register of free texts knows, and
 * looked for in every table, page and export.
 */
abstract class WithdrawnTextsTest extends HttpCaseTest {

	/** W: the unit withdraws; T: the wording is taken back; R: the text is redacted. */
	private static final Map<String, List<Integer>> ORDERS = new LinkedHashMap<>();

	static {
		ORDERS.put("W", List.of(204));
		ORDERS.put("S", List.of(204));
		ORDERS.put("T", List.of(302));
		ORDERS.put("R", List.of(204));
		ORDERS.put("WR", List.of(204, 409));
		ORDERS.put("WT", List.of(204, 404));
		ORDERS.put("TR", List.of(302, 204));
		ORDERS.put("RT", List.of(204, 404));
		ORDERS.put("TW", List.of(302, 204));
		ORDERS.put("TT", List.of(302, 409));
		ORDERS.put("RR", List.of(204, 409));
		ORDERS.put("RW", List.of(204, 204));
		ORDERS.put("TWR", List.of(302, 204, 409));
		ORDERS.put("RTW", List.of(204, 404, 204));
	}

	@Autowired
	private Archive archive;

	private final List<Spread> spread = new ArrayList<>();

	private String rollout;

	private Browser secretariat;

	@BeforeAll
	void spread() {
		List<String> units = new ArrayList<>();
		ORDERS.keySet().forEach((order) -> units.addAll(List.of(unit(UnitType.OFFICE), unit(UnitType.OFFICE))));
		this.rollout = rollout("tillit-enhet", units.toArray(String[]::new));
		this.secretariat = browser("sekretariat");
		int next = 0;
		for (String order : ORDERS.keySet()) {
			this.spread.add(spread(order, units.get(next++), units.get(next++)));
		}
		fire("timer_closes", this.rollout);
		fire("timer_cutOff", this.rollout);
		secretariat().complete("reviewSummary", this.rollout, "{'approved': true}");
		// an older version that people have read
		this.jdbc
			.sql("""
					insert into summary (id, rollout_id, version, state, cut_off_on, source, content, created_at)
					select 'older ' || version, rollout_id, version + 100, 'REPLACED', cut_off_on, source, content, created_at
					from summary where rollout_id = ?
					""")
			.param(this.rollout)
			.update();
	}

	@Test
	void aQuestionAboutAProposalGoesWithTheLastWhoProposedIt() {
		String id = proposalSent("HR");
		recipient("HR").task("answerProposal", id);
		int before = shortLetters();
		String point = this.jdbc.sql("select text_id from proposal_source where proposal_id = ?")
			.param(id)
			.query(String.class)
			.single();
		secretariat().post("/api/texts/report-point/" + point + "/redact", "{\"reason\": \"Et navn\"}").expect(204);
		awaitEnd(id);
		assertThat(recipient("HR").tasks("answerProposal", id)).isEmpty();
		assertThat(browser("mottaker-hr").get("/forslag").expect(200).body()).contains("Et forslag som er trukket");
		assertThat(shortLetters()).isEqualTo(before - 1);
		assertThat(this.jdbc.sql("select text from proposal where id = ?").param(id).query(String.class).single())
			.isEqualTo(Redactions.ERASED);
	}

	/**
	 * How many proposals of that name the recipient reads, for others may have made it
	 * too.
	 */
	private int shortLetters() {
		return StringUtils.countOccurrencesOf(browser("mottaker-hr").get("/forslag").expect(200).body(),
				"Kortere brev til brukerne");
	}

	private Spread spread(String order, String raising, String joining) {
		String mark = "zq" + order.toLowerCase(Locale.ROOT) + "zq";
		String raw = "Vi mangler veiledning fra " + mark + "raw";
		String wording = "Enheter mangler veiledning om " + mark + "wording";
		report(raising, """
				{'text': '%s', 'assistance': 'Hjelp fra %sraw', 'solvableLocally': 'NO', 'structural': true},
				{'text': 'Kaffen er kald, sier %slocal', 'solvableLocally': 'YES', 'structural': false}
				""".formatted(raw, mark, mark));
		String obstacle = obstaclesOf(raising).get(0);
		secretariat().complete("triageObstacle", obstacle, """
				{'decision': 'ROUTE', 'recipients': ['HR'], 'reason': 'Dere skrev: %s', 'publishedText': '%s'}
				""".formatted(raw, wording));
		report(joining, "{'text': '%s', 'solvableLocally': 'NO', 'structural': true, 'joinsId': '%s'}"
			.formatted(wording, obstacle));
		recipient("HR").complete("answerObstacle", obstacle,
				"{'answer': 'CANNOT_SOLVE', 'text': 'Dere skrev: %s. Og andre: %s.'}".formatted(raw, wording));
		return new Spread(order, mark, raising, joining, obstacle, obstaclesOf(raising).get(1));
	}

	private void report(String unit, String obstacles) {
		leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		leaderOf(unit).complete("reportConversation", "{'outcome': 'WITH_INPUT', 'obstacles': [" + obstacles + "]}");
	}

	@Test
	void goesFromEveryTablePageAndExportInAnyOrder() {
		Set<String> reached = new TreeSet<>();
		for (Spread text : this.spread) {
			for (String kind : List.of("raw", "wording", "local")) {
				reached.addAll(tablesWith(text.mark + kind));
			}
		}
		assertThat(reached).as("every road the register knows, and no other")
			.isEqualTo(Stream.concat(Stream.of(FreeText.OBSTACLE), FreeText.OBSTACLE.copiedTo().stream())
				.map(FreeText::table)
				.collect(Collectors.toCollection(TreeSet::new)));

		this.spread.forEach(this::act);
		// the local obstacles, which are action points too
		for (int i = 0; i < this.spread.size(); i++) {
			Spread text = this.spread.get(i);
			if (i % 2 == 0) {
				withdraw(leaderOf(text.raising), text.local).expect(204);
			}
			else {
				redact(text.local).expect(204);
			}
		}

		Map<String, String> pages = pages();
		for (Spread text : this.spread) {
			List<String> gone = new ArrayList<>(List.of(text.mark + "wording", text.mark + "local"));
			if (!text.order.matches("T+")) {
				gone.add(text.mark + "raw");
			}
			for (String marker : gone) {
				assertThat(tablesWith(marker)).as("%s after %s", marker, text.order).isEmpty();
				assertThat(pages.entrySet().stream().filter((page) -> page.getValue().contains(marker)))
					.as("%s after %s", marker, text.order)
					.isEmpty();
			}
		}
		// who only took a wording back still has their own words
		assertThat(pages.get("svar T")).contains("zqtzqraw");
	}

	@Test
	void everyKindOfTextGoesFromWhereItWasCopied() {
		String unit = unit(UnitType.OFFICE);
		String told = order("""
				{'name': 'Utrulling zqnamezq', 'packageKeys': ['tillit-enhet'], 'unitIds': ['%s'], 'opensOn': '%s',
				'closesOn': '%s'}
				""".formatted(unit, today(), today().plusMonths(4)));
		leaderOf(unit).complete("planMeeting", """
				{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8, 'participantEmails': ['a@nav.example']}
				""".formatted(today()));
		leaderOf(unit).complete("confirmExecution", "{'outcome': 'HELD'}");
		leaderOf(unit).complete("reportConversation", """
				{'outcome': 'WITH_INPUT', 'positive': 'Fint zqpositivezq', 'positiveQuoteConsent': true,
				'answers': {'r1': 'Det viktigste var zqquestionzq'},
				'points': [{'kind': 'SHARED_UNDERSTANDING', 'topic': 'Mot', 'text': 'Vi snakket om zqpointzq'}],
				'obstacles': [%s, %s, %s, {'text': 'Vi lager zqactionzq selv', 'solvableLocally': 'YES',
				'structural': false}]}
				""".formatted(obstacle(null), obstacle(null), obstacle(null)));
		String agreed = "/samtaler/" + conversationOf(unit) + "/enige?valgt=ja";
		for (String item : this.jdbc.sql("""
				select p.id from report_point p join report r on r.id = p.report_id where r.conversation_id = :id
				union all select id from action_point where conversation_id = :id
				""").param("id", conversationOf(unit)).query(String.class).list()) {
			agreed += "&punkt=" + item;
		}
		browser(leaderOf(unit).user()).post(agreed, "").expect(302);
		List<String> obstacles = obstaclesOf(unit);
		triage(obstacles.get(0), "{'decision': 'NONE', 'reason': 'Fordi zqreasonzq er svart på før'}");
		triage(obstacles.get(1), "{'decision': 'NONE', 'reason': 'Fordi zqanswerzq er svart på før'}");
		triage(obstacles.get(2), "{'decision': 'ROUTE', 'recipients': ['HR'], 'reason': 'Fordi zqaskedzq er her'}");
		fire("timer_closes", told);
		fire("timer_cutOff", told);
		secretariat().task("reviewSummary", told);
		String stopped = rollout("tillit-enhet", unit(UnitType.OFFICE), unit(UnitType.OFFICE));
		await("conversations").until(() -> started(stopped), (number) -> number == 2);
		secretariat().post("/api/rollouts/" + stopped + "/message", "{\"text\": \"Hei fra zqmessagezq her\"}")
			.expect(200);
		secretariat().post("/api/rollouts/" + stopped + "/stop", "{\"message\": \"Vi stopper zqstopzq nå\"}")
			.expect(204);
		await("the message").until(() -> tablesWith("zqstopzq"), (tables) -> tables.contains("notification"));

		String planning = unit(UnitType.OFFICE);
		rollout("tillit-enhet", planning);
		leaderOf(planning).complete("planMeeting", """
				{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8, 'place': 'zqplacezq'}
				""".formatted(today().plusDays(20)));
		fire("timer_materialDue", conversationOf(planning));

		Set<FreeText> walked = EnumSet.of(FreeText.OBSTACLE);
		walk(walked, FreeText.MEETING, "place", "zqplacezq");
		walk(walked, FreeText.REPORT, "positive", "zqpositivezq");
		walk(walked, FreeText.REPORT_POINT, "text", "zqpointzq");
		walk(walked, FreeText.REPORT_ANSWER, "text", "zqquestionzq");
		recipient("HR").complete("answerProposal", proposalSent("HR"),
				"{'answer': 'NOT_DONE', 'text': 'Det sa zqproposalzq'}");
		walk(walked, FreeText.PROPOSAL, "answer_text", "zqproposalzq");
		walk(walked, FreeText.ACTION_POINT, "text", "zqactionzq");
		walk(walked, FreeText.ROUTING, "reason", "zqreasonzq");
		walk(walked, FreeText.ANSWER, "text", "zqanswerzq");
		walk(walked, FreeText.ROUTING_RECIPIENT, "reason", "zqaskedzq");
		walk(walked, FreeText.ROLLOUT, "stop_message", "zqstopzq");
		walk(walked, FreeText.NOTIFICATION, "body", "zqmessagezq");
		walk(walked, FreeText.ROLLOUT_NAME, "name", "zqnamezq");
		assertThat(FreeText.values()).filteredOn((kind) -> !kind.copiedTo().isEmpty())
			.containsExactlyInAnyOrderElementsOf(walked);
	}

	private void triage(String obstacle, String json) {
		secretariat().complete("triageObstacle", obstacle, json);
	}

	private int started(String rolloutId) {
		return this.jdbc.sql("select count(*) from conversation where rollout_id = ? and started_at is not null")
			.param(rolloutId)
			.query(Integer.class)
			.single();
	}

	private void walk(Set<FreeText> walked, FreeText kind, String column, String marker) {
		walked.add(kind);
		Set<String> known = Stream.concat(Stream.of(kind), kind.copiedTo().stream())
			.map(FreeText::table)
			.collect(Collectors.toSet());
		assertThat(tablesWith(marker)).as(kind.name())
			.contains(kind.table())
			.hasSizeGreaterThan(kind.copiedTo().contains(kind) ? 0 : 1)
			.isSubsetOf(known);
		String id = this.jdbc
			.sql("select " + kind.key() + " from " + kind.table() + " where position(:marker in " + column + ") > 0")
			.param("marker", marker)
			.query((row, number) -> row.getString(1))
			.list()
			.get(0);
		String address = "/api/texts/" + kind.code() + "/" + id + "/redact";
		secretariat().post(address, "{\"reason\": \"Navn\"}").expect(204);
		assertThat(tablesWith(marker)).as(kind.name()).isEmpty();
		assertThat(secretariat().post(address, "{\"reason\": \"Navn\"}").expect(409).body()).contains("alt borte");
	}

	private void act(Spread text) {
		List<Integer> statuses = new ArrayList<>();
		for (char act : text.order.toCharArray()) {
			statuses.add(switch (act) {
				case 'W' -> withdraw(leaderOf(text.raising), text.obstacle).status();
				case 'S' -> withdraw(secretariat(), text.obstacle).status();
				case 'T' -> this.secretariat.post("/ordlyd/" + text.obstacle + "/tilbake", "").status();
				default -> redact(text.obstacle).status();
			});
		}
		assertThat(statuses).as(text.order).isEqualTo(ORDERS.get(text.order));
	}

	private static Visitor.Answer withdraw(Visitor visitor, String obstacle) {
		return visitor.post("/api/obstacles/" + obstacle + "/withdraw", "{}");
	}

	private Visitor.Answer redact(String obstacle) {
		return secretariat().post("/api/texts/obstacle/" + obstacle + "/redact", "{\"reason\": \"Navn\"}");
	}

	/** What people see and take with them. */
	private Map<String, String> pages() {
		Map<String, String> pages = new LinkedHashMap<>();
		pages.put("summary", browser("evaluator").get("/oppsummering/" + this.rollout).expect(200).body());
		for (int page = 0; page < 5; page++) {
			pages.put("wordings " + page,
					this.secretariat.get("/ordlyd?side=" + page + "&godkjent=" + page).expect(200).body());
		}
		for (Spread text : this.spread) {
			for (String unit : List.of(text.raising, text.joining)) {
				pages.put("texts of " + unit,
						this.secretariat.get("/tekster?rollout=" + this.rollout + "&unit=" + unit).expect(200).body());
			}
			pages.put("svar " + text.order,
					browser(personOf(text.raising, "LEADER")).get("/samtaler/" + conversationOf(text.raising))
						.expect(200)
						.body());
			pages.put("joined " + text.order,
					browser(personOf(text.joining, "LEADER")).get("/samtaler/" + conversationOf(text.joining))
						.expect(200)
						.body());
		}
		pages.put("similar",
				leaderOf(this.spread.get(0).joining)
					.post("/api/obstacles/similar", "{\"text\": \"Enheter mangler veiledning\"}")
					.expect(200)
					.body());
		unzip(archived()).forEach((name, content) -> pages.put("archive " + name, content));
		return pages;
	}

	private byte[] archived() {
		ByteArrayOutputStream zip = new ByteArrayOutputStream();
		try {
			this.archive.write(this.rollout, () -> zip);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return zip.toByteArray();
	}

	private static Map<String, String> unzip(byte[] zip) {
		Map<String, String> files = new LinkedHashMap<>();
		try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
				files.put(entry.getName(), new String(entries.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return files;
	}

	private Set<String> tablesWith(String marker) {
		Set<String> found = new TreeSet<>();
		for (String table : tables(false)) {
			this.jdbc.sql("select * from \"" + table + '"').query((row) -> {
				for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
					String value = row.getString(column);
					if (value != null && value.contains(marker)) {
						found.add(table.toLowerCase(Locale.ROOT));
					}
				}
			});
		}
		return found;
	}

	/**
	 * A text on its ways.
	 *
	 * @param order what will be done about it
	 * @param mark in every form of it
	 * @param raising the unit that wrote it
	 * @param joining the unit that has joined it
	 * @param obstacle that was sent on
	 * @param local obstacle of the same report
	 */
	private record Spread(String order, String mark, String raising, String joining, String obstacle, String local) {
	}

}
