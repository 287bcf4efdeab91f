package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.obstacle.Answer;
import no.nav.samtalepakker.obstacle.AskedRecipient;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A unit reads what came of what it told: one obstacle in each state, on one page, on
 * paper and in the form.
 */
abstract class AnswersPageTest extends HttpCaseTest {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	private static final String RULES = "REGELVERK.TOLKNING";

	private static final String WHY = "Hindringen går til dem som oppdaterer rundskrivene fordi det er der NAV forklarer "
			+ "hvordan reglene skal forstås likt i hele landet.";

	private String unit;

	private String conversation;

	private List<String> obstacles;

	private Visitor leader;

	@BeforeAll
	void report() {
		this.unit = conversationHeld();
		this.leader = leaderOf(this.unit);
		this.leader.complete("reportConversation", """
				{'outcome': 'WITH_INPUT', 'positive': 'Vi fikk snakket ut',
				'points': [{'kind': 'SHARED_UNDERSTANDING', 'text': 'Feil er noe vi lærer av'},
					{'kind': 'DISCUSSED', 'text': 'Bare snakket om'}],
				'actionPoints': [{'text': 'Kollegaveiledning i vår', 'responsible': 'Fagkoordinator', 'dueOn': '%s'}],
				'followUpOn': '%s', 'obstacles': [%s]}
				""".formatted(today().plusDays(60), today().plusDays(21),
				Stream
					.of(told("waiting", RULES, "NO"), told("first <b>answered</b>", RULES, "NO"),
							told("second answered", RULES, "NO"), told("in triage", null, "NO"),
							told("local", RULES, "YES"), told("withdrawn", RULES, "NO"), told("merged", null, "NO"),
							told("closed", RULES, "NO"), told("praise", "KONTROLL.POSITIV_TILBAKEMELDING", "NO"))
					.collect(Collectors.joining(", "))));
		this.conversation = conversationOf(this.unit);
		this.obstacles = obstaclesOf(this.unit);
		answer(1, "Vi skriver det om", today().plusDays(40));
		answer(2, "Det er bestemt i loven", null);
		answer(7, "Svaret som ble lest", null);
		this.leader.complete("readAnswer", this.obstacles.get(7), "{'decision': 'CLOSE'}");
		this.leader.post("/api/obstacles/" + this.obstacles.get(5) + "/withdraw", "{}").expect(204);
		secretariat().complete("triageObstacle", this.obstacles.get(6),
				"{'decision': 'MERGE', 'mergeInto': '%s', 'reason': 'Dette er det samme'}"
					.formatted(this.obstacles.get(0)));
		this.leader.task("readAnswer", this.obstacles.get(1));
		this.leader.task("readAnswer", this.obstacles.get(2));
	}

	private static String told(String text, String subcategory, String solvableLocally) {
		return obstacle(subcategory).replace("Noe står i veien", "Hindring: " + text)
			.replace("'solvableLocally': 'NO'", "'solvableLocally': '" + solvableLocally + "'");
	}

	private void answer(int obstacle, String text, LocalDate nextUpdateOn) {
		recipient("RUNDSKRIV").complete("answerObstacle", this.obstacles.get(obstacle),
				"{'answer': 'OWN_MEASURE', 'text': '%s', 'responsible': 'Redaktør'%s}".formatted(text,
						(nextUpdateOn != null) ? ", 'nextUpdateOn': '" + nextUpdateOn + "'" : ""));
	}

	@Test
	void everyStateHasItsSentence() {
		List<String> cards = cards(answersPage());

		assertThat(cards).hasSize(9);
		String asked = "har frist " + shortDay(dueOn(0)) + ". Dere får en e-post når svaret kommer.";
		assertThat(cards.get(0)).contains("Hindring: waiting", WHY, asked, "Venter på svar");
		assertThat(cards.get(1)).contains("Dere kan lese svaret og lukke saken, eller spørre mer.",
				"#/?task=" + this.leader.task("readAnswer", this.obstacles.get(1)));
		assertThat(cards.get(3)).contains("Sekretariatet vurderer hvem som kan svare.", "Ingen fast mottaker passet");
		assertThat(cards.get(4)).contains(
				"Dette er et handlingspunkt hos dere. Dere har valgt å ta det opp " + shortDay(today().plusDays(21)),
				"Hindringen blir et handlingspunkt hos dere fordi dere har svart");
		assertThat(cards.get(5)).contains("Teksten ble slettet da hindringen ble trukket.", "Hindringen er trukket.")
			.doesNotContain("Hindring: withdrawn", "rundskriv");
		assertThat(cards.get(6)).contains("Slått sammen.", "«<span>Hindring: waiting</span>»", asked);
		assertThat(cards.get(6)).contains("Dette er det samme");
		assertThat(cards.get(7)).contains("Svaret som ble lest", "Ingenting mer skjer. Dere har lukket saken.");
		assertThat(cards.get(8)).contains("positiv tilbakemelding", "Ingenting mer skjer.");
	}

