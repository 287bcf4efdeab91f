package no.nav.samtalepakker.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The way an instance has gone, in Cockpit. */
class CockpitTrailTest extends BrowserTest {

	private static final String COCKPIT = "/camunda/app/cockpit/default/#/";

	@ParameterizedTest
	@ValueSource(strings = { "sekretariat", "admin" })
	void anObstacleHasItsWayOnTheDiagramAndInAListAndItsRules(String user) {
		String obstacle = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
		Person person = person(user).visits(COCKPIT + "spor/" + instance(obstacle, "obstacle"));
		Page page = person.page();
		assertThat(heading(page, "Forløp: Hindring")).isVisible();
		assertThat(page.locator(".sp-diagram .sp-walked").first()).isVisible();
		assertThat(page.locator(".sp-diagram .sp-now").first()).isVisible();
		assertThat(page.locator(".sp-rules")).containsText("Avgjort av beslutningstabellen");
		assertThat(page.getByText("Ingen svar.")).isVisible();
		assertThat(this.jdbc
			.sql("select count(*) from audit where subject_id = ? and action = 'OBSTACLE_SEEN' and user_id = ?")
			.params(obstacle, user)
			.query(Long.class)
			.single()).as("looks at the obstacle").isEqualTo(1);
		assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Åpne hindringen")))
			.hasCount(user.equals("admin") ? 0 : 1);
		Accessibility.holds(page, "the trail of an obstacle for " + user, ".sp-desk");
		person.looksAt(Screen.PHONE);
		page.waitForFunction("""
				() => document.querySelector('.sp-diagram .viewport').getBoundingClientRect().width
					<= document.querySelector('.sp-diagram').clientWidth""");
		person.looksAt(Screen.DESKTOP);
		// the diagram above is moved about in its frame
		Accessibility.fits(person, "the trail of an obstacle for " + user, page.locator(".sp-trail"));
		person.keepsPicture("cockpit-trail-" + user);

		Locator called = page.locator(".sp-trail a").first();
		called.focus();
		page.keyboard().press("Enter");
		assertThat(heading(page, "Forløp: Svar fra én mottaker")).isVisible();
		assertThat(page.getByText("Kalt av Hindring")).isVisible();
		assertThat(page.locator(".sp-trail")).containsText("mottaker ");
	}

	@Test
	void theTrailLeadsToTheCaseAndTheCaseBackToTheTrail() {
		String conversation = conversationOf(conversationStarted(UnitType.OFFICE));
		String instance = instance(conversation, "conversation");
		Page page = person("sekretariat").visits(COCKPIT + "spor/" + instance).page();
		page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Åpne samtalen")).click();
		page.waitForURL((url) -> url.endsWith("/samtaler/" + conversation));
		page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Forløpet i Cockpit, steg for steg")).click();
		page.waitForURL((url) -> url.endsWith("#/spor/" + instance));
		assertThat(heading(page, "Forløp: Samtale")).isVisible();
	}

	@Test
	void aRunningInstanceHasATabAndTheWayOnCockpitsOwnDiagram() {
		String instance = instance(conversationOf(conversationStarted(UnitType.OFFICE)), "conversation");
		Person secretariat = person("sekretariat")
			.visits(COCKPIT + "process-instance/" + instance + "/runtime?tab=samtalepakker-trail-tab");
		Page page = secretariat.page();
		assertThat(page.locator(".sp-trail")).containsText("Forberedelse");
		assertThat(page.locator(".djs-container g.sp-walked").first()).isVisible();
		assertThat(page.locator(".djs-container .sp-now")).hasCount(1);
		Accessibility.holds(page, "the tab with the trail", ".sp-desk");
		secretariat.keepsPicture("cockpit-trail-tab");
	}

	@ParameterizedTest
	@ValueSource(strings = { "runtime", "history" })
	void anEndedInstanceLeadsToItsTrail(String place) {
		String conversation = conversationOf(obstaclesReported(obstacle("REGELVERK.TOLKNING")));
		awaitEnd(conversation);
		String instance = instance(conversation, "conversation");
		Page page = person("sekretariat").visits(COCKPIT + "process-instance/" + instance + "/" + place).page();
		page.waitForURL((url) -> url.contains("#/spor/" + instance));
		assertThat(page.getByText("Avsluttet").first()).isVisible();
	}

	@Test
	void isReadOnAPhone() {
		String instance = instance(conversationOf(conversationStarted(UnitType.OFFICE)), "conversation");
		Person secretariat = person("sekretariat");
		Page page = secretariat.page();
		page.setViewportSize(360, 740);
		secretariat.visits(COCKPIT + "spor/" + instance);
		assertThat(page.locator(".sp-trail")).containsText("Forberedelse");
		assertThat(page.locator(".sp-diagram .sp-now")).hasCount(1);
		Accessibility.holds(page, "the trail on a phone", ".sp-desk");
		secretariat.keepsPicture("cockpit-trail-phone");
	}

	@Test
	void saysSoWhenTheEngineHasForgottenTheCase() {
		Page page = person("sekretariat").visits(COCKPIT + "spor/finnes-ikke").page();
		assertThat(page.locator(".sp-desk [role=alert]").first()).containsText("Cockpit har glemt den");
	}

	private String instance(String businessKey, String process) {
		return this.engine.getHistoryService()
			.createHistoricProcessInstanceQuery()
			.processInstanceBusinessKey(businessKey)
			.processDefinitionKey(process)
			.singleResult()
			.getId();
	}

	private static Locator heading(Page page, String name) {
		return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)).first();
	}

}
