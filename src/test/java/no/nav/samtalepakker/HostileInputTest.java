package no.nav.samtalepakker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.StartFormListener;
import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HostileValues;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor;
import no.nav.samtalepakker.testing.Wire;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent to whichever address and field, the answer is an error of ours or a
 * page, nothing of it is run, and what is refused leaves no trace. Inputs come from a
 * seed, so that each can be repeated:
 * {@code ./mvnw test -Dtest=HostileInputOn*Test -Dfuzz.inputs=10000 -Dfuzz.seed=1}, and
 * with {@code -Dfuzz.only=<number>,<number>} single ones.
 */
abstract class HostileInputTest extends HttpCaseTest {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String HERE = "@@here@@";

	private static final int LARGE = 200_000;

	private static final int MAX_FAULTS = 20;

	private static final String STORED = "refused and yet stored";

	/** What no answer may show: traces, class names, statements. */
	private static final Pattern INNARDS = Pattern.compile("\\bat [\\w.$]+\\([\\w.]+:\\d+\\)|\\tat "
			+ "|\\b(java|javax|jakarta|com\\.fasterxml|org\\.(springframework|camunda|apache|h2|postgresql|glassfish"
			+ "|thymeleaf|hibernate)|no\\.nav)\\.[\\w.]*[A-Z]\\w+|(?i:\\b(select|insert into|update|delete from)\\s.{1,200}"
			+ "\\b(from|values|set|where)\\b)|\\bACT_[A-Z]{2}_|\\bSQLState\\b|Caused by:|\\bJdbcSQL");

	/** Neither part of an id nor how long something took. */
	private static final Pattern CALCULATED = Pattern
		.compile("(?<![0-9a-f-])(?<!InMillis\":)(?<!\"duration\":)1337(?![0-9a-f-])");

	private static final Pattern LIVE = Pattern
		.compile("<script>fuzz|<img src=x|<svg/onload|<a href=javascript|data:text/html,<script");

	/** What each form takes, with every field that holds others. */
	private static final Map<String, String> VALID = new TreeMap<>(Map.ofEntries(Map.entry("startRollout", """
			{'name': 'Fuzz %unique%', 'packageKeys': ['tillit-enhet'], 'counties': [], 'unitIds': ['%office%'],
			'opensOn': '%later%', 'closesOn': '%latest%'}
			"""), Map.entry("decideParticipation", "{'participation': 'YES', 'reasons': ['OTHER']}"),
			Map.entry("planMeeting", """
					{'choice': 'PLAN', 'meetingDate': '%later%', 'meetingTime': '09:00', 'durationMinutes': 60,
					'form': 'DIGITAL', 'participantCount': 8, 'participantEmails': ['a@nav.example'], 'groupCount': 1,
					'invited': {'unionReps': true}}
					"""), Map.entry("prepareMeeting", "{'preparationMeeting': 'YES', 'checklist': {'c1': true}}"),
			Map.entry("confirmExecution", "{'outcome': 'HELD', 'questions': {'q1': 'DISCUSSED'}}"),
			Map.entry("reportConversation", """
					{'outcome': 'WITH_INPUT', 'answers': {'r1': 'Tekst'}, 'positive': 'Tekst',
					'points': [{'kind': 'MEASURE', 'text': 'Tekst'}],
					'obstacles': [{'text': 'Tekst', 'solvableLocally': 'YES', 'structural': false,
					'regulation': {'which': 'Tekst'}}], 'actionPoints': [{'text': 'Tekst'}]}
					"""), Map.entry("approveReport", "{'approved': false, 'comment': 'Tekst'}"),
			Map.entry("setFollowUpDate", "{'followUpOn': '%later%'}"),
			Map.entry("followUpActions",
					"{'actionPoints': [{'id': '%actionPoint%', 'status': 'OPEN'}], 'nextFollowUpOn': '%later%'}"),
			Map.entry("triageObstacle", "{'decision': 'LOCAL', 'reason': 'Tekst'}"),
			Map.entry("answerObstacle", "{'answer': 'CANNOT_SOLVE', 'text': 'Tekst'}"),
			Map.entry("updateAnswer", "{'text': 'Tekst'}"),
			Map.entry("answerProposal", "{'answer': 'CONSIDERED', 'text': 'Tekst'}"),
			Map.entry("resolveOverdueProposal", "{'action': 'ANSWER_NOW', 'answer': 'NOT_DONE', 'text': 'Tekst'}"),
			Map.entry("resolveOverdueAnswer", "{'action': 'ANSWER_NOW', 'text': 'Tekst'}"),
			Map.entry("readAnswer", "{'decision': 'CLOSE'}"), Map.entry("reviewSummary", "{'approved': true}")));

