package no.nav.samtalepakker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who sees and does what, tried from outside with ids the caller should not know. */
abstract class AccessTest extends HttpCaseTest {

	private String unitA;

	private String unitB;

	private Visitor leaderA;

	private Visitor leaderB;

	private String taskA;

	private String taskB;

	private String rollout;

	private String obstacle;

	private String triage;

	private String answering;

	private String mba;

	@BeforeAll
	void openTasks() {
		List<String> units = units(UnitType.OFFICE, 2);
		this.unitA = units.get(0);
		this.unitB = units.get(1);
		this.leaderA = leaderOf(this.unitA);
		this.leaderB = leaderOf(this.unitB);
		this.rollout = rollout("tillit-enhet", this.unitA, this.unitB);
		this.taskA = this.leaderA.task("planMeeting");
		this.taskB = this.leaderB.task("planMeeting");
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle(null));
		this.obstacle = obstaclesOf(unit).get(0);
		this.answering = recipient("RUNDSKRIV").task("answerObstacle", this.obstacle);
		this.triage = secretariat().task("triageObstacle", obstaclesOf(unit).get(1));
		this.mba = conversationStarted(UnitType.MBA);
	}

	@Test
	void aLeaderSeesTheTasksOfTheUnitOnly() {
		assertThat(taskIds(this.leaderA, "{}")).containsExactly(this.taskA);
		assertThat(taskIds(this.leaderA,
				"{\"candidateGroup\": \"enhet-" + this.unitB + "\", " + "\"includeAssignedTasks\": true}"))
			.isEmpty();
		assertThat(taskIds(this.leaderA, "{\"orQueries\": [{\"taskAssignee\": \"x\", \"assigneeLike\": \"%\"}]}"))
			.containsExactly(this.taskA);
		for (String query : List.of("", "?candidateGroup=enhet-" + this.unitB + "&includeAssignedTasks=true",
				"?assigneeLike=leder-%25", "?processVariables=unitId_eq_" + this.unitB,
				"?processDefinitionKey=conversation", "?candidateGroupLike=%25&includeAssignedTasks=true",
				"?taskId=" + this.taskB)) {
			JsonNode tasks = this.leaderA.get("/engine-rest/task" + query).expect(200).json();
			assertThat(tasks.findValuesAsText("id")).as(query).doesNotContain(this.taskB);
			assertThat(this.leaderA.get("/engine-rest/task/count" + query).expect(200).json().path("count").asInt())
				.as(query)
				.isEqualTo(tasks.size());
		}
	}

	@Test
	void aLeaderCannotReachTheTaskOfAnother() {
		others(this.leaderA, "planMeeting", this.taskB);
		others(this.leaderA, "answerObstacle", this.answering);
		others(this.leaderA, "triageObstacle", this.triage);
		this.leaderB.get("/engine-rest/task/" + this.taskB).expect(200);
	}

	@Test
	void recipientsCountiesAndEvaluatorsSeeTheirOwnOnly() {
		Visitor asked = recipient("RUNDSKRIV");
		assertThat(taskIds(asked, "{}")).contains(this.answering).doesNotContain(this.taskA, this.triage);
		others(asked, "planMeeting", this.taskA);
		others(asked, "triageObstacle", this.triage);
		assertThat(taskIds(recipient("HR"), "{}")).doesNotContain(this.answering, this.taskA, this.triage);
		others(recipient("HR"), "answerObstacle", this.answering);
		assertThat(taskIds(as("fylke-0200"), "{}")).doesNotContain(this.taskA, this.taskB, this.answering, this.triage);
		others(as("fylke-0200"), "planMeeting", this.taskA);
		assertThat(taskIds(as("evaluator"), "{}")).isEmpty();
		others(as("evaluator"), "planMeeting", this.taskA);
	}

	@Test
	void bothPartiesOfAnMbaSeeItsTaskAndNobodyElse() {
		String task = leaderOf(this.mba).task("planMeeting");
		assertThat(coSignerOf(this.mba).task("planMeeting")).isEqualTo(task);
		others(this.leaderA, "planMeeting", task);
	}

	@Test
	void theSecretariatSeesTheCasesAndNoLeadersTask() {
		JsonNode cases = secretariat().get("/engine-rest/process-instance?processDefinitionKey=conversation")
			.expect(200)
			.json();
		assertThat(cases.findValuesAsText("businessKey")).contains(conversationOf(this.unitA),
				conversationOf(this.unitB));
		assertThat(secretariat().get("/engine-rest/history/process-instance?processDefinitionKey=conversation")
			.expect(200)
			.json()).isNotEmpty();
		assertThat(taskIds(secretariat(), "{}")).contains(this.triage)
			.doesNotContain(this.taskA, this.taskB, this.answering);
		others(secretariat(), "planMeeting", this.taskA);
		others(secretariat(), "answerObstacle", this.answering);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/engine-rest/process-instance", "/engine-rest/process-instance/count",
			"/engine-rest/variable-instance", "/engine-rest/execution", "/engine-rest/job", "/engine-rest/deployment",
			"/engine-rest/process-definition", "/engine-rest/incident", "/engine-rest/authorization",
			"/engine-rest/user", "/engine-rest/group", "/engine-rest/filter", "/engine-rest/external-task",
			"/engine-rest/history/task", "/engine-rest/history/process-instance", "/engine-rest/history/detail",
			"/engine-rest/history/variable-instance", "/engine-rest/history/activity-instance",
			"/engine-rest/history/user-operation", "/engine-rest/history/identity-link-log",
			"/engine-rest/history/job-log", "/engine-rest/history/incident", "/engine-rest/history/decision-instance",
			"/engine-rest/history/task/count", "/engine-rest/decision-definition" })
	void listsOfTheEngineGiveNothingToLeaders(String path) {
		List<Visitor> without = new ArrayList<>(
				List.of(this.leaderA, recipient("RUNDSKRIV"), as("evaluator"), as("fylke-0200")));
		without.forEach((visitor) -> {
			visitor.get(path).expect(403);
			visitor.post(path, "{}").expect(403);
		});
		nobody().get(path).expect(401);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "POST | bpmnError | {\"errorCode\": \"x\"}",
			"POST | bpmnEscalation | {\"escalationCode\": \"x\"}", "POST | complete | {\"variables\": {}}",
			"POST | resolve | {}", "POST | unclaim | {}", "POST | delegate | {\"userId\": \"evaluator\"}",
			"POST | assignee | {\"userId\": \"evaluator\"}", "POST | claim | {\"userId\": \"evaluator\"}",
			"POST | claim | {}", "GET | variables |", "POST | variables | {\"modifications\": {}}",
			"PUT | variables/unitId | {\"value\": \"x\", \"type\": \"String\"}", "GET | variables/unitId |",
			"DELETE | variables/unitId |", "GET | localVariables |",
			"PUT | localVariables/x | {\"value\": \"x\", \"type\": \"String\"}", "GET | identity-links |",
			"POST | identity-links | {\"userId\": \"evaluator\", \"type\": \"candidate\"}",
			"POST | comment/create | {\"message\": \"x\"}", "GET | comment |", "GET | attachment |",
			"POST | attachment/create | {}", "GET | rendered-form |", "PUT | | {\"name\": \"x\"}", "DELETE | |" })
	void evenOnesOwnTaskIsWorkedOnThroughItsFormOnly(String method, String path, String body) {
		String url = "/engine-rest/task/" + this.taskA + ((path != null) ? "/" + path : "");
		this.leaderA.send(method, url, body).expect(403);
		this.leaderA.send(method, url.replace("/engine-rest/", "/engine-rest/engine/default/"), body).expect(403);
		this.leaderA.get("/engine-rest/task/" + this.taskA).expect(200);
	}

	@ParameterizedTest
	@CsvSource({ "POST, /engine-rest/message", "POST, /engine-rest/signal",
			"POST, /engine-rest/process-definition/key/rollout/start",
			"POST, /engine-rest/process-definition/key/conversation/start", "POST, /engine-rest/deployment/create",
			"POST, /engine-rest/task/create", "POST, /engine-rest/user/create",
			"POST, /engine-rest/authorization/create", "POST, /engine-rest/condition",
			"POST, /engine-rest/migration/execute",
			"POST, /engine-rest/decision-definition/key/obstacle-recipients/evaluate",
			"POST, /engine-rest/history/cleanup", "GET, /engine-rest/identity/verify" })
	void nothingElseIsOpen(String method, String path) {
		this.leaderA.send(method, path, method.equals("GET") ? null : "{}").expect(403);
		if (!method.equals("GET")) {
			secretariat().send(method, path, "{}").expect(403);
			admin().send(method, path, "{}").expect(403);
		}
		nobody().send(method, path, method.equals("GET") ? null : "{}").expect(401);
	}

	@Test
	void theSecretariatReadsAndDoesNotMend() {
		String instance = instancesOf(conversationOf(this.unitA)).get(0);
		secretariat().send("DELETE", "/engine-rest/process-instance/" + instance, null).expect(403);
		secretariat()
			.send("PUT", "/engine-rest/process-instance/" + instance + "/variables/unitId",
					"{\"value\": \"x\", \"type\": \"String\"}")
			.expect(403);
		secretariat().post("/engine-rest/process-instance/" + instance + "/modification", "{}").expect(403);
		secretariat().get("/engine-rest/job").expect(403);
	}

	@Test
	void actsAreForThoseConcerned() {
		String conversation = conversationOf(this.unitA);
		this.leaderB.post("/api/conversations/" + conversation + "/reminders/pause", "").expect(404);
		this.leaderB.post("/api/obstacles/" + this.obstacle + "/withdraw", "{}").expect(404);
		recipient("RUNDSKRIV").post("/api/obstacles/" + this.obstacle + "/withdraw", "{}").expect(404);
		as("fylke-0300")
			.post("/api/rollouts/" + this.rollout + "/counties/0200/decision", "{\"participation\": \"NO\"}")
			.expect(403);
		this.leaderB.post("/api/rollouts/" + this.rollout + "/wishes", "{\"unitId\": \"" + this.unitA + "\"}")
			.expect(404);
		Map<String, String> ofSecretariat = Map.of("/api/texts/obstacle/" + this.obstacle + "/redact",
				"{\"reason\": \"x\"}", "/api/rollouts/" + this.rollout + "/stop", "{\"message\": \"x\"}",
				"/api/rollouts/" + this.rollout + "/message", "{\"text\": \"x\"}",
				"/api/rollouts/" + this.rollout + "/cancel", "{}");
		for (Visitor visitor : List.of(this.leaderA, recipient("RUNDSKRIV"), as("evaluator"), as("fylke-0200"))) {
			ofSecretariat.forEach((path, body) -> visitor.post(path, body).expect(403));
			visitor.send("PATCH", "/api/rollouts/" + this.rollout, "{}").expect(403);
			visitor.send("PUT", "/api/units/" + this.unitA + "/people", "{\"leader\": \"evaluator\"}").expect(403);
			visitor.send("PUT", "/api/units/" + this.unitA + "/successor", "{\"unitId\": \"" + this.unitB + "\"}")
				.expect(403);
			visitor.get("/api/rollouts/preview?packageKeys=tillit-enhet").expect(403);
		}
		ofSecretariat.forEach((path, body) -> nobody().post(path, body).expect(403));
		for (String path : List.of("/api/units", "/api/taxonomy", "/api/tasks/" + this.taskA + "/context")) {
			nobody().get(path).expect(401);
		}
		as("finnes-ikke").get("/api/units").expect(401);
		as("finnes-ikke").get("/engine-rest/task").expect(401);
	}

	/** Whatever one tries with a task of others, it is not there or not allowed. */
	private void others(Visitor visitor, String form, String task) {
		String engine = "/engine-rest/task/" + task;
		visitor.get(engine).expect(404);
		visitor.get(engine + "/form-variables").expect(403);
		visitor.get(engine + "/deployed-form").expect(403);
		visitor.get(engine + "/form").expect(403);
		visitor.get("/api/tasks/" + task + "/context").expect(404);
		visitor.post(engine + "/claim", "{\"userId\": \"" + visitor.user() + "\"}").expect(403);
		visitor.submit(task, form, "{}").expect(403);
		for (String act : List.of("take-over", "release")) {
			visitor.post("/api/tasks/" + task + "/" + act, "").expect(404);
		}
		visitor.post("/api/tasks/" + task + "/hand-over", "{\"userId\": \"" + visitor.user() + "\"}").expect(404);
	}

	private static List<String> taskIds(Visitor visitor, String query) {
		return visitor.post("/engine-rest/task", query).expect(200).json().findValuesAsText("id");
	}

}
