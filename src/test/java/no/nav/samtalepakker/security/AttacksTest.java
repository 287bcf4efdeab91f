package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Payload;
import no.nav.samtalepakker.testing.Visitor;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Known attacks on the engine, sent as an attacker would: by a user who has logged in, by
 * REST and through the web applications. Each is refused, and nothing in the database or
 * on disk is different afterwards. The lines behind the first are attacked through the
 * Java API, where no filter stands before them.
 */
abstract class AttacksTest extends HttpCaseTest {

	private static final String WEBAPP = "/camunda/api/engine/engine/default";

	/** Every query the engine takes as a body. */
	private static final List<String> QUERIES = List.of("/task", "/process-instance", "/history/process-instance",
			"/history/task", "/variable-instance", "/history/variable-instance", "/history/activity-instance",
			"/incident", "/job", "/execution");

	@LocalServerPort
	private int port;

	@Autowired
	private TaskService tasks;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private HistoryService history;

	@Autowired
	private FilterService filters;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private IdentityService identities;

	@TempDir
	private Path folder;

	private Path trace;

	private String payload;

	private String unit;

	private String task;

	private String otherUnit;

	private Attacker leader;

	private Attacker secretariat;

	private Attacker admin;

	@BeforeAll
	void openCases() {
		this.unit = conversationStarted(UnitType.OFFICE);
		this.task = leaderOf(this.unit).task("planMeeting");
		this.otherUnit = conversationStarted(UnitType.OFFICE);
		this.leader = new Attacker(this.port).logIn(leaderOf(this.unit).user());
		this.secretariat = new Attacker(this.port).logIn("sekretariat");
		this.admin = new Attacker(this.port).logIn("admin");
	}

	/** What was published for CVE-2026-109432: it starts a program. */
	@BeforeEach
	void armPayload() {
		this.trace = this.folder.resolve("trace");
		this.payload = Payload.running(this.trace);
	}

	// expressions

	@ParameterizedTest
	@ValueSource(strings = { "{'assigneeExpression': '%s'}", "{'orQueries': [{'assigneeExpression': '%s'}]}",
			"{'orQueries': [{'orQueries': [{'orQueries': [{'candidateGroupsExpression': '%s'}]}]}]}",
			"{'orQueries': [{'name': 'a'}, {'nameLike': 'b', 'dueBeforeExpression': '%s'}]}",
			"{'orQueries': [{'assignee\\u0045xpression': '%s'}]}", "{'orQueries': [{'ASSIGNEEEXPRESSION': '%s'}]}",
			"{'orQueries': [], 'orQueries': [{'ownerExpression': '%s'}]}",
			"{'orQueries': [{'assignee': 'a', 'assigneeExpression': '%s', 'assigneeExpression': 'a'}]}" })
	void noQueryRunsAnExpression(String template) {
		String body = Visitor.json(template).replace("%s", this.payload);
		Map<String, Integer> before = rows();
		for (String query : QUERIES) {
			for (String path : List.of(query, query + "/count")) {
				admin().post("/engine-rest" + path, body).expect(400);
				admin().post("/engine-rest/engine/default" + path, body).expect(400);
				leaderOf(this.unit).post("/engine-rest" + path, body).expect(400);
				assertThat(inTasklist(this.admin, "POST", WEBAPP + path, body)).as(path).isEqualTo(400);
			}
		}
		for (String filter : filterIds()) {
			for (String act : List.of("/list", "/count", "/singleResult")) {
				assertThat(inTasklist(this.leader, "POST", WEBAPP + "/filter/" + filter + act, body)).isEqualTo(400);
			}
		}
		assertThat(
				inTasklist(this.secretariat, "POST", "/camunda/api/cockpit/plugin/base/default/process-instance", body))
			.isEqualTo(400);
		assertNothingHappened(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "text/plain", "application/xml", "text/json",
			"application/json;charset=UTF-16", "application/hal+json", "multipart/form-data;boundary=a" })
	void noOtherContentTypeHidesAnExpression(String type) {
		String body = "{\"orQueries\":[{\"assigneeExpression\":\"" + this.payload + "\"}]}";
		for (String path : List.of("/task", "/task/count")) {
			assertThat(this.leader
				.send("POST", WEBAPP + path, body,
						Map.of("Content-Type", type, "X-XSRF-TOKEN", this.leader.tasklistToken()))
				.statusCode()).isIn(400, 415);
		}
		assertThat(this.leader
			.send("POST", WEBAPP + "/task", "orQueries=" + body + "&assigneeExpression=" + this.payload,
					Map.of("Content-Type", type, "X-XSRF-TOKEN", this.leader.tasklistToken()))
			.statusCode()).isIn(400, 415);
		assertThat(this.trace).doesNotExist();
	}

	@Test
	void noAddressCarriesAnExpression() {
		for (String name : List.of("assigneeExpression", "assignee%45xpression", "candidateGroupExpression")) {
			leaderOf(this.unit).get("/engine-rest/task?" + name + "=%24%7B1%7D").expect(400);
			assertThat(this.leader.get(WEBAPP + "/task?" + name + "=%24%7B1%7D").statusCode()).isEqualTo(400);
		}
	}

