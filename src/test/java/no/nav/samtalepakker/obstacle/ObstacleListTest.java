package no.nav.samtalepakker.obstacle;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import no.nav.samtalepakker.testing.Browser;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** «Hindringer»: what is found, what is kept, and that no unit is named. */
abstract class ObstacleListTest extends HttpCaseTest {

	private Browser desk;

	/** A word in every text of this test, so that it finds its own. */
	private String mark;

	private String unit;

	private List<String> obstacles;

	@BeforeAll
	void report() {
		this.mark = "merke" + UUID.randomUUID().toString().replaceAll("[0-9-]", "x");
		this.unit = conversationHeld();
		leaderOf(this.unit).complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'obstacles': [%s, %s, %s, %s]}".formatted(
						told("ÅPNE spørsmål om å få 100 % fri", "REGELVERK.TOLKNING"), told("Uten noe tema", null),
						told("Klart språk i brev", "KOMMUNIKASJON.KLARSPRAAK"),
						told("Det vi trakk", "REGELVERK.TOLKNING")));
		this.obstacles = obstaclesOf(this.unit);
		leaderOf(this.unit).post("/api/obstacles/" + this.obstacles.get(3) + "/withdraw", "{}").expect(204);
		this.desk = browser("sekretariat");
	}

	private String told(String text, String subcategory) {
		return obstacle(subcategory).replace("Noe står i veien", text + " " + this.mark);
	}

	@Test
	void tellsCasesApartAndNamesNoUnit() {
		String name = this.jdbc.sql("select name from unit where id = ?").param(this.unit).query(String.class).single();
		String page = list("sok=" + this.mark);
		assertThat(page)
			.contains("3 hindringer", "ÅPNE spørsmål om å få 100 % fri", "Regelverk: Regler tolkes ulikt",
					"Uten kategori", "Nav-kontor", "Hos en mottaker", "Til vurdering", "i dag", "frist ")
			.doesNotContain(name, "enhet-" + this.unit, "leder-" + this.unit, ">" + this.unit + "<",
					conversationOf(this.unit), "Det vi trakk");
		assertThat(list("sok=" + encoded(name))).as("a name finds nothing").contains("Ingen hindringer passer");
		assertThat(list("sok=" + this.unit)).contains("Ingen hindringer passer");
	}

	@Test
	void remembersWhoseWordsWereRead() {
		list("sok=" + this.mark);
		list("sok=" + this.mark);
		assertThat(this.jdbc.sql("""
				select subject_id from audit where user_id = 'sekretariat' and action = 'OBSTACLE_SEEN'
					and detail = 'hindringer' and unit_id = ?
				""").param(this.unit).query(String.class).list()).as("once a day, and not what is gone")
			.containsExactlyInAnyOrderElementsOf(this.obstacles.subList(0, 3));
	}

	@Test
	void findsWordsWhateverTheirLetters() {
		assertThat(found("sok=åpne+" + this.mark)).containsExactly(this.obstacles.get(0));
		assertThat(found("sok=SPRÅK+" + this.mark.toUpperCase(Locale.ROOT))).containsExactly(this.obstacles.get(2));
		assertThat(found("sok=100+%25+" + this.mark)).as("a percent sign is one")
			.containsExactly(this.obstacles.get(0));
		assertThat(found("sok=1_0+" + this.mark)).isEmpty();
		assertThat(found("sok=" + encoded("' or 1=1 --"))).isEmpty();
	}

	@Test
	void filtersByTheme() {
		assertThat(foundOfMine("tema=REGELVERK")).containsExactly(this.obstacles.get(0));
		assertThat(foundOfMine("tema=KOMMUNIKASJON.KLARSPRAAK")).containsExactly(this.obstacles.get(2));
		assertThat(foundOfMine("tema=uten")).containsExactly(this.obstacles.get(1));
	}

	@Test
	void filtersByEverythingElse() {
		assertThat(foundOfMine("mottaker=RUNDSKRIV")).containsExactly(this.obstacles.get(0));
		assertThat(foundOfMine("mottaker=HR")).isEmpty();
		assertThat(foundOfMine("tilstand=vurdering")).containsExactly(this.obstacles.get(1));
		assertThat(foundOfMine("tilstand=hos-mottaker")).containsExactlyInAnyOrder(this.obstacles.get(0),
				this.obstacles.get(2));
		assertThat(foundOfMine("niva=MIKRO")).isEmpty();
		assertThat(foundOfMine("pakke=tillit-enhet")).hasSize(3);
		assertThat(foundOfMine("pakke=tillit-mba")).isEmpty();
		assertThat(foundOfMine("utrulling=" + rolloutOf(this.unit))).hasSize(3);
		assertThat(foundOfMine("ordlyd=godkjent")).isEmpty();
		assertThat(foundOfMine("ordlyd=mangler")).hasSize(3);
		assertThat(foundOfMine("alder=1")).isEmpty();
		assertThat(found("utrulling=" + rolloutOf(this.unit) + "&tilstand=trukket"))
			.containsExactly(this.obstacles.get(3));
	}

	@Test
	void refusesWhatCannotBeMeant() {
		for (String asked : List.of("tilstand=tull", "niva=X", "ordlyd=x", "alder=0", "alder=x", "tema=a'b",
				"tema=FINNES.IKKE", "mottaker=FINNES_IKKE", "mottaker=" + "A".repeat(80), "pakke=" + "a".repeat(80),
				"utrulling=finnes-ikke", "utrulling=" + "a".repeat(80), "sok=" + "a".repeat(101))) {
			assertThat(this.desk.get("/hindringer?" + asked).expect(400).body()).as(asked).contains("role=\"alert\"");
		}
		this.desk.get("/hindringer?side=-3").expect(200);
		this.desk.get("/hindringer?side=9999").expect(200);
		this.desk.get("/hindringer?side=" + Integer.MAX_VALUE).expect(200);
	}

	/** Each stage is what the model would do next. */
	@Test
	void saysWhereEachIs() {
		String other = obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle(null), obstacle(null));
		List<String> ids = obstaclesOf(other);
		String rollout = "utrulling=" + rolloutOf(other) + "&tilstand=";
		this.jdbc.sql("update routing_recipient set due_on = ? where obstacle_id = ?")
			.params(today().minusDays(1), ids.get(0))
			.update();
		assertThat(found(rollout + "svar-mangler")).containsExactly(ids.get(0));
		secretariat().complete("triageObstacle", ids.get(1),
				"{'decision': 'MERGE', 'mergeInto': '%s', 'reason': 'x'}".formatted(ids.get(0)));
		assertThat(found(rollout + "slatt-sammen")).containsExactly(ids.get(1));
		secretariat().complete("triageObstacle", ids.get(2), "{'decision': 'NONE', 'reason': 'x'}");
		assertThat(found(rollout + "hos-enheten")).containsExactly(ids.get(2));
		leaderOf(other).complete("readAnswer", ids.get(2), "{'decision': 'CLOSE'}");
		assertThat(found(rollout + "lukket")).containsExactly(ids.get(2));
		assertThat(found("utrulling=" + rolloutOf(other))).as("what is over comes last")
			.hasSize(3)
			.endsWith(ids.get(2));
		assertThat(list("utrulling=" + rolloutOf(other))).contains("3 hindringer", "Alle 3", "Lukket av enheten 1");
	}

	@Test
	void showsWhatHasWaitedLongestFirst() {
		String other = obstaclesReported(obstacle(null), obstacle(null));
		List<String> ids = obstaclesOf(other);
		this.jdbc.sql("update obstacle set raised_at = ? where id = ?")
			.params(OffsetDateTime.now().minusDays(20), ids.get(1))
			.update();
		assertThat(found("utrulling=" + rolloutOf(other))).containsExactly(ids.get(1), ids.get(0));
		assertThat(found("alder=14&utrulling=" + rolloutOf(other))).containsExactly(ids.get(1));
		assertThat(list("utrulling=" + rolloutOf(other))).contains("for 20 dager siden");
	}

	@Test
	void tellsNoFiguresOfOnePerson() {
		assertThat(this.jdbc.sql("select count(*) from recipient_contact where recipient = 'KLARSPRAAK'")
			.query(Integer.class)
			.single()).isEqualTo(1);
		assertThat(list("mottaker=KLARSPRAAK&sok=" + this.mark)).contains("Her svarer én person alene")
			.doesNotContain("Én hindring", "Alle 1", "Hos en mottaker 1");
	}

	@Test
	void keepsAndRemovesViews() {
		String name = "Visning " + this.mark;
		String filter = "tema=REGELVERK&tilstand=hos-mottaker&sok=" + encoded("å & b") + "&alder=5&ordlyd=mangler";
		this.desk.post("/hindringer/visninger?" + filter + "&navn=" + encoded(name), "").expect(302);
		String view = this.jdbc.sql("select id from obstacle_view where name = ?")
			.param(name)
			.query(String.class)
			.single();
		assertThat(list("")).contains(name,
				"/hindringer?tema=REGELVERK&amp;tilstand=hos-mottaker&amp;alder=5&amp;ordlyd=mangler&amp;sok=%C3%A5+%26+b");
		assertThat(this.desk.post("/hindringer/visninger?" + filter + "&navn=" + encoded(name), "").expect(400).body())
			.contains("Det finnes alt en visning med dette navnet");
		this.desk.post("/hindringer/visninger?" + filter, "").expect(400);
		this.desk.post("/hindringer/visninger?navn=x", "").expect(400);
		this.desk.post("/hindringer/visninger?tilstand=trukket&navn=" + "å".repeat(61), "").expect(400);
		this.jdbc.sql("update obstacle_view set owner = 'en-annen' where id = ?").param(view).update();
		assertThat(list("")).as("somebody else's own").doesNotContain(name);
		this.desk.post("/hindringer/visninger/" + view + "/fjern", "").expect(409);
		this.jdbc.sql("update obstacle_view set owner = null where id = ?").param(view).update();
		assertThat(list("")).as("everybody's").contains(name + " (felles)");
		this.desk.post("/hindringer/visninger/" + view + "/fjern", "").expect(302);
		this.desk.post("/hindringer/visninger/" + view + "/fjern", "").expect(409);
		assertThat(this.jdbc.sql("select action from audit where subject_id = ? order by at")
			.param(view)
			.query(String.class)
			.list()).containsExactly("VIEW_KEPT", "VIEW_REMOVED");
	}

	@Test
	void whatIsNoFilterMakesNoView() {
		for (String filter : List.of("utrulling=finnes-ikke", "utrulling=" + "a".repeat(80),
				"mottaker=" + "A".repeat(80), "tema=FINNES.IKKE", "sok=" + "a".repeat(101))) {
			assertThat(this.desk.post("/hindringer/visninger?navn=x&" + filter, "").expect(400).body()).as(filter)
				.contains("role=\"alert\"");
		}
		String letters = "\uD83D\uDE42".repeat(50);
		this.desk.post("/hindringer/visninger?sok=" + encoded(letters.repeat(2)) + "&navn=" + encoded(letters), "")
			.expect(302);
		assertThat(list("")).contains(letters);
		this.jdbc.sql("delete from obstacle_view where name = ?").param(letters).update();
	}

	@Test
	void twoCannotKeepTheSameViewAtOnce() {
		String name = "Samtidig " + this.mark;
		List<CompletableFuture<Integer>> both = Stream.of(browser("sekretariat"), browser("sekretariat"))
			.map((browser) -> CompletableFuture.supplyAsync(
					() -> browser.post("/hindringer/visninger?tilstand=trukket&felles=true&navn=" + encoded(name), "")
						.status()))
			.toList();
		assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(302, 400);
		this.jdbc.sql("delete from obstacle_view where name = ?").param(name).update();
	}

	@Test
	void someViewsAreAlwaysThere() {
		assertThat(list("")).contains("Til vurdering, eldre enn fem dager",
				"/hindringer?tilstand=vurdering&amp;alder=5", "Svar mangler etter fristen",
				"/hindringer?tilstand=svar-mangler", "Uten godkjent ordlyd", "/hindringer?ordlyd=mangler");
	}

	@Test
	void isForTheSecretariat() {
		for (String other : List.of(leaderOf(this.unit).user(), "evaluator", "admin", "mottaker-rundskriv",
				"fylke-0200")) {
			Browser browser = browser(other);
			assertThat(browser.get("/hindringer?sok=" + this.mark).expect(403).body()).doesNotContain(this.mark + "<");
			browser.post("/hindringer/visninger?tilstand=trukket&navn=x", "").expect(403);
			assertThat(browser.get("/oversikt").body()).doesNotContain("href=\"/hindringer\"");
		}
	}

	private List<String> foundOfMine(String filter) {
		return found(filter + "&sok=" + this.mark);
	}

	/** The ids on the first page, in order. */
	private List<String> found(String filter) {
		return Pattern.compile("href=\"/hindringer/([0-9a-f-]{36})\"")
			.matcher(list(filter))
			.results()
			.map((found) -> found.group(1))
			.toList();
	}

	private String list(String filter) {
		return this.desk.get("/hindringer?" + filter).expect(200).body();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
