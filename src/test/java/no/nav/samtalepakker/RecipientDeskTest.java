package no.nav.samtalepakker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.testing.AtOnce;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import no.nav.samtalepakker.testing.Visitor.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recipient's desk: what tells questions apart, one answer to many, and what has been
 * answered so far.
 */
abstract class RecipientDeskTest extends HttpCaseTest {

	private static final String LETTERS = "KOMMUNIKASJON.KLARSPRAAK";

	private static final String NO = "'answer': 'CANNOT_SOLVE', 'text': '%s'";

	@Test
	void cardsTellTheQuestionsOfARecipientApartAndNobodyElse() {
		String unit = obstaclesReported(letter("Brevet om bostøtte kommer uten dato"), letter("Skjemaet er for langt"));
		Visitor asked = recipient("KLARSPRAAK");
		List<String> tasks = tasksOf(asked, obstaclesOf(unit));
		String address = "/api/tasks/cards?ids=" + String.join(",", tasks) + ",finnes-ikke";
		JsonNode cards = asked.get(address).expect(200).json();
		assertThat(cards).extracting((card) -> card.path("words").asText())
			.containsExactlyInAnyOrder("Brevet om bostøtte kommer uten dato", "Skjemaet er for langt");
		assertThat(cards).allSatisfy((card) -> {
			assertThat(card.path("type").asText()).isEqualTo("OFFICE");
			assertThat(card.path("units").asText()).isEqualTo("færre enn fem");
		});
		asked.get(address).expect(200);
		assertThat(this.jdbc.sql("""
				select count(*) from audit
				where action = 'OBSTACLE_SEEN' and subject_id = ? and detail = 'oppgaveliste'
				""").param(obstaclesOf(unit).get(0)).query(Integer.class).single()).isOne();
		for (Visitor other : List.of(recipient("HR"), leaderOf(unit), secretariat(), admin())) {
			assertThat(other.get(address).expect(200).json()).as(other.user()).isEmpty();
		}
		nobody().get(address).expect(401);
		asked.get("/api/tasks/cards").expect(400);
		asked
			.get("/api/tasks/cards?ids="
					+ IntStream.range(0, 101).mapToObj(String::valueOf).collect(Collectors.joining(",")))
			.expect(400);
	}

	@Test
	void aLongTextIsCutBetweenWords() {
		String unit = obstaclesReported(letter("Brevene ".repeat(50).strip()));
		Visitor asked = recipient("KLARSPRAAK");
		assertThat(asked.get("/api/tasks/cards?ids=" + tasksOf(asked, obstaclesOf(unit)).get(0))
			.expect(200)
			.json()
			.path(0)
			.path("words")
			.asText()).hasSizeLessThan(120).matches("(Brevene )+…");
	}

	@Test
	void whatIsAlikeComesFirst() {
		String unit = obstaclesReported(letter("Vedtaksbrevene om dagpenger er vanskelige å forstå for brukerne"),
				letter("Kalenderen henger seg opp"),
				letter("Brukerne synes vedtaksbrevene om dagpenger er så vanskelige å forstå"));
		List<String> ids = obstaclesOf(unit);
		Visitor asked = recipient("KLARSPRAAK");
		JsonNode others = asked.context(asked.task("answerObstacle", ids.get(0))).path("openObstacles");
		assertThat(others.path(0).path("id").asText()).isEqualTo(ids.get(2));
		assertThat(others.path(0).path("alike").asText()).isEqualTo("NEARLY_THE_SAME");
		assertThat(others).filteredOn((other) -> other.path("id").asText().equals(ids.get(1)))
			.singleElement()
			.satisfies((other) -> {
				assertThat(other.path("alike").asText()).isEqualTo("SAME_THEME");
				assertThat(other.path("dueOn").asText()).isNotEmpty();
				assertThat(other.path("units").asText()).isEqualTo("færre enn fem");
				assertThat(other.path("had")).extracting(JsonNode::asText).containsExactly("KLARSPRAAK");
			});
		assertThat(others.toString()).doesNotContain("unitId", nameOf(unit));
	}

