package no.nav.samtalepakker.security;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The doors of the running application, tried from outside. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:login;DB_CLOSE_DELAY=-1", "samtalepakker.demo.play=false" })
class LoginTests {

	private static final String TASKLIST_API = "/camunda/api/engine/engine/default";

	@LocalServerPort
	private int port;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private TaskService tasks;

	@Autowired
	private AuthorizationService authorizations;

	@Autowired
	private JdbcClient jdbc;

	private final CookieManager cookies = new CookieManager();

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	@BeforeEach
	void deployUnitTask() {
		if (this.repository.createProcessDefinitionQuery().processDefinitionKey("unitTask").count() == 0) {
			BpmnModelInstance model = Bpmn.createExecutableProcess("unitTask")
				.camundaHistoryTimeToLive(1)
				.startEvent()
				.userTask("userTask_planMeeting")
				.camundaAssignee("${units.assignee(unitId)}")
				.camundaCandidateGroups("enhet-${unitId}")
				.endEvent()
				.done();
			this.repository.createDeployment().addModelInstance("unit-task.bpmn", model).deploy();
		}
	}

	@ParameterizedTest
	@CsvSource({ "/engine-rest/task, 401", "/api/units, 401", "/camunda/api/engine/engine/default/task, 401",
			"/camunda/app/tasklist/default/, 302", "/oversikt, 302", "/actuator/health, 200", "/login, 200",
			"/actuator/env, 401", "/h2-console, 302" })
	void nobodyComesInWithoutLogin(String path, int status) throws Exception {
		assertThat(get(path).statusCode()).isEqualTo(status);
	}

	@Test
	void nobodySetsUpAnAdministrator() throws Exception {
		String setup = "/camunda/api/admin/setup/default/user/create";
		assertThat(send("POST", setup, "{}", Map.of()).statusCode()).isEqualTo(403);
		logIn("admin");
		assertThat(send("POST", setup, "{}", Map.of("X-XSRF-TOKEN", token("/"))).statusCode()).isEqualTo(403);
		assertThat(get("/camunda/app/admin/default/setup/").statusCode()).isEqualTo(403);
	}

	@Test
	void oneLoginOpensTasklistAndLogoutClosesIt() throws Exception {
		HttpResponse<String> answer = logIn("leder-0105");
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/samtaler");
		assertThat(get("/").headers().firstValue("Location").orElseThrow()).endsWith("/samtaler");
		assertThat(get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
		assertThat(get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);
		assertThat(get(TASKLIST_API + "/filter?resourceType=Task").body())
			.contains("Mine oppgaver", "Enhetens oppgaver")
			.doesNotContain("Til vurdering");
		assertThat(send("POST", TASKLIST_API + "/task/count", "{}", Map.of("X-XSRF-TOKEN", token("/camunda"))).body())
			.contains("count");
		assertThat(send("POST", "/camunda/api/admin/auth/user/default/logout", "", Map.of()).statusCode())
			.isEqualTo(204);
		assertThat(get(TASKLIST_API + "/task").statusCode()).isEqualTo(401);
	}

	@Test
	void theSecretariatStartsAtTheOverview() throws Exception {
		assertThat(logIn("sekretariat").headers().firstValue("Location").orElseThrow()).endsWith("/oversikt");
		assertThat(get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
	}

	@Test
	void aSessionNeedsATokenToAct() throws Exception {
		logIn("leder-0105");
		String release = "/api/tasks/none/release";
		assertThat(send("POST", release, "", Map.of()).statusCode()).isEqualTo(403);
		assertThat(send("POST", release, "", Map.of("X-XSRF-TOKEN", token("/"))).statusCode()).isEqualTo(404);
		get("/camunda/app/tasklist/default/");
		assertThat(send("POST", release, "", Map.of("X-XSRF-TOKEN", token("/camunda"))).statusCode()).isEqualTo(404);
		assertThat(as("leder-0105", "POST", release, "").statusCode()).isEqualTo(404);
	}

	@Test
	void wrongPasswordsStayOutside() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri("/engine-rest/task"))
			.header("Authorization", basic("leder-0106", "feil"))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
		assertThat(as("leder-0106", "GET", "/engine-rest/task", null).statusCode()).isEqualTo(200);
	}

	@Test
	void noExpressionRunsThroughAQuery() throws Exception {
		String payload = "{\"orQueries\":[{\"assigneeExpression\":\"${1+1}\"}]}";
		assertThat(as("leder-0105", "POST", "/engine-rest/task", payload).statusCode()).isEqualTo(400);
		assertThat(as("leder-0105", "POST", "/engine-rest/engine/default/task/count", payload).statusCode())
			.isEqualTo(400);
	}

	@Test
	void aTaskIsWorkedOnAndNotChanged() throws Exception {
		String task = start("0105");
		assertThat(this.authorizations.createAuthorizationQuery()
			.resourceType(Resources.TASK)
			.resourceId(task)
			.userIdIn("leder-0105")
			.count()).as("rights come from the group").isZero();
		assertThat(this.authorizations.createAuthorizationQuery()
			.resourceType(Resources.TASK)
			.resourceId(task)
			.groupIdIn("enhet-0105")
			.list()).singleElement()
			.satisfies((right) -> assertThat(right.isPermissionGranted(TaskPermissions.TASK_WORK)).isTrue())
			.satisfies((right) -> assertThat(right.isPermissionGranted(TaskPermissions.UPDATE)).isFalse());
		assertThat(as("leder-0105", "GET", "/engine-rest/task/" + task, null).statusCode()).isEqualTo(200);
		assertThat(as("leder-0106", "GET", "/engine-rest/task/" + task, null).statusCode()).isEqualTo(404);
		String form = "/engine-rest/task/" + task + "/submit-form";
		String other = "{\"variables\":{\"unitId\":{\"value\":\"0106\",\"type\":\"String\"}}}";
		assertThat(as("leder-0105", "POST", form, other).statusCode()).isEqualTo(400);
		assertThat(as("leder-0106", "POST", form, other).statusCode()).isEqualTo(403);
		assertThat(task(task)).isNotNull();
	}