	@Test
	void theJavaInterfaceRefusesExpressionsInWhateverDepth() {
		assertRefused(() -> this.tasks.createTaskQuery().taskAssigneeExpression(this.payload).list());
		List<Callable<Object>> attacks = List.of(() -> joined().list(), () -> joined().count(),
				() -> joined().singleResult(), () -> joined().listPage(0, 1), () -> joined().unlimitedList(),
				() -> ((AbstractQuery<?, ?>) joined()).listIds(),
				() -> poisoned(this.tasks.createTaskQuery().or().taskName("a").endOr().or().taskName("b").endOr())
					.list(),
				() -> this.filters.list(filterIds().get(0), joined()),
				() -> this.filters.listPage(filterIds().get(0), joined(), 0, 1),
				() -> this.filters.singleResult(filterIds().get(0), joined()),
				() -> this.filters.count(filterIds().get(0), joined()));
		attacks.forEach(this::assertRefused);
		for (AbstractQuery<?, ?> query : List.of((AbstractQuery<?, ?>) this.runtime.createProcessInstanceQuery(),
				(AbstractQuery<?, ?>) this.history.createHistoricProcessInstanceQuery(),
				(AbstractQuery<?, ?>) this.history.createHistoricTaskInstanceQuery())) {
			nestedIn(query).addExpression("processInstanceBusinessKey", this.payload);
			assertRefused(query::list);
			assertRefused(query::count);
		}
	}

	private static AbstractQuery<?, ?> nestedIn(AbstractQuery<?, ?> query) {
		if (query instanceof ProcessInstanceQueryImpl instances) {
			instances.or().processInstanceBusinessKey("a").endOr();
			return instances.getQueries().get(1);
		}
		if (query instanceof HistoricProcessInstanceQueryImpl instances) {
			instances.or().processInstanceBusinessKey("a").endOr();
			return instances.getQueries().get(1);
		}
		HistoricTaskInstanceQueryImpl tasks = (HistoricTaskInstanceQueryImpl) query;
		tasks.or().taskName("a").endOr();
		return tasks.getQueries().get(1);
	}

	private TaskQuery joined() {
		return this.tasks.createTaskQuery().or().taskAssigneeExpression(this.payload).taskName("a").endOr();
	}

	private TaskQuery poisoned(TaskQuery query) {
		List<? extends AbstractQuery<?, ?>> parts = ((org.camunda.bpm.engine.impl.TaskQueryImpl) query).getQueries();
		parts.get(parts.size() - 1).addExpression("taskName", this.payload);
		return query;
	}

	private void assertRefused(Callable<Object> attack) {
		assertThatThrownBy(attack::call).isInstanceOf(BadUserRequestException.class)
			.hasMessageContaining("Expressions are forbidden");
		assertThat(this.trace).doesNotExist();
	}

	@Test
	void noUserStoresAnExpression() {
		Query<?, ?> query = joined();
		this.identities.setAuthentication("admin", List.of("camunda-admin"));
		try {
			assertRefused(() -> this.filters.saveFilter(this.filters.newTaskFilter("Felle").setQuery(query)));
		}
		finally {
			this.identities.clearAuthentication();
		}
	}

	/** The second line, when somebody got around the first and the third. */
	@Test
	void aStoredExpressionReachesNothing() {
		for (String expression : List.of(this.payload, Payload.writing(this.trace),
				"${identities.join('" + leaderOf(this.unit).user() + "', 'camunda-admin')}",
				"${processes.tell('message_stopped', '" + conversationOf(this.unit) + "')}",
				"${dataSource.getConnection()}", "${environment.systemProperties}")) {
			Map<String, Integer> before = rows();
			Filter trap = this.filters.saveFilter(this.filters.newTaskFilter("Felle")
				.setQuery(this.tasks.createTaskQuery().taskAssigneeExpression(expression)));
			try {
				assertThatThrownBy(() -> this.filters.list(trap.getId())).isInstanceOf(ProcessEngineException.class);
			}
			finally {
				this.filters.deleteFilter(trap.getId());
			}
			assertNothingHappened(before);
		}
	}

