package no.nav.samtalepakker.browser;

import com.microsoft.playwright.assertions.LocatorAssertions;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The links in our mails lead to the task, with the answer already chosen. */
class LinksTest extends BrowserTest {

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
		leader.visits("/samtaler/" + conversation).keepsPicture("link-nothing-open");
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
