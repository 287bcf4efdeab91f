package no.nav.samtalepakker;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import no.nav.samtalepakker.obstacle.ObstacleProcess;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.CreationTimes;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import no.nav.samtalepakker.testing.Visitor.Answer;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recipient learns which unit asks only where the leader has ticked it, whatever door
 * it tries.
 */
abstract class RecipientsSeeNoUnitTest extends HttpCaseTest {

	private static final String TASKLIST_API = "/camunda/api/engine/engine/default";

	@LocalServerPort
	private int port;

	private final CookieManager cookies = new CookieManager();

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private String unit;

	private String unitName;

	private List<String> obstacles;

	private Visitor recipient;

	private String answering;

	private String updating;

	private String ofAnotherUnit;

	@Autowired
	@Lazy
	private RuntimeService runtime;

	@Autowired
	private CreationTimes creationTimes;

	@BeforeAll
	void report() {
		String hidden = "{'text': 'Noe står i veien', 'solvableLocally': 'NO', 'structural': true, 'contactOk': false, "
				+ "'category': 'REGELVERK', 'subcategory': 'REGELVERK.TOLKNING'}";
		// ids of other units contain no other's id, and names occur in no other text
		List<String> units = units(UnitType.OFFICE, 2);
		this.unit = units.get(0);
		this.unitName = this.jdbc.sql("select name from unit where id = ?")
			.param(this.unit)
			.query(String.class)
			.single();
		rollout("tillit-enhet", this.unit, units.get(1));
		leaderOf(units.get(1)).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		leaderOf(units.get(1)).complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'obstacles': [" + hidden + "]}");
		leaderOf(this.unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		leaderOf(this.unit).complete("reportConversation", "{'outcome': 'WITH_INPUT', 'obstacles': [" + hidden + ", "
				+ hidden + ", " + hidden.replace("'contactOk': false", "'contactOk': true") + "]}");
		this.obstacles = obstaclesOf(this.unit);
		this.recipient = recipient("RUNDSKRIV");
		this.answering = this.recipient.task("answerObstacle", this.obstacles.get(0));
		this.recipient.complete("answerObstacle", this.obstacles.get(1),
				"{'answer': 'CANNOT_SOLVE', 'text': 'Nei', 'nextUpdateOn': '%s'}".formatted(today().plusDays(9)));
		fire("timer_updateDue", this.obstacles.get(1));
		this.updating = this.recipient.task("updateAnswer", this.obstacles.get(1));
		this.ofAnotherUnit = this.recipient.task("answerObstacle", obstaclesOf(units.get(1)).get(0));
		// as cases carry them that were begun before their process was freed of them
		for (String obstacle : this.obstacles) {
			instancesOf(obstacle).forEach((instance) -> this.runtime.setVariables(instance,
					Map.of("unitId", this.unit, "conversationId", conversationOf(this.unit))));
		}
	}

	@Test
	void theirProcessCarriesNothingThatTells() {
		assertThat(this.jdbc.sql("""
				select distinct v.name_ from act_ru_variable v join act_ru_execution e on e.id_ = v.proc_inst_id_
				where e.business_key_ = ?
				""").param(obstaclesOf(unitOf(this.ofAnotherUnit)).get(0)).query(String.class).list())
			.contains("obstacleId", "recipient")
			.doesNotContain("unitId", "conversationId", "rolloutId", "packageKey");
	}