	/** Requests of the engine that are open to somebody; braces hold ids. */
	private static final List<String> ENGINE = List.of("GET /task", "POST /task", "GET /task/count", "POST /task/count",
			"GET /task/{x}", "GET /task/{x}/form", "GET /task/{x}/form-variables", "GET /task/{x}/deployed-form",
			"POST /task/{x}/claim", "POST /task/{x}/submit-form", "GET /process-definition/key/{x}/startForm",
			"GET /process-definition/{x}/deployed-start-form", "GET /process-definition/key/{x}/form-variables",
			"POST /process-definition/key/{x}/submit-form", "POST /process-definition/{x}/submit-form",
			"GET /process-definition", "GET /process-definition/{x}/xml", "GET /process-definition/{x}/statistics",
			"GET /process-definition/{x}/diagram", "GET /process-instance", "POST /process-instance",
			"POST /process-instance/count", "GET /process-instance/{x}/variables",
			"GET /process-instance/{x}/variables/{x}", "GET /process-instance/{x}/activity-instances", "GET /incident",
			"POST /incident", "GET /decision-definition", "GET /history/process-instance",
			"POST /history/process-instance", "POST /history/process-instance/count", "GET /history/activity-instance",
			"POST /history/activity-instance", "GET /history/task", "POST /history/task",
			"GET /history/variable-instance", "POST /history/variable-instance", "GET /history/detail",
			"POST /history/detail", "GET /history/user-operation", "GET /history/decision-instance",
			"POST /history/decision-instance", "GET /history/incident", "GET /history/job-log", "POST /history/job-log",
			"GET /history/process-instance/report", "GET /history/task/report", "GET /history/batch",
			"GET /history/identity-link-log", "GET /history/external-task-log", "GET /job", "POST /job", "GET /job/{x}",
			"GET /job/{x}/stacktrace", "POST /job/{x}/execute", "PUT /job/{x}/retries", "GET /job-definition",
			"PUT /incident/{x}/annotation", "GET /execution", "POST /execution", "GET /variable-instance",
			"POST /variable-instance", "GET /variable-instance/{x}/data", "GET /external-task", "POST /external-task",
			"GET /deployment", "GET /deployment/{x}/resources/{x}/data", "GET /user", "GET /user/{x}/profile",
			"GET /group", "GET /group/{x}", "POST /group", "GET /identity/groups", "GET /authorization",
			"GET /authorization/check", "GET /filter", "GET /filter/{x}", "GET /filter/{x}/list",
			"POST /filter/{x}/list", "POST /filter/{x}/count", "GET /filter/{x}/singleResult", "GET /batch",
			"GET /event-subscription", "GET /metrics", "GET /metrics/{x}/sum", "GET /schema/log", "GET /version",
			"GET /case-definition", "GET /case-instance", "GET /task/{x}/comment", "GET /task/{x}/attachment/{x}/data",
			"GET /task/{x}/variables", "GET /task/{x}/localVariables/{x}", "OPTIONS /task", "GET /tenant",
			"GET /condition", "GET /telemetry/configuration", "GET /engine");

	/** Names that queries of the engine know. */
	private static final List<String> PARAMETERS = List.of("assignee", "assigneeLike", "assigneeIn", "name", "nameLike",
			"owner", "candidateGroup", "candidateGroups", "includeAssignedTasks", "dueBefore", "dueDate",
			"createdAfter", "followUpBefore", "priority", "maxPriority", "sortBy", "sortOrder", "sorting",
			"firstResult", "maxResults", "processVariables", "taskVariables", "variables", "variableNames",
			"variableName", "variableValue", "variableValues", "deserializeValues", "active", "suspended", "orQueries",
			"taskDefinitionKeyIn", "delegationState", "processInstanceBusinessKey", "processInstanceBusinessKeyIn",
			"processDefinitionKey", "processDefinitionId", "processInstanceId", "processInstanceIds", "activityIdIn",
			"tenantIdIn", "withoutTenantId", "finished", "unfinished", "startedAfter", "startedBefore", "reportType",
			"periodUnit", "groupBy", "resourceType", "resourceId", "resourceName", "permissionName", "userId", "member",
			"id", "ids", "retries", "jobIds", "withException", "dueDates", "createTimes", "executable", "annotation",
			"taskId", "incidentType", "type", "query", "extendingQuery", "parentTaskId", "taskDefinitionKeyNotIn",
			"variableNamesIgnoreCase", "caseInstanceVariables", "lastUpdatedAfter", "nameNotLike", "batchId",
			"processVariableName", "isAssigned", "unassigned", "startDate", "interval", "rootProcessInstances");

	private static final List<String> PAGES = List.of("/", "/oversikt", "/oppsummering/{x}",
			"/tall?utrulling={x}&pakke={x}", "/tall/csv?utrulling={x}&pakke={x}", "/tall/excel?utrulling={x}&pakke={x}",
			"/oppsummering/{x}?versjon={x}", "/oppsummering/{x}/pdf?versjon={x}", "/oppsummering/{x}/word", "/login",
			"/login?error", "/login?bruker={x}", "/logout", "/error", "/{x}", "/{x}/{x}", "/css/{x}", "/css/app.css",
			"/css/../application.yaml", "/css/..%2fapplication.yaml", "/css/%2e%2e/%2e%2e/application.yaml",
			"/css/..;/application.yaml", "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/favicon.ico", "/webjars/{x}",
			"/actuator/health", "/actuator/health/{x}", "/actuator/{x}", "/actuator", "/camunda", "/camunda/",
			"/camunda/app/{x}", "/camunda/app/tasklist/{x}/", "/camunda/app/tasklist/default/", "/camunda/lib/{x}",
			"/camunda/app/tasklist/scripts/{x}", "/camunda/app/tasklist/../../api/engine/engine/default/user",
			"/camunda/api/{x}", "/camunda/api/engine/{x}", "/camunda/api/engine/engine/{x}/task",
			"/camunda/api/admin/auth/user/{x}", "/camunda/api/admin/auth/user/default/login/{x}",
			"/camunda/api/admin/setup/default/user/create", "/camunda/api/{x}/plugin/{x}/default/{x}",
			"/camunda/api/cockpit/plugin/base/default/process-instance", "/api", "/api/", "/api//units", "/api/{x}",
			"/api;x=1/units", "/api/units/;x", "/API/units", "/api/units/", "/api/units.json", "/api/./units",
			"/api/x/../units", "/api%2funits", "/engine-rest", "/engine-rest/", "/engine-rest/engine",
			"/engine-rest/engine/{x}/task", "/engine-rest//task", "/engine-rest/../engine-rest/user",
			"/engine-rest;x/user", "/engine-rest/{x}", "/oauth2/authorization/{x}", "/login/oauth2/code/{x}",
			"/h2-console/{x}", "/swagger-ui/{x}", "/.env", "/.git/config", "//", "/\\..\\", "/%", "/%zz", "/?%zz=%",
			"/?x[]={x}&x[]={x}", "*", "http://evil.example/oversikt");

