package no.nav.samtalepakker;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the table of {@link AccessMatrixTest} cannot say: queries that try to see more,
 * other ways to write an address, and access that ends while somebody is logged in.
 */
abstract class AccessTest extends HttpCaseTest {

	private static final String WEB = "/camunda/api/engine/engine/default";

	@Test
	void aLeaderSeesTheTasksOfTheUnitOnly() {
		List<String> units = units(UnitType.OFFICE, 2);
		rollout("tillit-enhet", units.get(0), units.get(1));
		Visitor leader = leaderOf(units.get(0));
		String own = leader.task("planMeeting");
		String other = leaderOf(units.get(1)).task("planMeeting");
		assertThat(taskIds(leader, "{}")).containsExactly(own);
		assertThat(
				taskIds(leader, "{\"candidateGroup\": \"enhet-" + units.get(1) + "\", \"includeAssignedTasks\": true}"))
			.isEmpty();
		assertThat(taskIds(leader, "{\"orQueries\": [{\"taskAssignee\": \"x\", \"assigneeLike\": \"%\"}]}"))
			.containsExactly(own);
		for (String query : List.of("", "?candidateGroup=enhet-" + units.get(1) + "&includeAssignedTasks=true",
				"?assigneeLike=leder-%25", "?processVariables=unitId_eq_" + units.get(1),
				"?processDefinitionKey=conversation", "?candidateGroupLike=%25&includeAssignedTasks=true",
				"?taskId=" + other)) {
			JsonNode tasks = leader.get("/engine-rest/task" + query).expect(200).json();
			assertThat(tasks.findValuesAsText("id")).as(query).doesNotContain(other);
			assertThat(leader.get("/engine-rest/task/count" + query).expect(200).json().path("count").asInt()).as(query)
				.isEqualTo(tasks.size());
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET, /task/{task}/variables", "GET, /user", "GET, /history/task", "POST, /task/{task}/bpmnError",
			"POST, /task/{task}/complete", "POST, /message", "PUT, /task/{task}/variables/unitId" })
	void theEnginesNameOpensNoOtherDoor(String method, String path) {
		String unit = conversationStarted(UnitType.OFFICE);
		String task = leaderOf(unit).task("planMeeting");
		leaderOf(unit)
			.send(method, "/engine-rest/engine/default" + path.replace("{task}", task),
					method.equals("GET") ? null : "{}")
			.expect(403);
		leaderOf(unit).get("/engine-rest/task/" + task).expect(200);
	}

	@Test
	void whoeverIsNotThereGetsNothing() {
		as("finnes-ikke").get("/api/units").expect(401);
		as("finnes-ikke").get("/engine-rest/task").expect(401);
	}

	@Test
	void aFormerLeaderAndAFormerDeputySeeNothingMore() {
		String unit = conversationStarted(UnitType.OFFICE);
		Visitor leader = leaderOf(unit);
		String task = leader.task("planMeeting");
		Visitor deputy = as("sted-" + unit);
		people(unit, "{'deputies': ['%s']}".formatted(deputy.user()));
		Browser atLeaders = browser(leader.user());
		Browser atDeputys = browser(deputy.user());
		deputy.post("/api/tasks/" + task + "/take-over", "").expect(204);
		sees(deputy, atDeputys, task);
		sees(leader, atLeaders, task);

		people(unit, "{'deputies': []}");
		seesNothing(deputy, atDeputys, task, "planMeeting");
		sees(leader, atLeaders, task);
		Visitor next = as("neste-" + unit);
		people(unit, "{'leader': '%s'}".formatted(next.user()));
		seesNothing(leader, atLeaders, task, "planMeeting");
		leader.post("/api/conversations/" + conversationOf(unit) + "/reminders/pause", "").expect(404);
		sees(next, browser(next.user()), task);
	}

	@Test
	void aTaskThatIsDoneIsGone() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String obstacle = obstaclesOf(unit).get(0);
		Visitor recipient = recipient("RUNDSKRIV");
		String task = recipient.task("answerObstacle", obstacle);
		Browser session = browser(recipient.user());
		sees(recipient, session, task);
		recipient.completeTask(task, "answerObstacle", "{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
		recipient.get("/engine-rest/task/" + task).expect(404);
		recipient.get("/api/tasks/" + task + "/context").expect(404);
		for (String part : List.of("", "/comment", "/attachment")) {
			session.get(WEB + "/task/" + task + part).expect(404);
		}
		for (String list : List.of("/history/task?taskId=" + task, "/history/user-operation?taskId=" + task,
				"/history/process-instance?processInstanceBusinessKey=" + obstacle)) {
			assertThat(session.get(WEB + list).expect(200).json()).as(list).isEmpty();
		}
		String reading = leaderOf(unit).task("readAnswer", obstacle);
		seesNothing(recipient, session, reading, "readAnswer");
	}

	@Test
	void aRecipientThatIsNoLongerAskedSeesNothingMore() {
		String unit = obstaclesReported(obstacle(null), obstacle("REGELVERK.TOLKNING"));
		String triaged = obstaclesOf(unit).get(0);
		secretariat().complete("triageObstacle", triaged,
				"{'decision': 'ROUTE', 'recipients': ['FORSOK_NKS'], 'reason': 'Dere vet dette'}");
		Visitor former = recipient("FORSOK_NKS");
		String task = former.task("answerObstacle", triaged);
		Browser session = browser(former.user());
		contacts("FORSOK_NKS", "vikar-nks");
		try {
			seesNothing(former, session, task, "answerObstacle");
			sees(as("vikar-nks"), browser("vikar-nks"), task);
		}
		finally {
			contacts("FORSOK_NKS", former.user());
		}
		String overdue = obstaclesOf(unit).get(1);
		String late = recipient("RUNDSKRIV").task("answerObstacle", overdue);
		fire("timer_answerOverdue", overdue);
		secretariat().complete("resolveOverdueAnswer", overdue, "{'action': 'REROUTE', 'recipients': ['HR']}");
		recipient("RUNDSKRIV").get("/engine-rest/task/" + late).expect(404);
		assertThat(recipient("RUNDSKRIV").tasks("answerObstacle", overdue)).isEmpty();
		recipient("HR").task("answerObstacle", overdue);
	}

