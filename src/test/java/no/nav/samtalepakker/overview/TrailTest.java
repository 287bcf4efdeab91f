package no.nav.samtalepakker.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The way an instance has gone, as Cockpit's parts of ours are told. */
abstract class TrailTest extends HttpCaseTest {

	@Test
	void aRunningConversationWaitsAtWhatItHasCalledAndItsLeaderIsTheRole() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		JsonNode trail = trail(instance(conversation, "conversation"));
		assertThat(trail.path("ended").isNull()).isTrue();
		assertThat(trail.path("end").isNull()).isTrue();
		assertThat(trail.path("subject").path("kind").asText()).isEqualTo("conversation");
		assertThat(trail.path("subject").path("conversationId").asText()).isEqualTo(conversation);
		JsonNode call = step(trail, "callActivity_preparation");
		assertThat(call.path("ended").isNull()).isTrue();

		JsonNode called = trail(call.path("called").asText());

		assertThat(called.path("caller").path("id").asText()).isEqualTo(trail.path("id").asText());
		assertThat(called.path("caller").path("name").asText()).isEqualTo("Samtale");
		JsonNode task = step(called, "userTask_planMeeting");
		assertThat(task.path("ended").isNull()).isTrue();
		assertThat(task.path("who").asText()).isEqualTo("leder");
		assertThat(called.toString()).doesNotContain(leaderOf(unit).user());
		assertThat(seen("CONVERSATION_SEEN", conversation)).isEqualTo(2);
	}

	@Test
	void anEndedConversationSaysWhenAndHowAndItsStepsStandInOrder() {
		String conversation = conversationOf(obstaclesReported(obstacle("REGELVERK.TOLKNING")));
		awaitEnd(conversation);
		JsonNode trail = trail(instance(conversation, "conversation"));
		assertThat(trail.path("ended").asText()).isNotEmpty();
		assertThat(trail.path("end").asText()).isNotEmpty();
		List<Instant> began = StreamSupport.stream(trail.path("steps").spliterator(), false)
			.map((step) -> Instant.parse(step.path("started").asText()))
			.toList();
		assertThat(began).isSorted().hasSizeGreaterThan(4);
		assertThat(trail.path("steps").path(0).path("type").asText()).isEqualTo("startEvent");
	}

	@Test
	void anObstacleHasItsRulesWithTheirSentencesAndTheAnswersDatesButNotAWordOfTheirs() {
		String unit = obstaclesReported("""
				{"text": "Ordene våre er hemmelige", "category": "REGELVERK", "subcategory": "REGELVERK.TOLKNING",
				"solvableLocally": "NO", "structural": true}""");
		String obstacle = obstaclesOf(unit).get(0);
		JsonNode trail = trail(instance(obstacle, "obstacle"));
		JsonNode decision = trail.path("subject").path("decisions").path(0);
		assertThat(decision.path("by").asText()).isEqualTo("Beslutningstabellen");
		assertThat(decision.path("sentence").asText()).isNotBlank();
		assertThat(decision.path("rule").asText()).isNotBlank();
		assertThat(decision.path("version").asInt()).isPositive();
		assertThat(decision.path("state").asText()).isEqualTo("Venter på svar");
		assertThat(trail.path("subject").path("answers")).isEmpty();
		assertThat(trail.toString()).doesNotContain("hemmelige", leaderOf(unit).user());
		assertThat(seen("OBSTACLE_SEEN", obstacle)).isEqualTo(1);

		JsonNode answering = trail(instance(obstacle, "answering"));

		assertThat(step(answering, "userTask_answerObstacle").path("who").asText())
			.isEqualTo("mottaker " + decision.path("recipient").asText());
		assertThat(answering.path("subject").path("decisions")).isNotEmpty();
	}

	@Test
	void aProposalIsNamedByItsRolloutAndSaysWhomItWasSentToAndWhatCameOfIt() {
		String proposal = proposalSent("RUNDSKRIV");
		recipient("RUNDSKRIV").complete("answerProposal", proposal, """
				{'answer': 'FORWARD', 'forwardTo': 'HR', 'text': 'Hemmelig grunn'}
				""");
		recipient("HR").complete("answerProposal", proposal, "{'answer': 'CONSIDERED', 'text': 'Hemmelig svar'}");
		JsonNode trail = trail(instance(proposal, "proposal"));
		JsonNode subject = trail.path("subject");
		assertThat(subject.path("kind").asText()).isEqualTo("proposal");
		assertThat(subject.path("name").asText()).startsWith("Utrulling ");
		assertThat(subject.path("unit").isNull()).isTrue();
		assertThat(subject.path("decisions").findValuesAsText("by")).containsExactly("Sekretariatet", "Mottakeren før");
		assertThat(subject.path("decisions").path(1).path("state").asText()).isEqualTo("Har svart");
		assertThat(subject.path("answers").findValuesAsText("kind")).containsExactly("Vurderes");
		assertThat(trail.toString()).doesNotContain("emmelig", "Kortere brev");
		assertThat(seen("PROPOSAL_SEEN", proposal)).isEqualTo(1);
	}

	@Test
	void aReasonAPersonWroteIsLeftOut() {
		String obstacle = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
		this.jdbc
			.sql("update routing_recipient set rule_id = null, reason = 'Skrevet av en person' where obstacle_id = ?")
			.param(obstacle)
			.update();
		JsonNode trail = trail(instance(obstacle, "obstacle"));
		assertThat(trail.path("subject").path("decisions")).isNotEmpty();
		assertThat(trail.toString()).doesNotContain("Skrevet av en person");
	}

	@Test
	void isForTheSecretariatAndThoseWhoRunTheApplication() {
		String instance = instance(conversationOf(conversationStarted(UnitType.OFFICE)), "conversation");
		admin().get("/api/instances/" + instance + "/trail").expect(200);
		for (String user : List.of("evaluator", "leder-0104", "mottaker-hr", "fylke-0200")) {
			as(user).get("/api/instances/" + instance + "/trail").expect(403);
		}
		secretariat().get("/api/instances/finnes-ikke/trail").expect(404);
	}

	private JsonNode trail(String instance) {
		return secretariat().get("/api/instances/" + instance + "/trail").expect(200).json();
	}

	private String instance(String businessKey, String process) {
		return this.engine.getHistoryService()
			.createHistoricProcessInstanceQuery()
			.processInstanceBusinessKey(businessKey)
			.processDefinitionKey(process)
			.singleResult()
			.getId();
	}

	private static JsonNode step(JsonNode trail, String activity) {
		List<JsonNode> found = new ArrayList<>();
		trail.path("steps").forEach((step) -> {
			if (step.path("activity").asText().equals(activity)) {
				found.add(step);
			}
		});
		assertThat(found).as("%s in %s", activity, trail).hasSize(1);
		return found.get(0);
	}

	private long seen(String act, String subject) {
		return this.jdbc.sql(
				"select count(*) from audit where subject_id = ? and action = ? and detail = 'cockpit' and user_id = ?")
			.params(subject, act, "sekretariat")
			.query(Long.class)
			.single();
	}

}
