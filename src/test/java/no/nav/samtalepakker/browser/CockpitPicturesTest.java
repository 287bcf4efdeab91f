package no.nav.samtalepakker.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cockpit's pages of a process and of a decision say how often, how long and how it
 * ended.
 */
class CockpitPicturesTest extends BrowserTest {

	private static final String COCKPIT = "/camunda/app/cockpit/default/#/";

	@ParameterizedTest
	@ValueSource(strings = { "sekretariat", "admin" })
	void theDiagramShowsHowOftenEachStepIsDone(String user) {
		// of fewer, no time is shown
		for (int i = 0; i < 5; i++) {
			conversationHeld();
		}
		Person person = person(user).visits(process("preparation"));
		Page page = person.page();
		Locator note = page.locator("[data-container-id=userTask_planMeeting] .sp-heat-note");
		assertThat(note).isVisible();
		assertThat(note).containsText("ferdig");
		assertThat(note).containsText("halvparten innen");
		assertThat(page.locator("[data-element-id=userTask_planMeeting][class*=sp-heat-]")).hasCount(1);
		Locator timer = page.locator("g[data-element-id=timer_planReminder] circle").first();
		assertThat(overlap(note, timer)).as("covers the boundary event").isFalse();
		person.keepsPicture("cockpit-heat-" + user);
	}

	@Test
	void theFiguresAreSwitchedOffAndOnByKeyboard() {
		conversationHeld();
		Person secretariat = person("sekretariat").visits(process("preparation"));
		Page page = secretariat.page();
		Locator notes = page.locator(".sp-heat-note");
		assertThat(notes.first()).isVisible();
		Locator button = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Antall og tid"));
		assertThat(button).hasAttribute("aria-pressed", "true");
		button.focus();
		page.keyboard().press("Enter");
		assertThat(button).hasAttribute("aria-pressed", "false");
		assertThat(notes).hasCount(0);
		assertThat(page.locator("[data-element-id=userTask_planMeeting][class*=sp-heat-]")).hasCount(0);
		page.keyboard().press("Space");
		assertThat(notes.first()).isVisible();
	}

	@Test
	void theTableBehindTheDiagramHasTheSameFigures() {
		conversationHeld();
		Person secretariat = person("sekretariat").visits(process("preparation"));
		Page page = secretariat.page();
		String onDiagram = page.locator("[data-container-id=userTask_planMeeting] .sp-heat-note div")
			.first()
			.innerText();
		opens(page, "Antall og tid");
		Locator row = page.locator(".sp-tab tr", new Page.LocatorOptions().setHasText("Planlegg samtalen"));
		assertThat(row.locator("td").first()).hasText(onDiagram.replaceAll(" ferdig.*", ""));
		Accessibility.holds(page, "the figures of a process", ".sp-tab");
		Accessibility.fits(secretariat, "the figures of a process", page.locator(".sp-tab"));
		secretariat.keepsPicture("cockpit-heat-table");
	}

	@Test
	void whatHasEndedIsFoundByKeyboardAndLeadsToItsWay() {
		String conversation = conversationOf(conversationHeld());
		Person secretariat = person("sekretariat").visits(process("preparation"));
		Page page = secretariat.page();
		opens(page, "Avsluttede");
		assertThat(page.locator(".sp-tab [role=status]")).containsText("de nyeste først");
		page.getByLabel("Saksnummer").focus();
		page.keyboard().type(conversation);
		page.keyboard().press("Enter");
		assertThat(page.locator(".sp-tab [role=status]")).hasText("Viser 1 til 1 av 1 avsluttede, de nyeste først.");
		Locator row = page.locator(".sp-tab tbody tr");
		assertThat(row).containsText("Planen er klar");
		assertThat(row.locator("a")).hasText(conversation);
		assertThat(row.locator("a").getAttribute("href")).matches("#/spor/[0-9a-f-]{36}");
		Accessibility.holds(page, "what has ended of a process", ".sp-tab");
		Accessibility.fits(secretariat, "what has ended of a process", page.locator(".sp-tab"));
		secretariat.keepsPicture("cockpit-ended");

		page.getByLabel("Enhetens nummer").fill("finnes-ikke");
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Søk")).click();
		assertThat(page.locator(".sp-tab [role=status]")).containsText("finnes ikke");
		assertThat(row).hasCount(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sekretariat", "admin" })
	void theDecisionShowsHowOftenEachRuleHasHit(String user) {
		obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle(null));
		awaitQuiet();
		Person person = person(user).visits(decision("obstacle-recipients"));
		Page page = person.page();
		opens(page, "Treff per regel");
		Locator row = page.locator(".sp-tab tr", new Page.LocatorOptions().setHasText("Regler tolkes ulikt"));
		assertThat(row.first()).containsText("Oppdatering av rundskriv");
		assertThat(row.first().locator(".sp-number")).not().hasText("0");
		assertThat(page.locator(".sp-tab")).containsText("Ingen underkategori var valgt");
		Accessibility.holds(page, "the hits of a decision", ".sp-tab");
		Accessibility.fits(person, "the hits of a decision", page.locator(".sp-tab"));
		person.keepsPicture("cockpit-hits-" + user);
	}

	@Test
	void saysSoWhenThereIsNothingYet() {
		conversationStarted(UnitType.OFFICE);
		Person secretariat = person("sekretariat");
		Page page = secretariat.page();
		answers(page, "**/activities", 200, "{\"steps\": [], \"counted\": null}");
		answers(page, "**/ended?*", 200, "{\"instances\": [], \"total\": 0, \"outcomes\": []}");
		answers(page, "**/hits", 500, "");
		secretariat.visits(process("preparation"));
		opens(page, "Avsluttede");
		assertThat(page.locator(".sp-tab")).containsText("Ingen avsluttede ennå.");
		Accessibility.holds(page, "a process nobody has finished", ".sp-tab");
		opens(page, "Antall og tid");
		assertThat(page.locator(".sp-tab table")).isVisible();
		assertThat(page.locator(".sp-heat-note")).hasCount(0);
		secretariat.visits(decision("obstacle-recipients"));
		opens(page, "Treff per regel");
		assertThat(page.locator(".sp-tab [role=alert]")).containsText("Tallene kunne ikke hentes");
	}

	private static void answers(Page page, String address, int status, String body) {
		page.route(address, (route) -> route
			.fulfill(new Route.FulfillOptions().setStatus(status).setContentType("application/json").setBody(body)));
	}

	private static void opens(Page page, String tab) {
		page.locator("a", new Page.LocatorOptions().setHasText(tab)).first().click();
	}

	private static boolean overlap(Locator one, Locator other) {
		BoundingBox first = one.boundingBox();
		BoundingBox second = other.boundingBox();
		return first.x < second.x + second.width && second.x < first.x + first.width
				&& first.y < second.y + second.height && second.y < first.y + first.height;
	}

	private String process(String key) {
		return COCKPIT + "process-definition/"
				+ this.engine.getRepositoryService()
					.createProcessDefinitionQuery()
					.processDefinitionKey(key)
					.latestVersion()
					.singleResult()
					.getId()
				+ "/runtime";
	}

	private String decision(String key) {
		return COCKPIT + "decision-definition/"
				+ this.engine.getRepositoryService()
					.createDecisionDefinitionQuery()
					.decisionDefinitionKey(key)
					.latestVersion()
					.singleResult()
					.getId();
	}

}