	@Test
	void aClosedUnitsPeopleSeeNothingMore() {
		List<String> units = units(UnitType.OFFICE, 2);
		rollout("tillit-enhet", units.get(0), units.get(1));
		Visitor leader = leaderOf(units.get(0));
		Visitor successor = leaderOf(units.get(1));
		leader.complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		leader.complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'obstacles': [" + obstacle("REGELVERK.TOLKNING") + "]}");
		String obstacle = obstaclesOf(units.get(0)).get(0);
		recipient("RUNDSKRIV").complete("answerObstacle", obstacle, "{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
		String task = leader.task("readAnswer", obstacle);
		Browser session = browser(leader.user());
		secretariat()
			.send("PUT", "/api/units/" + units.get(0) + "/successor",
					Visitor.json("{'unitId': '%s'}".formatted(units.get(1))))
			.expect(204);
		seesNothing(leader, session, task, "readAnswer");
		leader.post("/api/obstacles/" + obstacle + "/withdraw", "{}").expect(404);
		sees(successor, browser(successor.user()), task);
	}

	@Test
	void theOperatorMendsOnlyWhatHasFailed() {
		String unit = conversationStarted(UnitType.OFFICE);
		ManagementService jobs = this.engine.getManagementService();
		Job job = instancesOf(conversationOf(unit)).stream()
			.flatMap((instance) -> jobs.createJobQuery().processInstanceId(instance).timers().list().stream())
			.findFirst()
			.orElseThrow();
		Browser session = browser("admin");
		for (String door : List.of("/engine-rest", "/engine-rest/engine/default", WEB)) {
			for (String act : List.of("POST /job/%s/execute {}", "POST /job/%s/execute/ {}",
					"PUT /job/%s/retries {\"retries\": 5}",
					"PUT /job/%s/retries {\"retries\": 5, \"dueDate\": \"2026-01-01T00:00:00.000+0100\"}",
					"POST /job/retries {\"retries\": 5, \"jobIds\": [\"%s\"]}",
					"PUT /job/%s/duedate {\"duedate\": null}", "POST /job/%s/duedate/recalculate {}",
					"PUT /job/%s/suspended {\"suspended\": true}", "PUT /job/%s/priority {\"priority\": 1}",
					"DELETE /job/%s")) {
				String[] parts = act.formatted(job.getId()).split(" ", 3);
				String body = (parts.length > 2) ? parts[2] : null;
				Visitor.Answer answer = door.equals(WEB) ? session.send(parts[0], door + parts[1], body)
						: admin().send(parts[0], door + parts[1], body);
				assertThat(answer.status()).as("%s", answer).isIn(403, 409);
				if (answer.status() == 409) {
					assertThat(answer.body()).contains("Jobben har ikke feilet");
				}
			}
		}
		Job untouched = jobs.createJobQuery().jobId(job.getId()).singleResult();
		assertThat(untouched.getDuedate()).isEqualTo(job.getDuedate());
		assertThat(untouched.getRetries()).isEqualTo(job.getRetries());
		jobs.setJobRetries(job.getId(), 0);
		admin().send("PUT", "/engine-rest/job/" + job.getId() + "/retries", "{\"retries\": 3}").expect(204);
		admin().post("/engine-rest/job/" + job.getId() + "/execute", "").expect(409);
		jobs.setJobRetries(job.getId(), 0);
		session.post(WEB + "/job/" + job.getId() + "/execute", "{}").expect(204);
	}

	private void people(String unit, String json) {
		secretariat().send("PUT", "/api/units/" + unit + "/people", Visitor.json(json)).expect(204);
	}

	private void contacts(String recipient, String user) {
		secretariat()
			.send("PUT", "/api/recipients/" + recipient + "/contacts",
					Visitor.json("{'userIds': ['%s']}".formatted(user)))
			.expect(204);
	}

	private static void sees(Visitor visitor, Browser session, String task) {
		visitor.get("/engine-rest/task/" + task).expect(200);
		visitor.get("/api/tasks/" + task + "/context").expect(200);
		session.get(WEB + "/task/" + task + "/form-variables").expect(200);
		session.get("/api/tasks/" + task + "/context").expect(200);
	}

	private static void seesNothing(Visitor visitor, Browser session, String task, String form) {
		visitor.get("/engine-rest/task/" + task).expect(404);
		visitor.get("/api/tasks/" + task + "/context").expect(404);
		visitor.submit(task, form, "{}").expect(403);
		visitor.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + visitor.user() + "\"}").expect(403);
		for (String act : List.of("take-over", "release")) {
			visitor.post("/api/tasks/" + task + "/" + act, "").expect(404);
		}
		session.get(WEB + "/task/" + task).expect(404);
		session.get("/api/tasks/" + task + "/context").expect(404);
		for (String part : List.of("form", "form-variables", "deployed-form", "variables", "identity-links")) {
			session.get(WEB + "/task/" + task + "/" + part).expect(403);
		}
		assertThat(session.post(WEB + "/task", "{}").expect(200).json().findValuesAsText("id")).doesNotContain(task);
		assertThat(taskIds(visitor, "{}")).doesNotContain(task);
	}

	private static List<String> taskIds(Visitor visitor, String query) {
		return visitor.post("/engine-rest/task", query).expect(200).json().findValuesAsText("id");
	}

}
