package no.nav.samtalepakker.obstacle;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.IdentityNumberSeries;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One obstacle as the secretariat sees it, and what it does about one or several. */
abstract class ObstacleDeskTest extends HttpCaseTest {

	private Browser desk;

	@BeforeAll
	void logIn() {
		this.desk = browser("sekretariat");
	}

	@Test
	void showsTheWholeWayAndTheUnitOnlyWhenTheCaseIsOpened() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String id = obstaclesOf(unit).get(0);
		String name = this.jdbc.sql("select name from unit where id = ?").param(unit).query(String.class).single();
		recipient("RUNDSKRIV").complete("answerObstacle", id,
				"{'answer': 'FORWARD', 'text': 'Hører til hos HR', 'forwardTo': 'HR'}");
		recipient("HR").complete("answerObstacle", id, "{'answer': 'CANNOT_SOLVE', 'text': 'Det står i loven'}");
		String page = page(id);
		assertThat(page)
			.contains("Noe står i veien", "Meldt av enheten", "Beslutningstabellen, versjon", "regel rule_",
					"Sendt videre av mottakeren", "Hører til hos HR", "Det står i loven", "Enheten fikk svaret å lese",
					"Svart, hos enheten", "Åpne saken")
			.doesNotContain(name, ">" + unit + "<", "leder-" + unit, conversationOf(unit));
		assertThat(seen("OBSTACLE_UNIT_SEEN", id)).isZero();
		assertThat(seen("OBSTACLE_SEEN", id)).isPositive();
		assertThat(this.desk.get("/hindringer/" + id + "?apnet=true").expect(200).body()).contains(name, unit);
		assertThat(seen("OBSTACLE_UNIT_SEEN", id)).isEqualTo(1);
		leaderOf(unit).complete("readAnswer", id, "{'decision': 'CLOSE', 'helpful': 'NO'}");
		assertThat(page(id)).contains("Lukket av enheten", "svaret ikke hjalp")
			.doesNotContain("Svar enheten og avslutt");
	}

	@Test
	void nobodyElseSeesItThisWay() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String id = obstaclesOf(unit).get(0);
		for (String other : List.of("evaluator", "admin", "fylke-0200", "mottaker-hr")) {
			Browser browser = browser(other);
			browser.get("/hindringer/" + id + "?apnet=true").expect(404);
			browser.get("/hindringer/valgte?id=" + id).expect(403);
			for (String act : List.of("slaa-sammen", "send", "svar", "spoer", "minn", "ordlyd", "trekk")) {
				browser.post("/hindringer/valgte/" + act + "?ids=" + id + "&reason=x", "").expect(403);
			}
		}
		this.desk.get("/hindringer/finnes-ikke").expect(404);
		String local = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING").replace("'NO'", "'YES'"))).get(0);
		this.desk.get("/hindringer/" + local).expect(404);
	}

	@Test
	void sendsToAnotherAfterAPreview() {
		String id = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
		Map<String, String> fields = Map.of("ids", id, "to", "HR", "from", "", "reason", "HR eier regelen");
		String preview = act("send", fields).expect(200).body();
		assertThat(preview).contains("Send til HR", "skal ikke lenger svare", "HR eier regelen", "«Noe står i veien»");
		assertThat(recipient("RUNDSKRIV").tasks("answerObstacle", id)).hasSize(1);
		perform("send", fields, preview).expect(302);
		assertThat(recipient("RUNDSKRIV").tasks("answerObstacle", id)).isEmpty();
		assertThat(recipient("HR").tasks("answerObstacle", id)).hasSize(1);
		assertThat(page(id)).contains("Sekretariatet spurte en annen", "HR eier regelen", "En annen er spurt i stedet");
		assertThat(seen("OBSTACLE_TRIAGED", id)).isEqualTo(1);
		perform("send", fields, preview).expect(400);
	}

	@Test
	void asksOneMoreBesidesTheFirstAfterAPreview() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String id = obstaclesOf(unit).get(0);
		assertThat(page(id)).contains("Spør en mottaker til", "Minn mottakeren på at svaret mangler");
		Map<String, String> fields = Map.of("ids", id, "to", "HR", "reason", "HR eier halve regelen");
		String preview = act("spoer", fields).expect(200).body();
		assertThat(preview).contains("Spør HR-avdelingen i direktoratet også?",
				"får også «Noe står i veien», med frist", "beholder spørsmålet og fristen sin",
				"HR eier halve regelen");
		assertThat(recipient("HR").tasks("answerObstacle", id)).isEmpty();
		perform("spoer", fields, preview).expect(302);
		assertThat(recipient("RUNDSKRIV").tasks("answerObstacle", id)).hasSize(1);
		String task = recipient("HR").task("answerObstacle", id);
		assertThat(recipient("HR").get("/api/tasks/" + task + "/context").expect(200).body())
			.contains("HR eier halve regelen");
		assertThat(seen("ONE_MORE_ASKED", id)).isEqualTo(1);
		assertThat(page(id)).contains("Sekretariatet spurte en til", "HR eier halve regelen");
		assertThat(browser("leder-" + unit).get("/samtaler/" + conversationOf(unit)).expect(200).body())
			.contains("HR eier halve regelen");
		assertThat(act("spoer", fields).expect(400).body()).contains("Mottakeren har alt hatt");
		assertThat(act("spoer", Map.of("ids", id, "to", "STYRING", "reason", "")).expect(400).body())
			.contains("Begrunnelsen");
		recipient("RUNDSKRIV").complete("answerObstacle", id, "{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
		assertThat(leaderOf(unit).tasks("readAnswer", id)).as("waits for both").isEmpty();
		recipient("HR").complete("answerObstacle", id, "{'answer': 'CANNOT_SOLVE', 'text': 'Ikke vi heller'}");
		leaderOf(unit).task("readAnswer", id);
	}

	@Test
	void whatHasChangedSinceThePreviewIsShownAnew() {
		String id = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
		Map<String, String> fields = Map.of("ids", id, "reason", "Løst sentralt");
		String preview = act("svar", fields).expect(200).body();
		recipient("RUNDSKRIV").complete("answerObstacle", id, "{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
		assertThat(perform("svar", fields, preview).expect(409).body()).contains("er besvart. Enheten leser svaret");
		assertThat(this.jdbc.sql("select count(*) from answer_obstacle where obstacle_id = ?")
			.param(id)
			.query(Integer.class)
			.single()).isEqualTo(1);

		String moved = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
		Map<String, String> toHr = Map.of("ids", moved, "to", "HR", "from", "", "reason", "HR eier regelen");
		String first = act("send", toHr).expect(200).body();
		Map<String, String> toOther = Map.of("ids", moved, "to", "STYRING", "from", "", "reason", "De eier den");
		perform("send", toOther, act("send", toOther).expect(200).body()).expect(302);
		assertThat(perform("send", toHr, first).expect(409).body()).contains("Noe er endret siden du så på dette");
		assertThat(recipient("STYRING").tasks("answerObstacle", moved)).hasSize(1);
	}

	@Test
	void mergesSeveralAndSaysWhoReadsTheAnswer() {
		List<String> ids = List.of(obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0),
				obstaclesOf(obstaclesReported(obstacle(null))).get(0),
				obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0));
		String chosen = this.desk
			.get("/hindringer/valgte?" + ids.stream().map((id) -> "id=" + id).collect(Collectors.joining("&")))
			.expect(200)
			.body();
		assertThat(chosen).contains("3 hindringer er valgt", "Til vurdering", "Hos en mottaker");
		int seen = seen("OBSTACLE_SEEN", ids.get(0));
		act("slaa-sammen", Map.of("ids", ids.get(1), "mergeInto", ids.get(0), "reason", "Samme sak")).expect(200);
		assertThat(seen("OBSTACLE_SEEN", ids.get(0))).as("its words stand in the preview").isGreaterThan(seen);
		Map<String, String> fields = Map.of("ids", String.join(",", ids), "mergeInto", ids.get(0), "reason",
				"Samme sak");
		String preview = act("slaa-sammen", fields).expect(200).body();
		assertThat(preview).contains("leses da av 3 enheter", "Samme sak", "Det kan ikke gjøres om");
		perform("slaa-sammen", fields, preview).expect(302);
		assertThat(this.jdbc.sql("select state from obstacle where id in (?, ?)")
			.params(ids.get(1), ids.get(2))
			.query(String.class)
			.list()).containsOnly("MERGED");
		assertThat(recipient("RUNDSKRIV").tasks("answerObstacle", ids.get(2))).isEmpty();
		recipient("RUNDSKRIV").complete("answerObstacle", ids.get(0), "{'answer': 'CANNOT_SOLVE', 'text': 'Nei'}");
		for (String id : ids) {
			leaderOf(this.jdbc.sql("select unit_id from obstacle where id = ?").param(id).query(String.class).single())
				.task("readAnswer", id);
		}
	}

	@Test
	void answersWhatWaitsForTriage() {
		String unit = obstaclesReported(obstacle(null));
		String id = obstaclesOf(unit).get(0);
		Map<String, String> fields = Map.of("ids", id, "reason", "Dette er løst sentralt");
		perform("svar", fields, act("svar", fields).expect(200).body()).expect(302);
		assertThat(secretariat().tasks("triageObstacle", id)).isEmpty();
		assertThat(leaderOf(unit).context(leaderOf(unit).task("readAnswer", id)).toString())
			.contains("Dette er løst sentralt");
	}

	@Test
	void remindsTheRecipientAndNeverTheUnit() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String id = obstaclesOf(unit).get(0);
		int toUnit = mails(leaderOf(unit));
		String preview = act("minn", Map.of("ids", id)).expect(200).body();
		assertThat(preview).contains("minnes på", "Enheten får ingen påminnelse");
		perform("minn", Map.of("ids", id), preview).expect(302);
		perform("minn", Map.of("ids", id), preview).expect(302);
		assertThat(this.jdbc.sql("select count(*) from notification where obstacle_id = ? and type = 'ANSWER_REMINDER'")
			.param(id)
			.query(Integer.class)
			.single()).as("once a day").isEqualTo(1);
		assertThat(mails(leaderOf(unit))).isEqualTo(toUnit);
		assertThat(seen("RECIPIENT_REMINDED", id)).isEqualTo(2);
	}

	@Test
	void approvesAWordingAndTakesBack() {
		String id = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
		Map<String, String> fields = Map.of("ids", id, "wording", "Reglene tolkes ulikt");
		String preview = act("ordlyd", fields).expect(200).body();
		perform("ordlyd", fields, preview).expect(302);
		perform("ordlyd", fields, preview).expect(409);
		assertThat(page(id)).contains("Ordlyd andre enheter ser", "Reglene tolkes ulikt");
		Map<String, String> withdrawal = Map.of("ids", id, "reason", "");
		perform("trekk", withdrawal, act("trekk", withdrawal).expect(200).body()).expect(302);
		assertThat(page(id)).contains("Trukket. Tekstene er slettet", "Teksten er slettet.")
			.doesNotContain("Noe står i veien", "Reglene tolkes ulikt");
	}

	@Test
	void refusesWhatCannotBeDone() {
		String id = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
		assertThat(act("send", Map.of("ids", id, "to", "HR", "reason", "")).expect(400).body())
			.contains("Begrunnelsen må fylles ut");
		assertThat(act("send", Map.of("ids", id, "to", "LOKALT", "reason", "x")).expect(400).body())
			.contains("ingen som kan svare");
		assertThat(act("send", Map.of("ids", id, "to", "RUNDSKRIV", "reason", "x")).expect(400).body())
			.contains("har alt hatt");
		assertThat(
				act("svar", Map.of("ids", id, "reason", "Gjaldt " + IdentityNumberSeries.EXAMPLE)).expect(400).body())
			.contains("fødselsnummer");
		act("svar", Map.of("ids", "", "reason", "x")).expect(400);
		act("svar", Map.of("ids", "finnes-ikke", "reason", "x")).expect(404);
		act("slaa-sammen", Map.of("ids", id, "mergeInto", id, "reason", "x")).expect(400);
		act("slaa-sammen", Map.of("ids", id, "mergeInto", "finnes-ikke", "reason", "x")).expect(400);
		act("trekk", Map.of("ids", id + ",annen", "reason", "x")).expect(400);
		assertThat(recipient("RUNDSKRIV").tasks("answerObstacle", id)).hasSize(1);
	}

	private int mails(Visitor reader) {
		return this.jdbc.sql("select count(*) from notification where user_id = ?")
			.param(reader.user())
			.query(Integer.class)
			.single();
	}

	private Visitor.Answer perform(String act, Map<String, String> fields, String preview) {
		Matcher seen = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"").matcher(preview);
		assertThat(seen.find()).as("a preview").isTrue();
		Map<String, String> all = new HashMap<>(fields);
		all.put("seen", seen.group(1));
		return act(act, all);
	}

	private Visitor.Answer act(String act, Map<String, String> fields) {
		return this.desk.post("/hindringer/valgte/" + act + "?"
				+ fields.entrySet()
					.stream()
					.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
					.collect(Collectors.joining("&")),
				"");
	}

	private String page(String id) {
		return this.desk.get("/hindringer/" + id).expect(200).body();
	}

	private int seen(String act, String id) {
		return this.jdbc.sql("select count(*) from audit where action = ? and subject_id = ?")
			.params(act, id)
			.query(Integer.class)
			.single();
	}

}
