package no.nav.samtalepakker.overview;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the secretariat's first page in Cockpit is told: what needs a hand, and one case.
 */
abstract class DeskTest extends HttpCaseTest {

	@Test
	void anObstacleThatHasWaitedLongNeedsAHand() {
		String unit = obstaclesReported("""
				{"text": "Vi mangler et fagsystem", "solvableLocally": "NO", "structural": true}""");
		String task = secretariat().task("triageObstacle", obstaclesOf(unit).get(0));
		long before = number("på vurdering");
		this.jdbc.sql("update act_ru_task set create_time_ = ? where id_ = ?")
			.params(OffsetDateTime.now().minusDays(400), task)
			.update();
		try {
			JsonNode need = need("på vurdering");
			assertThat(number("på vurdering")).isEqualTo(before + 1);
			assertThat(need.path("text").asText()).contains("ventet på vurdering i over fem dager");
			assertThat(need.path("since").asText()).isNotEmpty();
			assertThat(need.path("address").asText()).endsWith("?task=" + task);
		}
		finally {
			this.jdbc.sql("update act_ru_task set create_time_ = ? where id_ = ?")
				.params(OffsetDateTime.now(), task)
				.update();
		}
		assertThat(number("på vurdering")).isEqualTo(before);
	}

	@Test
	void whoRunsTheApplicationIsToldOfStopsAndMailOnly() {
		String mail = mail(unit(UnitType.OFFICE));
		assertThat(places(as("sekretariat").get("/api/needs").expect(200).json())).contains("/stopp/epost");
		assertThat(places(as("admin").get("/api/needs").expect(200).json())).contains("/stopp/epost")
			.isSubsetOf("/stopp/epost", "/stopp");
		forget(mail);
		for (String user : List.of("evaluator", "leder-0104", "mottaker-hr", "fylke-0200")) {
			as(user).get("/api/needs").expect(403);
			as(user).get("/api/cases?q=moss").expect(403);
			as(user).get("/api/cases/0104").expect(403);
		}
	}

	@Test
	void findsAUnitByNameAndByNumberWithoutItsCases() {
		for (String words : List.of("Moss", "nav MOSS", "0104")) {
			JsonNode hits = secretariat().get("/api/cases?q=" + words.replace(" ", "%20")).expect(200).json();
			assertThat(hits.path("units").findValuesAsText("id")).as(words).contains("0104");
			assertThat(hits.path("units").path(0).size()).as("id, name and type").isEqualTo(3);
		}
		assertThat(secretariat().get("/api/cases?q=nav").expect(200).json().path("more").asBoolean()).isTrue();
		assertThat(secretariat().get("/api/cases?q=finnes%20ikke").expect(200).json().path("units")).isEmpty();
		assertThat(secretariat().get("/api/cases?q=%20").expect(200).json().path("units")).isEmpty();
		secretariat().get("/api/cases/finnes-ikke").expect(404);
	}

	@Test
	void showsTheCasesOfTheUnitThatIsChosenAndWritesItDown() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String conversation = conversationOf(unit);
		String obstacle = obstaclesOf(unit).get(0);
		assertThat(seen(conversation)).isZero();

		JsonNode found = secretariat().get("/api/cases/" + unit).expect(200).json().path("conversations");

