package no.nav.samtalepakker.overview;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.OnH2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The addresses in e-mails, opened by somebody who has not logged in yet. */
@OnH2
class CaseAddressTest extends HttpCaseTest {

	private static final String TASK = "/camunda/app/tasklist/default/#/?task=";

	private HttpClient browser;

	@BeforeEach
	void openBrowser() {
		this.browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
	}

	@Test
	void framesAPageThatIsNotThere() throws Exception {
		logIn(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		for (String address : List.of("/samtaler/finnes-ikke", "/hindringer/finnes-ikke")) {
			assertThat(get(address).body()).as(address)
				.contains("Siden finnes ikke", "/css/app.css", "Samtalene våre", "Logg ut");
		}
	}

	@Test
	void leadsOverTheLoginToTheOpenTaskWithTheAnswer() throws Exception {
		String unit = conversationStarted(UnitType.OFFICE);
		String address = "/samtaler/" + conversationOf(unit) + "?svar=ingenting";
		assertThat(location(get(address))).endsWith("/login");
		assertThat(location(logIn(leaderOf(unit).user()))).endsWith(address);
		assertThat(location(get(address))).endsWith(TASK + leaderOf(unit).task("planMeeting") + "&svar=ingenting");
		assertThat(get(address.replace("ingenting", "%26x=y")).body()).as("no other answer, so the page")
			.contains(TASK + leaderOf(unit).task("planMeeting"), "Planlegg samtalen")
			.doesNotContain("svar=");
	}

	@Test
	void saysHowItStandsWhereThereIsNothingToDo() throws Exception {
		String unit = conversationStarted(UnitType.OFFICE);
		leaderOf(unit).complete("planMeeting", "{'choice': 'HELD_NOTHING_TO_REPORT'}");
		awaitEnd(conversationOf(unit));
		logIn(leaderOf(unit).user());
		HttpResponse<String> page = get("/samtaler/" + conversationOf(unit));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body())
			.contains("Dere hadde ingenting å melde. Takk for at dere tok dere tid.", "Du trenger ikke å gjøre noe nå.")
			.doesNotContain(TASK);
	}

	@Test
	void leadsARecipientAndTheUnitToTheirOwnTasks() throws Exception {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String id = obstaclesOf(unit).get(0);
		logIn(leaderOf(unit).user());
		assertThat(get("/hindringer/" + id).body()).contains("Hindringen har ingen åpen oppgave nå", "har frist",
				"Dere får en e-post når svaret kommer.", "/samtaler/" + conversationOf(unit) + "#hindringer");
		logIn(recipient("RUNDSKRIV").user());
		assertThat(location(get("/hindringer/" + id)))
			.endsWith(TASK + recipient("RUNDSKRIV").task("answerObstacle", id));
		recipient("RUNDSKRIV").complete("answerObstacle", id, "{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
		assertThat(get("/hindringer/" + id).body()).contains("Dere har svart.", "Kan ikke løses nå", ">Nei<")
			.doesNotContain(conversationOf(unit), "Enheten sier");
		logIn(leaderOf(unit).user());
		assertThat(location(get("/hindringer/" + id))).endsWith(TASK + leaderOf(unit).task("readAnswer", id));
		leaderOf(unit).complete("readAnswer", id, "{'decision': 'CLOSE', 'helpful': 'NO'}");
		logIn(recipient("RUNDSKRIV").user());
		assertThat(get("/hindringer/" + id).body()).contains("Saken er lukket.", "Enheten sier at svaret ikke hjalp.");
	}

	@Test
	void pausesRemindersOnlyWhenAsked() throws Exception {
		String unit = conversationStarted(UnitType.OFFICE);
		logIn(leaderOf(unit).user());
		String address = "/samtaler/" + conversationOf(unit) + "/paminnelser";
		HttpResponse<String> page = get(address);
		assertThat(page.body()).contains("Påminnelsene er på", "Sett påminnelsene på pause");
		assertThat(paused(unit)).isFalse();
		assertThat(location(post(address, "paused=true", page.body()))).endsWith(address);
		assertThat(paused(unit)).isTrue();
		page = get(address);
		assertThat(page.body()).contains("Påminnelsene er på pause", "Slå på påminnelsene igjen");
		post(address, "paused=false", page.body());
		assertThat(paused(unit)).isFalse();
	}

	@Test
	void aNoIsTakenBackWithAButtonThatLeadsToThePlan() throws Exception {
		String unit = conversationStarted(UnitType.OFFICE);
		String address = "/samtaler/" + conversationOf(unit);
		logIn(leaderOf(unit).user());
		assertThat(get("/samtaler").body()).doesNotContain("Vi vil holde samtalen likevel");
		leaderOf(unit).complete("planMeeting", "{'choice': 'NOT_HELD'}");

		HttpResponse<String> page = get("/samtaler");
		assertThat(page.body()).contains("Dere holder ikke denne samtalen, og det er helt i orden.",
				"Vi vil holde samtalen likevel", address + "/likevel");
		assertThat(get(address).body()).contains("Vi vil holde samtalen likevel", address + "/likevel");
		assertThat(location(post(address + "/likevel", "", page.body()))).endsWith(address);
		assertThat(get(address).body()).contains(TASK + leaderOf(unit).task("planMeeting"));
		assertThat(location(post(address + "/likevel", "", page.body()))).as("a second time").endsWith("/samtaler");
		assertThat(get("/samtaler").body()).contains("Samtalen er ikke avlyst, så den kan ikke åpnes igjen.")
			.doesNotContain("Vi vil holde samtalen likevel");
	}

	private boolean paused(String unit) {
		return this.jdbc.sql("select reminders_paused from conversation where id = ?")
			.param(conversationOf(unit))
			.query(Boolean.class)
			.single();
	}

	private HttpResponse<String> logIn(String user) throws Exception {
		return post("/login", "username=" + user + "&password=demo", get("/login").body());
	}

	private HttpResponse<String> get(String address) throws Exception {
		return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + address))
			.header("Accept", "text/html"));
	}

	private HttpResponse<String> post(String address, String form, String page) throws Exception {
		Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
		assertThat(token.find()).as("a form on the page").isTrue();
		return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + address))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers
				.ofString(form + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.browser.send(request.build(), BodyHandlers.ofString());
	}

	private static String location(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		return answer.headers().firstValue("Location").orElseThrow();
	}

}
