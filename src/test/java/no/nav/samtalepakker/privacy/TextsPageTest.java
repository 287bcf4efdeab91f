package no.nav.samtalepakker.privacy;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.testing.IdentityNumberSeries;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The page «Sladding», rendered and used. */
class TextsPageTest extends PageCaseTest {

	private static final String UNIT = "0137";

	private static final String DRAFTING = "MBA-0200";

	private String rollout;

	private String obstacle;

	@BeforeEach
	void report() {
		this.rollout = rollout("tillit-enhet", UNIT, "0135").getBusinessKey();
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITH_INPUT", "answers": {"r1": "Svaret vårt"}, "positive": "Bra <b>her</b>",
				 "points": [{"kind": "DISCUSSED", "topic": "Mot", "text": "Et innspill"}],
				 "actionPoints": [{"text": "Snakke mer", "responsible": "Fagansvarlig"}],
				 "obstacles": [{"text": "Kari fikk avslag", "solvableLocally": "NO", "structural": true}]}
				""");
		this.obstacle = this.jdbc.sql("select id from obstacle").query(String.class).single();
	}

	@Test
	void showsTheSentTextsOfOneCaseAndRemembersThat() throws Exception {
		String page = page("/tekster?rollout=" + this.rollout + "&unit=" + UNIT);
		assertThat(page).contains("Hindringen slik enheten skrev den", "Kari fikk avslag", "Et innspill", "Svaret vårt",
				"Snakke mer", "Fagansvarlig", "Bra &lt;b&gt;her&lt;/b&gt;", "name=\"_csrf\"");
		assertThat(page).doesNotContain("onclick", "style=").doesNotContainPattern("<script(?![^>]* src=)");
		assertThat(seen()).containsExactly(conversationOf(UNIT));

		assertThat(page("/tekster?obstacle=" + this.obstacle)).contains("Kari fikk avslag");
		assertThat(page("/tekster?obstacle=finnes-ikke")).contains("Vi fant ikke hindringen");
	}

	@Test
	void findsTheUnitByItsNameOrNumber() throws Exception {
		String name = this.jdbc.sql("select name from unit where id = ?").param(UNIT).query(String.class).single();
		String rollout = "/tekster?rollout=" + this.rollout + "&sok=";
		for (String words : List.of(UNIT, name + " " + UNIT, "%s (%s)".formatted(name, UNIT))) {
			assertThat(page(rollout + words)).contains("Kari fikk avslag");
		}
		this.jdbc.sql("update unit set closed_on = ? where id = ?").params(LocalDate.of(2020, 1, 1), UNIT).update();
		assertThat(page(rollout + UNIT)).as("of a closed unit").contains("Kari fikk avslag");
		this.jdbc.sql("update unit set closed_on = null where id = ?").param(UNIT).update();
		assertThat(page(rollout + "nav")).contains("Hvilken enhet mener du?")
			.containsPattern("href=\"/tekster\\?rollout=[0-9a-f-]+&amp;unit=\\d{4}\"")
			.doesNotContain("Kari fikk avslag");
		assertThat(page(rollout + "finnes ingen steder")).contains("Vi fant ingen enhet")
			.doesNotContain("Vi fant ingen sendte tekster");
	}

	@Test
	void doesNotTellWhoHasHeldOrReported() throws Exception {
		String silent = page("/tekster?rollout=" + this.rollout + "&unit=0135");
		String notInvited = page("/tekster?rollout=" + this.rollout + "&unit=0106");
		assertThat(silent).contains("Vi fant ingen sendte tekster her");
		assertThat(withoutChoice(silent).equals(withoutChoice(notInvited))).as("the same page for both").isTrue();
		assertThat(seen()).isEmpty();
	}

	private static String withoutChoice(String page) {
		return page.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
			.replaceAll("(id=\"unit\"[^>]*) value=\"[^\"]*\"", "$1");
	}

	@Test
	void showsNoDraft() throws Exception {
		String mba = rollout("tillit-mba", DRAFTING).getBusinessKey();
		submitAsGroup("userTask_planMeeting", "{\"choice\": \"ALREADY_HELD\"}");
		submitAsGroup("userTask_reportConversation", """
				{"outcome": "WITH_INPUT", "positive": "Uferdig", "points": [{"kind": "MEASURE", "text": "Uferdig"}],
				 "actionPoints": [{"text": "Uferdig"}],
				 "obstacles": [{"text": "Uferdig", "solvableLocally": "NO", "structural": true}]}
				""");
		String draft = this.jdbc.sql("select id from obstacle where text = 'Uferdig'").query(String.class).single();

		assertThat(page("/tekster?rollout=" + mba + "&unit=" + DRAFTING)).doesNotContain("Uferdig");
		assertThat(page("/tekster?obstacle=" + draft)).contains("Vi fant ikke hindringen").doesNotContain("Uferdig");
	}

	private void submitAsGroup(String key, String json) {
		String leader = this.jdbc
			.sql("select user_id from unit_person where unit_id = ? and role = 'LEADER' and valid_to is null")
			.param(DRAFTING)
			.query(String.class)
			.single();
		submit(task(key, conversationOf(DRAFTING)), leader, List.of("enhet-" + DRAFTING), json);
	}

	@Test
	void redactsWithAReason() throws Exception {
		redact("Navn på en bruker").andExpect(status().is3xxRedirection())
			.andExpect(redirectedUrl("/tekster?rollout=" + this.rollout + "&unit=" + UNIT));
		assertThat(page("/tekster?rollout=" + this.rollout + "&unit=" + UNIT)).doesNotContain("Kari")
			.contains(Redactions.REDACTED, "Sladdet");
		assertThat(this.jdbc.sql("select reason from redaction where text_id = ?")
			.param(this.obstacle)
			.query(String.class)
			.single()).isEqualTo("Navn på en bruker");
	}

	@Test
	void saysSoWhenNothingIsLeftToRedact() throws Exception {
		redact("Navn på en bruker");
		assertThat(content(redact("Navn på en bruker").andExpect(status().isConflict())))
			.contains("Teksten er alt borte");
		assertThat(this.jdbc.sql("select count(*) from redaction").query(Integer.class).single()).isOne();
	}

	@Test
	void wantsAReasonThatTellsNoNumber() throws Exception {
		String missing = content(redact("  ").andExpect(status().isBadRequest()));
		assertThat(missing).contains("Begrunnelse må fylles ut", "aria-invalid=\"true\"", "Kari fikk avslag");
		String number = IdentityNumberSeries.EXAMPLE;
		String refused = content(redact("Gjaldt " + number).andExpect(status().isBadRequest()));
		assertThat(refused).contains("(tegn 8–18)").doesNotContain(number);
		assertThat(this.jdbc.sql("select count(*) from redaction").query(Integer.class).single()).isZero();
	}

	@Test
	void isForTheSecretariatAndItsOwnPages() throws Exception {
		for (String other : List.of("leder-0137", "evaluator", "admin", "mottaker-hr", "fylke-0200")) {
			for (String path : List.of("/tekster", "/tekster?rollout=" + this.rollout + "&unit=" + UNIT)) {
				String page = content(
						this.browser.perform(get(path).with(user(other))).andExpect(status().isForbidden()));
				assertThat(page).doesNotContain("Kari");
			}
			this.browser.perform(form("x").with(user(other)).with(csrf())).andExpect(status().isForbidden());
			assertThat(content(this.browser.perform(get("/oversikt").with(user(other))))).doesNotContain("/tekster");
		}
		this.browser.perform(form("x").with(user("sekretariat"))).andExpect(status().isForbidden());
		this.browser.perform(get("/tekster")).andExpect(status().is3xxRedirection());
		assertThat(content(this.browser.perform(get("/oversikt").with(user("sekretariat"))))).contains("/tekster");
		assertThat(this.jdbc.sql("select text from obstacle").query(String.class).single())
			.isEqualTo("Kari fikk avslag");
	}

	@Test
	void showsWhatIsSaidAboutTheWholeRollout() throws Exception {
		assertThat(page("/tekster?rollout=" + this.rollout)).contains("Navn på en utrulling");
	}

	private ResultActions redact(String reason) throws Exception {
		return this.browser.perform(form(reason).with(user("sekretariat")).with(csrf()));
	}

	private MockHttpServletRequestBuilder form(String reason) {
		return post("/tekster").param("type", "obstacle")
			.param("id", this.obstacle)
			.param("reason", reason)
			.param("rollout", this.rollout)
			.param("unit", UNIT);
	}

	private List<String> seen() {
		return this.jdbc.sql("select subject_id from audit where action = 'TEXTS_SEEN' and user_id = 'sekretariat'")
			.query(String.class)
			.list();
	}

	private String page(String path) throws Exception {
		return page(path, "sekretariat");
	}

}
