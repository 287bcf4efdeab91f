package no.nav.samtalepakker.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The secretariat looks into Cockpit and is not met by refusals. */
class CockpitTest extends BrowserTest {

	private static final String COCKPIT = "/camunda/app/cockpit/default/#/";

	@Test
	void theSecretariatSeesProcessesCasesAndDecisions() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		String instance = instancesOf(conversation).get(0);
		String definition = admin().get("/engine-rest/process-instance/" + instance)
			.expect(200)
			.json()
			.path("definitionId")
			.asText();
		String decision = admin().get("/engine-rest/decision-definition?key=obstacle-recipients&latestVersion=true")
			.expect(200)
			.json()
			.path(0)
			.path("id")
			.asText();
		Person secretariat = person("sekretariat");
		Page page = secretariat.page();
		looksAt(secretariat, "dashboard", "cockpit-dashboard");
		looksAt(secretariat, "processes", "cockpit-processes");
		assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Utrulling")).first()).isVisible();
		looksAt(secretariat, "process-definition/" + definition + "/runtime", "cockpit-definition");
		assertThat(page.locator(".djs-container")).isVisible();
		looksAt(secretariat, "process-instance/" + instance + "/runtime", "cockpit-instance");
		assertThat(page.locator(".djs-container")).isVisible();
		assertThat(page.getByText(conversation).first()).isVisible();
		looksAt(secretariat, "decisions", "cockpit-decisions");
		looksAt(secretariat, "decision-definition/" + decision, "cockpit-decision");
		assertThat(page.locator(".decision-table, .tjs-container, .dmn-decision-table-container").first()).isVisible();
	}

	private static void looksAt(Person person, String place, String picture) {
		person.visits(COCKPIT + place);
		Page page = person.page();
		page.waitForURL((url) -> url.contains(place));
		page.waitForLoadState(LoadState.NETWORKIDLE);
		assertThat(page.locator(".page-notifications .alert-danger")).hasCount(0);
		person.keepsPicture(picture);
	}

}
