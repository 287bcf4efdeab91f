package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.script.ScriptEngineManager;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.OnH2;
import no.nav.samtalepakker.testing.Pages;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;

/**
 * What surrounds the engine: sessions, tokens, headers, sizes, passwords and what else
 * might stand open.
 */
@OnH2
class DoorsTest extends HttpCaseTest {

	private static final String WEBAPP = "/camunda/api/engine/engine/default";

	private static final AtomicInteger NAMES = new AtomicInteger();

	@LocalServerPort
	private int port;

	@Autowired
	private RequestMappingHandlerMapping requestMappingHandlerMapping;

	@Autowired
	private WebApplicationContext context;

	@Autowired
	private Identities identities;

	@Autowired
	private ApplicationClock clock;

	private String unit;

	private String task;

	private String leaderId;

	private Attacker leader;

	@BeforeAll
	void openCase() {
		this.unit = conversationStarted(UnitType.OFFICE);
		this.task = leaderOf(this.unit).task("planMeeting");
		this.leaderId = personOf(this.unit, "LEADER");
		this.leader = new Attacker(this.port).logIn(this.leaderId);
	}

	// sessions

	@Test
	void aLoginBringsANewSession() {
		Attacker browser = new Attacker(this.port);
		browser.get("/oversikt");
		assertThat(browser.cookie("JSESSIONID", "/")).as("without a login").isEmpty();
		String before = browser.logIn("sekretariat").session();
		assertThat(browser.logIn("sekretariat").session()).isNotEqualTo(before);
		Attacker thief = new Attacker(this.port);
		thief.plant("JSESSIONID", before);
		assertThat(thief.get("/api/units").statusCode()).isEqualTo(401);
	}

	@Test
	void aPlantedSessionIsNotAdopted() {
		Attacker victim = new Attacker(this.port);
		victim.plant("JSESSIONID", "A".repeat(32));
		victim.logIn("sekretariat");
		assertThat(victim.session()).isNotEqualTo("A".repeat(32));
		Attacker thief = new Attacker(this.port);
		thief.plant("JSESSIONID", "A".repeat(32));
		assertThat(thief.get("/api/units").statusCode()).isEqualTo(401);
	}

	@Test
	void noAddressCarriesASession() {
		Attacker browser = new Attacker(this.port);
		for (String path : List.of("/", "/oversikt", "/camunda/app/tasklist/default/", "/login")) {
			HttpResponse<String> answer = browser.get(path);
			assertThat(answer.body().toLowerCase()).doesNotContain("jsessionid");
			assertThat(answer.headers().firstValue("Location").orElse("").toLowerCase()).doesNotContain("jsessionid");
		}
		Attacker thief = new Attacker(this.port);
		assertThat(thief.get("/api/units;jsessionid=" + this.leader.session()).statusCode()).isIn(400, 401);
		assertThat(thief.get("/api/units?jsessionid=" + this.leader.session()).statusCode()).isEqualTo(401);
	}

	@Test
	void scriptsOfAPageDoNotSeeTheSession() {
		assertThat(new Attacker(this.port).tryToLogIn(this.leaderId, "demo").headers().allValues("Set-Cookie"))
			.filteredOn((cookie) -> cookie.startsWith("JSESSIONID"))
			.singleElement()
			.asString()
			.contains("HttpOnly", "SameSite=Lax");
	}

	// tokens

	@Test
	void everyActNeedsTheTokenOfItsSession() {
		Attacker other = new Attacker(this.port).logIn("sekretariat");
		other.tasklistToken();
		List<String> acts = acts();
		assertThat(acts).hasSizeGreaterThan(10);
		Map<String, String> before = contents();
		for (String act : acts) {
			String[] parts = act.split(" ");
			for (String token : new String[] { null, "", UUID.randomUUID().toString(), other.token("/"),
					other.token("/camunda") }) {
				Attacker browser = this.leader;
				if (parts[1].startsWith("/camunda")) {
					// the engine ends the session of whoever comes without its token
					browser = new Attacker(this.port).logIn(this.leaderId);
					browser.tasklistToken();
				}
				HttpResponse<String> answer = browser.send(parts[0], parts[1], body(parts[1]),
						(token != null) ? Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", token)
								: Map.of("Content-Type", "application/json"));
				assertThat(answer.statusCode()).as("%s with token %s", act, token).isIn(401, 403);
			}
		}
		Map<String, String> after = contents();
		// of the logins in between
		Stream.of(before, after).forEach((counts) -> counts.keySet().removeIf("audit"::equalsIgnoreCase));
		assertThat(after).isEqualTo(before);
		assertThat(this.leader.get("/api/tasks/" + this.task + "/context").statusCode()).isEqualTo(200);
	}

