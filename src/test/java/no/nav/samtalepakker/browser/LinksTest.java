package no.nav.samtalepakker.browser;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The links in our mails lead to the task, with the answer already chosen. */
class LinksTest extends BrowserTest {

	@Test
	void anOrderedRolloutIsOneClickAway() {
		String unit = unit(UnitType.OFFICE);
		Person secretariat = person("sekretariat");
		Form form = secretariat.startsARollout();
		String name = "Prøve " + System.nanoTime();
		form.fill("Navn på utrullingen", name).tick("Tillit i egen enhet").unfoldsEverything();
		form.fill("Enheter",
				this.jdbc.sql("select name from unit where id = ?").param(unit).query(String.class).single())
			.press("Søk");
		form.press("Legg til").shows("1 av 1 får pakken.");
		form.complete();
		secretariat.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Se utrullingen")).click();
		secretariat.page().waitForURL("**/styring/utrullinger/*");
		secretariat.sees(name);
	}

	@Test
	void nothingToReportIsALinkAndOneClick() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		Person leader = person(leaderOf(unit).user());
		Form form = leader.followsToTask("/samtaler/" + conversation + "?svar=ingenting");
		assertThat(form.option("Hva vil dere gjøre?", "Gjennomført, ingenting å melde").isChecked()).isTrue();
		form.keepsPicture("link-nothing-to-report");
		leader.looksAt(Screen.PHONE);
		leader.page().evaluate("window.scrollTo(0, 0)");
		assertThat(form.completeButton()).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
		leader.keepsPicture("link-nothing-to-report-phone").looksAt(Screen.DESKTOP);
		assertThat(form.complete().number()).isOne();
		awaitEnd(conversation);
		assertThat(stateOf(unit)).isEqualTo("ENDED");
		leader.visits("/samtaler/" + conversation)
			.sees("Takk for at dere tok dere tid.")
			.keepsPicture("link-nothing-open");
		leader.visits(Person.TASKLIST)
			.sees("Du har ingen oppgaver nå.")
			.sees("Se hvordan det står til i Samtalene våre");
		leader.keepsPicture("tasklist-empty");
		leader.page().getByText("Se hvordan det står til i Samtalene våre").click();
		leader.sees("Slik står det til med samtalene deres");
	}

	/** Without an answer a link leads to the page, and its button to the task. */
	@Test
	void theConversationsButtonLeadsToTheTask() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		Form plan = leader.comesToTask(leaderOf(unit).task("planMeeting"), () -> {
			leader.visits("/samtaler/" + conversationOf(unit));
			leader.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Planlegg samtalen")).click();
		});
		assertThat(plan.completeButton()).isVisible();
	}

	@Test
	void theDateOfAJointMeetingIsFilledIn() {
		List<String> units = units(UnitType.OFFICE, 2);
		rollout("tillit-enhet", units.get(0), units.get(1));
		LocalDate meeting = today().plusDays(20);
		leaderOf(units.get(0)).complete("planMeeting",
				"""
						{'meetingDate': '%s', 'meetingTime': '10:30', 'form': 'HYBRID', 'participantCount': 8, 'jointWith': ['%s']}
						"""
					.formatted(meeting, units.get(1)));
		Person leader = person(leaderOf(units.get(1)).user());
		Form plan = leader.comesToTask(leaderOf(units.get(1)).task("planMeeting"), () -> {
			leader.visits("/samtaler/" + conversationOf(units.get(1)));
			leader.page()
				.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Planlegg med samme dato"))
				.click();
		});
		assertThat(leader.page().getByLabel("Møtedato")).hasValue(meeting.toString());
		assertThat(leader.page().getByLabel("Klokkeslett")).hasValue(Pattern.compile("10:30.*"));
		assertThat(plan.option("Møteform", "Noen på skjerm").isChecked()).isTrue();
	}

	@Test
	void somethingToReportLeadsToTheReport() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		Person leader = person(leaderOf(unit).user());
		Form plan = leader.followsToTask("/samtaler/" + conversation + "?svar=noe");
		assertThat(plan.option("Hva vil dere gjøre?", "Gjennomført, vi vil melde noe").isChecked()).isTrue();
		plan.complete();
		leaderOf(unit).task("reportConversation");
		Form report = leader.followsToTask("/samtaler/" + conversation + "?svar=noe");
		assertThat(report.option("Har dere noe å melde?", "Ja").isChecked()).isTrue();
	}

}
