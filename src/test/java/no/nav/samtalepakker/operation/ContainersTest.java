package no.nav.samtalepakker.operation;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/**
 * What {@code docker/} describes, started as processes ({@link Stack}): two nodes behind
 * nginx, a login at a provider, a rollout, an e-mail, a lost role, a lost node.
 */
@ExtendWith(ContainersTest.Nginx.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersTest {

	private static final String UNIT = "BU-0200";

	private static final String LEADER = "leder-bu-0200";

	private static final String TASKS = "/camunda/api/engine/engine/default/task";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Stands in what people write here, and nowhere in a log. */
	private static final String MARK = "Merkeord" + Long.toString(System.nanoTime(), 36);

	private Stack stack;

	@BeforeAll
	void start() throws Exception {
		Path folder = Path.of("target", "containers-" + System.getProperty("test.machine", "1"));
		if (Files.exists(folder)) {
			try (Stream<Path> old = Files.walk(folder)) {
				old.sorted(Comparator.reverseOrder()).forEach((path) -> path.toFile().delete());
			}
		}
		this.stack = new Stack(folder);
		this.stack.startNode("node-1");
		this.stack.startNode("node-2");
	}

	@AfterAll
	void stop() throws Exception {
		if (this.stack != null) {
			this.stack.close();
		}
	}

	@Test
	@Order(1)
	void theFilesHoldNoSecret() throws IOException {
		for (String file : List.of("compose.yaml", "realm.json", "nginx.conf", "Dockerfile")) {
			assertThat(Files.readString(Path.of("docker", file))).as(file)
				.doesNotContain(this.stack.password())
				.doesNotContainPattern(
						"(?i)(password|secret|value)\"?: *\"?(?!\\$\\{|/run/|\\[|\\{)[a-z0-9]{6,}\"?\\s*(,|\n|$)");
		}
	}

	@Test
	@Order(2)
	void whoeverLogsInStaysOnOneNode() throws Exception {
		for (String node : List.of("node-1", "node-2")) {
			Client leader = loggedInAt(node, LEADER);
			for (int i = 0; i < 4; i++) {
				assertThat(leader.get("/samtaler").statusCode()).isEqualTo(200);
			}
			assertThat(leader.node()).isEqualTo(node);
		}
	}

	@Test
	@Order(3)
	void aRolloutOnOneNodeIsATaskOnTheOtherAndAnEmail() throws Exception {
		Client secretariat = loggedInAt("node-1", "sekretariat");
		String today = LocalDate.now(ZoneId.of("Europe/Oslo")).toString();
		HttpResponse<String> ordered = secretariat.post(
				"/camunda/api/engine/engine/default/process-definition/key/rollout/submit-form",
				Visitor.form("startRollout", """
						{'name': '%s', 'packageKeys': ['tillit-brukerutvalg'], 'unitIds': ['%s'], 'opensOn': '%s',
						'closesOn': '%s'}
						""".formatted(MARK, UNIT, today, LocalDate.parse(today).plusMonths(4))));
		assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(200);

		Client leader = loggedInAt("node-2", LEADER);
		String task = await("the task").atMost(Duration.ofMinutes(1))
			.until(() -> JSON.readTree(leader.post(TASKS + "?maxResults=10", "{}").body()),
					(tasks) -> tasks.size() == 1)
			.get(0)
			.path("id")
			.asText();
		// e-mails wait for the morning; this one need not, and would not go any more once
		// they have talked
		this.stack.jdbc().sql("update notification set next_attempt_at = now() where state = 'QUEUED'").update();
		assertThat(this.stack.mail().waitForIncomingEmail(30_000, 1)).isTrue();
		assertThat(this.stack.mail().getReceivedMessages()[0].getAllRecipients()[0].toString())
			.isEqualTo(LEADER + "@samtalepakker.localhost");
		complete(leader, task, "planMeeting", "{'choice': 'ALREADY_HELD'}");
		String report = await("the report").atMost(Duration.ofMinutes(1))
			.until(() -> JSON
				.readTree(leader.post(TASKS, "{\"taskDefinitionKey\": \"userTask_reportConversation\"}").body()),
					(tasks) -> tasks.size() == 1)
			.get(0)
			.path("id")
			.asText();
		complete(leader, report, "reportConversation",
				"{'outcome': 'WITH_INPUT', 'points': [{'kind': 'DISCUSSED', 'text': '" + MARK + "'}]}");
		assertThat(this.stack.jdbc()
			.sql("select count(*) from report_point where text = ?")
			.param(MARK)
			.query(Long.class)
			.single()).isOne();
	}

	private static void complete(Client client, String task, String form, String json)
			throws IOException, InterruptedException {
		HttpResponse<String> answer = client.post(TASKS + "/" + task + "/submit-form", Visitor.form(form, json));
		assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
	}

	@Test
	@Order(4)
	void aRoleTakenAwayOnOneNodeCountsOnTheOtherAtOnce() throws Exception {
		Client secretariat = loggedInAt("node-1", "sekretariat");
		Client deputy = loggedInAt("node-2", "leder-0104");
		Client contact = loggedInAt("node-2", "mottaker-hr");
		String conversation = this.stack.jdbc()
			.sql("select id from conversation where unit_id = ?")
			.param(UNIT)
			.query(String.class)
			.single();
		for (int round = 0; round < 3; round++) {
			people(secretariat, "'leder-0104'");
			assertThat(deputy.get("/samtaler/" + conversation).statusCode()).as("round %s", round).isEqualTo(200);
			people(secretariat, "");
			assertThat(deputy.get("/samtaler/" + conversation).statusCode()).as("round %s", round).isIn(403, 404);

			contacts(secretariat, "'mottaker-hr'");
			assertThat(contact.get("/svar").statusCode()).as("round %s", round).isEqualTo(200);
			contacts(secretariat, "'mottaker-annen'");
			assertThat(contact.get("/svar").statusCode()).as("round %s", round).isIn(403, 404);
		}
	}

	private static void people(Client secretariat, String deputies) throws IOException, InterruptedException {
		HttpResponse<String> answer = secretariat.put("/api/units/" + UNIT + "/people",
				Visitor.json("{'leader': '" + LEADER + "', 'deputies': [" + deputies + "]}"));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
	}

	private static void contacts(Client secretariat, String users) throws IOException, InterruptedException {
		HttpResponse<String> answer = secretariat.put("/api/recipients/HR/contacts",
				Visitor.json("{'userIds': [" + users + "]}"));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
	}

	@Test
	@Order(5)
	void everyFigureThatIsWatchedIsThere() throws Exception {
		String figures = await("the figures of the rollout").atMost(Duration.ofMinutes(1))
			.until(() -> this.stack.ask("node-1", true, "/actuator/prometheus").body(),
					(body) -> body.contains("samtalepakker_rollout_conversations"));
		Set<String> told = figures.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.replaceFirst("[{ ].*", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> watched = new TreeSet<>();
		for (Object group : (List<?>) Stack.yaml(Path.of("docker", "alerts.yaml")).get("groups")) {
			for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
				watched.addAll(figuresIn(((Map<?, ?>) rule).get("expr").toString()));
				String chapter = ((Map<?, ?>) ((Map<?, ?>) rule).get("annotations")).get("runbook").toString();
				assertThat(chapters()).contains(chapter);
			}
		}
		JSON.readTree(Path.of("docker", "dashboard.json").toFile())
			.findValuesAsText("expr")
			.forEach((expression) -> watched.addAll(figuresIn(expression)));
		// Prometheus itself says whether it reaches a node
		watched.remove("up");
		assertThat(watched).hasSizeGreaterThan(15);
		assertThat(told).containsAll(watched);
		for (Watched each : Watched.values()) {
			assertThat(watched)
				.contains(each.meter().replace('.', '_') + ((each.unit() != null) ? "_" + each.unit() : ""));
		}
		assertThat(figures).contains("samtalepakker_figures_read 1.0").doesNotContain(MARK, LEADER, UNIT);
	}

	@Test
	@Order(5)
	void everyStatementOfTheRunbookSuitsTheDatabase() throws IOException {
		List<String> statements = Pattern.compile("[`\"]((?:select|update) [^`\"]+)[`\"]")
			.matcher(Files.readString(Path.of("docker", "runbook.md")))
			.results()
			.map((MatchResult found) -> found.group(1)
				.replace("<day and time of the backup>", "2026-11-28 02:00")
				.replaceAll("<[^>]+>", "0200"))
			.toList();
		assertThat(statements).hasSizeGreaterThan(6);
		for (String statement : statements) {
			assertThatCode(() -> this.stack.jdbc().sql("explain " + statement).query().listOfRows()).as(statement)
				.doesNotThrowAnyException();
		}
	}

	private static Set<String> chapters() throws IOException {
		return Files.readAllLines(Path.of("docker", "runbook.md"))
			.stream()
			.filter((line) -> line.startsWith("## "))
			.map((line) -> "runbook.md#" + line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	private static Set<String> figuresIn(String expression) {
		return Pattern.compile("\\b[a-z]+(?:_[a-z]+)+\\b|\\bup\\b")
			.matcher(expression.replaceAll("\\{[^}]*\\}", ""))
			.results()
			.map((MatchResult found) -> found.group())
			.collect(Collectors.toSet());
	}

	@Test
	@Order(6)
	void figuresAreForThoseWhoRunTheApplicationOnly() throws Exception {
		assertThat(this.stack.ask("node-1", false, "/actuator/prometheus").statusCode()).isIn(401, 403, 404);
		assertThat(loggedInAt("node-1", "admin").get("/actuator/prometheus").statusCode()).isEqualTo(404);
		assertThat(this.stack.ask("node-1", true, "/actuator/env").statusCode()).isIn(403, 404);
		assertThat(this.stack.ask("node-1", true, "/oversikt").statusCode()).isIn(403, 404);
		assertThat(this.stack.ask("node-1", true, "/actuator/health/liveness").statusCode()).isEqualTo(200);
	}

	@Test
	@Order(7)
	void aLostNodeCostsALoginAndNoMore() throws Exception {
		Client lost = loggedInAt("node-1", LEADER);
		Client other = loggedInAt("node-2", "sekretariat");
		this.stack.stopNode("node-1", false);

		assertThat(other.get("/oversikt").statusCode()).isEqualTo(200);
		HttpResponse<String> page = lost.visit("/samtaler");
		assertThat(page.uri().getPath()).as("the session was on the other node").isEqualTo("/login");
		assertThat(lost.logIn(LEADER).uri().getPath()).as("the page that was asked for").isEqualTo("/samtaler");
		assertThat(lost.node()).isEqualTo("node-2");
	}

	@Test
	@Order(8)
	void aNodeThatIsAskedToStopEndsByItself() throws Exception {
		this.stack.stopNode("node-2", true);
		assertThat(this.stack.logged("node-2")).anyMatch((line) -> line.contains("Graceful shutdown complete"));
	}

	@Test
	@Order(9)
	void theLogTiesLinesTogetherAndTellsNoContent() throws Exception {
		Set<String> keys = new TreeSet<>();
		for (String node : List.of("node-1", "node-2")) {
			List<String> lines = this.stack.logged(node)
				.stream()
				// Java itself, and libraries of the tests, speak before the application
				.dropWhile((line) -> !line.startsWith("{"))
				.toList();
			assertThat(lines).isNotEmpty().noneMatch((line) -> line.contains(MARK));
			for (String line : lines) {
				JsonNode json = JSON.readTree(line);
				json.fieldNames().forEachRemaining(keys::add);
			}
			assertThat(this.stack.madeBy(node)).isEmpty();
		}
		assertThat(keys).contains("@timestamp", "log", "message", "requestId");
	}

	// people

	private Client loggedInAt(String node, String user) throws Exception {
		for (int i = 0; i < 6; i++) {
			Client client = new Client(this.stack);
			if (i % 2 == 1) {
				// the nodes take turns, and a login is an even number of requests
				client.get("/login");
			}
			HttpResponse<String> page = client.logIn(user);
			assertThat(page.statusCode()).as(page.uri() + "\n" + page.body()).isEqualTo(200);
			if (node.equals(client.node())) {
				return client;
			}
		}
		throw new AssertionError("Nobody comes to " + node);
	}

	/** A browser in front of the proxy. */
	private static final class Client {

		private static final Pattern REFRESH = Pattern.compile("http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"");

		private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"(http[^\"]+)\"");

		private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

		private final HttpClient http;

		private final Stack stack;

		Client(Stack stack) throws Exception {
			this.stack = stack;
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			try (InputStream certificate = Files.newInputStream(stack.certificate())) {
				trusted.setCertificateEntry("stack",
						CertificateFactory.getInstance("X.509").generateCertificate(certificate));
			}
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext tls = SSLContext.getInstance("TLS");
			tls.init(null, trust.getTrustManagers(), null);
			this.http = HttpClient.newBuilder()
				.sslContext(tls)
				.version(HttpClient.Version.HTTP_1_1)
				.proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", stack.tunnel().port())))
				.cookieHandler(this.cookies)
				.build();
		}

		/** Which node has the session. */
		String node() {
			String session = cookie("__Host-JSESSIONID");
			return session.substring(session.indexOf('.') + 1);
		}

		private String cookie(String name) {
			return this.cookies.getCookieStore()
				.getCookies()
				.stream()
				.filter((cookie) -> cookie.getName().equals(name))
				.map(HttpCookie::getValue)
				.findFirst()
				.orElse("");
		}

		HttpResponse<String> logIn(String user) throws Exception {
			HttpResponse<String> form = visit("/oauth2/authorization/nav");
			Map<String, String> fields = new LinkedHashMap<>(Map.of("username", user));
			URI to = form.uri();
			if (form.body().contains("name=\"claims\"")) {
				fields.put("claims", JSON.writeValueAsString(claims(user)));
			}
			else {
				fields.put("password", this.stack.password());
				Matcher action = FORM.matcher(form.body());
				assertThat(action.find()).as(form.body()).isTrue();
				to = URI.create(action.group(1).replace("&amp;", "&"));
			}
			HttpResponse<String> answer = send(HttpRequest.newBuilder(to)
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString(encoded(fields))));
			return follow(answer);
		}

		/** What Keycloak would tell of this user of the realm. */
		private static Map<String, ?> claims(String user) throws IOException {
			for (Object each : (List<?>) Stack.realm().get("users")) {
				Map<?, ?> known = (Map<?, ?>) each;
				if (known.get("username").equals(user)) {
					return Map.of("preferred_username", user, "given_name", known.get("firstName"), "family_name",
							known.get("lastName"), "email", known.get("email"), "groups",
							((List<?>) known.get("groups")).stream()
								.map((group) -> group.toString().substring(1))
								.toList());
				}
			}
			throw new AssertionError("docker/realm.json has no " + user);
		}

		HttpResponse<String> visit(String path) throws Exception {
			return follow(get(path));
		}

		private HttpResponse<String> follow(HttpResponse<String> first) throws Exception {
			HttpResponse<String> answer = first;
			List<URI> visited = new ArrayList<>();
			while (visited.size() < 20) {
				visited.add(answer.uri());
				String next = null;
				if (answer.statusCode() / 100 == 3) {
					next = answer.headers().firstValue("Location").orElseThrow();
				}
				else {
					Matcher refresh = REFRESH.matcher(answer.body());
					next = refresh.find() ? refresh.group(1).replace("&amp;", "&") : null;
				}
				if (next == null) {
					return answer;
				}
				answer = send(HttpRequest.newBuilder(answer.uri().resolve(next)));
			}
			throw new AssertionError("No end of redirects: " + visited);
		}

		HttpResponse<String> get(String path) throws IOException, InterruptedException {
			return send(HttpRequest.newBuilder(URI.create(Stack.HOME + path)));
		}

		HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
			return write("POST", path, json);
		}

		HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
			return write("PUT", path, json);
		}

		private HttpResponse<String> write(String method, String path, String json)
				throws IOException, InterruptedException {
			if (path.startsWith("/camunda") && cookie("XSRF-TOKEN").isEmpty()) {
				get("/camunda/app/tasklist/default/");
			}
			return send(HttpRequest.newBuilder(URI.create(Stack.HOME + path))
				.header("Content-Type", "application/json")
				.header("X-XSRF-TOKEN", cookie(path.startsWith("/camunda") ? "XSRF-TOKEN" : "__Host-XSRF-TOKEN"))
				.method(method, BodyPublishers.ofString(json)));
		}

		private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
			return this.http.send(
					request.header("Accept", "text/html,application/json;q=0.9").timeout(Duration.ofMinutes(1)).build(),
					BodyHandlers.ofString());
		}

		private static String encoded(Map<String, String> fields) {
			return fields.entrySet()
				.stream()
				.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
				.collect(Collectors.joining("&"));
		}

	}

	/** Without an nginx there is no proxy to test with, which says so. */
	static class Nginx implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "nginx")));
			if (installed) {
				return ConditionEvaluationResult.enabled("There is an nginx");
			}
			String message = "NO PROXY: what docker/ describes is NOT tested, for there is no nginx. "
					+ "Install one (Debian: apt-get install nginx-light).";
			if ("true".equals(System.getenv("CI"))) {
				throw new IllegalStateException(message);
			}
			return ConditionEvaluationResult.disabled(message);
		}

	}

}