	@Test
	void severalAnswersAreReadOnOnePage() {
		String page = answersPage();

		assertThat(page).contains("Dere meldte 9 hindringer. 2 har svar dere kan lese. 3 venter på svar.",
				"Vi skriver det om", "Det er bestemt i loven", "Et tiltak settes i gang",
				"Lovet nytt: <span>" + DAY.format(today().plusDays(40)), "Redaktør",
				"Oppdatering av rundskriv og nytt rundskrivskonsept");
	}

	@Test
	void whatPeopleWriteIsTextAndNothingElse() {
		assertThat(answersPage()).contains("first &lt;b&gt;answered&lt;/b&gt;").doesNotContain("<b>answered");
		assertThat(paper()).contains("first &lt;b&gt;answered&lt;/b&gt;").doesNotContain("<b>answered");
		assertThat(answersPage() + paper()).doesNotContain("onclick", "style=");
	}

	@Test
	void thePaperHasAnswersActionPointsAndTheNextDate() {
		String paper = paper();

		assertThat(paper).contains("Ta med til neste møte", "Neste møte: <strong>", DAY.format(today().plusDays(21)),
				"Kollegaveiledning i vår", "Fagkoordinator", DAY.format(today().plusDays(60)), "Ikke ferdig",
				"Hindring: local", "Svar fra", "Vi skriver det om", "Feil er noe vi lærer av", "Vi fikk snakket ut",
				"Hindring: praise", "Notater", "/js/print.js");
		assertThat(paper).doesNotContain("class=\"top\"", "Logg ut", "Bare snakket om", "[Teksten er slettet]");
	}

	@Test
	void theListLeadsToThePageAndThatToThePaper() {
		assertThat(page("/samtaler")).contains("Samtalene våre", "2 klar",
				"href=\"/samtaler/" + this.conversation + "\"");
		assertThat(answersPage()).contains("/samtaler/" + this.conversation + "/neste-mote");
		assertThat(page("/oversikt")).contains("href=\"/samtaler\"");
		assertThat(browser("evaluator").get("/oversikt").expect(200).body()).doesNotContain("href=\"/samtaler\"");
	}

	@Test
	void nobodyElseSeesIt() {
		String other = unit(UnitType.OFFICE);
		for (String user : List.of(leaderOf(other).user(), "sekretariat", "mottaker-rundskriv", "evaluator", "admin")) {
			// at the first the secretariat has a page of its own, without the words
			for (String page : user.equals("sekretariat") ? List.of("/svar", "/neste-mote", "/kalender")
					: List.of("", "/svar", "/neste-mote", "/kalender")) {
				String told = browser(user).get("/samtaler/" + this.conversation + page).expect(404).body();
				// the frame around it names who looks
				assertThat(told.substring(told.indexOf("<main")))
					.contains("Siden finnes ikke, eller du har ikke tilgang til den")
					.doesNotContain("Hindring:", "rundskrivskonsept");
			}
		}
	}

	@Test
	void theAuditTellsWhoHasLooked() {
		answersPage();

		assertThat(this.jdbc.sql(
				"select distinct action from audit where user_id = ? and unit_id = ? and detail = 'samtale' order by 1")
			.params(this.leader.user(), this.unit)
			.query(String.class)
			.list()).containsExactly("OBSTACLE_SEEN", "REPORT_SEEN");
	}

