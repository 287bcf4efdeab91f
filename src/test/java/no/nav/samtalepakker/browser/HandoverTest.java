package no.nav.samtalepakker.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.Visitor;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Tasks change hands between a leader and a deputy, in Tasklist. */
class HandoverTest extends BrowserTest {

	@Test
	void aDeputyIsAskedBeforeTakingOverAndCanPutItBack() {
		String unit = conversationStarted(UnitType.OFFICE);
		String deputyId = deputyOf(unit);
		String task = leaderOf(unit).task("planMeeting");
		Person deputy = person(deputyId).visits(Person.TASKLIST + "#/?task=" + task);
		deputy.sees("har oppgaven.").keepsPicture("task-of-somebody-else");
		press(deputy, "Ta over");
		Locator question = deputy.page().getByRole(AriaRole.DIALOG);
		assertThat(question).containsText("Vil du ta den over?");
		deputy.keepsPicture("take-over-question");
		press(question, "Avbryt");
		assertThat(question).isHidden();
		press(deputy, "Ta over");
		press(question, "Ta over");
		deputy.sees("Du har oppgaven.");
		assertThat(deputy.page().getByLabel("Antall deltakere").first()).isEditable();

		press(deputy, "Legg tilbake");
		deputy.seesNoMore("Du har oppgaven.");
		Person leader = person(leaderOf(unit).user()).visits(Person.TASKLIST + "#/?task=" + task);
		leader.sees("Du har oppgaven.");
	}

	@Test
	void aLeaderGivesATaskToTheDeputy() {
		String unit = conversationStarted(UnitType.OFFICE);
		String deputyId = deputyOf(unit);
		String task = leaderOf(unit).task("planMeeting");
		Person leader = person(leaderOf(unit).user()).visits(Person.TASKLIST + "#/?task=" + task);
		press(leader, "Gi til stedfortreder");
		Locator question = leader.page().getByRole(AriaRole.DIALOG);
		press(question, "Gi oppgaven");
		assertThat(question.getByRole(AriaRole.ALERT)).containsText("Velg hvem som skal få oppgaven");
		question.getByRole(AriaRole.RADIO).first().check();
		leader.keepsPicture("hand-over-question");
		press(question, "Gi oppgaven");
		leader.sees("har oppgaven.").seesNoMore("Du har oppgaven.");
		person(deputyId).opens("planMeeting", conversationOf(unit))
			.choose("Hva vil dere gjøre?", "Vi holder ingen samtale nå")
			.complete();
	}

	/** The leader of another office steps in. */
	private String deputyOf(String unit) {
		String deputy = leaderOf(unit(UnitType.OFFICE)).user();
		secretariat()
			.send("PUT", "/api/units/" + unit + "/people", Visitor.json("{'deputies': ['%s']}".formatted(deputy)))
			.expect(204);
		return deputy;
	}

	private static void press(Person person, String button) {
		person.page()
			.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
			.first()
			.click();
	}

	private static void press(Locator part, String button) {
		part.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true)).click();
	}

}