	/** By nothing they are shown: no id, no time, no order. */
	@Test
	void norWhichObstaclesCameTogether() {
		String ticked = this.recipient.task("answerObstacle", this.obstacles.get(2));
		Set<String> alike = valuesOf(ticked);
		alike.retainAll(valuesOf(this.answering));
		Set<String> chance = valuesOf(this.ofAnotherUnit);
		chance.retainAll(valuesOf(this.answering));
		assertThat(alike).as("what two obstacles of one report have in common, and those of two units have not")
			.isSubsetOf(chance)
			.isNotEmpty();
		assertThat(this.recipient.get("/engine-rest/task").expect(200).json()).hasSizeGreaterThan(2)
			.allSatisfy((task) -> {
				assertThat(OffsetDateTime.parse(task.path("created").asText().replaceFirst("(\\d\\d)$", ":$1"))
					.atZoneSameInstant(ZoneId.of("Europe/Oslo"))
					.toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
				for (String id : List.of("id", "processInstanceId", "executionId")) {
					assertThat(UUID.fromString(task.path(id).asText()).version()).as(id).isEqualTo(4);
				}
			});
	}

	@Test
	void norByTheOrderInLists() {
		for (String sorting : List.of("", "?sortBy=created&sortOrder=asc", "?sortBy=created&sortOrder=desc",
				"?sortBy=priority&sortOrder=asc")) {
			List<String> ids = new ArrayList<>();
			this.recipient.get("/engine-rest/task" + sorting)
				.expect(200)
				.json()
				.forEach((task) -> ids.add(task.path("id").asText()));
			assertThat(ids).as(sorting).hasSizeGreaterThan(2).isSorted();
		}
	}

	@Test
	void norFromTheHourOfTasksThatWereOpenBefore() {
		this.jdbc.sql("update act_ru_task set create_time_ = current_timestamp where id_ = ?")
			.param(this.updating)
			.update();
		assertThat(created(this.updating)).as("in the answer at once").isEqualTo(created(this.answering));
		this.creationTimes.keepOnlyTheDay(ObstacleProcess.OF_RECIPIENTS);
		assertThat(created(this.updating)).isEqualTo(created(this.answering));
		assertThat(this.jdbc.sql("select count(distinct create_time_) from act_ru_task where id_ in (?, ?)")
			.params(this.updating, this.answering)
			.query(Integer.class)
			.single()).as("in searches and the order of lists").isEqualTo(1);
	}

	private String created(String task) {
		return this.recipient.get("/engine-rest/task/" + task).expect(200).json().path("created").asText();
	}

	/** Everything the recipient is shown of a task, but for the list of all others. */
	private Set<String> valuesOf(String task) {
		ObjectNode context = (ObjectNode) this.recipient.context(task);
		context.remove("openObstacles");
		Set<String> values = new TreeSet<>();
		for (JsonNode shown : List.of(context, this.recipient.get("/engine-rest/task/" + task).expect(200).json(),
				this.recipient.get("/engine-rest/task/" + task + "/form").expect(200).json())) {
			leaves(shown, values);
		}
		return values;
	}

	private static void leaves(JsonNode node, Set<String> values) {
		if (node.isValueNode()) {
			values.add(node.asText());
		}
		node.forEach((part) -> leaves(part, values));
	}

	private String unitOf(String task) {
		return this.jdbc.sql("""
				select o.unit_id from obstacle o join act_ru_execution e on e.business_key_ = o.id
					join act_ru_task t on t.proc_inst_id_ = e.id_
				where t.id_ = ?
				""").param(task).query(String.class).single();
	}

	@Test
	void norInWhatTheSystemKnowsAboutThem() throws Exception {
		namesNoUnit("own data", this.recipient.get("/api/own-data").expect(200).body());
		logIn(this.recipient.user());
		namesNoUnit("own data", browse("GET", "/hva-vet-systemet", null).body());
		assertThat(leaderOf(this.unit).get("/api/own-data").expect(200).body()).contains("\"unitId\":\"" + this.unit);
	}

	@Test
	void norWhenTheyAskForVariablesInTheAnswer() throws Exception {
		for (String wanted : List.of("{\"withTaskVariablesInReturn\": true}",
				"{\"withTaskLocalVariablesInReturn\": true}")) {
			assertThat(this.recipient.post("/engine-rest/task", wanted).expect(200).json()).isNotEmpty()
				.allSatisfy((task) -> assertThat(task.path("variables")).isEmpty());
		}
		JsonNode own = leaderOf(this.unit).post("/engine-rest/task", "{\"withTaskVariablesInReturn\": true}")
			.expect(200)
			.json();
		assertThat(own).as("only of recipients").isNotEmpty();
		assertThat(own.path(0).path("variables").path("unitId").path("value").asText()).isEqualTo(this.unit);
		logIn(this.recipient.user());
		assertThat(browse("POST", TASKLIST_API + "/task", "{\"withTaskVariablesInReturn\": true}").body())
			.contains("\"variables\":{}");
	}

	@Test
	void exceptWhereTheLeaderTickedIt() {
		String ticked = this.recipient.task("answerObstacle", this.obstacles.get(2));
		assertThat(this.recipient.get("/api/tasks/" + ticked + "/context").expect(200).body()).contains(this.unitName);
		assertThat(this.recipient.context(this.answering).path("unit").path("type").asText()).isEqualTo("OFFICE");
	}

	@Test
	void neitherInTasksNorInTheirContext() {
		List<Answer> answers = new ArrayList<>();
		for (String task : List.of(this.answering, this.updating)) {
			for (String path : List.of("/engine-rest/task/%s", "/engine-rest/task/%s/form-variables",
					"/engine-rest/task/%s/form-variables?variableNames=unitId", "/engine-rest/task/%s/form",
					"/engine-rest/task/%s/deployed-form", "/engine-rest/engine/default/task/%s/form-variables",
					"/api/tasks/%s/context")) {
				answers.add(this.recipient.get(path.formatted(task)));
			}
		}
		answers.add(this.recipient.get("/engine-rest/task"));
		answers.add(this.recipient.post("/engine-rest/task", "{}"));
		answers.add(this.recipient.get("/engine-rest/task?processInstanceBusinessKey=" + this.obstacles.get(0)));
		answers.forEach((answer) -> namesNoUnit(answer.request(), answer.expect(200).body()));
		namesNoUnit("alsoFor", this.recipient.context(this.answering).path("openObstacles").toString());
	}

	@Test
	void norByGuessing() {
		for (String query : List.of("processVariables=unitId_eq_" + this.unit, "taskVariables=unitId_eq_x",
				"caseInstanceVariables=unitId_eq_x", "processVariable%73=unitId_eq_x",
				"sortBy=processVariable&sortOrder=asc&variableName=unitId")) {
			this.recipient.get("/engine-rest/task?" + query).expect(400);
			this.recipient.get("/engine-rest/task/count?" + query).expect(400);
		}
		String criterion = "[{\"name\": \"unitId\", \"operator\": \"eq\", \"value\": \"" + this.unit + "\"}]";
		for (String body : List.of("{\"processVariables\": " + criterion + "}",
				"{\"orQueries\": [{\"processVariables\": " + criterion + "}]}",
				"{\"sorting\": [{\"sortBy\": \"processVariable\", \"sortOrder\": \"asc\", "
						+ "\"parameters\": {\"variable\": \"unitId\", \"type\": \"String\"}}]}")) {
			this.recipient.post("/engine-rest/task", body).expect(400);
			this.recipient.post("/engine-rest/task/count", body).expect(400);
		}
		this.recipient.post("/engine-rest/task", "{\"processVariables\": [], \"variableNamesIgnoreCase\": true}")
			.expect(200);
		leaderOf(this.unit).get("/engine-rest/task?processVariables=unitId_eq_" + this.unit).expect(200);
	}

	@Test
	void norInTheMailToThem() {
		fire("timer_answerReminder", this.obstacles.get(0));
		List<String> mails = this.jdbc.sql(
				"select subject || ' ' || body from notification where obstacle_id = ? and type in ('ANSWER_REMINDER', 'ANSWER_ASKED')")
			.param(this.obstacles.get(0))
			.query(String.class)
			.list();
		assertThat(mails).hasSizeGreaterThanOrEqualTo(2).allSatisfy((mail) -> namesNoUnit("mail", mail));
	}

	@Test
	void norThroughTasklist() throws Exception {
		logIn(this.recipient.user());
		for (String task : List.of(this.answering, this.updating)) {
			for (String path : List.of("/task/%s", "/task/%s/variables", "/task/%s/variables/unitId",
					"/task/%s/localVariables", "/task/%s/form-variables", "/task/%s/identity-links", "/task/%s/comment",
					"/history/task?taskId=%s", "/history/user-operation?taskId=%s")) {
				HttpResponse<String> answer = browse("GET", TASKLIST_API + path.formatted(task), null);
				assertThat(answer.statusCode()).as(path).isLessThan(500);
				namesNoUnit(path, answer.body());
			}
		}
		for (String path : List.of("/process-instance", "/history/process-instance", "/task", "/variable-instance",
				"/history/variable-instance", "/execution", "/history/detail")) {
			namesNoUnit(path, browse("GET", TASKLIST_API + path, null).body());
			namesNoUnit(path, browse("POST", TASKLIST_API + path, "{}").body());
			namesNoUnit(path,
					browse("POST", TASKLIST_API + path + "?deserializeValues=false", "{\"variableName\": \"unitId\"}")
						.body());
		}
		assertThat(browse("GET", TASKLIST_API + "/task/" + this.answering + "/variables", null).body()).isEqualTo("{}");
		String filters = browse("GET", TASKLIST_API + "/filter?resourceType=Task", null).body();
		assertThat(filters).contains("\"id\"");
		for (String filter : filters.split("\"id\":\"")) {
			if (filter.indexOf('"') == 36) {
				String list = TASKLIST_API + "/filter/" + filter.substring(0, 36);
				namesNoUnit("filter", browse("GET", list + "/list", null).body());
				namesNoUnit("filter", browse("POST", list + "/list", "{\"processVariables\": []}").body());
				assertThat(browse("POST", list + "/count",
						"{\"processVariables\": [{\"name\": \"unitId\", \"operator\": \"eq\", \"value\": \"x\"}]}")
					.statusCode()).isEqualTo(400);
			}
		}
	}

	private void namesNoUnit(String where, String text) {
		assertThat(text).as(where)
			.doesNotContain(this.unitName, "\"" + this.unit + "\"", ">" + this.unit + "<", "enhet-" + this.unit,
					"leder-" + this.unit, "unitId\":{");
	}

	private void logIn(String user) throws Exception {
		browse("GET", "/login", null);
		HttpRequest login = HttpRequest.newBuilder(uri("/login"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("username=" + user + "&password=demo&_csrf=" + token("/")))
			.build();
		assertThat(this.browser.send(login, BodyHandlers.ofString()).statusCode()).isEqualTo(302);
		browse("GET", "/camunda/app/tasklist/default/", null);
	}

	private HttpResponse<String> browse(String method, String path, String body) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.header("Content-Type", "application/json")
			.header("Accept", "application/json, */*;q=0.5");
		if (path.startsWith("/camunda/api")) {
			request.header("X-XSRF-TOKEN", token("/camunda"));
		}
		return this.browser.send(request.build(), BodyHandlers.ofString());
	}

	private String token(String path) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("XSRF-TOKEN") && cookie.getPath().equals(path))
			.map(HttpCookie::getValue)
			.findFirst()
			.orElseThrow();
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
