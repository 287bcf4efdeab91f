package no.nav.samtalepakker.demo;

import java.util.List;

import no.nav.samtalepakker.consistency.Consistency;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.Visitor.Answer;
import org.jsoup.Jsoup;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a stranger meets who starts the application for the first time. */
@TestPropertySource(properties = { "spring.datasource.url=jdbc:h2:mem:demonstration;DB_CLOSE_DELAY=-1",
		"samtalepakker.demo.play=true" })
class DemonstrationTest extends HttpCaseTest {

	@Test
	void itShowsAFinishedAndARunningRolloutAtEveryStage() {
		assertThat(count("rollout")).isEqualTo(2);
		assertThat(count("summary where state = 'PUBLISHED'")).isOne();
		assertThat(page("leder-0104", "/oppsummering/" + published())).contains("Innspill til tiltak",
				"Regelverket må bli enklere og lettere å digitalisere", "Reelle diskusjoner");
		for (String state : List.of("PLANNING", "PLANNED", "REPORTING", "FOLLOW_UP", "ENDED")) {
			assertThat(count("conversation where state = '" + state + "'")).as(state).isPositive();
		}
		assertThat(count("conversation where reported = 'WITH_INPUT'")).isGreaterThan(30);
		assertThat(count("obstacle where scope = 'ROUTE'")).isGreaterThan(40);
		assertThat(count("answer_obstacle")).isGreaterThan(30);
		assertThat(count("report where approved_by is not null")).as("of MBAs").isPositive();
		assertThat(this.engine.getManagementService().createJobQuery().noRetriesLeft().count()).isZero();
		assertThat(this.engine.getRuntimeService().createIncidentQuery().count()).isZero();
	}

	@Test
	void itsTablesAreConsistent() {
		assertThat(Consistency.check("--spring.datasource.url=jdbc:h2:mem:demonstration")).isZero();
	}

	@Test
	void everyRoleOfTheLoginPageHasSomethingToLookAt() {
		for (String user : List.of("sekretariat", "leder-0104", "fylke-0200", "mottaker-hr", "evaluator", "admin")) {
			assertThat(page(user, "/oversikt")).as(user).contains("Rådgivende lege");
			assertThat(page(user, "/hva-vet-systemet")).as(user).contains(user);
		}
		assertThat(page("leder-0104", "/samtaler")).contains("Tillit i Nav");
		assertThat(page("sekretariat", "/ordlyd")).contains("Ordlyd");
		assertThat(open("userTask_planMeeting")).isPositive();
		assertThat(open("userTask_confirmExecution")).isPositive();
		assertThat(open("userTask_answerObstacle")).isPositive();
	}

	/** One to be proud of for everybody, and the next for the secretariat to work on. */
	@Test
	void oneSummaryIsPublishedAndTheNextIsBeingWritten() {
		String summary = "/oppsummering/" + published();
		Elements quotes = Jsoup.parse(page("leder-0104", summary)).select("blockquote > p");
		assertThat(quotes.eachText()).hasSizeGreaterThan(8).doesNotHaveDuplicates();
		assertThat(count("summary where state = 'DRAFT'")).isOne();
		assertThat(open("userTask_reviewSummary")).isOne();
		assertThat(page("sekretariat", summary)).contains("Utkast – ikke publisert", "Nytt under «Økt kunnskap»",
				"Endret under «Regelverk»", "Tallene for svar fra mottakerne er oppdatert.");
		assertThat(page("sekretariat", summary + "/rediger")).contains("forklares med eksempler");
		for (String file : List.of("/pdf", "/word")) {
			assertThat(page("leder-0104", summary + file)).isNotEmpty();
		}
	}

	private long open(String task) {
		return this.engine.getTaskService().createTaskQuery().taskDefinitionKey(task).count();
	}

	private String page(String user, String path) {
		Answer answer = browser(user).send("GET", path, null);
		assertThat(answer.status()).as("%s for %s", path, user).isEqualTo(200);
		return answer.body();
	}

	private String published() {
		return this.jdbc.sql("select rollout_id from summary where state = 'PUBLISHED'").query(String.class).single();
	}

	private int count(String from) {
		return this.jdbc.sql("select count(*) from " + from).query(Integer.class).single();
	}

}
