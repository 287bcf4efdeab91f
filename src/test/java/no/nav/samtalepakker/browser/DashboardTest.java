package no.nav.samtalepakker.browser;

import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Cockpit's first page begins with what the secretariat comes for. */
class DashboardTest extends BrowserTest {

	private static final String DASHBOARD = "/camunda/app/cockpit/default/#/dashboard";

	@Test
	void whatNeedsAHandAndTheRolloutsStandAboveTheEnginesFigures() {
		List<String> units = units(UnitType.OFFICE, 6);
		String rollout = rollout("tillit-enhet", units.toArray(String[]::new));
		units.forEach((unit) -> leaderOf(unit).task("planMeeting"));
		Person secretariat = person("sekretariat").visits(DASHBOARD);
		Page page = secretariat.page();
		assertThat(heading(page, "Dette trenger en hånd")).isVisible();
		assertThat(heading(page, nameOf(rollout))).isVisible();
		assertThat(page.locator(".dashboard > section").first().locator(".sp-desk")).isVisible();
		assertThat(page.locator(".dashboard")).containsText("Akkurat nå");

		Locator panel = page.locator(".sp-rollout", new Page.LocatorOptions().setHasText(nameOf(rollout)));
		assertThat(row(panel, "Fikk pakken")).containsText("6");
		assertThat(row(panel, "Ikke fortalt ennå")).containsText("vises ikke");
		assertThat(row(panel, "Har rapportert")).containsText("færre enn fem");
		Accessibility.holds(page, "the first page of Cockpit", ".sp-desk");
		Accessibility.fits(secretariat, "the first page of Cockpit", page.locator(".sp-desk"));
		secretariat.keepsPicture("cockpit-first-page");
	}

	@Test
	void findsTheOneCaseByKeyboard() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person secretariat = person("sekretariat").visits(DASHBOARD);
		Page page = secretariat.page();
		page.getByLabel("Enhetens navn eller nummer").focus();
		page.keyboard().type(unit);
		page.keyboard().press("Enter");
		Locator hit = page.locator(".sp-hits button");
		assertThat(hit).hasCount(1);
		page.keyboard().press("Tab");
		page.keyboard().press("Tab");
		assertThat(hit).isFocused();
		page.keyboard().press("Enter");
		Locator name = page.locator(".sp-result h3");
		assertThat(name).isFocused();
		page.keyboard().press("Tab");
		Accessibility.holds(page, "a case that was found", ".sp-desk");
		page.keyboard().press("Enter");
		page.waitForURL((url) -> url.contains("#/process-instance/"));
		assertThat(page.getByText(conversationOf(unit)).first()).isVisible();
	}

	@Test
	void saysSoWhenThereIsNothingYet() {
		Person secretariat = person("sekretariat");
		Page page = secretariat.page();
		for (String address : List.of("**/api/figures/rollouts", "**/api/needs")) {
			page.route(address, (route) -> route.fulfill(new Route.FulfillOptions().setContentType("application/json")
				.setBody(address.endsWith("needs") ? "[]" : "{\"rollouts\": []}")));
		}
		secretariat.visits(DASHBOARD);
		assertThat(page.locator(".sp-desk")).containsText("Ingenting akkurat nå.");
		assertThat(page.locator(".sp-desk")).containsText("Ingen utrullinger ennå.");
	}

	@Test
	void saysSoWhenTheFiguresCannotBeHad() {
		Person secretariat = person("sekretariat");
		Page page = secretariat.page();
		page.route("**/api/figures/rollouts",
				(route) -> route.fulfill(new Route.FulfillOptions().setStatus(500).setBody("")));
		secretariat.visits(DASHBOARD);
		assertThat(page.locator(".sp-desk [role=alert]")).containsText("Tallene kunne ikke hentes");
		assertThat(heading(page, "Finn en sak")).isVisible();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oversikt", DASHBOARD, "/camunda/app/tasklist/default/" })
	void theSecretariatsMenuOpensAndClosesByKeyboard(String address) {
		Person secretariat = person("sekretariat").visits(address);
		Page page = secretariat.page();
		Locator menu = page.getByText("Sekretariatet", new Page.GetByTextOptions().setExact(true));
		Locator steering = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Styring").setExact(true));
		assertThat(menu).isVisible();
		assertThat(steering).isHidden();
		menu.focus();
		page.keyboard().press("Enter");
		assertThat(steering).isVisible();
		page.keyboard().press("Escape");
		assertThat(steering).isHidden();
		assertThat(menu).isFocused();
		page.keyboard().press("Space");
		page.keyboard().press("Tab");
		assertThat(steering).isFocused();
		page.keyboard().press("Enter");
		page.waitForURL((url) -> url.endsWith("/styring"));
	}

	@Test
	void whoRunsTheApplicationSeesWhatItCanMend() {
		Person admin = person("admin").visits(DASHBOARD);
		assertThat(heading(admin.page(), "Dette trenger en hånd")).isVisible();
		assertThat(heading(admin.page(), "Finn en sak")).isVisible();
		assertThat(admin.page().locator(".sp-desk [role=alert]")).hasCount(0);
	}

	private static Locator heading(Page page, String name) {
		return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)).first();
	}

	private static Locator row(Locator panel, String head) {
		return panel
			.locator("tr",
					new Locator.LocatorOptions()
						.setHas(panel.page().locator("th", new Page.LocatorOptions().setHasText(head))))
			.first();
	}

	private String nameOf(String rollout) {
		return this.jdbc.sql("select name from rollout where id = ?").param(rollout).query(String.class).single();
	}

}
