package no.nav.samtalepakker;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a leader is shown while writing an obstacle: categories it could belong to, and
 * what other units have raised, in approved words only. And joining it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class SharedObstaclesTest extends HttpCaseTest {

	private static final String RAW = "Fastlegene i kommunen vår zqrå svarer aldri på brev";

	private static final String APPROVED = "Fastlegene svarer sent på henvendelser fra NAV";

	private static final String WRITING = "Fastlegene hos oss svarer sent når NAV har henvendelser";

	private String raisedBy;

	private String obstacle;

	private String joining;

	private Visitor leader;

	@BeforeAll
	void raise() {
		this.raisedBy = unit(UnitType.OFFICE);
		report(this.raisedBy,
				"{'text': '" + RAW + "', 'solvableLocally': 'NO', 'structural': true, 'category': 'SAMHANDLING',"
						+ " 'subcategory': 'SAMHANDLING.EKSTERNE_AKTOERER', 'contactOk': true, 'quoteConsent': true}")
			.expect(204);
		this.obstacle = obstaclesOf(this.raisedBy).get(0);
		this.joining = unit(UnitType.OFFICE);
		this.leader = leaderOf(this.joining);
	}

	@Test
	@Order(1)
	void nothingIsShownBeforeTheSecretariatHasApprovedAWording() {
		assertThat(shows(this.leader, WRITING)).isFalse();
		assertThat(shows(this.leader, RAW)).isFalse();
	}

	@Test
	@Order(2)
	void showsTheApprovedWordingWhoIsAskedAndNothingOfTheUnit() {
		secretariat().complete("triageObstacle", this.obstacle, "{'decision': 'ROUTE', 'recipients': ['HR'], "
				+ "'reason': 'zqbegrunnelse', 'publishedText': '" + APPROVED + "'}");
		JsonNode found = similar(this.leader, WRITING);
		assertThat(found).hasSize(1);
		assertThat(found.path(0).path("id").asText()).isEqualTo(this.obstacle);
		assertThat(found.path(0).path("text").asText()).isEqualTo(APPROVED);
		assertThat(found.path(0).path("answered").asBoolean()).isFalse();
		assertThat(found.path(0).path("answers")).isEmpty();
		assertThat(found.path(0).path("recipients").path(0).asText()).isEqualTo(nameOf("HR"));
		assertThat(found.path(0).fieldNames()).toIterable()
			.containsExactlyInAnyOrder("id", "text", "recipients", "answered", "answers");
		assertThat(found.toString()).doesNotContain("zqrå", "zqbegrunnelse", this.raisedBy, unitName(this.raisedBy));
		assertThat(shows(leaderOf(this.raisedBy), WRITING)).as("one's own").isFalse();
		assertThat(shows(this.leader, "Vi trenger ny kaffemaskin på pauserommet")).isFalse();
	}

	@Test
	@Order(3)
	void joiningItWaitsForTheSameAnswer() {
		Map<String, String> before = contents();
		assertThat(report(this.joining, joining("finnes-ikke")).expect(400).body()).contains("kan ikke vises lenger",
				"obstacles[0].joinsId");
		assertThat(contents().get(table("obstacle"))).isEqualTo(before.get(table("obstacle")));
		report(this.joining, joining(this.obstacle)).expect(204);
		String joined = obstaclesOf(this.joining).get(0);
		assertThat(instancesOf(joined)).hasSize(1);
		assertThat(tasksOf(joined)).isEmpty();

		recipient("HR").complete("answerObstacle", this.obstacle, "{'answer': 'CANNOT_SOLVE', 'text': 'Et ærlig nei'}");
		String reading = this.leader.task("readAnswer", joined);
		assertThat(this.leader.context(reading).path("obstacle").path("answers").path(0).path("text").asText())
			.isEqualTo("Et ærlig nei");
		this.leader.complete("readAnswer", joined, "{'decision': 'CLOSE'}");
		awaitEnd(joined);
	}

	@Test
	@Order(4)
	void showsTheAnswerOnceGiven() {
		Visitor third = leaderOf(unit(UnitType.OFFICE));
		JsonNode found = similar(third, WRITING).path(0);
		assertThat(found.path("answered").asBoolean()).isTrue();
		assertThat(found.path("answers").path(0).path("recipient").asText()).isEqualTo(nameOf("HR"));
		assertThat(found.path("answers").path(0).path("kind").asText()).isEqualTo("Kan ikke løses nå");
		assertThat(found.toString()).as("nobody has looked at the text").doesNotContain("Et ærlig nei");
		assertThat(found.path("answers").path(0).path("text").asText()).contains("når sekretariatet har sett på den");
		this.jdbc.sql("update answer set shown_to_others = true where text = 'Et ærlig nei'").update();
		assertThat(similar(third, WRITING).path(0).path("answers").path(0).path("text").asText())
			.isEqualTo("Et ærlig nei");
		// what another node changes is seen too, for the table is asked each time
		this.jdbc.sql("update obstacle set published_text = 'Noe helt annet' where id = ?")
			.param(this.obstacle)
			.update();
		assertThat(shows(third, WRITING)).isFalse();
		assertThat(shows(third, "Dette er noe helt annet enn før")).isTrue();
		secretariat().post("/api/texts/obstacle/" + this.obstacle + "/redact", "{\"reason\": \"Navn\"}").expect(204);
		assertThat(shows(third, "Dette er noe helt annet enn før")).isFalse();
		assertThat(shows(third, "Teksten er sladdet")).isFalse();
	}

	@Test
	@Order(5)
	void suggestsCategoriesAndKeepsNothing() {
		awaitQuiet();
		Map<String, String> before = contents();
		JsonNode suggestions = this.leader
			.post("/api/obstacles/suggestions", "{\"text\": \"Brevene våre er vanskelige å forstå, 01017012345\"}")
			.expect(200)
			.json();
		assertThat(suggestions).hasSizeBetween(1, 3);
		assertThat(suggestions).extracting((suggestion) -> suggestion.path("subcategory").asText())
			.contains("KOMMUNIKASJON.KLARSPRAAK");
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	@Order(6)
	void refusesWhatIsNoTextAndWhoDoesNotReport() {
		for (String path : List.of("/api/obstacles/suggestions", "/api/obstacles/similar")) {
			for (String body : List.of("{}", "[]", "{\"text\": \"\"}", "{\"text\": 7}", "{\"tekst\": \"x\"}",
					"{\"text\": \"" + "å".repeat(501) + "\"}")) {
				this.leader.post(path, body).expect(400);
			}
			for (Visitor other : List.of(secretariat(), recipient("HR"), as("evaluator"))) {
				other.post(path, "{\"text\": \"brev\"}").expect(403);
			}
		}
	}

	private Visitor.Answer report(String unit, String obstacle) {
		Visitor leader = leaderOf(unit);
		if (this.jdbc.sql("select count(*) from conversation where unit_id = ?")
			.param(unit)
			.query(Long.class)
			.single() == 0) {
			rollout("tillit-enhet", unit);
			leader.complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		}
		return leader.submit(leader.task("reportConversation"), "reportConversation",
				"{'outcome': 'WITH_INPUT', 'obstacles': [" + obstacle + "]}");
	}

	private static String joining(String id) {
		return "{'text': '" + APPROVED + "', 'solvableLocally': 'NO', 'structural': true, 'joinsId': '" + id + "'}";
	}

	private static JsonNode similar(Visitor visitor, String text) {
		return visitor.post("/api/obstacles/similar", "{\"text\": \"" + text + "\"}").expect(200).json();
	}

	/** Other tests raise obstacles too. */
	private boolean shows(Visitor visitor, String text) {
		return similar(visitor, text).findValuesAsText("id").contains(this.obstacle);
	}

	private String table(String name) {
		return tables(false).stream().filter(name::equalsIgnoreCase).findFirst().orElseThrow();
	}

	private List<String> tasksOf(String caseId) {
		return this.jdbc.sql("""
				select t.task_def_key_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
				where e.business_key_ = ?
				""").param(caseId).query(String.class).list();
	}

	private String nameOf(String recipient) {
		return this.jdbc.sql("select name from recipient where code = ?").param(recipient).query(String.class).single();
	}

	private String unitName(String id) {
		return this.jdbc.sql("select name from unit where id = ?").param(id).query(String.class).single();
	}

}