	@Test
	void aTaskChangesHandsWithinItsGroup() throws Exception {
		people("0111", "{\"deputies\":[\"sted-0111\"]}");
		String task = start("0111");
		String acts = "/api/tasks/" + task;
		assertThat(as("leder-0105", "POST", acts + "/take-over", "").statusCode()).isEqualTo(404);
		assertThat(as("sted-0111", "POST", acts + "/take-over", "").statusCode()).isEqualTo(204);
		assertThat(task(task).getAssignee()).isEqualTo("sted-0111");
		HttpResponse<String> outside = as("sted-0111", "POST", acts + "/hand-over", "{\"userId\":\"leder-0105\"}");
		assertThat(outside.statusCode()).isEqualTo(400);
		assertThat(outside.body()).contains("userId");
		assertThat(as("sted-0111", "POST", acts + "/hand-over", "{\"userId\":\"leder-0111\"}").statusCode())
			.isEqualTo(204);
		assertThat(task(task).getAssignee()).isEqualTo("leder-0111");
		as("sted-0111", "POST", acts + "/take-over", "");
		assertThat(as("sted-0111", "POST", acts + "/release", "").statusCode()).isEqualTo(204);
		assertThat(task(task).getAssignee()).isEqualTo("leder-0111");
		assertThat(this.jdbc.sql("select action from audit where subject_id = ? order by at")
			.param(task)
			.query(String.class)
			.list()).containsExactly("TASK_TAKEN_OVER", "TASK_HANDED_OVER", "TASK_TAKEN_OVER", "TASK_RELEASED");
	}

	@Test
	void aNewLeaderGetsTheTasksAndTheFormerLosesThem() throws Exception {
		String task = start("0119");
		assertThat(as("leder-0105", "PUT", "/api/units/0119/people", "{\"leader\":\"ny-0119\"}").statusCode())
			.isEqualTo(403);
		people("0119", "{\"leader\":\"ny-0119\",\"deputies\":[]}");
		assertThat(task(task).getAssignee()).isEqualTo("ny-0119");
		assertThat(as("ny-0119", "GET", "/engine-rest/task/" + task, null).statusCode()).isEqualTo(200);
		assertThat(as("leder-0119", "GET", "/engine-rest/task/" + task, null).statusCode()).isEqualTo(404);
		people("0119", "{\"leader\":\"neste-0119\",\"validFrom\":\"2199-01-01\"}");
		assertThat(task(task).getAssignee()).isEqualTo("ny-0119");
	}

	@Test
	void aClosedUnitLeavesItsTasksToItsSuccessor() throws Exception {
		String task = start("0124");
		assertThat(as("sekretariat", "PUT", "/api/units/0124/successor", "{\"unitId\":\"MBA-0200\"}").statusCode())
			.isEqualTo(400);
		assertThat(as("sekretariat", "PUT", "/api/units/0124/successor", "{\"unitId\":\"0128\"}").statusCode())
			.isEqualTo(204);
		assertThat(as("sekretariat", "PUT", "/api/units/0124/successor", "{\"unitId\":\"0128\"}").statusCode())
			.isEqualTo(204);
		assertThat(task(task).getAssignee()).isEqualTo("leder-0128");
		assertThat(this.runtime.getVariable(task(task).getExecutionId(), "unitId")).isEqualTo("0128");
		assertThat(this.tasks.createTaskQuery()
			.taskId(task)
			.taskCandidateGroup("enhet-0128")
			.includeAssignedTasks()
			.count()).isOne();
		assertThat(as("leder-0124", "GET", "/engine-rest/task/" + task, null).statusCode()).isEqualTo(404);
	}

	private void people(String unit, String change) throws Exception {
		assertThat(as("sekretariat", "PUT", "/api/units/" + unit + "/people", change).statusCode()).isEqualTo(204);
	}

	private String start(String unit) {
		String instance = this.runtime.startProcessInstanceByKey("unitTask", Map.of("unitId", unit)).getId();
		return this.tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
	}

	private Task task(String id) {
		return this.tasks.createTaskQuery().taskId(id).singleResult();
	}

	private HttpResponse<String> logIn(String user) throws Exception {
		get("/login");
		return this.browser.send(HttpRequest.newBuilder(uri("/login"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("username=" + user + "&password=demo&_csrf=" + token("/")))
			.build(), BodyHandlers.ofString());
	}

	private String token(String path) throws Exception {
		if (path.equals("/")) {
			get("/login");
		}
		List<HttpCookie> known = this.cookies.getCookieStore().getCookies();
		return known.stream()
			.filter((cookie) -> cookie.getName().equals("XSRF-TOKEN") && cookie.getPath().equals(path))
			.findFirst()
			.orElseThrow()
			.getValue();
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.browser.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
			throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.method(method, BodyPublishers.ofString(body))
			.header("Content-Type", "application/json");
		headers.forEach(request::header);
		return this.browser.send(request.build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> as(String user, String method, String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri(path))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.header("Authorization", basic(user, "demo"))
			.header("Content-Type", "application/json")
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

	private static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
