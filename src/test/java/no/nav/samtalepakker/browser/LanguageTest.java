package no.nav.samtalepakker.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Norwegian for Norwegians, whatever their browser calls it; English for who asks for it.
 */
class LanguageTest extends BrowserTest {

	@ParameterizedTest
	@CsvSource({ "nb-NO, nb, Fullfør, Lagre utkast", "nn-NO, nb, Fullfør, Lagre utkast",
			"no, nb, Fullfør, Lagre utkast", "en-GB, en, Complete, Save" })
	void tasklistSpeaksTheLanguageOfTheBrowser(String browser, String spoken, String complete, String save) {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user(), browser);
		leader.opens("planMeeting");
		Page page = leader.page();
		assertThat(page.locator("html")).hasAttribute("lang", spoken);
		assertThat(button(page, complete)).isVisible();
		assertThat(button(page, save)).isVisible();
		leader.keepsPicture("tasklist-" + browser);
	}

	@ParameterizedTest
	@CsvSource({ "nb-NO, nb, Prosesser", "en-GB, en, Processes" })
	void cockpitSpeaksTheLanguageOfTheBrowser(String browser, String spoken, String dashboard) {
		Person secretariat = person("sekretariat", browser).visits("/camunda/app/cockpit/default/");
		secretariat.sees(dashboard);
		assertThat(secretariat.page().locator("html")).hasAttribute("lang", spoken);
		secretariat.keepsPicture("cockpit-" + browser);
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

}
