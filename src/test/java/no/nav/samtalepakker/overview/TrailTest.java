package no.nav.samtalepakker.overview;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The trail of one case: what was done, when, and by whom as a role. */
abstract class TrailTest extends HttpCaseTest {

	@Test
	void tellsTheWayOfARunningConversationAndWhereItIs() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		JsonNode trail = trailOf("conversation", conversation);
		assertThat(trail.path("endedAt").isNull()).isTrue();
		assertThat(trail.path("about").path("address").asText()).isEqualTo("/styring/enheter/" + unit);
		JsonNode preparation = step(trail, "callActivity_preparation");
		assertThat(preparation.path("to").isNull()).isTrue();
		assertThat(trail.path("shapes").findValuesAsText("element")).contains("callActivity_preparation");
		assertThat(trail.path("flows")).isNotEmpty();

		JsonNode called = trail(preparation.path("called").asText());
		assertThat(called.path("parent").asText()).isEqualTo(trail.path("id").asText());
		assertThat(step(called, "userTask_planMeeting").path("who").asText()).isEqualTo("lederen");
		assertThat(called.toString()).doesNotContain(leaderOf(unit).user());
		assertThat(seen("CONVERSATION_SEEN", conversation)).isEqualTo(2);
	}

	@Test
	void tellsHowAConversationEndedAndKeepsItsWay() {
		String unit = conversationStarted(UnitType.OFFICE);
		leaderOf(unit).complete("planMeeting", "{'choice': 'NOT_HELD'}");
		String conversation = conversationOf(unit);
		awaitEnd(conversation);
		JsonNode trail = trailOf("conversation", conversation);
		assertThat(trail.path("endedAt").isNull()).isFalse();
		assertThat(trail.path("end").asText()).isNotEmpty().isNotEqualTo("null");
		assertThat(trail.path("steps")).allSatisfy((step) -> assertThat(step.path("to").isNull()).isFalse());
	}

	@Test
	void tellsWhichRuleSentAnObstacleAndWhoAnsweredWhen() {
		String unit = obstaclesReported(obstacle("KOMMUNIKASJON.KLARSPRAAK"));
		String obstacle = obstaclesOf(unit).get(0);
		recipient("KLARSPRAAK").complete("answerObstacle", obstacle,
				"{'answer': 'CANNOT_SOLVE', 'text': 'Hemmelig svar'}");
		JsonNode trail = trailOf("obstacle", obstacle);
		JsonNode about = trail.path("about");
		assertThat(about.path("unit").isNull()).isTrue();
		assertThat(about.path("address").asText()).isEqualTo("/hindringer/" + obstacle);
		assertThat(about.path("sent").path(0).path("reason").asText()).contains("klarspråk");
		assertThat(about.path("answers").path(0).path("answer").asText()).isNotEmpty();
		assertThat(trail.toString()).doesNotContain("Hemmelig", nameOf(unit), leaderOf(unit).user());
		JsonNode answering = trailOf("answering", obstacle);
		assertThat(step(answering, "userTask_answerObstacle").path("who").asText()).isEqualTo(
				this.jdbc.sql("select name from recipient where code = 'KLARSPRAAK'").query(String.class).single());
		assertThat(seen("OBSTACLE_SEEN", obstacle)).isEqualTo(2);
	}

	@Test
	void isForThoseWhoHelpOnly() {
		String instance = instance("conversation", conversationOf(conversationStarted(UnitType.OFFICE)));
		as("admin").get("/api/instances/" + instance + "/trail").expect(200);
		for (String user : List.of("evaluator", "leder-0104", "mottaker-hr", "fylke-0200")) {
			as(user).get("/api/instances/" + instance + "/trail").expect(403);
		}
		secretariat().get("/api/instances/finnes-ikke/trail").expect(404);
	}

	private JsonNode trailOf(String process, String caseId) {
		return trail(instance(process, caseId));
	}

	private JsonNode trail(String instance) {
		return secretariat().get("/api/instances/" + instance + "/trail").expect(200).json();
	}

	private String instance(String process, String caseId) {
		return this.jdbc.sql("select id_ from act_hi_procinst where proc_def_key_ = ? and business_key_ = ?")
			.params(process, caseId)
			.query(String.class)
			.list()
			.get(0);
	}

	private static JsonNode step(JsonNode trail, String activity) {
		for (JsonNode step : trail.path("steps")) {
			if (step.path("activity").asText().equals(activity)) {
				return step;
			}
		}
		throw new AssertionError(activity + " is no step of " + trail);
	}

	private String nameOf(String unit) {
		return this.jdbc.sql("select name from unit where id = ?").param(unit).query(String.class).single();
	}

	private long seen(String act, String subject) {
		return this.jdbc.sql("select count(*) from audit where action = ? and subject_id = ? and detail = 'cockpit'")
			.params(act, subject)
			.query(Long.class)
			.single();
	}

}