	@Test
	void ourOwnFiltersWork() {
		JsonNode mine = json(this.leader.get(WEBAPP + "/filter?name=Mine%20oppgaver").body());
		String filter = mine.path(0).path("id").asText();
		assertThat(this.leader.get(WEBAPP + "/filter/" + filter + "/list").body()).contains(this.task);
		assertThat(this.leader
			.send("POST", WEBAPP + "/filter/" + filter + "/list?firstResult=0&maxResults=15",
					"{\"sorting\":[{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"}]}",
					Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", this.leader.tasklistToken()))
			.body()).contains(this.task);
	}

	// the first administrator

	@Test
	void nobodyMakesThemselvesAdministratorOfAnEmptyDatabase() {
		List<String> members = this.jdbc.sql("select user_id_ from act_id_membership where group_id_ = 'camunda-admin'")
			.query(String.class)
			.list();
		Attacker insider = new Attacker(this.port).logIn(leaderOf(this.unit).user());
		String token = insider.tasklistToken();
		Map<String, Integer> before = rows();
		this.jdbc.sql("delete from act_id_membership where group_id_ = 'camunda-admin'").update();
		try {
			for (String path : List.of("/camunda/api/admin/setup/default/user/create",
					"/camunda/api/admin/setup/default/user/create/", "/camunda/api/admin/setup/default/user/create;a=b",
					"/camunda/api/admin/setup;jsessionid=1/default/user/create",
					"/camunda/api/admin;/setup/default/user/create", "/camunda/api/admin/%73etup/default/user/create",
					"/camunda/api/%61dmin/setup/default/user/create", "/%63amunda/api/admin/setup/default/user/create",
					"/camunda/%61pi/admin/setup/default/user/create",
					"/camunda/api/admin/%2573etup/default/user/create",
					"/camunda/api/admin/setup/default/user/%63reate", "/camunda/api/admin//setup/default/user/create",
					"//camunda/api/admin/setup/default/user/create", "/camunda//api/admin/setup/default/user/create",
					"/camunda/api/admin/./setup/default/user/create",
					"/camunda/api/admin/x/../setup/default/user/create",
					"/camunda/api/admin/x/%2e%2e/setup/default/user/create",
					"/camunda/api/admin/%2e/setup/default/user/create",
					"/camunda/api/admin/..%2fadmin/setup/default/user/create",
					"/camunda/api/admin%2fsetup/default/user/create",
					"/camunda/api/admin\\setup/default/user/create".replace("\\", "%5c"),
					"/camunda/api/ADMIN/setup/default/user/create", "/camunda/api/admin/SETUP/default/user/create",
					"/CAMUNDA/api/admin/setup/default/user/create", "/camunda/API/admin/setup/default/user/create",
					"/camunda/api/engine/../admin/setup/default/user/create",
					"/camunda/api/admin/setup/default/user/create%00",
					"/camunda/api/admin/setup/default/user/create%0a",
					"/css/../camunda/api/admin/setup/default/user/create",
					"/login/../camunda/api/admin/setup/default/user/create",
					"/login;/../camunda/api/admin/setup/default/user/create")) {
				for (Attacker visitor : List.of(new Attacker(this.port), insider)) {
					var answer = visitor.send("POST", path, """
							{"profile":{"id":"inntrenger","firstName":"a","lastName":"b","email":"c"},
							"credentials":{"password":"demo"}}""",
							Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", token));
					boolean toLogin = answer.statusCode() == 302
							&& answer.headers().firstValue("Location").orElse("").endsWith("/login");
					assertThat(toLogin || answer.statusCode() / 100 == 4).as("%s: %s", path, answer.statusCode())
						.isTrue();
				}
			}
			for (String path : List.of("/camunda/app/admin/default/setup/", "/camunda/app/admin/default/setup",
					"/camunda/app/admin/default/%73etup/", "/camunda/app/admin/default/setup/x")) {
				assertThat(new Attacker(this.port).get(path).statusCode()).as(path).isBetween(400, 499);
				assertThat(this.admin.get(path).statusCode()).as(path).isBetween(400, 499);
			}
		}
		finally {
			members.forEach((member) -> this.identities.createMembership(member, "camunda-admin"));
		}
		assertNothingHappened(before);
	}

	// models and running cases

	@Test
	void nobodyTouchesModelsAndRunningCases() {
		String instance = instancesOf(conversationOf(this.unit)).get(0);
		String definition = admin().get("/engine-rest/process-instance/" + instance)
			.expect(200)
			.json()
			.path("definitionId")
			.asText();
		String deployment = admin().get("/engine-rest/process-definition/" + definition)
			.expect(200)
			.json()
			.path("deploymentId")
			.asText();
		String variables = "{\"variables\":{\"unitId\":{\"value\":\"0000\",\"type\":\"String\"}}}";
		String start = "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"a\"}],"
				+ "\"variables\":{\"unitId\":{\"value\":\"" + this.unit + "\",\"type\":\"String\"}}}";
		List<String> attacks = List.of("POST /deployment/create", "POST /deployment/" + deployment + "/redeploy {}",
				"DELETE /deployment/" + deployment + "?cascade=true",
				"POST /process-definition/key/conversation/start " + start,
				"POST /process-definition/" + definition + "/start " + start,
				"POST /process-definition/key/conversation/submit-form " + variables,
				"POST /process-definition/" + definition + "/restart {\"processInstanceIds\":[\"" + instance + "\"]}",
				"POST /process-definition/" + definition + "/restart-async {\"processInstanceIds\":[\"" + instance
						+ "\"]}",
				"PUT /process-definition/" + definition + "/suspended {\"suspended\":true}",
				"PUT /process-definition/suspended {\"suspended\":true,\"processDefinitionKey\":\"conversation\"}",
				"PUT /process-definition/" + definition + "/history-time-to-live {\"historyTimeToLive\":0}",
				"DELETE /process-definition/" + definition + "?cascade=true",
				"DELETE /process-definition/key/conversation/delete", "POST /modification/execute {}",
				"POST /modification/executeAsync {}",
				"POST /process-instance/" + instance
						+ "/modification {\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"a\"}]}",
				"POST /process-instance/" + instance + "/modification-async {}",
				"PUT /process-instance/" + instance + "/suspended {\"suspended\":true}",
				"PUT /process-instance/" + instance + "/variables/unitId {\"value\":\"0000\",\"type\":\"String\"}",
				"POST /process-instance/" + instance + "/variables {\"modifications\":{\"unitId\":{\"value\":\"0\"}}}",
				"POST /process-instance/variables-async {}", "POST /process-instance/message-async {}",
				"DELETE /process-instance/" + instance, "POST /process-instance/delete {}",
				"POST /process-instance/suspended {}", "POST /execution/" + instance + "/signal {}",
				"POST /execution/" + instance + "/messageSubscriptions/message_stopped/trigger {}",
				"POST /execution/" + instance + "/localVariables {\"modifications\":{}}",
				"POST /migration/generate {\"sourceProcessDefinitionId\":\"" + definition
						+ "\",\"targetProcessDefinitionId\":\"" + definition + "\"}",
				"POST /migration/validate {}", "POST /migration/execute {}", "POST /migration/executeAsync {}",
				"POST /batch/a/suspended {}", "PUT /batch/a/suspended {\"suspended\":true}", "DELETE /batch/a",
				"POST /external-task/fetchAndLock {\"workerId\":\"a\",\"maxTasks\":1,\"topics\":[]}",
				"POST /external-task/a/complete {\"workerId\":\"a\"}", "PUT /external-task/retries {}",
				"POST /message {\"messageName\":\"message_stopped\",\"businessKey\":\"" + conversationOf(this.unit)
						+ "\"}",
				"POST /message {\"messageName\":\"message_stopped\",\"all\":true}", "POST /signal {\"name\":\"a\"}",
				"POST /condition {\"variables\":{}}", "POST /schema/log {}", "POST /metrics {}",
				"POST /decision-definition/key/obstacle-recipients/evaluate {\"variables\":{}}",
				"POST /task/create {\"id\":\"a\"}", "POST /task/" + this.task + "/complete " + variables,
				"POST /task/" + this.task + "/resolve {}", "PUT /task/" + this.task + " {\"assignee\":\"x\"}",
				"POST /task/" + this.task + "/bpmnError {\"errorCode\":\"a\"}",
				"POST /task/" + this.task + "/assignee {\"userId\":\"x\"}",
				"POST /task/" + this.task + "/localVariables {\"modifications\":{}}",
				"POST /task/" + this.task + "/comment/create {\"message\":\"a\"}",
				"POST /task/" + this.task + "/identity-links {\"userId\":\"x\",\"type\":\"candidate\"}",
				"DELETE /task/" + this.task, "POST /filter/create {\"resourceType\":\"Task\",\"name\":\"a\"}",
				"PUT /filter/" + filterIds().get(0) + " {\"resourceType\":\"Task\",\"name\":\"a\"}",
				"DELETE /filter/" + filterIds().get(0),
				"POST /user/create {\"profile\":{\"id\":\"inntrenger\"},\"credentials\":{\"password\":\"a\"}}",
				"PUT /user/sekretariat/credentials {\"password\":\"a\"}", "DELETE /user/sekretariat",
				"POST /group/create {\"id\":\"a\",\"name\":\"a\",\"type\":\"WORKFLOW\"}",
				"PUT /group/camunda-admin/members/" + leaderOf(this.unit).user(),
				"POST /authorization/create {\"type\":0,\"permissions\":[\"ALL\"],\"userId\":\"*\",\"resourceType\":8,"
						+ "\"resourceId\":\"*\"}",
				"POST /identity/verify {\"username\":\"admin\",\"password\":\"demo\"}",
				"POST /tenant/create {\"id\":\"a\"}", "POST /history/cleanup?immediatelyDue=true {}",
				"POST /history/process-instance/delete {}", "DELETE /history/process-instance/" + instance,
				"DELETE /history/user-operation/a", "POST /history/process-instance/set-removal-time {}",
				"DELETE /history/variable-instance/a", "PUT /job/a/duedate {}",
				"PUT /job/suspended {\"suspended\":true,\"processDefinitionKey\":\"conversation\"}", "DELETE /job/a",
				"PUT /job-definition/suspended {\"suspended\":true}", "POST /job/a/duedate/recalculate");
		Map<String, Integer> before = rows();
		for (String attack : attacks) {
			String[] parts = attack.split(" ", 3);
			String body = (parts.length > 2) ? parts[2] : "";
			for (Visitor visitor : List.of(leaderOf(this.unit), secretariat(), admin())) {
				visitor.send(parts[0], "/engine-rest" + parts[1], body).expect(403);
				visitor.send(parts[0], "/engine-rest/engine/default" + parts[1], body).expect(403);
			}
			for (Attacker browser : List.of(this.leader, this.secretariat, this.admin)) {
				assertThat(inTasklist(browser, parts[0], WEBAPP + parts[1], body)).as(attack).isEqualTo(403);
			}
		}
		assertNothingHappened(before);
	}

	@Test
	void nobodyUploadsAModel() {
		String model = """
				--b\r
				Content-Disposition: form-data; name="deployment-name"\r
				\r
				felle\r
				--b\r
				Content-Disposition: form-data; name="data"; filename="felle.bpmn"\r
				Content-Type: text/xml\r
				\r
				%s\r
				--b--\r
				""".formatted(model("", "<startEvent id='start'/>"));
		// the engine ends the session of whoever comes without its token
		Attacker careless = new Attacker(this.port).logIn("admin");
		Attacker careful = new Attacker(this.port).logIn("admin");
		String token = careful.tasklistToken();
		Map<String, Integer> before = rows();
		Map<String, String> multipart = Map.of("Content-Type", "multipart/form-data; boundary=b");
		assertThat(new Attacker(this.port)
			.send("POST", "/engine-rest/deployment/create", model,
					Map.of("Content-Type", "multipart/form-data; boundary=b", "Authorization", basic("admin", "demo")))
			.statusCode()).isBetween(400, 499);
		assertThat(careless.send("POST", WEBAPP + "/deployment/create", model, multipart).statusCode()).isBetween(400,
				499);
		assertThat(careful
			.send("POST", WEBAPP + "/deployment/create", model,
					Map.of("Content-Type", "multipart/form-data; boundary=b", "X-XSRF-TOKEN", token))
			.statusCode()).isBetween(400, 499);
		assertNothingHappened(before);
	}

	// models with a trap

	@Test
	void noModelReadsAFileOrCallsOut() throws Exception {
		Path secret = this.folder.resolve("secret");
		Files.writeString(secret, "hemmelig-innhold");
		AtomicInteger calls = new AtomicInteger();
		try (ServerSocket outside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread listener = new Thread(() -> hangUpOnEverybody(outside, calls));
			listener.setDaemon(true);
			listener.start();
			String address = "http://localhost:" + outside.getLocalPort() + "/a.dtd";
			for (String doctype : List.of("<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>",
					"<!DOCTYPE a [<!ENTITY x SYSTEM '" + address + "'>]>", "<!DOCTYPE a SYSTEM '" + address + "'>",
					"<!DOCTYPE a PUBLIC 'a' '" + address + "'>",
					"<!DOCTYPE a [<!ENTITY % p SYSTEM '" + address + "'> %p;<!ENTITY x 'a'>]>")) {
				String bpmn = model(doctype, "<documentation>&x;</documentation><startEvent id='start' name='&x;'/>");
				deploy("trap.bpmn", bpmn);
				deploy("trap.dmn", decision(doctype, "&x;"));
			}
			String included = model("", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + address
					+ "'/><startEvent id='start'/>");
			deploy("trap.bpmn", included);
			deploy("trap.bpmn",
					model("", "<startEvent id='start'/>").replace("<definitions ",
							"<definitions xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a "
									+ address + "' "));
		}
		assertThat(calls).hasValue(0);
	}

	private static void hangUpOnEverybody(ServerSocket outside, AtomicInteger calls) {
		try {
			while (true) {
				Socket caller = outside.accept();
				calls.incrementAndGet();
				caller.close();
			}
		}
		catch (IOException ex) {
			// the test is over
		}
	}

	@Test
	void noModelEatsTheMemory() {
		StringBuilder entities = new StringBuilder("<!ENTITY x0 'haha'>");
		for (int i = 1; i < 30; i++) {
			entities.append("<!ENTITY x%d '%s'>".formatted(i, ("&x" + (i - 1) + ";").repeat(10)));
		}
		String doctype = "<!DOCTYPE a [" + entities + "]>";
		deploy("trap.bpmn", model(doctype, "<startEvent id='start' name='&x29;'/>"));
		deploy("trap.dmn", decision(doctype, "&x29;"));
	}

	@Test
	void noModelRunsAScript() {
		String scriptTask = "<startEvent id='start'/><sequenceFlow id='a' sourceRef='start' targetRef='run'/>"
				+ "<scriptTask id='run' scriptFormat='%s'><script>java.nio.file.Files.createFile("
				+ "java.nio.file.Path.of('" + this.trace + "'))</script></scriptTask>";
		for (String language : List.of("groovy", "javascript", "ECMAScript", "python", "ruby", "kotlin", "feel",
				"juel")) {
			String id = this.repository.createDeployment()
				.addString("trap.bpmn", model("", scriptTask.formatted(language)))
				.deploy()
				.getId();
			try {
				assertThatThrownBy(() -> this.runtime.startProcessInstanceByKey("trap"), language)
					.isInstanceOf(ProcessEngineException.class);
			}
			finally {
				this.repository.deleteDeployment(id, true);
			}
			assertThat(this.trace).doesNotExist();
		}
	}

	/** Deploys, if that is possible, and looks for what should not be there. */
	private void deploy(String name, String xml) {
		String id = null;
		try {
			id = this.repository.createDeployment().addString(name, xml).deploy().getId();
			assertThat(this.repository.createProcessDefinitionQuery().deploymentId(id).list())
				.allSatisfy((definition) -> {
					assertThat(this.repository.getBpmnModelInstance(definition.getId()).toString())
						.doesNotContain("hemmelig");
					assertThat(String.valueOf(definition.getDescription())).doesNotContain("hemmelig");
				});
		}
		catch (ProcessEngineException | org.camunda.bpm.model.xml.ModelException ex) {
			// refused, which is as good
		}
		finally {
			if (id != null) {
				this.repository.deleteDeployment(id, true);
			}
		}
	}

	private static String model(String doctype, String content) {
		return "<?xml version='1.0'?>" + doctype
				+ "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='a'>"
				+ "<process id='trap' isExecutable='true' xmlns:camunda='http://camunda.org/schema/1.0/bpmn' "
				+ "camunda:historyTimeToLive='1'>" + content + "</process></definitions>";
	}

	private static String decision(String doctype, String name) {
		return "<?xml version='1.0'?>" + doctype
				+ "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='t' name='t' namespace='a'>"
				+ "<decision id='trap' xmlns:camunda='http://camunda.org/schema/1.0/dmn' "
				+ "camunda:historyTimeToLive='1' name='" + name + "'><literalExpression id='l'><text>1</text>"
				+ "</literalExpression></decision></definitions>";
	}

	// objects

	@ParameterizedTest
	@ValueSource(strings = {
			"{'planMeeting': {'type': 'Object', 'value': 'rO0ABXNy', 'valueInfo': {'objectTypeName': "
					+ "'java.util.HashMap', 'serializationDataFormat': 'application/x-java-serialized-object'}}}",
			"{'planMeeting': {'type': 'Object', 'value': '{}', 'valueInfo': {'objectTypeName': "
					+ "'javax.naming.InitialContext', 'serializationDataFormat': 'application/json'}}}",
			"{'planMeeting': {'type': 'File', 'value': 'YQ==', 'valueInfo': {'filename': 'a'}}}",
			"{'planMeeting': {'type': 'Bytes', 'value': 'YQ=='}}", "{'planMeeting': {'type': 'Xml', 'value': '<a/>'}}",
			"{'unitId': {'type': 'Object', 'value': 'a'}}" })
	void noFormBringsAnObject(String variables) {
		Map<String, Integer> before = rows();
		String body = Visitor.json("{'variables': " + variables + "}");
		leaderOf(this.unit).post("/engine-rest/task/" + this.task + "/submit-form", body).expect(400);
		assertThat(inTasklist(this.leader, "POST", WEBAPP + "/task/" + this.task + "/submit-form", body))
			.isEqualTo(400);
		secretariat().post("/engine-rest/process-definition/key/rollout/submit-form", body).expect(400);
		assertNothingHappened(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "'value': {'@class': 'javax.naming.InitialContext'}",
			"'value': ['javax.naming.InitialContext', {}]",
			"'value': 'rO0ABXNy', 'type': 'Object', 'valueInfo': {'objectTypeName': 'java.util.HashMap'}" })
	void noQueryBringsAnObject(String value) {
		for (String list : List.of("processVariables", "taskVariables", "variables")) {
			String body = Visitor.json("{'" + list + "': [{'name': 'a', 'operator': 'eq', " + value + "}]}");
			leaderOf(this.unit).post("/engine-rest/task", body).expect(400);
			admin().post("/engine-rest/process-instance", body).expect(400);
			assertThat(inTasklist(this.leader, "POST", WEBAPP + "/filter/" + filterIds().get(0) + "/list", body))
				.isEqualTo(400);
		}
	}

	@Test
	void theEngineTakesNoSerializedJava() {
		ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) this.engine
			.getProcessEngineConfiguration();
		assertThat(configuration.isJavaSerializationFormatEnabled()).isFalse();
		assertThat(configuration.isDeserializationTypeValidationEnabled()).isTrue();
		assertThat(configuration.isEnableXxeProcessing()).isFalse();
		assertThat(configuration.getQueryMaxResultsLimit()).isEqualTo(Processes.LONGEST_LIST);
		assertThatThrownBy(() -> this.tasks.setVariable(this.task, "a",
				Variables.serializedObjectValue("rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==")
					.serializationDataFormat(Variables.SerializationDataFormats.JAVA)
					.objectTypeName("java.util.HashMap")
					.create()))
			.isInstanceOf(ProcessEngineException.class);
		assertThat(this.tasks.getVariables(this.task)).doesNotContainKey("a");
	}

	// limits

	@Test
	void aListWithoutALimitIsAListAndNoError() {
		for (Visitor visitor : List.of(leaderOf(this.unit), secretariat(), admin())) {
			for (String query : List.of("", "?maxResults=2147483", "?maxResults=5001", "?firstResult=0")) {
				assertThat(visitor.get("/engine-rest/task" + query).expect(200).json().isArray()).isTrue();
				assertThat(visitor.post("/engine-rest/task" + query, "{}").expect(200).json().isArray()).isTrue();
			}
		}
		assertThat(this.leader.get(WEBAPP + "/task").statusCode()).isEqualTo(200);
		for (String path : List.of("/process-instance", "/process-definition", "/history/process-instance", "/incident",
				"/decision-definition", "/history/activity-instance", "/history/task")) {
			assertThat(secretariat().get("/engine-rest" + path).expect(200).json().isArray()).isTrue();
			assertThat(this.secretariat.get(WEBAPP + path).statusCode()).as(path).isEqualTo(200);
		}
		for (String path : List.of("/job", "/user", "/group", "/authorization", "/deployment", "/variable-instance",
				"/event-subscription", "/batch", "/history/user-operation", "/process-definition/statistics")) {
			assertThat(admin().get("/engine-rest" + path).expect(200).json().isArray()).isTrue();
		}
		String cockpit = "/camunda/api/cockpit/plugin/base/default";
		for (String path : List.of("/process-instance", "/incident")) {
			assertThat(inTasklist(this.secretariat, "POST", cockpit + path, "{}")).as(path).isEqualTo(200);
		}
		assertThat(this.secretariat.get(cockpit + "/process-definition/statistics").statusCode()).isEqualTo(200);
		leaderOf(this.unit).get("/engine-rest/task?maxResults=-1").expect(400);
		leaderOf(this.unit).get("/engine-rest/task?maxResults=alle").expect(400);
	}

	@Test
	void pagesFollowEachOther() {
		List<String> all = ids(secretariat().get("/engine-rest/process-instance?sortBy=instanceId&sortOrder=asc"));
		assertThat(all).hasSizeGreaterThan(2);
		assertThat(ids(secretariat()
			.get("/engine-rest/process-instance?sortBy=instanceId&sortOrder=asc&firstResult=1&maxResults=2")))
			.isEqualTo(all.subList(1, 3));
		assertThat(ids(secretariat().post("/engine-rest/process-instance?firstResult=1&maxResults=2",
				"{\"sorting\":[{\"sortBy\":\"instanceId\",\"sortOrder\":\"asc\"}]}")))
			.isEqualTo(all.subList(1, 3));
		assertThat(secretariat().get("/engine-rest/process-instance/count").json().path("count").asInt())
			.isEqualTo(all.size());
	}

	@Test
	void theEngineItselfGivesNoUserAnUnlimitedList() {
		this.identities.setAuthentication("admin", List.of("camunda-admin"));
		try {
			assertThatThrownBy(() -> this.tasks.createTaskQuery().list()).isInstanceOf(BadUserRequestException.class);
			assertThatThrownBy(() -> this.tasks.createTaskQuery().listPage(0, 5001))
				.isInstanceOf(BadUserRequestException.class);
			assertThatCode(() -> this.tasks.createTaskQuery().listPage(0, 5000)).doesNotThrowAnyException();
		}
		finally {
			this.identities.clearAuthentication();
		}
		assertThatCode(() -> this.tasks.createTaskQuery().list()).doesNotThrowAnyException();
	}

	// what is no failure of ours

	@Test
	void whoeverClaimsATaskAnotherHasIsToldSo() {
		String deputy = "krav-" + this.otherUnit;
		secretariat().send("PUT", "/api/units/" + this.otherUnit + "/people", "{\"deputies\": [\"" + deputy + "\"]}")
			.expect(204);
		String taken = leaderOf(this.otherUnit).task("planMeeting");
		Visitor.Answer answer = as(deputy)
			.post("/engine-rest/task/" + taken + "/claim", "{\"userId\": \"" + deputy + "\"}")
			.expect(409);
		assertThat(answer.json().path("message").asText()).contains("En annen har alt tatt oppgaven");
		assertThat(inTasklist(new Attacker(this.port).logIn(deputy), "POST", WEBAPP + "/task/" + taken + "/claim",
				"{\"userId\": \"" + deputy + "\"}"))
			.isEqualTo(409);
	}

	@ParameterizedTest
	@ValueSource(ints = { 11, 1_000, 12_000 })
	void aLongQueryIsNoFailure(int parts) {
		String body = "{\"orQueries\": [" + "{\"name\": \"x\"},".repeat(parts) + "{\"name\": \"x\"}]}";
		assertThat(leaderOf(this.unit).post("/engine-rest/task", body).status()).isLessThan(500);
		assertThat(inTasklist(this.leader, "POST", WEBAPP + "/task", body)).isLessThan(500);
	}

	@Test
	void aFormSentManyTimesAtOnceIsStoredOnce() {
		for (int round = 0; round < 3; round++) {
			String office = conversationStarted(UnitType.OFFICE);
			once(office, "planMeeting", "{'choice': 'ALREADY_HELD'}");
			once(office, "reportConversation", "{'outcome': 'WITH_INPUT', 'positive': 'Vi lytter', 'obstacles': ["
					+ obstacle("REGELVERK.TOLKNING") + ", " + obstacle(null) + "]}");
			assertThat(obstaclesOf(office)).hasSize(2);
			String obstacle = obstaclesOf(office).get(0);
			recipient("RUNDSKRIV").complete("answerObstacle", obstacle, "{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
			once(office, "readAnswer", "{'decision': 'CLOSE'}");
		}
	}

	/** As a double click does, and a slow line. */
	private void once(String office, String form, String json) {
		Visitor visitor = leaderOf(office);
		String open = visitor.task(form);
		List<Visitor.Answer> answers = Stream.generate(() -> open)
			.limit(6)
			.map((id) -> CompletableFuture.supplyAsync(() -> visitor.submit(id, form, json)))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
		assertThat(answers).as("%s", answers).extracting(Visitor.Answer::status).isSubsetOf(204, 403, 404, 409);
		assertThat(answers).filteredOn((answer) -> answer.status() == 204).hasSize(1);
	}

	@Test
	void nobodyLearnsWhoElseExists() {
		String me = leaderOf(this.unit).user();
		String other = leaderOf(this.otherUnit).user();
		assertThat(texts(this.leader.get(WEBAPP + "/user"), "id")).containsExactly(me);
		assertThat(texts(this.leader.get(WEBAPP + "/group"), "id")).allMatch((group) -> group.contains(this.unit));
		for (String known : List.of(other, "admin", "sekretariat")) {
			String unknown = "finnes-ikke";
			for (String path : List.of("/user?id=%s", "/user/count?id=%s", "/user/%s/profile",
					"/user?memberOfGroup=enhet-" + this.otherUnit + "&id=%s", "/group?member=%s",
					"/identity/groups?userId=%s", "/authorization?userIdIn=%s",
					"/authorization/check?permissionName=READ&resourceName=TASK&resourceType=7&userId=%s",
					"/task?assignee=%s", "/task/count?assignee=%s", "/history/task?taskAssignee=%s",
					"/history/user-operation?userId=%s", "/process-instance?startedBy=%s")) {
				var ofKnown = this.leader.get(WEBAPP + path.formatted(known));
				var ofUnknown = this.leader.get(WEBAPP + path.formatted(unknown));
				assertThat(ofKnown.statusCode()).as(path).isEqualTo(ofUnknown.statusCode());
				assertThat(ofKnown.body().replace(known, "?")).as(path)
					.isEqualTo(ofUnknown.body().replace(unknown, "?"));
			}
			Visitor leader = leaderOf(this.unit);
			var toKnown = leader.post("/api/tasks/" + this.task + "/hand-over", "{\"userId\":\"" + known + "\"}");
			var toUnknown = leader.post("/api/tasks/" + this.task + "/hand-over", "{\"userId\":\"" + unknown + "\"}");
			assertThat(toKnown.status()).isEqualTo(toUnknown.status()).isEqualTo(400);
			assertThat(toKnown.body()).isEqualTo(toUnknown.body());
			leader.post("/engine-rest/task/" + this.task + "/claim", "{\"userId\":\"" + known + "\"}").expect(403);
			leader.post("/engine-rest/task/" + this.task + "/claim", "{\"userId\":\"" + unknown + "\"}").expect(403);
		}
	}

	// helpers

	private int inTasklist(Attacker browser, String method, String path, String body) {
		return browser
			.send(method, path, body, Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", tokenOf(browser)))
			.statusCode();
	}

	private static String tokenOf(Attacker browser) {
		return browser.cookie("XSRF-TOKEN", "/camunda").isPresent() ? browser.token("/camunda")
				: browser.tasklistToken();
	}

	private List<String> filterIds() {
		return this.filters.createTaskFilterQuery()
			.orderByFilterName()
			.asc()
			.list()
			.stream()
			.map(Filter::getId)
			.toList();
	}

	private static List<String> ids(Visitor.Answer answer) {
		return answer.expect(200).json().findValuesAsText("id");
	}

	private static List<String> texts(java.net.http.HttpResponse<String> answer, String field) {
		List<String> texts = new ArrayList<>();
		json(answer.body()).forEach((node) -> texts.add(node.path(field).asText()));
		return texts;
	}

	private static JsonNode json(String body) {
		try {
			return new com.fasterxml.jackson.databind.ObjectMapper().readTree(body);
		}
		catch (IOException ex) {
			throw new IllegalStateException(body, ex);
		}
	}

	private static String basic(String user, String password) {
		return "Basic " + java.util.Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
	}

	private void assertNothingHappened(Map<String, Integer> before) {
		assertThat(rows()).isEqualTo(before);
		assertThat(this.trace).doesNotExist();
	}

	/** How many rows each table has, ours and the engine's. */
	private Map<String, Integer> rows() {
		awaitQuiet();
		String counts = Stream.concat(tables(false).stream(), tables(true).stream())
			.map((table) -> "select '" + table + "' as name, count(*) as n from \"" + table + '"')
			.collect(Collectors.joining(" union all "));
		Map<String, Integer> rows = new TreeMap<>();
		this.jdbc.sql(counts).query((row, index) -> rows.put(row.getString("name"), row.getInt("n"))).list();
		// grows with each login of the attacker
		rows.keySet().removeIf("audit"::equalsIgnoreCase);
		return rows;
	}

}
