package no.nav.samtalepakker.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A login leads back to what one was doing, whatever has ended it before. */
class ReturningTest extends BrowserTest {

	private static final String TEXT = "Vi vil gjerne vente til våren";

	private static final String REASON = "Hvorfor passer det ikke nå? (frivillig)";

	private static final String KEPT = "Det du skrev, er tatt vare på";

	@Test
	void afterALogoutTheTaskIsOpenAgain() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		String task = writes(leader);
		logsOut(leader);
		leader.sees("Du er logget ut.");
		leader.comesToTask(task, leader::logsInHere).holds(REASON, TEXT);
	}

	@Test
	void aSessionThatHasEndedIsToldAndNothingIsLost() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		String task = writes(leader);
		// Tasklist itself asks for its list and notices
		leader.losesTheSession().sees(KEPT).keepsPicture("login-ended");
		leader.comesToTask(task, leader::logsInHere).holds(REASON, TEXT);
		leader.losesTheSession().page().reload();
		leader.comesToTask(task, leader::logsInHere).holds(REASON, TEXT);
		// in the middle of something
		leader.losesTheSession()
			.page()
			.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fullfør"))
			.click();
		leader.sees(KEPT);
		leader.comesToTask(task, leader::logsInHere).holds(REASON, TEXT).complete();
	}

	@Test
	void whoeverComesNextBeginsWhereTheyBelong() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		writes(leader);
		leader.losesTheSession().sees(KEPT);
		Person next = new Person(leader.page(), as("sekretariat")).logsInHere();
		assertThat(next.page()).hasURL(Pattern.compile(".*/oversikt$"));
		next.losesTheSession().visits("/ordlyd");
		Person last = new Person(leader.page(), leaderOf(conversationStarted(UnitType.OFFICE))).logsInHere();
		assertThat(last.page()).hasURL(Pattern.compile(".*/samtaler$"));
		last.sees("Planlegg samtalen");
	}

	@Test
	void cockpitComesBackToItsPlace() {
		Person secretariat = person("sekretariat").visits("/camunda/app/cockpit/default/#/decisions");
		secretariat.sees("Beslutninger").losesTheSession();
		secretariat.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Prosesser")).first().click();
		secretariat.sees(KEPT).logsInHere();
		assertThat(secretariat.page())
			.hasURL(Pattern.compile(".*/camunda/app/cockpit/default/#/(processes|decisions).*"));
		logsOut(secretariat);
		secretariat.sees("Du er logget ut.").logsInHere();
		assertThat(secretariat.page())
			.hasURL(Pattern.compile(".*/camunda/app/cockpit/default/#/(processes|decisions).*"));
	}

	@Test
	void whoeverTypesIsThere() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		leader.opens("planMeeting");
		leader.page()
			.waitForResponse((response) -> response.url().endsWith("/api/session") && response.status() == 204,
					() -> leader.page().keyboard().press("Tab"));
		leader.page()
			.waitForResponse((response) -> response.url().endsWith("/api/session") && response.status() == 204, () -> {
				leader.visits("/hjelp");
				leader.page().keyboard().press("Tab");
			});
	}

	private static String writes(Person leader) {
		String task = leader.visitor().task("planMeeting");
		leader.opensTask(task).choose("Hva vil dere gjøre?", "Vi holder ingen samtale nå").fill(REASON, TEXT);
		leader.remembers(TEXT);
		return task;
	}

	private static void logsOut(Person person) {
		person.page()
			.locator("[cam-widget-header] .account .dropdown-toggle, [cam-widget-header] .user-account a")
			.first()
			.click();
		person.page().getByText("Logg ut").first().click();
	}

}
