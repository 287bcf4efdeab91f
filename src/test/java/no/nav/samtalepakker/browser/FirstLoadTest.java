package no.nav.samtalepakker.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What people on a slow line wait for, in bytes, and what they see meanwhile. */
class FirstLoadTest extends BrowserTest {

	private static final long FIRST_TIME = 1_400_000;

	private static final long NEXT_TIME = 120_000;

	/** The name of a text, as it would stand there without its words. */
	private static final Pattern KEY = Pattern.compile("\\b[A-Z]{2,}_[A-Z_]{2,}\\b|\\bSEARCH\\b|\\bLOADING\\b");

	@Test
	void tasklistIsSmallTheFirstTimeAndSmallerTheNext() {
		Person leader = newcomer(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		assertThat(bytesFor(leader)).isLessThan(FIRST_TIME);
		assertThat(bytesFor(leader)).isLessThan(NEXT_TIME);
	}

	@Test
	void somethingStandsThereBeforeAnyScriptOrStyleHasCome() {
		Person leader = newcomer(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		List<Route> held = new ArrayList<>();
		leader.page().route(Pattern.compile(".*/filer/.*"), held::add);
		leader.page().navigate(Person.TASKLIST, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
		assertThat(leader.page().getByText("Laster …")).isVisible();
		leader.keepsPicture("first-look");
		leader.page().unroute(Pattern.compile(".*/filer/.*"));
		held.forEach(Route::resume);
		leader.sees("Planlegg samtalen");
		assertThat(leader.page().getByText("Laster …")).hasCount(0);
	}

	@ParameterizedTest
	@CsvSource({ "tasklist, Velg en oppgave", "cockpit, Prosesser", "admin, Brukere", "welcome, Applikasjoner" })
	void noApplicationShowsTheNamesOfItsTextsWhileItsWordsAreLate(String application, String word) {
		Person operator = newcomer("admin");
		List<Route> held = new ArrayList<>();
		Page page = operator.page();
		page.route(Pattern.compile(".*/locales/nb\\.json.*"), held::add);
		page.navigate("/camunda/app/" + application + "/default/");
		page.waitForCondition(() -> !held.isEmpty());
		assertThat(page.getByText("Laster …")).isVisible();
		assertThat(page.locator("body").innerText()).doesNotContainPattern(KEY);
		held.get(0).resume();
		page.unroute(Pattern.compile(".*/locales/nb\\.json.*"));
		// there, but perhaps not shown: beside an empty list nobody is asked to choose
		assertThat(page.getByText(word).first()).isAttached();
		assertThat(page.locator("body").innerText()).doesNotContainPattern(KEY);
	}

	/** What comes over the line until the leader sees the task. */
	private static long bytesFor(Person leader) {
		AtomicLong bytes = new AtomicLong();
		CDPSession session = leader.page().context().newCDPSession(leader.page());
		session.send("Network.enable");
		session.on("Network.loadingFinished",
				(JsonObject finished) -> bytes.addAndGet(finished.get("encodedDataLength").getAsLong()));
		leader.visits(Person.TASKLIST).sees("Planlegg samtalen");
		session.detach();
		return bytes.get();
	}

}
