package no.nav.samtalepakker.security;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.ServletContext;
import no.nav.samtalepakker.testing.OnPostgres;
import no.nav.samtalepakker.testing.Wire;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.convention.TestBean;

import static org.assertj.core.api.Assertions.assertThat;

/** The production login: people through a provider, programs with its tokens. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.security.oauth2.client.registration.nav.client-id=" + Provider.CLIENT,
				"spring.security.oauth2.client.registration.nav.client-secret=secret",
				"spring.security.oauth2.client.registration.nav.client-name=NAV-kontoen din",
				"spring.security.oauth2.client.registration.nav.scope=openid,profile,email",
				"spring.security.oauth2.client.provider.nav.issuer-uri=${test.issuer}",
				"spring.security.oauth2.resourceserver.jwt.issuer-uri=${test.issuer}", "spring.mail.host=localhost",
				"samtalepakker.mail.base-url=" + Browser.HOME, "samtalepakker.mail.from=samtalepakker@nav.example",
				"samtalepakker.security.audience=" + Provider.AUDIENCE,
				"samtalepakker.security.groups." + Provider.SECRETARIAT + "=sekretariat",
				"samtalepakker.security.groups." + Provider.EVALUATORS + "=evaluator",
				"samtalepakker.security.groups." + Provider.LEADERS + "=enhet-0106,enhet-0111",
				"samtalepakker.security.groups[" + Provider.OPERATORS + "]=camunda-admin,sekretariat",
				"samtalepakker.security.programs.6f9c2e01-77aa-4f7b-8d3e-5a0b1c2d3e4f=evaluator",
				"samtalepakker.security.programs[dev\\:figures]=sekretariat,evaluator",
				"spring.datasource.url=${test.database}", "spring.datasource.username=postgres",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("prod")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderLoginTest {

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	private static final String TASKLIST_API = "/camunda/api/engine/engine/default";

	private static final String TASKLIST_LOGOUT = "/camunda/api/admin/auth/user/default/logout";

	private static final String PROGRAM = "6f9c2e01-77aa-4f7b-8d3e-5a0b1c2d3e4f";

	private static final Duration LONGEST = Duration.ofHours(10);

	/** What the sessions take for the time, on top of it. */
	private static final AtomicLong AHEAD = new AtomicLong();

	static {
		System.setProperty("test.issuer", Provider.issuer());
		System.setProperty("test.database", OnPostgres.Server.url("prod"));
	}

	@TestBean
	private SessionLimits sessionLimits;

	@Autowired
	private LoginSettings settings;

	@LocalServerPort
	private int port;

	@Autowired
	private ProcessEngine engine;

	@Autowired
	private IdentityService identities;

	@Autowired
	private TaskService tasks;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ServletContext server;

	@BeforeAll
	void takeTheFloor() {
		ProcessEngines.registerProcessEngine(this.engine);
		assertThat(lead("S000001", Provider.SECRETARIAT).uri().getPath()).isEqualTo("/oversikt");
	}

	// people

	@Test
	void whoeverLogsInIsKnownToTheEngine() {
		Browser browser = new Browser(this.port);
		HttpResponse<String> page = browser.logIn(person("A100001", "Kari", "Nordmann", Provider.SECRETARIAT));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.uri().getPath()).isEqualTo("/oversikt");
		assertThat(page.body()).contains("Kari Nordmann").doesNotContain("A100001");
		assertThat(browser.visited()).anySatisfy((address) -> assertThat(address).startsWith(Provider.issuer())
			.contains("code_challenge_method=S256", "code_challenge=", "nonce=", "state="));
		User user = user("A100001");
		assertThat(user.getFirstName()).isEqualTo("Kari");
		assertThat(user.getLastName()).isEqualTo("Nordmann");
		assertThat(user.getEmail()).isEqualTo("kari.nordmann@example.test");
		assertThat(this.identities.createUserQuery().memberOfGroup("sekretariat").list()).extracting(User::getId)
			.contains("A100001");
		assertThat(groups("A100001")).containsExactly("sekretariat");
		assertThat(browser.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
		assertThat(browser.post(TASKLIST_API + "/task/count", "application/json", "{}").body()).contains("count");
	}

	@Test
	void aLeaderComesToTheConversations() {
		people("0104", "{\"leader\": \"A100002\"}");
		assertThat(user("A100002").getFirstName()).isEqualTo("Leder");
		Browser browser = new Browser(this.port);
		HttpResponse<String> page = browser.logIn(person("A100002", "Ola", "Nordmann"));
		assertThat(page.uri().getPath()).isEqualTo("/samtaler");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(groups("A100002")).containsExactly("enhet-0104");
		assertThat(user("A100002").getFirstName()).isEqualTo("Ola");
		assertThat(this.jdbc.sql("select email from unit_person where user_id = 'A100002'").query(String.class).list())
			.containsExactly("ola.nordmann@example.test");
		assertThat(browser.get(TASKLIST_API + "/filter?resourceType=Task").body()).contains("Mine oppgaver");
		assertThat(browser.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);
	}

	@Test
	void anAddressThatWasGivenCountsUntilTheLoginTellsOne() {
		people("0105", "{\"leader\": \"A100042\", \"leaderEmail\": \"Eva@nav.no\"}");
		assertThat(emails("A100042")).containsExactly("eva@nav.no");
		people("0106", "{\"deputies\": [\"A100042\"]}");
		assertThat(emails("A100042")).containsExactly("eva@nav.no", "eva@nav.no");
		new Browser(this.port).logIn(person("A100042", "Eva", "Hansen"));
		assertThat(emails("A100042")).containsOnly("eva.hansen@example.test");
		people("0105", "{\"leaderEmail\": \"eva@nav.no\"}");
		people("0105", "{\"withoutEmail\": [\"A100042\"]}");
		assertThat(emails("A100042")).containsOnly("eva.hansen@example.test");
	}

	private List<String> emails(String user) {
		return this.jdbc.sql("select email from unit_person where user_id = ?").param(user).query(String.class).list();
	}

	@Test
	void thePageAskedForIsThePageAfterTheLogin() {
		Browser browser = new Browser(this.port);
		HttpResponse<String> login = browser.visit("/camunda/app/tasklist/");
		assertThat(login.uri().getPath()).isEqualTo("/login");
		assertThat(login.body()).contains("Logg inn med", "NAV-kontoen din").doesNotContain("password");
		assertThat(browser.logIn(person("A100003", "Kari", "Lie", Provider.SECRETARIAT)).uri().getPath())
			.isEqualTo(TASKLIST);
		// and only once
		browser.forget("__Host-JSESSIONID");
		assertThat(browser.logIn(person("A100003", "Kari", "Lie", Provider.SECRETARIAT)).uri().getPath())
			.isEqualTo("/oversikt");
	}

	@Test
	void nothingIsKeptOfWhoeverHasNotLoggedIn() {
		Browser browser = new Browser(this.port);
		browser.visit("/oversikt?x=" + "a".repeat(2_000));
		browser.visit("/oauth2/authorization/nav");
		browser.visit("/login/oauth2/code/nav?code=a&state=b");
		browser.post("/logout", "application/x-www-form-urlencoded", "");
		assertThat(browser.cookie("__Host-JSESSIONID", "/")).isEmpty();
	}

	@Test
	void aSessionIsNewWithTheLogin() {
		Browser browser = new Browser(this.port);
		browser.logIn(person("A100025", "Kari", "Lie", Provider.SECRETARIAT));
		Optional<String> first = browser.cookie("__Host-JSESSIONID", "/");
		browser.logIn(person("A100025", "Kari", "Lie", Provider.SECRETARIAT));
		assertThat(browser.cookie("__Host-JSESSIONID", "/")).isPresent().isNotEqualTo(first);
	}

	/**
	 * Camunda's own token lies in the session as well; its path is not ours to choose.
	 */
	@Test
	void noNeighbourInTheDomainPutsACookieInThePlaceOfOurs() {
		Browser browser = new Browser(this.port);
		browser.visit("/oversikt");
		browser.visit("/oauth2/authorization/nav");
		assertThat(browser.cookies()).hasSizeGreaterThan(2).allSatisfy(ProviderLoginTest::isOurs);
		browser.logIn(person("A100026", "Kari", "Lie", Provider.SECRETARIAT));
		browser.get(TASKLIST);
		assertThat(browser.cookies()).hasSizeGreaterThan(2)
			.allMatch(HttpCookie::getSecure)
			.filteredOn((cookie) -> !cookie.getPath().equals("/camunda"))
			.allSatisfy(ProviderLoginTest::isOurs);
	}

	private static void isOurs(HttpCookie cookie) {
		assertThat(cookie.getName()).startsWith("__Host-");
		assertThat(cookie.getPath()).isEqualTo("/");
		assertThat(cookie.getSecure()).isTrue();
	}

	/** Whatever page or interface it asks for. */
	@ParameterizedTest
	@ValueSource(strings = { "/", "/oversikt", "/samtaler/a", "/camunda/app/cockpit/default/", "/finnes-ikke",
			"/oauth2/authorization/nav", "/login", "/engine-rest/task", "/api/units", "/camunda" })
	void aCallerDoesNotSayWhereWeAre(String path) throws IOException {
		for (String token : List.of("", "Authorization: Bearer " + Provider.token(Map.of("NAVident", "S000001")))) {
			Wire.Reply answer = Wire.exchange(this.port, "127.0.0.1",
					"""
							GET %s HTTP/1.1
							Host: evil.example
							X-Forwarded-Host: evil.example
							X-Forwarded-Proto: http
							Forwarded: host=evil.example
							Accept: text/html
							Connection: close
							%s
							""".formatted(path, token.isEmpty() ? "" : token + "\n")
						.replace("\n", "\r\n")
						.getBytes(StandardCharsets.US_ASCII));
			assertThat(answer.status()).isPositive();
			assertThat(answer.headers() + answer.body()).doesNotContain("evil.example");
		}
	}

	@Test
	void aLinkInAnEmailKeepsItsAnswerOverTheLogin() {
		Browser browser = new Browser(this.port);
		people("0105", "{\"leader\": \"A100019\"}");
		browser.visit("/samtaler/finnes-ikke?svar=ingenting");
		HttpResponse<String> page = browser.logIn(person("A100019", "Kari", "Vik"));
		assertThat(page.uri().getPath()).isEqualTo("/samtaler/finnes-ikke");
		assertThat(page.uri().getQuery()).isEqualTo("svar=ingenting");
		assertThat(page.statusCode()).isEqualTo(404);
	}

	@Test
	void theProviderSendsPeopleBackToTheAddressTheyOpen() {
		HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base() + "/oauth2/authorization/nav")));
		assertThat(answer.headers().firstValue("Location").orElseThrow())
			.contains("redirect_uri=" + Browser.HOME + "/login/oauth2/code/nav");
		assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
	}

	@Test
	void aTokenOfManyGroupsWorks() {
		List<String> many = IntStream.range(0, 199).mapToObj((n) -> new UUID(n, n).toString()).toList();
		String token = Provider.token(Map.of("NAVident", "S000001", "groups", many));
		assertThat(token).hasSizeGreaterThan(10_000);
		assertThat(call("Bearer " + token, "GET", "/engine-rest/task/count", null).statusCode()).isEqualTo(200);
		HttpResponse<String> tooMuch = call("Bearer " + token.repeat(4), "GET", "/engine-rest/task/count", null);
		assertThat(tooMuch.statusCode()).isEqualTo(400);
		assertThat(tooMuch.body()).contains("\"type\":\"InvalidInput\"", "Vi kunne ikke lese");
	}

	@Test
	void groupsFollowTheProvider() {
		lead("A100004", Provider.EVALUATORS, "unknown-group");
		assertThat(groups("A100004")).containsExactly("evaluator");
		lead("A100004", Provider.SECRETARIAT);
		assertThat(groups("A100004")).containsExactly("sekretariat");
		lead("A100004", Provider.OPERATORS, Provider.LEADERS);
		assertThat(groups("A100004")).containsExactlyInAnyOrder("camunda-admin", "sekretariat", "enhet-0106",
				"enhet-0111");
		lead("A100004");
		assertThat(groups("A100004")).isEmpty();
		assertThat(this.jdbc.sql("""
				select action, detail from audit
				where user_id = 'A100004' and subject_id = 'A100004' and action like 'MEMBER%'
				""").query((row, index) -> row.getString("action") + " " + row.getString("detail")).list())
			.containsExactlyInAnyOrder("MEMBER_ADDED evaluator", "MEMBER_ADDED sekretariat", "MEMBER_REMOVED evaluator",
					"MEMBER_ADDED camunda-admin", "MEMBER_ADDED enhet-0106", "MEMBER_ADDED enhet-0111",
					"MEMBER_REMOVED camunda-admin", "MEMBER_REMOVED enhet-0106", "MEMBER_REMOVED enhet-0111",
					"MEMBER_REMOVED sekretariat");
	}

	@Test
	void whoStandsInOurTablesBelongsThereFromTheLogin() {
		Browser browser = new Browser(this.port);
		assertThat(browser.logIn(person("leder-0101", "Kari", "Nordmann")).uri().getPath()).isEqualTo("/samtaler");
		assertThat(groups("leder-0101")).containsExactly("enhet-0101");
	}

	@Test
	void theLoginNeverTakesWhatOurOwnTablesGive() {
		people("0106", "{\"leader\": \"A100005\"}");
		assertThat(asUser("S000001", "PUT", "/api/recipients/HR/contacts", "{\"userIds\": [\"A100005\"]}").statusCode())
			.isEqualTo(204);
		lead("A100005", Provider.LEADERS, Provider.EVALUATORS);
		assertThat(groups("A100005")).containsExactlyInAnyOrder("enhet-0106", "enhet-0111", "mottaker-hr", "evaluator");
		lead("A100005");
		assertThat(groups("A100005")).containsExactlyInAnyOrder("enhet-0106", "mottaker-hr");
		assertThat(this.jdbc.sql("select email from recipient_contact where user_id = 'A100005'")
			.query(String.class)
			.single()).isEqualTo("fornavn.etternavn@example.test");
		people("0106", "{\"leader\": \"A100006\"}");
		assertThat(groups("A100005")).containsExactly("mottaker-hr");
	}

	@Test
	void aNewNameOrAddressReplacesTheOld() {
		new Browser(this.port).logIn(person("A100007", "Anne", "Dahl"));
		String password = password("A100007");
		Map<String, Object> married = person("A100007", "Anne", "Dahl Moe");
		married.put("email", "anne.moe@example.test");
		new Browser(this.port).logIn(married);
		assertThat(user("A100007").getLastName()).isEqualTo("Dahl Moe");
		assertThat(user("A100007").getEmail()).isEqualTo("anne.moe@example.test");
		married.remove("email");
		new Browser(this.port).logIn(married);
		assertThat(user("A100007").getEmail()).isEqualTo("anne.moe@example.test");
		assertThat(password("A100007")).isEqualTo(password);
	}

	@Test
	void manyFirstLoginsAtOnceAreOneUser() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(6);
		try {
			List<Callable<String>> logins = IntStream.range(0, 12)
				.mapToObj((n) -> (Callable<String>) () -> lead("A100008", Provider.EVALUATORS, Provider.LEADERS).uri()
					.getPath())
				.toList();
			for (Future<String> login : threads.invokeAll(logins)) {
				assertThat(login.get()).isEqualTo("/oversikt");
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(groups("A100008")).containsExactlyInAnyOrder("evaluator", "enhet-0106", "enhet-0111");
	}

	@Test
	void groupsTheProviderLeavesOutAreNotTakenAway() {
		lead("A100009", Provider.SECRETARIAT);
		Map<String, Object> overage = person("A100009", "Kari", "Nordmann");
		overage.remove("groups");
		overage.put("_claim_names", Map.of("groups", "src1"));
		overage.put("_claim_sources", Map.of("src1", Map.of("endpoint", "https://graph.example/groups")));
		HttpResponse<String> page = new Browser(this.port).logIn(overage);
		assertThat(page.uri()).hasToString(Browser.HOME + "/login?error=too_many_groups");
		assertThat(page.body()).contains("så mange grupper");
		assertThat(groups("A100009")).containsExactly("sekretariat");
		overage.put("groups", Map.of("first", "second"));
		assertThat(new Browser(this.port).logIn(overage).uri().getQuery()).isEqualTo("error=unreadable_groups");
		assertThat(groups("A100009")).containsExactly("sekretariat");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "laast-driftsbruker", "Laast-Driftsbruker", "program-" + PROGRAM, "../A1", "${1+1}",
			"Æ100001" })
	void nobodyLogsInUnderAnIdNobodyMayHave(String userId) {
		Browser browser = new Browser(this.port);
		Map<String, Object> claims = person(userId, "Ingen", "Her", Provider.SECRETARIAT);
		if (userId.isEmpty()) {
			claims.remove("NAVident");
		}
		HttpResponse<String> page = browser.logIn(claims);
		assertThat(page.uri()).hasToString(Browser.HOME + "/login?error=no_user_id");
		assertThat(page.body()).contains("ikke hvem du er");
		assertThat(browser.get("/oversikt").statusCode()).isEqualTo(302);
		assertThat(this.identities.createUserQuery().userFirstName("Ingen").count()).isZero();
	}

	@Test
	void aFailedLoginEndsOnTheLoginPage() {
		Browser browser = new Browser(this.port);
		HttpResponse<String> page = browser.visit("/login/oauth2/code/nav?error=%3Cscript%3E&state=none");
		assertThat(page.uri().getPath()).isEqualTo("/login");
		assertThat(page.body()).contains("Det gikk ikke å logge inn.").doesNotContain("<script>");
	}

	@Test
	void noPasswordOpensAnything() throws Exception {
		assertThat(this.identities.createUserQuery().list()).extracting(User::getId)
			.doesNotContain("sekretariat", "leder-0104", "admin", "evaluator")
			.contains("laast-driftsbruker");
		User local = this.identities.newUser("lokal-bruker");
		local.setPassword("passord");
		this.identities.saveUser(local);
		this.identities.createMembership("lokal-bruker", "camunda-admin");
		Browser browser = new Browser(this.port);
		browser.get("/login");
		String form = "username=lokal-bruker&password=passord&_csrf="
				+ browser.cookie("__Host-XSRF-TOKEN", "/").orElseThrow();
		assertThat(browser.post("/login", "application/x-www-form-urlencoded", form).statusCode()).isBetween(400, 499);
		assertThat(browser
			.post("/camunda/api/admin/auth/user/default/login/tasklist", "application/x-www-form-urlencoded", form)
			.statusCode()).isIn(401, 403, 415);
		assertThat(browser.get(TASKLIST_API + "/task").statusCode()).isEqualTo(401);
		String basic = "Basic "
				+ Base64.getEncoder().encodeToString("lokal-bruker:passord".getBytes(StandardCharsets.UTF_8));
		for (String path : List.of("/engine-rest/task", "/api/units", "/camunda/api/engine/engine/default/task")) {
			HttpResponse<String> answer = call(basic, "GET", path, null);
			assertThat(answer.statusCode()).as(path).isEqualTo(401);
			assertThat(answer.body()).contains("Du må logge inn.");
		}
	}

	// logout

	@Test
	void loggingOutHereLogsOutAtTheProvider() {
		Browser browser = loggedIn("A100010");
		String session = browser.cookie("__Host-JSESSIONID", "/").orElseThrow();
		HttpResponse<String> answer = browser.post("/logout", "application/x-www-form-urlencoded", "");
		assertThat(answer.statusCode()).isEqualTo(200);
		leadsToTheProvider(browser, Browser.next(answer));
		isOutside(browser, session);
	}

	@Test
	void loggingOutInTasklistLogsOutAtTheProvider() {
		Browser browser = loggedIn("A100011");
		browser.get(TASKLIST);
		assertThat(browser.cookie("XSRF-TOKEN", "/camunda")).isPresent();
		String session = browser.cookie("__Host-JSESSIONID", "/").orElseThrow();
		HttpResponse<String> answer = browser.post(TASKLIST_LOGOUT, "application/json", "");
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(browser.cookie("XSRF-TOKEN", "/camunda")).isEmpty();
		leadsToTheProvider(browser, answer.headers().firstValue("X-Logged-Out-Next").orElseThrow());
		isOutside(browser, session);
	}

	@Test
	void nobodyIsLoggedOutByAnotherSite() {
		Browser browser = loggedIn("A100012");
		HttpRequest.Builder foreign = HttpRequest.newBuilder(URI.create(base() + "/logout"))
			.header("Cookie", "__Host-JSESSIONID=" + browser.cookie("__Host-JSESSIONID", "/").orElseThrow())
			.POST(BodyPublishers.noBody());
		assertThat(send(foreign).statusCode()).isEqualTo(403);
		assertThat(browser.get("/oversikt").statusCode()).isEqualTo(200);
	}

	/** Camunda's pages would end in their own login form, which leads nowhere. */
	@ParameterizedTest
	@ValueSource(strings = { "tasklist", "cockpit", "admin", "welcome" })
	void camundasPagesLoadWhatLeadsToOurLogin(String application) {
		Browser browser = loggedIn("A100013");
		assertThat(browser.get("/camunda/app/" + application + "/scripts/configuration.js").body())
			.contains("../../../lib/samtalepakker-login.js");
		assertThat(browser.get("/camunda/lib/samtalepakker-login.js").body()).contains("X-Logged-Out-Next");
	}

	private void leadsToTheProvider(Browser browser, String address) {
		assertThat(address).startsWith(Provider.issuer() + "/endsession?");
		assertThat(URLDecoder.decode(address, StandardCharsets.UTF_8)).contains("id_token_hint=ey",
				"post_logout_redirect_uri=" + Browser.HOME + "/login?logout");
		HttpResponse<String> page = browser.visit(address);
		assertThat(page.uri().toString()).startsWith(Browser.HOME + "/login?logout");
		assertThat(page.body()).contains("Du er logget ut.");
	}

	private static void isOutside(Browser browser, String session) {
		assertThat(browser.cookie("__Host-JSESSIONID", "/")).isNotEqualTo(Optional.of(session));
		browser.keep("__Host-JSESSIONID", session);
		assertThat(browser.get("/oversikt").statusCode()).isEqualTo(302);
		assertThat(browser.get("/api/rollouts/options").statusCode()).isEqualTo(401);
		assertThat(browser.get(TASKLIST_API + "/task").statusCode()).isEqualTo(401);
		assertThat(browser.get(TASKLIST).statusCode()).isEqualTo(302);
	}

	// sessions

	@Test
	void aSessionEndsAfterAnHourWithoutAnAct() {
		assertThat(this.server.getSessionTimeout()).isEqualTo(60);
		assertThat(this.settings.longestSession()).isEqualTo(LONGEST);
		Browser browser = loggedIn("A100014");
		later(Duration.ofMinutes(59));
		assertThat(browser.get("/oversikt").statusCode()).isEqualTo(200);
		later(Duration.ofMinutes(59));
		assertThat(browser.get("/oversikt").statusCode()).isEqualTo(200);
		String filter = "/filter/none/list";
		// brings the token Camunda wants
		browser.get(TASKLIST);
		// somebody types
		assertThat(browser.post("/api/session", "application/json", "").statusCode()).isEqualTo(204);
		later(Duration.ofMinutes(40));
		// Tasklist, open on the desk, does this every ten seconds
		assertThat(browser.post(TASKLIST_API + filter, "application/json", "{}").statusCode()).isNotEqualTo(401);
		assertThat(browser.get(TASKLIST_API + "/task/none").statusCode()).isEqualTo(404);
		later(Duration.ofMinutes(21));
		assertThat(browser.post(TASKLIST_API + filter, "application/json", "{}").statusCode()).isEqualTo(401);
		assertThat(browser.get("/oversikt").statusCode()).isEqualTo(302);
	}

	@Test
	void aSessionEndsAfterAWorkingDay() {
		Browser browser = loggedIn("A100015");
		for (int hour = 0; hour < 11; hour++) {
			later(Duration.ofMinutes(54));
			assertThat(browser.get("/oversikt").statusCode()).as("hour %d", hour).isEqualTo(200);
		}
		later(Duration.ofMinutes(10));
		assertThat(browser.get("/oversikt").statusCode()).isEqualTo(302);
		assertThat(browser.logIn(person("A100015", "Kari", "Nordmann", Provider.SECRETARIAT)).uri().getPath())
			.isEqualTo("/oversikt");
		later(Duration.ofMinutes(30));
		assertThat(browser.get("/oversikt").statusCode()).isEqualTo(200);
	}

	@Test
	void whoeverLosesAGroupLosesItsAccessAtOnce() {
		Browser browser = loggedIn("A100016");
		assertThat(browser.get("/api/rollouts/options").statusCode()).isEqualTo(200);
		assertThat(browser.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
		this.identities.deleteMembership("A100016", "sekretariat");
		assertThat(browser.get("/api/rollouts/options").statusCode()).isEqualTo(403);
		assertThat(browser.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);
		assertThat(browser.get(TASKLIST_API + "/incident").statusCode()).isEqualTo(403);
	}

	@Test
	void whoComesBackWithoutAGroupHasNoTaskOfItAnyMore() {
		lead("S222222", Provider.SECRETARIAT);
		Task task = this.tasks.newTask();
		this.tasks.saveTask(task);
		this.tasks.addGroupIdentityLink(task.getId(), "sekretariat", IdentityLinkType.CANDIDATE);
		String path = "/api/tasks/" + task.getId();
		try {
			assertThat(asUser("S222222", "POST", path + "/take-over", "").statusCode()).isEqualTo(204);
			assertThat(assignee(task)).isEqualTo("S222222");
			lead("S222222");
			assertThat(assignee(task)).isNull();
			assertThat(asUser("S222222", "POST", path + "/take-over", "").statusCode()).isEqualTo(404);
			assertThat(asUser("S222222", "GET", path + "/context", null).statusCode()).isEqualTo(404);
			assertThat(asUser("S222222", "GET", "/engine-rest/task/" + task.getId(), null).statusCode()).isEqualTo(404);
			assertThat(this.jdbc.sql("select count(*) from audit where action = 'TASK_REASSIGNED' and subject_id = ?")
				.param(task.getId())
				.query(Integer.class)
				.single()).isEqualTo(1);
		}
		finally {
			this.tasks.deleteTask(task.getId(), true);
		}
	}

	private String assignee(Task task) {
		return this.tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee();
	}

	private static void later(Duration time) {
		AHEAD.addAndGet(time.toNanos());
	}

	// programs

	@Test
	void aTokenSpeaksForItsUser() {
		lead("A100017", Provider.SECRETARIAT);
		// the groups are those of the tables, whatever the token says
		String token = Provider.token(Map.of("NAVident", "A100017", "groups", List.of(Provider.OPERATORS)));
		assertThat(call("Bearer " + token, "GET", "/api/rollouts/options", null).statusCode()).isEqualTo(200);
		assertThat(call("Bearer " + token, "GET", "/engine-rest/task/count", null).statusCode()).isEqualTo(200);
		assertThat(call("Bearer " + token, "GET", "/engine-rest/job", null).statusCode()).isEqualTo(403);
		lead("A100017");
		assertThat(call("Bearer " + token, "GET", "/api/rollouts/options", null).statusCode()).isEqualTo(403);
	}

	@Test
	void aProgramActsWithTheGroupsOfTheConfiguration() {
		for (String claim : List.of("azp", "client_id", "appid")) {
			String token = Provider.token(Map.of(claim, PROGRAM));
			assertThat(call("Bearer " + token, "GET", "/engine-rest/task/count", null).statusCode()).isEqualTo(200);
			assertThat(call("Bearer " + token, "GET", "/engine-rest/process-instance", null).statusCode())
				.isEqualTo(403);
		}
		assertThat(groups("program-" + PROGRAM)).containsExactly("evaluator");
		String other = Provider.token(Map.of("azp", "dev:figures"));
		assertThat(call("Bearer " + other, "GET", "/engine-rest/process-instance", null).statusCode()).isEqualTo(200);
		assertThat(groups("program-dev_figures")).containsExactlyInAnyOrder("sekretariat", "evaluator");
	}

	static Stream<Refused> refused() throws Exception {
		Map<String, Object> good = Provider.claims(Map.of("NAVident", "S000001"));
		Map<String, Object> elsewhere = new HashMap<>(good);
		elsewhere.put("aud", List.of("another-api", Provider.CLIENT));
		Map<String, Object> nowhere = new HashMap<>(good);
		nowhere.remove("aud");
		Duration life = Duration.ofMinutes(10);
		KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
		keys.initialize(2048);
		KeyPair key = keys.generateKeyPair();
		JWTClaimsSet claims = SignedJWT.parse(Provider.token(good, life)).getJWTClaimsSet();
		SignedJWT forged = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("nav").build(), claims);
		forged.sign(new RSASSASigner(key.getPrivate()));
		JWTClaimsSet forever = new JWTClaimsSet.Builder(claims).expirationTime(null).build();
		String[] parts = Provider.token(good, life).split("\\.");
		return Stream.of(new Refused("no token", "", 401), new Refused("nonsense", "nonsense", 401),
				new Refused("expired", Provider.token(good, Duration.ofMinutes(-5)), 401),
				new Refused("for another application", Provider.token(elsewhere, life), 401),
				new Refused("for nobody in particular", Provider.token(nowhere, life), 401),
				new Refused("of another issuer",
						Provider.tokenOfAnotherIssuer(Map.of("NAVident", "S000001", "iss", Provider.issuer())), 401),
				new Refused("that names another issuer", Provider.tokenOfAnotherIssuer(Map.of("NAVident", "S000001")),
						401),
				new Refused("unsigned", new PlainJWT(claims).serialize(), 401),
				new Refused("with the signature cut off", parts[0] + "." + parts[1] + ".", 401),
				new Refused("signed with another key", forged.serialize(), 401),
				new Refused("unsigned and for ever", new PlainJWT(forever).serialize(), 401),
				new Refused("of an unknown user", Provider.token(Map.of("NAVident", "X999999")), 403),
				new Refused("of the locked user", Provider.token(Map.of("NAVident", "laast-driftsbruker")), 403),
				new Refused("of a person who claims to be a program",
						Provider.token(Map.of("NAVident", "program-" + PROGRAM)), 403),
				new Refused("with several users",
						Provider.token(Map.of("NAVident", List.of("S000001"), "azp", PROGRAM)), 403),
				new Refused("with an empty user", Provider.token(Map.of("NAVident", "", "azp", PROGRAM)), 403),
				new Refused("without user or program", Provider.token(Map.of()), 403),
				new Refused("of an unmapped program", Provider.token(Map.of("azp", "another-program")), 403),
				new Refused("of a guest in a mapped program",
						Provider.token(Map.of("azp", PROGRAM, "oid", "guest", "sub", "pairwise")), 403),
				new Refused("of somebody in a mapped program", Provider.token(Map.of("azp", PROGRAM, "idtyp", "user")),
						403));
	}

	@ParameterizedTest
	@MethodSource
	void refused(Refused bearer) {
		for (String path : List.of("/engine-rest/task", "/api/units", "/api/rollouts/options")) {
			HttpResponse<String> answer = call("Bearer " + bearer.token(), "GET", path, null);
			assertThat(answer.statusCode()).as(path).isEqualTo(bearer.status());
			assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer realm=");
			assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
			assertThat(answer.body()).matches("\\{\"type\":\"(Unauthorized|Refused)\",\"message\":\"[^\"]+\\.\"}")
				.doesNotContain("JWT", "Jwt", "token ");
		}
		HttpResponse<String> written = call("Bearer " + bearer.token(), "PUT", "/api/units/0119/people",
				"{\"leader\": \"A666666\"}");
		assertThat(written.statusCode()).isEqualTo(bearer.status());
		assertThat(this.identities.createUserQuery().userId("A666666").count()).isZero();
	}

	@Test
	void aTokenInTheAddressIsNoToken() {
		String token = Provider.token(Map.of("NAVident", "S000001"));
		assertThat(send(HttpRequest.newBuilder(URI.create(base() + "/engine-rest/task?access_token=" + token)))
			.statusCode()).isEqualTo(401);
	}

	/**
	 * A bearer token.
	 *
	 * @param what is wrong with it
	 * @param token itself
	 * @param status of the answer
	 */
	record Refused(String what, String token, int status) {

		@Override
		public String toString() {
			return this.what;
		}

	}

	// candidates

	@Test
	void whoMayWorkOnATaskSeesWhoElseMay() {
		people("0124", "{\"leader\": \"A100021\", \"deputies\": [\"A100022\", \"A100023\"]}");
		new Browser(this.port).logIn(person("A100021", "Åse", "Vik"));
		new Browser(this.port).logIn(person("A100022", "Berit", "Øye"));
		lead("A100024", Provider.SECRETARIAT);
		Task task = this.tasks.newTask();
		this.tasks.saveTask(task);
		this.tasks.addGroupIdentityLink(task.getId(), "enhet-0124", IdentityLinkType.CANDIDATE);
		this.identities.createMembership("program-" + PROGRAM, "enhet-0124");
		String path = "/api/tasks/" + task.getId() + "/candidates";
		try {
			HttpResponse<String> answer = asUser("A100021", "GET", path, null);
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("[" + candidate("A100022", "Berit Øye", false) + ","
					+ candidate("A100023", "Stedfortreder Nav Indre Østfold", false) + ","
					+ candidate("A100021", "Åse Vik", true) + "]");
			assertThat(asUser("A100024", "GET", path, null).statusCode()).isEqualTo(404);
			assertThat(asUser("A100021", "GET", "/api/tasks/none/candidates", null).statusCode()).isEqualTo(404);
		}
		finally {
			this.identities.deleteMembership("program-" + PROGRAM, "enhet-0124");
			this.tasks.deleteTask(task.getId(), true);
		}
	}

	private static String candidate(String userId, String name, boolean getsItBack) {
		return "{\"userId\":\"%s\",\"name\":\"%s\",\"hasTask\":false,\"getsItBack\":%s}".formatted(userId, name,
				getsItBack);
	}

	// helpers

	private Browser loggedIn(String userId) {
		Browser browser = new Browser(this.port);
		browser.logIn(person(userId, "Kari", "Nordmann", Provider.SECRETARIAT));
		return browser;
	}

	private HttpResponse<String> lead(String userId, String... groups) {
		return new Browser(this.port).logIn(person(userId, "Fornavn", "Etternavn", groups));
	}

	private static Map<String, Object> person(String userId, String first, String last, String... groups) {
		return new HashMap<>(Map.of("NAVident", userId, "given_name", first, "family_name", last, "email",
				(first + "." + last + "@example.test").toLowerCase(Locale.ROOT), "groups", List.of(groups)));
	}

	private void people(String unitId, String change) {
		assertThat(asUser("S000001", "PUT", "/api/units/" + unitId + "/people", change).statusCode()).isEqualTo(204);
	}

	private HttpResponse<String> asUser(String userId, String method, String path, String body) {
		return call("Bearer " + Provider.token(Map.of("NAVident", userId)), method, path, body);
	}

	private HttpResponse<String> call(String authorization, String method, String path, String body) {
		return send(HttpRequest.newBuilder(URI.create(base() + path))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.header("Authorization", authorization)
			.header("Content-Type", "application/json"));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String base() {
		return "http://localhost:" + this.port;
	}

	private User user(String userId) {
		return this.identities.createUserQuery().userId(userId).singleResult();
	}

	private String password(String userId) {
		return this.jdbc.sql("select pwd_ from act_id_user where id_ = ?").param(userId).query(String.class).single();
	}

	private Set<String> groups(String userId) {
		return this.identities.createGroupQuery()
			.groupMember(userId)
			.list()
			.stream()
			.map(Group::getId)
			.collect(Collectors.toSet());
	}

	static SessionLimits sessionLimits() {
		return new SessionLimits(Duration.ofMinutes(60), LONGEST, () -> System.nanoTime() + AHEAD.get());
	}

}
