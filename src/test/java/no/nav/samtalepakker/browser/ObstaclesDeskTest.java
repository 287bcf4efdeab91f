package no.nav.samtalepakker.browser;

import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The secretariat's list of obstacles by keyboard, and its triage desk. */
class ObstaclesDeskTest extends BrowserTest {

	@Test
	void theListIsUsedByKeyboardAlone() {
		String unit = obstaclesReported(obstacle(null), obstacle(null));
		List<String> ids = obstaclesOf(unit);
		Person person = person("sekretariat").visits("/hindringer?tilstand=vurdering&utrulling=" + rolloutOf(unit));
		Page page = person.page();
		for (String id : ids) {
			page.locator("input[value='" + id + "']").focus();
			page.keyboard().press("Space");
		}
		page.keyboard().press("Enter");
		assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
			.hasText("2 hindringer er valgt");
		page.getByText("Svar enheten og avslutt med begrunnelse").focus();
		page.keyboard().press("Enter");
		page.locator("#reply-reason").focus();
		page.keyboard().type("Dette er løst sentralt");
		page.keyboard().press("Tab");
		page.keyboard().press("Enter");
		assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Svar og avslutt?");
		Accessibility.holds(page, "preview of an act", "html");
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Svar og avslutt")).focus();
		page.keyboard().press("Enter");
		assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Enheten har fått svaret.");
		ids.forEach((id) -> leaderOf(unit).task("readAnswer", id));
	}

	@Test
	void oneMoreIsAskedByKeyboardAlsoOnAPhone() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String id = obstaclesOf(unit).get(0);
		Person person = person("sekretariat");
		Page page = person.page();
		person.looksAt(Screen.PHONE);
		person.visits("/hindringer/" + id);
		page.getByText("Spør en mottaker til").focus();
		page.keyboard().press("Enter");
		page.keyboard().press("Tab");
		page.keyboard().type("HR");
		page.keyboard().press("Tab");
		page.keyboard().type("HR eier halve regelen");
		Accessibility.holds(page, "one more is asked", "html");
		page.keyboard().press("Tab");
		page.keyboard().press("Enter");
		assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Spør HR-avdelingen i direktoratet også?");
		Accessibility.holds(page, "preview of asking one more", "html");
		person.keepsPicture("ask-one-more-phone");
		Accessibility.fits(person, "preview of asking one more", page.locator("body"));
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Spør HR-avdelingen i direktoratet også"))
			.focus();
		page.keyboard().press("Enter");
		assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Mottakeren har fått oppgaven");
		recipient("HR").task("answerObstacle", id);
		recipient("RUNDSKRIV").task("answerObstacle", id);
	}

	@Test
	void theTriageDeskSaysWhyWhoAndWhoReadsTheAnswer() {
		String asked = obstaclesReported(
				obstacle("REGELVERK.TOLKNING").replace("Noe står i veien", "Reglene om reisetid tolkes ulikt hos oss"));
		String unit = obstaclesReported(
				obstacle(null).replace("Noe står i veien", "Reglene om reisetid tolkes ulikt her"),
				obstacle(null).replace("Noe står i veien", "Reglene om reisetid tolkes forskjellig"));
		Person person = person("sekretariat");
		Form form = person.takes("triageObstacle", obstaclesOf(unit).get(0));
		person.sees("Enheten visste ikke hvilken kategori hindringen hører til.");
		form.choose("Hva gjør vi med hindringen?", "Send den til noen som kan svare");
		person.page()
			.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Velg med denne setningen").setExact(false))
			.first()
			.click();
		Accessibility.holds(person.page(), "triage with a suggestion", "form.sp-form");
		form.keepsPicture("triage-suggestion").complete();
		assertSentence(obstaclesOf(unit).get(0));

		Form merging = person.takes("triageObstacle", obstaclesOf(unit).get(1));
		merging.unfold("hindring");
		person.sees("2 enheter leser svaret.");
		person.page()
			.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Slå sammen med denne"))
			.first()
			.click();
		assertThat(person.page().locator("[name=mergeInto]").first()).isFocused();
		merging.fill("Begrunnelse til enheten", "Det er samme sak").complete();
		Assertions
			.assertThat(this.jdbc.sql("select merged_into from obstacle where id = ?")
				.param(obstaclesOf(unit).get(1))
				.query(String.class)
				.single())
			.isIn(obstaclesOf(asked).get(0), obstaclesOf(unit).get(0));
	}

	private void assertSentence(String id) {
		Assertions
			.assertThat(this.jdbc.sql("select reason from routing_recipient where obstacle_id = ?")
				.param(id)
				.query(String.class)
				.list())
			.singleElement()
			.asString()
			.isNotBlank();
	}

}