	/** Nobody goes through a thousand, and what is not shown is not said to be seen. */
	@Test
	void ofManyThoseMostAlikeAreShownAndTheRestCounted() {
		String unit = obstaclesReported(letter("Brevet om sykepenger nevner feil frist"),
				letter("Skjemaet er for langt"), letter("Brevet om sykepenger nevner helt feil frist"));
		List<String> ids = obstaclesOf(unit);
		String task = recipient("KLARSPRAAK").task("answerObstacle", ids.get(0));
		List<String> copies = IntStream.range(0, 120)
			.mapToObj((number) -> copyOf(ids.get(1), "copy-" + number))
			.toList();
		try {
			Visitor asked = recipient("KLARSPRAAK");
			JsonNode context = asked.context(task);
			assertThat(context.path("openObstacles")).hasSize(100);
			assertThat(context.path("openObstacles").path(0).path("id").asText()).isEqualTo(ids.get(2));
			int waiting = this.jdbc.sql("""
					select count(*) from routing_recipient where recipient = 'KLARSPRAAK' and state = 'OPEN'
					""").query(Integer.class).single();
			assertThat(context.path("moreObstacles").asInt()).isEqualTo(waiting - 101).isGreaterThan(20);
			assertThat(this.jdbc.sql("select count(*) from audit where subject_id in (:ids)")
				.param("ids", copies)
				.query(Integer.class)
				.single()).isBetween(1, 99);
		}
		finally {
			this.jdbc.sql("delete from routing_recipient where obstacle_id in (:ids)").param("ids", copies).update();
			this.jdbc.sql("delete from routing where obstacle_id in (:ids)").param("ids", copies).update();
			this.jdbc.sql("delete from obstacle where id in (:ids)").param("ids", copies).update();
		}
	}

	/** Waits for the same answer, without a case of its own. */
	private String copyOf(String obstacle, String id) {
		copy("obstacle", "id", obstacle, Map.of("id", id));
		copy("routing", "obstacle_id", obstacle, Map.of("id", id, "obstacle_id", id));
		copy("routing_recipient", "obstacle_id", obstacle, Map.of("id", id, "obstacle_id", id, "routing_id", id));
		return id;
	}

	private void copy(String table, String key, String value, Map<String, Object> others) {
		Map<String, Object> row = new LinkedHashMap<>(
				this.jdbc.sql("select * from " + table + " where " + key + " = ?").param(value).query().singleRow());
		row.keySet().removeIf((column) -> column.equalsIgnoreCase("process_instance_id"));
		row.replaceAll((column, now) -> others.getOrDefault(column.toLowerCase(Locale.ROOT), now));
		this.jdbc
			.sql("insert into " + table + " (" + String.join(", ", row.keySet()) + ") values ("
					+ String.join(", ", Collections.nCopies(row.size(), "?")) + ")")
			.params(new ArrayList<>(row.values()))
			.update();
	}