	/** What would work with the right token. */
	private String body(String path) {
		if (path.endsWith("/submit-form")) {
			return Visitor.form("planMeeting", "{'choice': 'NOT_HELD'}");
		}
		return path.endsWith("/claim") ? "{\"userId\":\"" + this.leaderId + "\"}" : "{}";
	}

	/** Every call that is not for reading only. */
	private List<String> acts() {
		List<String> acts = new ArrayList<>();
		for (RequestMappingInfo mapping : this.requestMappingHandlerMapping.getHandlerMethods().keySet()) {
			Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
			for (RequestMethod method : methods) {
				if (!Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS).contains(method)) {
					mapping.getPatternValues()
						.forEach((pattern) -> acts.add(method + " " + pattern.replaceAll("\\{[^}]*}", this.task)));
				}
			}
		}
		acts.add("POST /logout");
		for (String operation : List.of("POST /task", "POST /task/count", "POST /task/" + this.task + "/claim",
				"POST /task/" + this.task + "/submit-form", "POST /filter/a/list", "POST /group",
				"POST /variable-instance", "POST /history/task")) {
			acts.add(operation.replace(" ", " " + WEBAPP));
		}
		acts.add("POST /camunda/api/cockpit/plugin/base/default/process-instance");
		return acts;
	}

	@Test
	void aFormOfAnotherSiteDoesNothing() {
		String act = "/api/tasks/" + this.task + "/hand-over";
		String body = "{\"userId\":\"x\"}";
		String password = basic(this.leaderId, "demo");
		for (String type : List.of("text/plain", "*/*", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded",
				"multipart/form-data; boundary=a", "TEXT/PLAIN")) {
			// with the session, and with a password the browser remembers
			assertThat(this.leader.send("POST", act, body, Map.of("Content-Type", type)).statusCode()).isIn(403, 415);
			for (String path : List.of(act, "/api/tasks/" + this.task + "/take-over", "/engine-rest/task",
					"/engine-rest/task/" + this.task + "/claim")) {
				assertThat(new Attacker(this.port)
					.send("POST", path, body, Map.of("Content-Type", type, "Authorization", password))
					.statusCode()).isEqualTo(415);
			}
		}
		for (String site : List.of("cross-site", "same-site")) {
			for (String path : List.of(act, "/api/tasks/" + this.task + "/take-over", "/engine-rest/task")) {
				assertThat(new Attacker(this.port)
					.send("POST", path, body,
							Map.of("Sec-Fetch-Site", site, "Content-Type", "application/json", "Authorization",
									password))
					.statusCode()).isEqualTo(403);
			}
			assertThat(this.leader
				.send("POST", act, body, Map.of("Sec-Fetch-Site", site, "X-XSRF-TOKEN", this.leader.token("/"),
						"Content-Type", "application/json"))
				.statusCode()).isEqualTo(403);
		}
	}

	@Test
	void noMethodPretendsToBeAnother() {
		for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
			assertThat(this.leader.send("GET", "/api/tasks/" + this.task + "/release", null, Map.of(header, "POST"))
				.statusCode()).isIn(404, 405);
		}
		assertThat(this.leader.get("/api/tasks/" + this.task + "/release?_method=POST").statusCode()).isIn(404, 405);
		assertThat(raw("TRACE /login HTTP/1.1")).startsWith("HTTP/1.1 4");
		assertThat(raw("TRACK /login HTTP/1.1")).startsWith("HTTP/1.1 4");
		assertThat(raw("OPTIONS /api/units HTTP/1.1")).startsWith("HTTP/1.1 401");
		assertThat(raw("OPTIONS * HTTP/1.1")).doesNotContain("TRACE");
	}

	@Test
	void noOtherSiteReadsAnAnswer() {
		for (String path : List.of("/api/units", "/engine-rest/task", "/oversikt", WEBAPP + "/task")) {
			HttpResponse<String> answer = this.leader.send("GET", path, null,
					Map.of("Sec-Fetch-Site", "cross-site", "Access-Control-Request-Method", "GET"));
			assertThat(answer.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control"));
		}
	}

	// headers

	@ParameterizedTest
	@ValueSource(strings = { "GET /login 200", "GET /oversikt 200", "GET /oppsummering/finnes-ikke 404",
			"GET /api/units/finnes-ikke/x 404", "GET /api/tasks/finnes-ikke/context 404",
			"POST /api/tasks/a/release 403", "GET /finnes-ikke 403", "GET /actuator/env 403", "GET /css/app.css 200",
			"GET /css/finnes-ikke.css 404", "GET /engine-rest/task 401", "GET /camunda/app/tasklist/default/ 200",
			"GET /camunda/app/cockpit/default/ 403", "GET /camunda/api/engine/engine/default/task 200",
			"GET /camunda/api/engine/engine/default/job 403", "GET /camunda/api/admin/setup/default/user/create 403",
			"GET /actuator/health 200", "GET /api//units 400", "GET /favicon.ico 404" })
	void everyAnswerIsGuarded(String call) {
		String[] parts = call.split(" ");
		HttpResponse<String> answer = this.leader.send(parts[0], parts[1], parts[0].equals("POST") ? "" : null,
				Map.of("Accept", "text/html,application/json"));
		assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(parts[2]));
		guarded(parts[1], answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/oversikt", "/api/units", "/engine-rest/task", "/camunda/app/tasklist/default/",
			"/camunda/api/engine/engine/default/task", "/finnes-ikke", "/login?error" })
	void everyAnswerToAStrangerIsGuarded(String path) {
		guarded(path, new Attacker(this.port).get(path));
	}

	@Test
	void answersToProgramsAreGuarded() {
		for (String path : List.of("/engine-rest/task", "/engine-rest/task/finnes-ikke", "/engine-rest/user",
				"/api/units", "/api/finnes-ikke", "/engine-rest/task/" + this.task + "/deployed-form")) {
			HttpResponse<String> answer = new Attacker(this.port).send("GET", path, null,
					Map.of("Authorization", basic(this.leaderId, "demo")));
			guarded(path, answer);
			assertThat(value(answer, "Content-Security-Policy")).contains("default-src 'none'");
		}
	}

	@Test
	void scriptsAndStylesAreAskedForAnew() {
		for (String path : List.of("/css/app.css", "/camunda/lib/samtalepakker-frame.js")) {
			assertThat(value(this.leader.get(path), "Cache-Control")).as(path).isEqualTo("no-cache");
		}
	}

	private static void guarded(String path, HttpResponse<String> answer) {
		assertThat(value(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
		assertThat(value(answer, "X-Frame-Options")).as(path).isIn("DENY", "SAMEORIGIN");
		String policy = value(answer, "Content-Security-Policy");
		if (path.startsWith("/camunda")) {
			assertThat(policy).as(path).containsAnyOf("base-uri 'self'", "base-uri 'none'");
		}
		else {
			assertThat(policy).as(path).contains("frame-ancestors 'none'").doesNotContain("unsafe", "*", "http:");
			assertThat(policy).containsAnyOf("default-src 'self'", "default-src 'none'");
		}
		boolean rejected = path.contains("..") || path.contains("//");
		if (!rejected) {
			assertThat(value(answer, "Referrer-Policy")).as(path).isEqualTo("same-origin");
			assertThat(value(answer, "Permissions-Policy")).as(path).contains("geolocation=()");
		}
		boolean page = value(answer, "Content-Type").startsWith("text/html");
		if (page || !path.startsWith("/css") && !path.startsWith("/camunda/app")) {
			assertThat(value(answer, "Cache-Control")).as(path).contains("no-store");
		}
		assertThat(answer.headers().map().keySet()).as(path)
			.noneMatch((name) -> Set.of("server", "x-powered-by", "via", "x-application-context")
				.contains(name.toLowerCase()));
		assertThat(answer.body()).as(path)
			.doesNotContain("Apache Tomcat", "Exception:", "at org.", ".java:", "Whitelabel");
	}

	/** What the forwarded header of a proxy, or a connector of its own, makes of it. */
	@Test
	void overHttpsBrowsersStayThere() throws Exception {
		MockMvc server = Pages.of(this.context);
		server.perform(get("/login").secure(true))
			.andExpect(header().string("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains"));
		server.perform(get("/login")).andExpect(header().doesNotExist("Strict-Transport-Security"));
	}

	// sizes

	@Test
	void nothingIsLarge() {
		Visitor leader = leaderOf(this.unit);
		String large = "{\"userId\":\"" + "a".repeat(BufferedRequest.MAX_BODY) + "\"}";
		assertThat(leader.post("/api/tasks/" + this.task + "/hand-over", large).expect(413).body())
			.contains("InvalidInput", "200 kB");
		leader.post("/engine-rest/task/" + this.task + "/submit-form", large).expect(413);
		assertThat(this.leader
			.send("POST", "/api/tasks/" + this.task + "/hand-over", large,
					Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", this.leader.token("/")))
			.statusCode()).isEqualTo(413);
		String deep = "[".repeat(100_000);
		String deepObject = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
		for (String body : List.of(deep, deepObject, "{\"userId\":" + deep, "9".repeat(150_000))) {
			leader.post("/api/tasks/" + this.task + "/hand-over", body).expect(400);
			leader.post("/engine-rest/task/" + this.task + "/submit-form", body).expect(400);
			assertThat(leader.submit(this.task, "planMeeting", body).status()).isIn(400, 413);
			leader.post("/engine-rest/task", body).expect(400);
		}
	}

	/** Many groups in a token, and cookies of a shared domain, make headers long. */
	@Test
	void longHeadersAreReadAndLongerOnesAreAnsweredInNorwegian() {
		assertThat(raw("GET /login HTTP/1.1\r\nCookie: a=" + "a".repeat(16_000))).startsWith("HTTP/1.1 200");
		for (String request : List.of("GET /login?" + "a".repeat(40_000) + " HTTP/1.1",
				"GET /login HTTP/1.1\r\nCookie: a=" + "a".repeat(40_000),
				"GET /login HTTP/1.1" + "\r\nX-A: a".repeat(500), "GET /login?<> HTTP/1.1", "G(T /login HTTP/1.1",
				"GET /login HTTP/1.1\r\nContent-Length: x")) {
			String answer = raw(request);
			assertThat(answer).as(request.substring(0, 15))
				.startsWith("HTTP/1.1 4")
				.doesNotContain("Tomcat", "Apache", "HTTP Status", "Bad Request</", "Tahoma", "lang=\"en\"");
			assertThat(answer.indexOf("\r\n\r\n") + 4 == answer.length()
					|| answer.contains("lang=\"nb\"") && answer.contains("Content-Security-Policy: default-src 'self'"))
				.as(answer)
				.isTrue();
		}
		assertThat(raw("GET /login HTTP/1.1\r\nCookie: a=" + "a".repeat(40_000)))
			.contains("Slett informasjonskapslene");
		for (String path : List.of("/api/units", "/engine-rest/task", "/camunda/api/engine/engine/default/task")) {
			assertThat(raw("GET " + path + " HTTP/1.1\r\nAuthorization: Bearer " + "a".repeat(40_000)))
				.startsWith("HTTP/1.1 4")
				.contains("Content-Type: application/json",
						"{\"type\":\"InvalidInput\",\"message\":\"Vi kunne ikke lese");
		}
	}

	@Test
	void aBodyWithoutALengthIsLimitedToo() {
		String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
		String answer = raw("POST /api/tasks/" + this.task + "/hand-over HTTP/1.1\r\nAuthorization: "
				+ basic(this.leaderId, "demo") + "\r\nContent-Type: application/json"
				+ "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(4) + "0");
		assertThat(answer).startsWith("HTTP/1.1 413");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/units;a=b", "/engine-rest;/task", "/engine-rest/;/task", "//engine-rest/task",
			"/engine-rest//task", "/%65ngine-rest/task", "/engine-rest/%74ask", "/engine-rest/./task",
			"/api/../engine-rest/task", "/camunda/api/engine;/engine/default/task", "/login/..;/oversikt",
			"/engine-rest/task/%2e%2e/user", "/camunda/%61pp/tasklist/default/", "/oversikt/%2E" })
	void anAddressIsReadInOneWayOnly(String address) {
		HttpResponse<String> answer = this.leader.send("GET", address, null,
				Map.of("Authorization", basic(this.leaderId, "demo")));
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("Adressen er ikke gyldig");
		assertThat(value(answer, "Content-Security-Policy")).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/engine-rest/task", "/engine-rest/process-definition/key/rollout/deployed-start-form",
			"/api/own-data", "/camunda/api/engine/engine/default/history/user-operation",
			"/camunda/app/tasklist/default/", "/hva-vet-systemet", "/actuator/health", "/login" })
	void noSignOfAnAddressIsWrittenInAnotherWay(String address) {
		for (int i = 1; i < address.length(); i++) {
			for (String code : List.of("%%%02x", "%%%02X")) {
				String other = address.substring(0, i) + code.formatted((int) address.charAt(i))
						+ address.substring(i + 1);
				HttpResponse<String> answer = this.leader.send("GET", other, null,
						Map.of("Authorization", basic(this.leaderId, "demo")));
				assertThat(answer.statusCode()).as(other).isEqualTo(400);
				// the server itself refuses a slash, before any filter
				assertThat(answer.body()).as(other)
					.contains((address.charAt(i) == '/') ? "Vi kunne ikke lese" : "Adressen er ikke gyldig");
			}
		}
	}

	@Test
	void twoLengthsAreNone() {
		assertThat(raw("POST /login HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6")).startsWith("HTTP/1.1 400");
	}

	// what else might stand open

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/info", "/actuator/env", "/actuator/beans", "/actuator/heapdump",
			"/actuator/threaddump", "/actuator/loggers", "/actuator/mappings", "/actuator/sbom", "/actuator/shutdown",
			"/actuator/metrics", "/actuator/prometheus", "/h2-console", "/h2-console/", "/h2", "/console", "/swaggerui",
			"/error", "/camunda/lib/../../application.yaml", "/META-INF/MANIFEST.MF", "/WEB-INF/web.xml",
			"/application.yaml", "/processes/conversation.bpmn", "/db/migration/V1__create_tables.sql", "/graphql" })
	void nothingElseIsServed(String path) {
		assertThat(new Attacker(this.port).get(path).statusCode()).isIn(302, 400, 401, 403, 404);
		Attacker admin = new Attacker(this.port).logIn("admin");
		assertThat(admin.get(path).statusCode()).isIn(400, 401, 403, 404);
		assertThat(admin.send("POST", path, "{}", Map.of("X-XSRF-TOKEN", admin.token("/"))).statusCode()).isBetween(400,
				499);
	}

	@Test
	void healthTellsNothingElse() {
		assertThat(new Attacker(this.port).get("/actuator/health").body()).contains("UP")
			.doesNotContain("db", "diskSpace", "components", "version");
	}

	@Test
	void theDatabaseListensToNobody() {
		assertThat(Thread.getAllStackTraces().keySet()).noneMatch((thread) -> thread.getName().startsWith("H2 TCP")
				|| thread.getName().startsWith("H2 Console") || thread.getName().startsWith("H2 PG"));
		assertThat(this.context.containsBean("h2Console")).isFalse();
	}

	/** The engine brings two languages, for expressions; it is told to use neither. */
	@Test
	void noScriptEngineIsThere() {
		assertThat(new ScriptEngineManager().getEngineFactories())
			.allMatch((engine) -> engine.getClass().getName().startsWith("org.camunda."));
	}

	// passwords

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void guessingBecomesSlow(boolean known) {
		String user = known ? newUser() : "finnes-ikke-" + NAMES.incrementAndGet();
		Attacker browser = new Attacker(this.port);
		for (int i = 0; i < LoginAttempts.FREE_FOR_NAME; i++) {
			HttpResponse<String> wrong = browser.tryToLogIn(user, "feil-" + i);
			assertThat(wrong.statusCode()).isEqualTo(302);
			assertThat(wrong.headers().firstValue("Location").orElseThrow()).endsWith("/login?error");
		}
		HttpResponse<String> blocked = browser.tryToLogIn(user, "demo");
		assertThat(blocked.statusCode()).isEqualTo(429);
		assertThat(Integer.parseInt(value(blocked, "Retry-After"))).isBetween(1, 30);
		assertThat(blocked.body()).contains("For mange forsøk", "sekunder", "<form").doesNotContain("Exception");
		guarded("/login", blocked);
		HttpResponse<String> program = program(user, "demo");
		assertThat(program.statusCode()).isEqualTo(429);
		assertThat(program.body()).contains("TooManyAttempts", "Prøv igjen om");
		assertThat(value(program, "Retry-After")).isNotEmpty();
		assertThat(program.headers().firstValue("WWW-Authenticate")).isEmpty();
	}

	@Test
	void programsAreSlowedDownAndLetInAgain() {
		String user = newUser();
		Instant start = Instant.now();
		try {
			this.clock.moveTo(start);
			for (int i = 0; i < LoginAttempts.FREE_FOR_NAME; i++) {
				assertThat(program(user, "feil").statusCode()).isEqualTo(401);
			}
			assertThat(program(user, "demo").statusCode()).isEqualTo(429);
			this.clock.moveTo(start.plus(Duration.ofSeconds(31)));
			assertThat(program(user, "feil").statusCode()).isEqualTo(401);
			assertThat(value(program(user, "demo"), "Retry-After")).isEqualTo("60");
			this.clock.moveTo(start.plus(Duration.ofSeconds(92)));
			assertThat(program(user, "demo").statusCode()).isEqualTo(200);
			assertThat(program(user, "feil").statusCode()).isEqualTo(401);
			assertThat(program(user, "demo").statusCode()).isEqualTo(200);
		}
		finally {
			this.clock.reset();
		}
	}

	@Test
	void aWrongPasswordAndAnUnknownNameLookTheSame() {
		String user = newUser();
		HttpResponse<String> wrong = new Attacker(this.port).tryToLogIn(user, "feil");
		HttpResponse<String> unknown = new Attacker(this.port).tryToLogIn("finnes-ikke-" + NAMES.incrementAndGet(),
				"demo");
		assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode());
		assertThat(unknown.headers().map().keySet()).isEqualTo(wrong.headers().map().keySet());
		assertThat(unknown.headers().firstValue("Location")).isEqualTo(wrong.headers().firstValue("Location"));
		HttpResponse<String> wrongProgram = program(user, "feil");
		HttpResponse<String> unknownProgram = program("finnes-ikke-" + NAMES.incrementAndGet(), "demo");
		assertThat(unknownProgram.statusCode()).isEqualTo(wrongProgram.statusCode()).isEqualTo(401);
		assertThat(unknownProgram.body()).isEqualTo(wrongProgram.body());
	}

	/** Somebody no other test needs to log in. */
	private String newUser() {
		String user = "gjettet-" + NAMES.incrementAndGet();
		this.identities.ensureUser(user, "Test", "Bruker");
		return user;
	}

	private HttpResponse<String> program(String user, String password) {
		return new Attacker(this.port).send("GET", "/engine-rest/task", null,
				Map.of("Authorization", basic(user, password)));
	}

	// helpers

	private static String value(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

	private static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	/** Sends what no client library would. */
	private String raw(String request) {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(10_000);
			String[] parts = request.split("\r\n\r\n", 2);
			String head = parts[0] + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
			String body = (parts.length > 1) ? parts[1] + "\r\n\r\n" : "";
			try {
				socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException ex) {
				// answered before all was said
			}
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