	private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
			"TRACE", "PROPFIND", "get", "FOO", "X-Y");

	private static final List<String> TYPES = List.of("application/json", "application/json; charset=utf-16",
			"application/json;charset=nothing", "text/plain", "text/html", "application/xml", "multipart/form-data",
			"multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/octet-stream", "x",
			"*/*", "/", ";", "application/x-java-serialized-object", "application/hal+json", "text/csv",
			"application/json, text/html");

	private static final List<String> HEADERS = List.of("Accept", "Accept-Language", "Accept-Encoding", "Range",
			"If-Modified-Since", "If-None-Match", "If-Match", "X-Forwarded-For", "X-Forwarded-Host",
			"X-Forwarded-Proto", "Forwarded", "X-HTTP-Method-Override", "Origin", "Referer", "Cookie", "Authorization",
			"X-XSRF-TOKEN", "Content-Encoding", "User-Agent", "X-Requested-With", "Upgrade", "Sec-Fetch-Site",
			"Content-Language", "Access-Control-Request-Method", "X-Original-URL", "X-Rewrite-URL", "Via");

	@Autowired
	private ApplicationContext context;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping endpoints;

	/** The fields of each form, such as {@code points[].text}. */
	private final Map<String, List<String>> fields = new LinkedHashMap<>();

	private final List<Map.Entry<RequestMappingInfo, HandlerMethod>> mappings = new ArrayList<>();

	/** One open task for each form, replaced when a form was accepted. */
	private final Map<String, OpenTask> open = new HashMap<>();

	private final Map<UnitType, Deque<String>> stock = new HashMap<>();

	/** Cases and units an endpoint may be called with, and which nothing else needs. */
	private final List<String> targets = new ArrayList<>();

	private final List<Browser> sessions = new ArrayList<>();

	private final Map<String, Integer> answers = new TreeMap<>();

	private int units;

	private int unique;

	private String state;

	/** How many inputs a run takes unless told otherwise. */
	protected abstract int inputs();

	@BeforeAll
	void prepare() {
		Stream.of(FormListener.class, StartFormListener.class)
			.flatMap((kind) -> this.context.getBeansOfType(kind)
				.values()
				.stream()
				.map((listener) -> ResolvableType.forClass(AopUtils.getTargetClass(listener))
					.as(kind)
					.getGeneric(0)
					.resolve()))
			.sorted((a, b) -> a.getSimpleName().compareTo(b.getSimpleName()))
			.forEach((form) -> {
				List<String> paths = new ArrayList<>();
				addFields("", form, paths);
				this.fields.put(java.beans.Introspector.decapitalize(form.getSimpleName()), paths);
			});
		assertThat(this.fields.keySet()).containsExactlyInAnyOrderElementsOf(VALID.keySet()).hasSize(17);
		this.endpoints.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().getBeanType().getPackageName().startsWith("no.nav"))
			.sorted((a, b) -> a.getKey().toString().compareTo(b.getKey().toString()))
			.forEach(this.mappings::add);
		this.stock.put(UnitType.OFFICE, new ArrayDeque<>());
		this.stock.put(UnitType.MBA, new ArrayDeque<>());
		String unit = alone();
		this.targets.addAll(List.of(unit, conversationOf(unit), rolloutOf(unit),
				leader().task("planMeeting", conversationOf(unit))));
		for (String user : List.of(leader().user(), "sekretariat", "admin", "evaluator")) {
			this.sessions.add(browser(user));
		}
	}

	private static void addFields(String path, Type type, List<String> fields) {
		if (!path.isEmpty()) {
			fields.add(path);
		}
		if (type instanceof ParameterizedType generic) {
			Type[] arguments = generic.getActualTypeArguments();
			addFields(path + ((arguments.length == 1) ? "[]" : "{}"), arguments[arguments.length - 1], fields);
		}
		else if (type instanceof Class<?> record && record.isRecord()) {
			for (RecordComponent component : record.getRecordComponents()) {
				addFields(path.isEmpty() ? component.getName() : path + "." + component.getName(),
						component.getGenericType(), fields);
			}
		}
	}

	// the test

	@Test
	void hostileInputChangesNothingAndBreaksNothing() throws IOException {
		long seed = Long.getLong("fuzz.seed", 20260907);
		List<String> only = List.of(System.getProperty("fuzz.only", "").split(","));
		int inputs = Integer.getInteger("fuzz.inputs", inputs());
		String before = failures();
		List<String> faults = new ArrayList<>();
		int forms = 0;
		for (int number = 0; number < inputs && faults.size() < MAX_FAULTS; number++) {
			if (!only.contains("") && !only.contains(String.valueOf(number))) {
				continue;
			}
			Random random = new Random(seed * 1_000_003 + number);
			int kind = random.nextInt(10);
			Input input = (kind < 5) ? form(random)
					: (kind < 7) ? endpoint(random) : (kind < 9) ? engine(random) : page(random);
			forms += (input.form() != null) ? 1 : 0;
			if (input.form() != null && this.state == null) {
				awaitQuiet();
				this.state = state();
			}
			Wire.Reply reply = send(input, random);
			String fault = fault(input, reply);
			if (input.form() != null) {
				fault = (fault != null) ? fault : after(input, reply);
				if (STORED.equals(fault)) {
					// unless it was something in the background
					awaitQuiet();
					this.state = state();
					fault = after(input, send(input, random));
				}
			}
			else if (reply.status() / 100 == 2 && !input.what().startsWith("GET")) {
				this.state = null;
			}
			this.answers.merge(input.kind() + " " + reply.status(), 1, Integer::sum);
			if (fault != null) {
				faults.add("-Dfuzz.seed=%d -Dfuzz.only=%d: %s: %s%n  %s%n  %d %s".formatted(seed, number, fault,
						input.kind(), HostileValues.shown(input.what()), reply.status(),
						HostileValues.shown(reply.body())));
			}
		}
		System.out.println("Hostile inputs: " + inputs + ", of them forms: " + forms + "; answers: " + this.answers);
		assertThat(String.join("\n", faults)).as("%d inputs", inputs).isEmpty();
		awaitQuiet();
		assertThat(failures()).as("failed jobs and incidents").isEqualTo(before);
		assertThat(nobody().get("/actuator/health").expect(200).body()).contains("UP");
		leader().get("/engine-rest/task").expect(200);
		this.sessions.get(1).get("/oversikt").expect(200);
	}

	/** What is accepted is shown as it was written, on every page that shows it. */
	@Test
	void pagesShowWhatPeopleWroteAndRunNothing() {
		List<String> texts = List.of("<script>fuzz(1)</script>", "<img src=x onerror=fuzz()>", "${7*191} #{7*191}",
				"[[${7*191}]] [(${7*191})]", "__${7*191}__::.x", "{{7*191}}", "=7*191",
				"</textarea><svg/onload=fuzz()>");
		String unit = unit(UnitType.OFFICE, null);
		String rollout = order("""
				{'name': '%s %s', 'packageKeys': ['tillit-enhet'], 'unitIds': ['%s'], 'opensOn': '%s', 'closesOn': '%s'}
				""".formatted(String.join(" ", texts.subList(0, 6)).substring(0, 90), this.unique++, unit, today(),
				today().plusDays(40)));
		leader().complete("planMeeting", conversationOf(unit), "{'choice': 'ALREADY_HELD'}");
		String points = texts.stream()
			.flatMap((text) -> Stream.of("DISCUSSED", "PROPOSED")
				.map((kind) -> "{'kind': '%s', 'topic': '%s', 'text': '%s', 'assistance': '%s', 'quoteConsent': true}"
					.formatted(kind, text, text, text)))
			.collect(Collectors.joining(", "));
		String obstacles = texts.stream()
			.map((text) -> obstacle("KOMMUNIKASJON.KLARSPRAAK").replace("Noe står i veien", text))
			.collect(Collectors.joining(", "));
		leader().complete("reportConversation", conversationOf(unit), """
				{'outcome': 'WITH_INPUT', 'positive': '%s', 'positiveQuoteConsent': true, 'points': [%s],
				'obstacles': [%s]}
				""".formatted(String.join(" ", texts), points, obstacles));
		String asked = recipient("KLARSPRAAK").task("answerObstacle", obstaclesOf(unit).get(0));
		assertThat(recipient("KLARSPRAAK").context(asked).path("obstacle").path("text").asText())
			.isEqualTo(texts.get(0));
		fire("timer_closes", rollout);
		fire("timer_cutOff", rollout);
		secretariat().task("reviewSummary", rollout);
		Browser reader = this.sessions.get(1);
		for (String path : List.of("/oversikt", "/oppsummering/" + rollout)) {
			String page = reader.get(path).expect(200).body();
			assertThat(LIVE.matcher(page).find()).as(path).isFalse();
			assertThat(CALCULATED.matcher(page).find()).as(path).isFalse();
			assertThat(page).contains("&lt;script&gt;fuzz(1)&lt;/script&gt;", "${7*191}", "[[${7*191}]]");
		}
		assertThat(reader.get("/oppsummering/" + rollout).body()).contains("{{7*191}}", "__${7*191}__::.x", "=7*191");
		for (String text : texts) {
			String page = nobody()
				.get("/login?error&bruker=" + java.net.URLEncoder.encode(text, StandardCharsets.UTF_8))
				.expect(200)
				.body()
				// a token may hold any number
				.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
			assertThat(page).contains("Det gikk ikke å logge inn").doesNotContain("fuzz", "191", "1337");
		}
	}

	/** A fault in the answer, or null. */
	private static String fault(Input input, Wire.Reply reply) {
		String type = reply.header("Content-Type").toLowerCase(Locale.ROOT);
		boolean html = type.startsWith("text/html");
		if (reply.status() >= 500) {
			return "a failure of ours";
		}
		if (reply.status() == 0) {
			return (input.body().length > LARGE) ? null : "no answer";
		}
		String own = reply.body();
		if (INNARDS.matcher(own).find() && !type.contains("javascript") && !input.what().contains("/xml")) {
			return "innards shown";
		}
		if (CALCULATED.matcher(own).find() && !type.contains("javascript")) {
			return "calculated";
		}
		if (!reply.header("X-Injected").isEmpty()) {
			return "a header of the caller's";
		}
		if (html && LIVE.matcher(own).find()) {
			return "not escaped";
		}
		if (reply.status() >= 400 && !own.isEmpty() && !html) {
			try {
				JsonNode json = JSON.readTree(own);
				if (!json.path("type").isTextual() || !json.path("message").isTextual()) {
					return "not the shape of our errors";
				}
			}
			catch (JsonProcessingException ex) {
				return "neither JSON nor a page";
			}
		}
		return null;
	}

	/** What a form has done: all of it, or nothing. */
	private String after(Input input, Wire.Reply reply) {
		String form = input.form();
		if (reply.status() == 200 || reply.status() == 204) {
			this.state = null;
			if (form.equals("startRollout")) {
				forget(reply);
			}
			else {
				this.open.remove(form);
			}
			return null;
		}
		if (!state().equals(this.state)) {
			return STORED;
		}
		return null;
	}

	/** A rollout that was accepted is called off, so that it reaches nobody. */
	private void forget(Wire.Reply reply) {
		try {
			String instance = JSON.readTree(reply.body()).path("id").asText();
			String rollout = this.jdbc.sql("select id from rollout where process_instance_id = ?")
				.param(instance)
				.query(String.class)
				.single();
			secretariat().post("/api/rollouts/" + rollout + "/cancel", "").expect(204);
			this.jdbc.sql("delete from conversation where rollout_id = ?").param(rollout).update();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// what is sent

	private Input form(Random random) {
		List<String> names = List.copyOf(this.fields.keySet());
		String form = names.get(random.nextInt(names.size()));
		OpenTask task = task(form);
		List<String> paths = this.fields.get(form);
		String path = paths.get(random.nextInt(paths.size()));
		String fragment = HostileValues.json(random);
		String json = switch (random.nextInt(12)) {
			case 0 -> fragment;
			case 1 -> json(task, "x").replaceFirst("\\{", "{"
					+ java.util.regex.Matcher.quoteReplacement(HostileValues.quoted(HostileValues.shortText(random)))
					+ ": 1, ");
			case 2 -> json(task, path).replace('"' + HERE + '"', fragment).replaceFirst("}\\s*$", "");
			default -> json(task, path).replace('"' + HERE + '"', fragment);
		};
		String variable = "{\"type\": \"Json\", \"value\": " + HostileValues.quoted(json) + "}";
		String body = "{\"variables\": {\"" + form + "\": " + variable + "}}";
		int odd = random.nextInt(40);
		if (odd == 0) {
			body = "{\"variables\": {\"" + form + "\": " + fragment + "}}";
		}
		else if (odd == 1) {
			body = "{\"variables\": {\"" + form + "\": " + variable + ", "
					+ HostileValues.quoted(HostileValues.shortText(random)) + ": " + fragment + "}}";
		}
		else if (odd == 2) {
			body = "{\"variables\": {\"" + form + "\": {\"type\": " + fragment + ", \"value\": "
					+ HostileValues.quoted(json) + "}}}";
		}
		else if (odd == 3) {
			body = fragment;
		}
		return new Input("form " + form, "POST /engine-rest" + task.path() + " " + path + " " + fragment,
				"POST /engine-rest" + task.path(), Map.of("Authorization", basic(task.visitor().user())),
				HostileValues.bytes(body), form);
	}

	/** The form's valid JSON with a mark at the field. */
	private String json(OpenTask task, String path) {
		ObjectNode json = task.valid().deepCopy();
		JsonNode at = json;
		String[] steps = path.split("\\.");
		for (int i = 0; i < steps.length; i++) {
			boolean last = i == steps.length - 1;
			String name = steps[i].replaceAll("(\\[]|\\{})*$", "");
			String within = steps[i].substring(name.length());
			ObjectNode holder = (ObjectNode) at;
			if (within.isEmpty()) {
				at = last ? holder.put(name, HERE) : holder.withObjectProperty(name);
			}
			else if (within.equals("[]")) {
				ArrayNode list = holder.withArrayProperty(name);
				if (last) {
					list.removeAll().add(HERE);
				}
				else {
					at = list.isEmpty() ? list.addObject() : list.get(0);
				}
			}
			else {
				ObjectNode map = holder.withObjectProperty(name);
				map.put(map.isEmpty() ? "x" : map.fieldNames().next(), HERE);
			}
		}
		return json.toString();
	}

	private Input endpoint(Random random) {
		Map.Entry<RequestMappingInfo, HandlerMethod> mapping = this.mappings.get(random.nextInt(this.mappings.size()));
		List<String> patterns = List.copyOf(mapping.getKey().getPatternValues());
		String method = mapping.getKey().getMethodsCondition().getMethods().iterator().next().name();
		String path = address(patterns.get(0), random);
		StringBuilder query = new StringBuilder();
		byte[] body = new byte[0];
		for (Parameter parameter : mapping.getValue().getMethod().getParameters()) {
			if (parameter.isAnnotationPresent(RequestParam.class) && random.nextInt(4) > 0) {
				String name = parameter.getAnnotation(RequestParam.class).name();
				query.append(query.isEmpty() ? '?' : '&')
					.append(name.isEmpty() ? parameter.getName() : name)
					.append('=')
					.append(HostileValues.inAddress(HostileValues.shortText(random), random));
			}
			if (parameter.isAnnotationPresent(RequestBody.class)) {
				body = HostileValues.bytes(body(mapping.getValue().getBeanType(), random));
			}
		}
		Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
		String user = List.of("sekretariat", "sekretariat", leader().user(), "admin", "evaluator", "fylke-0200", "-")
			.get(random.nextInt(7));
		if (!path.startsWith("/api")) {
			headers.putAll(this.sessions.get(random.nextInt(this.sessions.size())).headers(path));
		}
		else if (!user.equals("-")) {
			headers.put("Authorization", basic(user));
		}
		return odd(new Input("endpoint",
				method + " " + path + query + " as " + user + " "
						+ new String(body, 0, Math.min(300, body.length), StandardCharsets.UTF_8),
				method + " " + path + query, headers, body, null), random);
	}

	/** A body of one of the records this controller reads, or none it knows. */
	private static String body(Class<?> controller, Random random) {
		List<Class<?>> records = Arrays.stream(controller.getDeclaredClasses())
			.filter(Class::isRecord)
			.sorted((a, b) -> a.getName().compareTo(b.getName()))
			.collect(Collectors.toCollection(ArrayList::new));
		for (String name : List.of("organisation.PeopleChange", "organisation.ContactsChange",
				"rollout.DecideParticipation", "notification.PauseReminders")) {
			if (controller.getPackageName().endsWith(name.substring(0, name.indexOf('.')))) {
				try {
					records.add(Class.forName("no.nav.samtalepakker." + name));
				}
				catch (ClassNotFoundException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}
		if (records.isEmpty() || random.nextInt(6) == 0) {
			return HostileValues.json(random);
		}
		return Arrays.stream(records.get(random.nextInt(records.size())).getRecordComponents())
			.filter((component) -> random.nextInt(5) > 0)
			.map((component) -> '"' + component.getName() + "\": " + HostileValues.json(random))
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private Input engine(Random random) {
		String[] request = ENGINE.get(random.nextInt(ENGINE.size())).split(" ");
		boolean webapp = random.nextBoolean();
		String path = (webapp ? "/camunda/api/engine/engine/default" : "/engine-rest") + address(request[1], random);
		String query = "";
		byte[] body = new byte[0];
		if (!request[0].equals("GET") && random.nextInt(8) > 0) {
			body = HostileValues.bytes(query(random));
		}
		else if (random.nextInt(3) > 0) {
			query = IntStream.rangeClosed(0, random.nextInt(3))
				.mapToObj((i) -> parameter(random) + "="
						+ HostileValues.inAddress(HostileValues.shortText(random), random))
				.collect(Collectors.joining("&", "?", ""));
		}
		Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
		Browser session = this.sessions.get(random.nextInt(this.sessions.size()));
		if (webapp) {
			headers.putAll(session.headers("/camunda/"));
		}
		else {
			headers.put("Authorization", basic(session.user()));
		}
		return odd(new Input("engine",
				request[0] + " " + path + query + " as " + session.user() + " "
						+ new String(body, 0, Math.min(300, body.length), StandardCharsets.UTF_8),
				request[0] + " " + path + query, headers, body, null), random);
	}

	private static String query(Random random) {
		if (random.nextInt(8) == 0) {
			return HostileValues.json(random);
		}
		return IntStream.rangeClosed(0, random.nextInt(3))
			.mapToObj((i) -> '"' + parameter(random) + "\": " + switch (random.nextInt(6)) {
				case 0 -> "[" + HostileValues.json(random) + "]";
				case 1 -> "[{\"" + parameter(random) + "\": " + HostileValues.json(random) + "}]";
				case 2 -> "[{\"name\": \"unitId\", \"operator\": " + HostileValues.json(random) + ", \"value\": "
						+ HostileValues.json(random) + "}]";
				case 3 -> "[{\"sortBy\": " + HostileValues.json(random) + ", \"sortOrder\": \"asc\", \"parameters\": "
						+ HostileValues.json(random) + "}]";
				default -> HostileValues.json(random);
			})
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private static String parameter(Random random) {
		return PARAMETERS.get(random.nextInt(PARAMETERS.size()));
	}

	private Input page(Random random) {
		String page = PAGES.get(random.nextInt(PAGES.size()));
		boolean login = page.startsWith("/login") && random.nextBoolean();
		String method = login ? "POST" : METHODS.get(random.nextInt(METHODS.size()));
		String path = address(page, random);
		byte[] body = new byte[0];
		Map<String, String> headers = new LinkedHashMap<>();
		Browser session = this.sessions.get(random.nextInt(this.sessions.size()));
		boolean known = random.nextInt(3) > 0 && !path.contains("logout");
		if (known) {
			headers.putAll(session.headers(path));
		}
		if (login) {
			headers.put("Content-Type", "application/x-www-form-urlencoded");
			String form = Stream.of("username", "password", "_csrf")
				.map((name) -> name + "=" + HostileValues.inAddress(HostileValues.text(random), random))
				.collect(Collectors.joining("&"));
			body = HostileValues.bytes(form);
		}
		else if (!List.of("GET", "HEAD", "TRACE").contains(method)) {
			headers.put("Content-Type", "application/json");
			body = HostileValues.bytes(HostileValues.json(random));
		}
		return odd(new Input("page", method + " " + path + " as " + (known ? session.user() : "nobody"),
				method + " " + path, headers, body, null), random);
	}

	/** Sometimes a header, a method or a kind of content that does not belong. */
	private static Input odd(Input input, Random random) {
		Map<String, String> headers = new LinkedHashMap<>(input.headers());
		String line = input.line();
		String what = input.what();
		if (random.nextInt(6) == 0) {
			String name = HEADERS.get(random.nextInt(HEADERS.size()));
			String value = HostileValues.shortText(random).replaceAll("[\\r\\n]", " ");
			headers.put(name, random.nextBoolean() ? value : TYPES.get(random.nextInt(TYPES.size())));
			what += " with " + name + ": " + headers.get(name);
		}
		if (random.nextInt(12) == 0) {
			String type = TYPES.get(random.nextInt(TYPES.size()));
			headers.put("Content-Type", type);
			what += " with Content-Type: " + type;
		}
		if (random.nextInt(12) == 0) {
			String method = METHODS.get(random.nextInt(METHODS.size()));
			line = method + line.substring(line.indexOf(' '));
			what = method + " for " + what;
		}
		return new Input(input.kind(), what, line, headers, input.body(), null);
	}

	/**
	 * The pattern with hostile values, or cases of the caller's, for what is in braces.
	 */
	private String address(String pattern, Random random) {
		String address = pattern;
		while (address.contains("{")) {
			String value = (random.nextInt(3) == 0) ? this.targets.get(random.nextInt(this.targets.size()))
					: HostileValues.inAddress(HostileValues.shortText(random), random).replace("{", "%7B");
			int from = address.indexOf('{');
			address = address.substring(0, from) + value + address.substring(address.indexOf('}', from) + 1);
		}
		return address;
	}

	private Wire.Reply send(Input input, Random random) throws IOException {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.write(HostileValues.bytes(input.line() + " HTTP/1.1\r\n"));
		request.write(HostileValues.bytes("Host: localhost:" + port() + "\r\nConnection: close\r\n"));
		Map<String, String> headers = new LinkedHashMap<>(input.headers());
		headers.putIfAbsent("Accept", (random.nextInt(3) > 0) ? "application/json, */*;q=0.5" : "text/html,*/*");
		if (input.form() != null) {
			headers.put("Content-Type", "application/json");
		}
		for (Map.Entry<String, String> header : headers.entrySet()) {
			request.write(HostileValues.bytes(header.getKey() + ": " + header.getValue() + "\r\n"));
		}
		request.write(HostileValues.bytes("Content-Length: " + input.body().length + "\r\n\r\n"));
		request.write(input.body());
		// guesses at passwords count against the address they come from
		String from = input.form() != null
				|| headers.containsKey("Authorization") && !input.what().contains("Authorization:") ? "127.0.0.1"
						: "127.0." + (1 + random.nextInt(250)) + "." + (1 + random.nextInt(250));
		return Wire.exchange(port(), from, request.toByteArray());
	}

	private static String basic(String user) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
	}

	// open tasks

	private OpenTask task(String form) {
		return this.open.computeIfAbsent(form, (name) -> {
			this.state = null;
			Visitor visitor = leader();
			String path = "/process-definition/key/rollout/submit-form";
			Map<String, String> values = new HashMap<>();
			if (name.equals("startRollout")) {
				visitor = secretariat();
				values.put("office", this.targets.get(0));
			}
			else {
				String unit = name.equals("reviewSummary") ? alone()
						: started(name.equals("approveReport") ? UnitType.MBA : UnitType.OFFICE);
				String id = open(name, unit, values);
				visitor = worker(name);
				path = "/task/" + id + "/submit-form";
			}
			awaitQuiet();
			return new OpenTask(visitor, path, valid(name, values));
		});
	}

	private Visitor worker(String form) {
		return switch (form) {
			case "approveReport" -> as("fuzz-tillitsvalgt");
			case "decideParticipation" -> as("fylke-1900");
			case "triageObstacle", "resolveOverdueAnswer", "resolveOverdueProposal", "reviewSummary" -> secretariat();
			case "answerObstacle", "updateAnswer", "answerProposal" -> recipient("RUNDSKRIV");
			default -> leader();
		};
	}

	/** Brings the unit's conversation to where the form is asked for. */
	private String open(String form, String unit, Map<String, String> values) {
		if (form.endsWith("Proposal")) {
			String proposal = proposalSent("RUNDSKRIV");
			if (form.equals("resolveOverdueProposal")) {
				fire("timer_answerOverdue", proposal);
			}
			return worker(form).task(form, proposal);
		}
		String conversation = conversationOf(unit);
		String plan = "{'choice': 'ALREADY_HELD'}";
		String obstacle = obstacle("REGELVERK.TOLKNING");
		String report = null;
		switch (form) {
			case "planMeeting" -> plan = null;
			case "prepareMeeting" -> plan = "{'meetingDate': '%s', 'form': 'DIGITAL', 'participantCount': 8}"
				.formatted(today().plusDays(20));
			case "confirmExecution" ->
				plan = "{'meetingDate': '%s', 'form': 'DIGITAL', 'participantCount': 8}".formatted(today());
			case "approveReport" -> report = "{'outcome': 'WITH_INPUT'}";
			case "setFollowUpDate" -> report = "{'outcome': 'WITH_INPUT', 'actionPoints': [{'text': 'Tekst'}]}";
			case "followUpActions" ->
				report = "{'outcome': 'WITH_INPUT', 'actionPoints': [{'text': 'Tekst'}], 'followUpOn': '%s'}"
					.formatted(today().plusDays(30));
			case "triageObstacle" -> obstacle = obstacle(null);
			case "reviewSummary" -> plan = "{'choice': 'NOT_HELD'}";
			default -> {
				// held, or about obstacles
			}
		}
		if (form.endsWith("Obstacle") || form.endsWith("Answer")) {
			report = "{'outcome': 'WITH_INPUT', 'obstacles': [" + obstacle + "]}";
		}
		if (form.equals("decideParticipation")) {
			return decision();
		}
		if (plan != null) {
			leader().complete("planMeeting", conversation, plan);
		}
		if (report != null) {
			leader().complete("reportConversation", conversation, report);
		}
		String caseId = conversation;
		if (report != null && report.contains("obstacles")) {
			caseId = obstaclesOf(unit).get(0);
			obstacle(form, caseId);
		}
		if (form.equals("followUpActions")) {
			fire("timer_followUp", conversation);
			String task = leader().task(form, conversation);
			values.put("actionPoint", leader().context(task).path("actionPoints").path(0).path("id").asText());
		}
		if (form.equals("reviewSummary")) {
			caseId = rolloutOf(unit);
			fire("timer_closes", caseId);
			fire("timer_cutOff", caseId);
		}
		return worker(form).task(form, caseId);
	}

	private void obstacle(String form, String obstacle) {
		Visitor recipient = recipient("RUNDSKRIV");
		switch (form) {
			case "updateAnswer" -> {
				recipient.complete("answerObstacle", obstacle,
						"{'answer': 'CANNOT_SOLVE', 'text': 'Tekst', 'nextUpdateOn': '%s'}"
							.formatted(today().plusDays(20)));
				fire("timer_updateDue", obstacle);
			}
			case "readAnswer" ->
				recipient.complete("answerObstacle", obstacle, "{'answer': 'CANNOT_SOLVE', 'text': 'Tekst'}");
			case "resolveOverdueAnswer" -> {
				recipient.task("answerObstacle", obstacle);
				fire("timer_answerOverdue", obstacle);
			}
			default -> {
				// it has just been raised
			}
		}
	}

	private String decision() {
		String unit = unit(UnitType.OFFICE, "1900");
		String rollout = rollout("rol", unit);
		return worker("decideParticipation").task("decideParticipation", rollout);
	}

	private ObjectNode valid(String form, Map<String, String> values) {
		String json = VALID.get(form)
			.replace("%later%", today().plusDays(40).toString())
			.replace("%latest%", today().plusDays(140).toString())
			.replace("%unique%", String.valueOf(System.nanoTime() + this.unique++))
			.replace("%office%", String.valueOf(values.get("office")))
			.replace("%actionPoint%", String.valueOf(values.get("actionPoint")));
		try {
			return (ObjectNode) JSON.readTree(Visitor.json(json));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A unit of this test's own with a conversation to plan. */
	private String started(UnitType type) {
		Deque<String> ready = this.stock.get(type);
		if (ready.isEmpty()) {
			List<String> units = IntStream.range(0, 8).mapToObj((i) -> unit(type, null)).toList();
			rollout((type == UnitType.MBA) ? "tillit-mba" : "tillit-enhet", units.toArray(String[]::new));
			units.forEach((unit) -> leader().task("planMeeting", conversationOf(unit)));
			ready.addAll(units);
		}
		return ready.remove();
	}

	/** A unit with a rollout of its own, which can be closed or stopped. */
	private String alone() {
		String unit = unit(UnitType.OFFICE, null);
		rollout("tillit-enhet", unit);
		leader().task("planMeeting", conversationOf(unit));
		return unit;
	}

	private String unit(UnitType type, String county) {
		String unit = "FUZZ-" + this.units++;
		this.jdbc.sql("insert into unit (id, name, type, county_id) values (?, ?, ?, ?)")
			.params(unit, "Enhet " + unit, type.name(), county)
			.update();
		secretariat().send("PUT", "/api/units/" + unit + "/people", Visitor.json("{'leader': 'fuzz-leder'%s}"
			.formatted((type == UnitType.MBA) ? ", 'coSigner': 'fuzz-tillitsvalgt'" : ""))).expect(204);
		return unit;
	}

	private Visitor leader() {
		return as("fuzz-leder");
	}

	/** How many rows each of our own tables has, and how the engine's variables stand. */
	private String state() {
		String counts = tables(false).stream()
			.filter((table) -> !table.toLowerCase(Locale.ROOT).startsWith("audit"))
			.map((table) -> "select '" + table + "' as name, count(*) as n from \"" + table + '"')
			.collect(Collectors.joining(" union all "));
		counts += " union all select 'variables', count(*) + sum(rev_) from act_ru_variable"
				+ " union all select 'tasks', count(*) from act_ru_task";
		return this.jdbc.sql(counts)
			.query((row, index) -> row.getString("name") + " " + row.getString("n"))
			.list()
			.toString();
	}

	private String failures() {
		return Stream.of("/engine-rest/job/count?withException=true", "/engine-rest/incident/count")
			.map((path) -> admin().get(path).expect(200).body())
			.collect(Collectors.joining(", "));
	}

	/**
	 * Something to send.
	 *
	 * @param kind of target
	 * @param what for messages
	 * @param line method and address
	 * @param headers besides the usual ones
	 * @param body perhaps empty
	 * @param form the form, if it is one
	 */
	private record Input(String kind, String what, String line, Map<String, String> headers, byte[] body, String form) {
	}

	/**
	 * Where a form can be sent.
	 *
	 * @param visitor who may
	 * @param path below the engine
	 * @param valid what would be accepted
	 */
	private record OpenTask(Visitor visitor, String path, ObjectNode valid) {
	}

}