	@Test
	void manyAreSentOnAtOnceAndNothingIsStoredWhereOneMayNotBe() {
		String unit = obstaclesReported(letter("Første brev"), letter("Andre brev"), letter("Tredje brev"),
				obstacle("REGELVERK.TOLKNING"));
		List<String> ids = obstaclesOf(unit);
		Visitor asked = recipient("KLARSPRAAK");
		asked.complete("answerObstacle", ids.get(2), "{" + NO.formatted("Det kan vi ikke") + "}");
		String task = asked.task("answerObstacle", ids.get(0));
		asked.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + asked.user() + "\"}").expect(204);
		awaitQuiet();
		Map<String, String> before = contents();
		for (String foreign : List.of(ids.get(2), ids.get(3), ids.get(0), "finnes-ikke")) {
			Answer refused = asked.submit(task, "answerObstacle", forward("HR", ids.get(1), foreign));
			assertThat(refused.status()).as(foreign).isEqualTo(400);
			assertThat(refused.body()).contains("alsoFor[1]");
		}
		assertThat(contents()).isEqualTo(before);
		asked.submit(task, "answerObstacle", forward("HR", ids.get(1))).expect(204);
		for (String id : ids.subList(0, 2)) {
			JsonNode context = recipient("HR").context(recipient("HR").task("answerObstacle", id));
			assertThat(context.path("obstacle").path("answers")).extracting((answer) -> answer.path("text").asText())
				.containsExactly("Dette vet de mer om");
			assertThat(asked.tasks("answerObstacle", id)).isEmpty();
		}
		// who has had one cannot get it back along with another
		recipient("HR").complete("answerObstacle", ids.get(0), forward("STYRING"));
		String styring = recipient("STYRING").task("answerObstacle", ids.get(0));
		recipient("STYRING").submit(styring, "answerObstacle", forward("HR")).expect(400);
	}

	@Test
	void twoWhoSendTheSameOnAtOnceSendItOnce() throws Exception {
		String unit = obstaclesReported(letter("Et brev"), letter("Et brev til"));
		List<String> ids = obstaclesOf(unit);
		Visitor asked = recipient("KLARSPRAAK");
		List<String> tasks = ids.stream().map((id) -> asked.task("answerObstacle", id)).toList();
		List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
		CyclicBarrier start = new CyclicBarrier(2);
		List<Thread> people = Stream
			.of(new String[] { tasks.get(0), forward("HR", ids.get(1)) },
					new String[] { tasks.get(1), forward("STYRING", ids.get(0)) })
			.map((act) -> new Thread(() -> {
				meet(start);
				answers.add(recipient("KLARSPRAAK").submit(act[0], "answerObstacle", act[1]));
			}))
			.toList();
		people.forEach(Thread::start);
		for (Thread one : people) {
			one.join();
		}
		assertThat(answers).extracting(Answer::status).contains(204).isSubsetOf(204, 400, 403, 404, 409);
		for (String id : ids) {
			assertThat(this.jdbc.sql("select count(*) from routing_recipient where obstacle_id = ? and state = 'OPEN'")
				.param(id)
				.query(Integer.class)
				.single()).as("who has it now").isOne();
			assertThat(Stream.of("HR", "STYRING")
				.mapToInt((code) -> recipient(code).tasks("answerObstacle", id).size())
				.sum()).isOne();
		}
	}

	@Test
	void whatWasAnsweredOnTheThemeCanBeUsedAgainByWhoAnsweredIt() {
		String text = "Vi skriver om brevene " + System.nanoTime();
		String unit = obstaclesReported(letter("Brevene er lange"), letter("Brevene er korte"),
				obstacle("REGELVERK.TOLKNING"));
		List<String> ids = obstaclesOf(unit);
		Visitor asked = recipient("KLARSPRAAK");
		asked.complete("answerObstacle", ids.get(0), "{" + NO.formatted(text) + "}");
		JsonNode former = asked.context(asked.task("answerObstacle", ids.get(1))).path("former");
		assertThat(former.path(0).path("text").asText()).isEqualTo(text);
		assertThat(recipient("RUNDSKRIV").context(recipient("RUNDSKRIV").task("answerObstacle", ids.get(2))).toString())
			.doesNotContain(text);
	}

	@Test
	void whatIsRedactedGoesFromTheAnswersThatBeganWithIt() {
		String text = "Spør heller Kari i skranken " + System.nanoTime();
		List<String> ids = obstaclesOf(obstaclesReported(letter("Oransje konvolutt"), letter("Svart konvolutt")));
		Visitor asked = recipient("KLARSPRAAK");
		asked.complete("answerObstacle", ids.get(0), "{" + NO.formatted(text) + "}");
		asked.complete("answerObstacle", ids.get(1), "{" + NO.formatted(text + ". Vi ser på resten") + "}");
		secretariat().post("/api/texts/answer/" + answerTo(ids.get(0)) + "/redact", "{\"reason\": \"Navn i svaret\"}")
			.expect(204);
		assertThat(this.jdbc.sql("select text from answer where id = ?")
			.param(answerTo(ids.get(1)))
			.query(String.class)
			.single()).doesNotContain("Kari").endsWith("Vi ser på resten");
	}

	@Test
	void theAnswersStandOnAPageForThoseWhoGaveThem() {
		String text = "Svar " + System.nanoTime();
		String unit = obstaclesReported(letter("Hvit & grå konvolutt"), letter("Grønn konvolutt"));
		List<String> ids = obstaclesOf(unit);
		Visitor asked = recipient("KLARSPRAAK");
		asked.complete("answerObstacle", ids.get(0), "{" + NO.formatted(text) + ", 'nextUpdateOn': '"
				+ today().plusDays(9) + "', 'alsoFor': ['" + ids.get(1) + "']}");
		String page = browser(asked.user()).get("/svar").expect(200).body();
		assertThat(page).contains(text, "svar på 2 hindringer", "Hvit &amp; grå konvolutt", "Dere har lovet nytt")
			.doesNotContain(nameOf(unit));
		assertThat(browser(asked.user()).get("/svar?sok=" + encoded(text.toUpperCase())).expect(200).body())
			.as("one person's figure")
			.contains("Svar som passer<", text)
			.doesNotContain("Svar som passer (1)");
		this.jdbc.sql("insert into recipient_contact (recipient, user_id) values ('KLARSPRAAK', 'desk-colleague')")
			.update();
		try {
			assertThat(browser(asked.user()).get("/svar?sok=" + encoded(text.toUpperCase())).expect(200).body())
				.contains("Svar som passer (1)");
		}
		finally {
			this.jdbc.sql("delete from recipient_contact where user_id = 'desk-colleague'").update();
		}
		browser(asked.user()).get("/svar?sok=" + "a".repeat(101)).expect(400);
		assertThat(browser(asked.user()).get("/svar?sok=" + encoded("grønn konvolutt")).expect(200).body())
			.contains(text);
		assertThat(browser(asked.user()).get("/svar?tema=REGELVERK&sok=" + encoded(text)).expect(200).body())
			.contains("Ingen svar passer")
			.doesNotContain("<p class=\"words\">" + text);
		assertThat(browser(asked.user()).get("/svar?tema=KOMMUNIKASJON&side=999999").expect(200).status())
			.isEqualTo(200);
		assertThat(browser("mottaker-hr").get("/svar").expect(200).body()).doesNotContain(text);
		for (String other : List.of("sekretariat", leaderOf(unit).user(), "evaluator")) {
			browser(other).get("/svar").expect(404);
			browser(other).get("/svar/" + answerTo(ids.get(0)) + "/oppdatering").expect(404);
		}
		browser("mottaker-hr").get("/svar/" + answerTo(ids.get(0)) + "/oppdatering").expect(404);
		browser("mottaker-hr").post("/svar/" + answerTo(ids.get(0)) + "/oppdatering?text=x", "").expect(404);
	}

	@Test
	void newsCanBeToldBeforeTheDayAndKeepsThePromise() {
		String unit = obstaclesReported(letter("Blå konvolutt"), letter("Rød konvolutt"));
		List<String> ids = obstaclesOf(unit);
		Visitor asked = recipient("KLARSPRAAK");
		asked.complete("answerObstacle", ids.get(0), "{" + NO.formatted("Vi kommer tilbake") + ", 'nextUpdateOn': '"
				+ today().plusDays(9) + "', 'alsoFor': ['" + ids.get(1) + "']}");
		String answer = answerTo(ids.get(0));
		String address = "/svar/" + answer + "/oppdatering";
		assertThat(browser(asked.user()).get(address).expect(200).body()).contains("Vi kommer tilbake",
				"De 2 hindringene");
		for (String wrong : List.of("", "?text=", "?text=x&nextUpdateOn=" + today(), "?text=x&nextUpdateOn=i+morgen",
				"?text=" + "x".repeat(2001))) {
			assertThat(browser(asked.user()).post(address + wrong, "").expect(400).body()).contains("role=\"alert\"");
		}
		assertThat(updatesOf(ids.get(0))).isEmpty();
		String preview = tells(asked, address + "?text=" + encoded("Nå er det gjort")).body();
		assertThat(preview).contains("Enheter det går til: færre enn fem.", "Slik leser enhetene det",
				"Det dere har lovet til", "Nå er det gjort");
		assertThat(updatesOf(ids.get(0))).as("before it has been seen").isEmpty();
		told(asked, address + "?text=" + encoded("Nå er det gjort"));
		for (String id : ids) {
			assertThat(updatesOf(id)).containsExactly("Nå er det gjort");
			assertThat(jobs("timer_updateDue", id)).isEmpty();
			assertThat(asked.tasks("updateAnswer", id)).isEmpty();
		}
		assertThat(
				leaderOf(unit).context(leaderOf(unit).task("readAnswer", ids.get(0))).path("obstacle").path("answers"))
			.extracting((given) -> given.path("text").asText())
			.containsExactly("Vi kommer tilbake", "Nå er det gjort");
		// what has been followed up is followed up from its latest news
		browser(asked.user()).get(address).expect(404);
		assertThat(browser(asked.user()).post(address + "?text=Igjen", "").expect(409).body())
			.contains("Dere har alt sagt noe nytt om dette", ">Igjen</textarea>");
		// and with a new date it is promised again
		String news = "/svar/" + latestAnswerTo(ids.get(0)) + "/oppdatering";
		told(asked, news + "?text=Mer&nextUpdateOn=" + today().plusDays(20));
		ids.forEach((id) -> assertThat(jobs("timer_updateDue", id)).hasSize(1));
		told(asked, "/svar/" + latestAnswerTo(ids.get(0)) + "/oppdatering?text=Enda+mer&nextUpdateOn="
				+ today().plusDays(30));
		ids.forEach((id) -> assertThat(jobs("timer_updateDue", id)).hasSize(1));
		fire("timer_updateDue", ids.get(0));
		assertThat(asked.context(asked.task("updateAnswer", ids.get(0))).path("reach").path("questions").asInt())
			.isOne();
	}

	@Test
	void ofTwoWhoTellNewsAtOnceOneIsToldThatTheOtherHas() throws Exception {
		String id = obstaclesOf(obstaclesReported(letter("Hvit konvolutt"))).get(0);
		Visitor asked = recipient("KLARSPRAAK");
		asked.complete("answerObstacle", id, "{" + NO.formatted("Nei") + "}");
		String address = "/svar/" + answerTo(id) + "/oppdatering?text=";
		List<Answer> answers = AtOnce.send(List.of("Fra+den+ene", "Fra+den+andre").stream().map((text) -> {
			Browser person = browser(asked.user());
			String path = address + text + "&seen=" + seen(person.post(address + text, "").expect(200));
			return (Callable<Answer>) () -> person.post(path, "");
		}).toList());
		assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(302, 409);
		assertThat(answers).filteredOn((answer) -> answer.status() == 409)
			.allSatisfy((answer) -> assertThat(answer.body()).contains("Dere har alt sagt noe nytt om dette"));
		assertThat(updatesOf(id)).hasSize(1);
		assertThat(this.jdbc.sql("select count(*) from audit where action = 'ANSWER_UPDATED' and subject_id = ?")
			.param(id)
			.query(Integer.class)
			.single()).isOne();
	}

	/** Asks to see what happens. */
	private Answer tells(Visitor asked, String path) {
		return browser(asked.user()).post(path, "").expect(200);
	}

	/** Looks at it, and sends it. */
	private void told(Visitor asked, String path) {
		browser(asked.user()).post(path + "&seen=" + seen(tells(asked, path)), "").expect(302);
	}

	private static String seen(Answer preview) {
		return preview.body().replaceFirst("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
	}

	@Test
	void closedCasesGetNewsTooButNoNewPromise() {
		String unit = obstaclesReported(letter("Gul konvolutt"));
		String id = obstaclesOf(unit).get(0);
		Visitor asked = recipient("KLARSPRAAK");
		asked.complete("answerObstacle", id, "{" + NO.formatted("Nei") + "}");
		leaderOf(unit).complete("readAnswer", id, "{'decision': 'CLOSE', 'helpful': 'NO'}");
		awaitEnd(id);
		String address = "/svar/" + answerTo(id) + "/oppdatering";
		assertThat(browser(asked.user()).post(address + "?text=Likevel&nextUpdateOn=" + today().plusDays(3), "")
			.expect(400)
			.body()).contains("Sakene er lukket");
		told(asked, address + "?text=Likevel");
		assertThat(updatesOf(id)).containsExactly("Likevel");
	}

	@Test
	void whatHelpedIsCountedFromFiveOn() {
		String asks = Collections.nCopies(6, letter("Lilla konvolutt")).stream().collect(Collectors.joining(", "));
		String unit = obstaclesReported(asks);
		List<String> ids = obstaclesOf(unit);
		Visitor asked = recipient("KLARSPRAAK");
		secretariat()
			.send("PUT", "/api/recipients/KLARSPRAAK/contacts",
					"{\"userIds\": [\"mottaker-klarspraak\", \"mottaker-hr\"]}")
			.expect(204);
		String text = "Felles svar " + System.nanoTime();
		asked.complete("answerObstacle", ids.get(0),
				"{" + NO.formatted(text) + ", 'alsoFor': ['" + String.join("', '", ids.subList(1, 6)) + "']}");
		String found = "/svar?sok=" + encoded(text);
		assertThat(browser(asked.user()).get(found).expect(200).body()).contains("Nådd: <span>6</span>",
				"Lest: <span>færre enn fem</span>");
		leaderOf(unit).complete("readAnswer", ids.get(0), "{'decision': 'CLOSE', 'helpful': 'YES', 'alsoFor': ['"
				+ String.join("', '", ids.subList(1, 6)) + "']}");
		assertThat(browser(asked.user()).get(found).expect(200).body()).contains("Hjalp: <span>");
		secretariat().send("PUT", "/api/recipients/KLARSPRAAK/contacts", "{\"userIds\": [\"mottaker-klarspraak\"]}")
			.expect(204);
		assertThat(browser(asked.user()).get(found).expect(200).body()).doesNotContain("Nådd: <span>");
	}

	private static String letter(String text) {
		return obstacle(LETTERS).replace("Noe står i veien", text);
	}

	private static String forward(String to, String... alsoFor) {
		return "{'answer': 'FORWARD', 'text': 'Dette vet de mer om', 'forwardTo': '" + to + "'"
				+ ((alsoFor.length > 0) ? ", 'alsoFor': ['" + String.join("', '", alsoFor) + "']" : "") + "}";
	}

	private static List<String> tasksOf(Visitor asked, List<String> obstacles) {
		return obstacles.stream().map((id) -> asked.task("answerObstacle", id)).toList();
	}

	private String nameOf(String unit) {
		return this.jdbc.sql("select name from unit where id = ?").param(unit).query(String.class).single();
	}

	private String answerTo(String obstacle) {
		return this.jdbc.sql("""
				select a.id from answer a join answer_obstacle link on link.answer_id = a.id
				where link.obstacle_id = ? and a.answer <> 'UPDATE'
				""").param(obstacle).query(String.class).single();
	}

	private String latestAnswerTo(String obstacle) {
		return this.jdbc.sql("""
				select a.id from answer a join answer_obstacle link on link.answer_id = a.id
				where link.obstacle_id = ? order by a.given_at desc limit 1
				""").param(obstacle).query(String.class).single();
	}

	private List<String> updatesOf(String obstacle) {
		return this.jdbc.sql("""
				select a.text from answer a join answer_obstacle link on link.answer_id = a.id
				where link.obstacle_id = ? and a.answer = 'UPDATE' order by a.given_at
				""").param(obstacle).query(String.class).list();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static void meet(CyclicBarrier start) {
		try {
			start.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