		assertThat(found.findValuesAsText("id")).contains(conversation, obstacle);
		JsonNode shown = found.path(0);
		assertThat(shown.path("instance").path("running").asBoolean()).as("over with the report").isFalse();
		JsonNode instance = shown.path("obstacles").path(0).path("instance");
		assertThat(instance.path("id").asText()).isIn(instancesOf(obstacle));
		assertThat(instance.path("running").asBoolean()).isTrue();
		assertThat(shown.toString()).doesNotContain("PLAN", "REPORT");
		assertThat(seen(conversation)).isEqualTo(1);
	}

	@Test
	void findsACaseByItsId() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String conversation = conversationOf(unit);
		assertThat(kind(conversation)).isEqualTo("conversation");
		String obstacle = obstaclesOf(unit).get(0);
		assertThat(kind(obstacle)).isEqualTo("obstacle");
		assertThat(instancesOf(obstacle)).extracting(this::kind)
			.contains("obstacle")
			.isSubsetOf("obstacle", "answering");
		assertThat(kind("00000000-0000-0000-0000-000000000000")).isEmpty();
	}

	@Test
	void sendsWhatWasRefusedToTheAddressOfToday() {
		String unit = unit(UnitType.OFFICE);
		String mail = mail(unit);
		String person = leaderOf(unit).user();
		String page = browser("sekretariat").get("/stopp/epost").expect(200).body();
		assertThat(page)
			.contains(person, "feil@example.invalid", person + "@example.invalid", "Send igjen til adressen")
			.doesNotContain("Emne", "Tekst");
		browser("evaluator").get("/stopp/epost").expect(403);
		browser("leder-0104").post("/stopp/epost/" + person + "/igjen", "").expect(403);
		assertThat(state(mail)).isEqualTo("REFUSED feil@example.invalid");

		browser("sekretariat").post("/stopp/epost/" + person + "/igjen", "").expect(302);

		assertThat(state(mail)).endsWith(" " + person + "@example.invalid").doesNotContain("REFUSED");
		assertThat(this.jdbc.sql("select action || ' ' || user_id from audit where subject_id = ? and action = ?")
			.params(person, "MAIL_SENT_AGAIN")
			.query(String.class)
			.list()).containsExactly("MAIL_SENT_AGAIN sekretariat");
		forget(mail);
	}

	@Test
	void doesNotSendWhatMeansNothingAnyMore() {
		String unit = unit(UnitType.OFFICE);
		String mail = mail(unit);
		this.jdbc.sql("update notification set expires_at = ? where id = ?")
			.params(OffsetDateTime.now().minusHours(1), mail)
			.update();
		String person = leaderOf(unit).user();
		assertThat(browser("admin").get("/stopp/epost").expect(200).body()).contains("for gammelt til å sendes");
		browser("admin").post("/stopp/epost/" + person + "/igjen", "").expect(302);
		assertThat(state(mail)).startsWith("REFUSED");
		forget(mail);
	}

	@Test
	void triesWhatWaitsAtOnce() {
		String mail = mail(unit(UnitType.OFFICE));
		OffsetDateTime tomorrow = OffsetDateTime.now().plusDays(1);
		this.jdbc.sql("update notification set state = 'QUEUED', attempts = 3, next_attempt_at = ? where id = ?")
			.params(tomorrow, mail)
			.update();
		assertThat(browser("sekretariat").get("/stopp/epost").expect(200).body()).contains("Prøv alle nå");
		browser("sekretariat").post("/stopp/epost/igjen", "").expect(302);
		assertThat(this.jdbc.sql("select count(*) from notification where id = ? and next_attempt_at < ?")
			.params(mail, tomorrow.minusHours(1))
			.query(Long.class)
			.single()).isEqualTo(1);
		forget(mail);
	}

	/** An e-mail to the unit's leader that a mail server has refused. */
	private String mail(String unit) {
		String person = leaderOf(unit).user();
		String id = UUID.randomUUID().toString();
		this.jdbc
			.sql("""
					insert into notification (id, occasion, type, user_id, email, subject, body, created_at, state, attempts,
						next_attempt_at, expires_at, last_error)
					values (?, ?, 'STOPPED', ?, 'feil@example.invalid', 'Emne', 'Tekst', ?, 'REFUSED', 1, ?, ?, 'ADDRESS')
					""")
			.params(id, "desk-test:" + id, person, OffsetDateTime.now(), OffsetDateTime.now(),
					OffsetDateTime.now().plusDays(3))
			.update();
		return id;
	}

	private String state(String mail) {
		return this.jdbc.sql("select state || ' ' || email from notification where id = ?")
			.param(mail)
			.query(String.class)
			.single();
	}

	private void forget(String mail) {
		this.jdbc.sql("delete from notification where id = ?").param(mail).update();
	}

	private long seen(String conversation) {
		return this.jdbc.sql(
				"select count(*) from audit where subject_id = ? and action = 'CONVERSATION_SEEN' and detail = 'cockpit'")
			.param(conversation)
			.query(Long.class)
			.single();
	}

	private String kind(String id) {
		return secretariat().get("/api/cases?q=" + id).expect(200).json().path("found").path("kind").asText("");
	}

	private JsonNode need(String words) {
		for (JsonNode need : secretariat().get("/api/needs").expect(200).json()) {
			if (need.path("text").asText().contains(words)) {
				return need;
			}
		}
		return null;
	}

	private long number(String words) {
		JsonNode need = need(words);
		return (need != null) ? Long.parseLong(need.path("text").asText().replaceAll("\\D.*", "")) : 0;
	}

	private static List<String> places(JsonNode needs) {
		return needs.findValuesAsText("address");
	}

}
