package no.nav.samtalepakker.obstacle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Cockpit's page of a decision tells: how often each rule has hit, and what none
 * could send.
 */
abstract class RuleHitsTest extends HttpCaseTest {

	private static final String RULE = "rule_regelverkTolkning_rundskriv";

	@Test
	void countsHowOftenEachRuleHasHit() {
		withContacts("\"mottaker-rundskriv\", \"mottaker-hr\"", () -> {
			Map<String, Integer> before = hits("obstacle-recipients");
			reported("REGELVERK.TOLKNING", "REGELVERK.TOLKNING");
			assertThat(hits("obstacle-recipients").get(RULE)).isEqualTo(before.get(RULE) + 2);
			assertThat(hits("obstacle-scope").get("rule_notSolvableLocally"))
				.as("less what the others got, the figure of who answers alone")
				.isNull();
			JsonNode rule = rule("obstacle-recipients", RULE);
			assertThat(rule.path("sentence").asText()).startsWith("Hindringen går til dem som oppdaterer rundskrivene");
			assertThat(rule.path("to").asText()).isEqualTo("Oppdatering av rundskriv og nytt rundskrivskonsept");
		});
	}

	@Test
	void listsRulesThatHaveNeverHit() {
		assertThat(rules("obstacle-recipients").findValuesAsText("id")).hasSizeGreaterThan(40)
			.contains(RULE, "rule_scopeLocal_lokalt");
		Map<String, Integer> scopes = hits("obstacle-scope");
		assertThat(scopes).hasSize(5);
		scopes.values().removeIf(Objects::isNull);
		this.jdbc.sql("select distinct scope_rule from routing where scope_rule is not null")
			.query(String.class)
			.list()
			.forEach(scopes::remove);
		assertThat(scopes.values()).containsOnly(0);
	}

	@Test
	void countsWhatStaysWithTheUnitAndWhatGoesToTheSecretariat() {
		Map<String, Integer> before = hits("obstacle-recipients");
		Map<String, Integer> scopes = hits("obstacle-scope");
		Map<String, Integer> triage = triage();
		obstaclesReported("{'text': 'Vi rydder selv', 'solvableLocally': 'YES', 'structural': false,"
				+ " 'category': 'REGELVERK', 'subcategory': 'REGELVERK.TOLKNING'}");
		reported("KOMMUNIKASJON.OMDOEMME_OG_MEDIA", null);
		assertThat(hits("obstacle-recipients").get("rule_scopeLocal_lokalt"))
			.isEqualTo(before.get("rule_scopeLocal_lokalt") + 1);
		assertThat(hits("obstacle-scope").get("rule_solvableLocally"))
			.isEqualTo(scopes.get("rule_solvableLocally") + 1);
		assertThat(hits("obstacle-recipients").get(RULE)).isEqualTo(before.get(RULE));
		for (String why : List.of("Regelen sender den til sekretariatet", "Ingen underkategori var valgt")) {
			assertThat(triage().get(why)).as(why).isEqualTo(triage.getOrDefault(why, 0) + 1);
		}
	}

	@Test
	void saysWhenTheRecipientHasNobodyToAsk() {
		String why = "Mottakeren har ingen kontaktperson";
		int before = triage().getOrDefault(why, 0);
		withContacts("", () -> {
			reported("REGELVERK.TOLKNING");
			assertThat(triage().get(why)).isEqualTo(before + 1);
			assertThat(rule("obstacle-recipients", RULE).path("hits").isNull()).isTrue();
		});
	}

	@Test
	void hasNoFigureWhereOnePersonAnswers() {
		List<String> alone = this.jdbc.sql("""
				select r.name from recipient r join recipient_contact c on c.recipient = r.code
				group by r.name having count(*) = 1
				""").query(String.class).list();
		assertThat(alone).isNotEmpty();
		List<JsonNode> theirs = rules("obstacle-recipients").findParents("to")
			.stream()
			.filter((rule) -> alone.contains(rule.path("to").asText()))
			.toList();
		assertThat(theirs).isNotEmpty().allMatch((rule) -> rule.path("hits").isNull());
	}

	@Test
	void isForThoseWhoHelp() {
		admin().get("/api/decisions/obstacle-scope/hits").expect(200);
		secretariat().get("/api/decisions/finnes-ikke/hits").expect(404);
		for (String user : List.of("evaluator", "leder-0104", "mottaker-hr", "fylke-0200")) {
			as(user).get("/api/decisions/obstacle-scope/hits").expect(403);
		}
	}

	/** Waits until the table has been asked about each. */
	private void reported(String... subcategories) {
		String unit = obstaclesReported(
				Arrays.stream(subcategories).map(HttpCaseTest::obstacle).toArray(String[]::new));
		obstaclesOf(unit).forEach((obstacle) -> await("routing of " + obstacle)
			.until(() -> this.jdbc.sql("select count(*) from routing where obstacle_id = ?")
				.param(obstacle)
				.query(Long.class)
				.single() > 0));
	}

	private void withContacts(String quoted, Runnable work) {
		List<String> former = this.jdbc.sql("select user_id from recipient_contact where recipient = 'RUNDSKRIV'")
			.query(String.class)
			.list();
		contacts(quoted);
		try {
			work.run();
		}
		finally {
			contacts("\"" + String.join("\", \"", former) + "\"");
		}
	}

	private void contacts(String quoted) {
		secretariat().send("PUT", "/api/recipients/RUNDSKRIV/contacts", "{\"userIds\": [" + quoted + "]}").expect(204);
	}

	private Map<String, Integer> hits(String table) {
		Map<String, Integer> hits = new HashMap<>();
		rules(table).forEach((rule) -> hits.put(rule.path("id").asText(),
				rule.path("hits").isNull() ? null : rule.path("hits").asInt()));
		return hits;
	}

	private Map<String, Integer> triage() {
		Map<String, Integer> numbers = new HashMap<>();
		newest("obstacle-recipients").path("triage")
			.forEach((one) -> numbers.put(one.path("why").asText(), one.path("number").asInt()));
		return numbers;
	}

	private JsonNode rule(String table, String id) {
		for (JsonNode rule : rules(table)) {
			if (rule.path("id").asText().equals(id)) {
				return rule;
			}
		}
		throw new AssertionError("no rule " + id);
	}

	private JsonNode rules(String table) {
		return newest(table).path("rules");
	}

	private JsonNode newest(String table) {
		return secretariat().get("/api/decisions/" + table + "/hits").expect(200).json().path(0);
	}

}