	@Test
	void theFormShowsTheOtherAnswersToo() {
		JsonNode context = this.leader.context(this.leader.task("readAnswer", this.obstacles.get(1)));

		assertThat(context.path("obstacle").path("routing").path(0).path("reason").asText()).isEqualTo(WHY);
		assertThat(context.path("obstacle").path("next").path("sentence").asText()).startsWith("Dere kan lese svaret");
		JsonNode other = context.path("openObstacles");
		assertThat(other).hasSize(1);
		assertThat(other.path(0).path("id").asText()).isEqualTo(this.obstacles.get(2));
		assertThat(other.path(0).path("answers").path(0).path("text").asText()).isEqualTo("Det er bestemt i loven");
		assertThat(other.path(0).path("routing").path(0).path("name").asText())
			.isEqualTo("Oppdatering av rundskriv og nytt rundskrivskonsept");
		assertThat(context.path("recipients").findValuesAsText("code")).containsExactly("RUNDSKRIV");
		assertThat(context.path("pages").path("answers").asText())
			.isEqualTo("/samtaler/" + this.conversation + "/svar");
		browser(this.leader.user()).get(context.path("pages").path("answers").asText()).expect(302);
		page(context.path("pages").path("nextMeeting").asText());
	}

	/** A form has no words of its own for a code. */
	@Test
	void theFormGetsTheWordsOfTheServer() {
		JsonNode context = this.leader.context(this.leader.task("readAnswer", this.obstacles.get(1)));

		List<JsonNode> told = Stream.of(context.path("obstacle"), context.path("openObstacles").path(0))
			.flatMap((obstacle) -> Stream.of(obstacle.path("answers"), obstacle.path("routing")))
			.flatMap((parts) -> parts.valueStream())
			.toList();
		assertThat(told).hasSizeGreaterThan(2)
			.allSatisfy((part) -> assertThat(part.path("words").asText())
				.isEqualTo(part.has("answer") ? Answer.Kind.valueOf(part.path("answer").asText()).words()
						: AskedRecipient.State.valueOf(part.path("state").asText()).words()));
	}

	@Test
	void aRecipientGetsNoAddressOfTheUnit() {
		Visitor recipient = recipient("RUNDSKRIV");
		String body = recipient
			.get("/api/tasks/" + recipient.task("answerObstacle", this.obstacles.get(0)) + "/context")
			.expect(200)
			.body();

		assertThat(body).contains("Hindring: waiting").doesNotContain(this.conversation, "samtaler", "\"next\"");
	}

	@Test
	void whatIsErasedSaysSo() {
		String erased = obstaclesReported(obstacle(RULES));
		this.jdbc.sql("update obstacle set text = '[Teksten er slettet]' where unit_id = ?").param(erased).update();
		markErased(erased, "current_timestamp");

		assertThat(browser(leaderOf(erased).user()).get("/samtaler/" + conversationOf(erased)).expect(200).body())
			.contains("slettet fordi lagringstiden er over", "[Teksten er slettet]");
		// other tests wait for the real erasure
		markErased(erased, "null");
	}

	private void markErased(String unit, String time) {
		this.jdbc
			.sql("update rollout set texts_erased_at = " + time
					+ " where id = (select rollout_id from conversation where id = ?)")
			.param(conversationOf(unit))
			.update();
	}

	@Test
	void aUnitThatHasToldNothingIsNotBlamed() {
		String silent = conversationStarted(UnitType.OFFICE);

		assertThat(browser(leaderOf(silent).user()).get("/samtaler/" + conversationOf(silent)).expect(200).body())
			.contains("Samtalen er ikke planlagt ennå. Dere velger selv når dere holder den.", "Planlegg samtalen");
	}

	private String answersPage() {
		return page("/samtaler/" + this.conversation);
	}

	private String paper() {
		return page("/samtaler/" + this.conversation + "/neste-mote");
	}

	private String page(String path) {
		return browser(this.leader.user()).get(path).expect(200).body();
	}

	private static List<String> cards(String page) {
		return Stream.of(page.split("<section "))
			.filter((section) -> section.startsWith("class=\"card journey\""))
			.toList();
	}

	private LocalDate dueOn(int obstacle) {
		return this.jdbc.sql("select due_on from routing_recipient where obstacle_id = ?")
			.param(this.obstacles.get(obstacle))
			.query(LocalDate.class)
			.single();
	}

	/** As the sentences say it: the year where it is not this one. */
	private String shortDay(LocalDate date) {
		return DAY.format(date).replace(" " + today().getYear(), "");
	}

}
