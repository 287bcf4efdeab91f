package no.nav.samtalepakker.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * People on a train: the network is lost at each request of an act, or slow. It is told,
 * what they wrote is kept, they can go on, and nothing is done twice.
 */
class LostNetworkTest extends BrowserTest {

	private static final Pattern SUBMIT = Pattern.compile(".*/submit-form$");

	private static final Pattern RECEIPT = Pattern.compile(".*/receipt$");

	@Test
	void whoeverIsOfflineIsToldAtOnceAndSendsLater() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		Form plan = declines(leader);
		AtomicInteger sent = countsSubmits(leader.page());
		leader.page().context().setOffline(true);
		plan.completeButton().click();
		saysNothingWasSent(plan, "Du er uten nett");
		leader.keepsPicture("network-offline");
		leader.page().context().setOffline(false);
		assertThat(leader.page().locator(".sp-connection")).isEmpty();
		plan.complete();
		assertThat(sent).hasValue(1);
		assertThat(stateOf(unit)).isEqualTo("ENDED");
	}

	@Test
	void aRequestThatIsLostIsToldAndSentAgain() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		Form plan = declines(leader);
		leader.page().route(SUBMIT, Route::abort, new Page.RouteOptions().setTimes(1));
		plan.completeButton().click();
		saysNothingWasSent(plan, "Vi fikk ikke kontakt");
		assertThat(stateOf(unit)).isEqualTo("PLANNING");
		plan.complete();
		assertThat(stateOf(unit)).isEqualTo("ENDED");
	}

	@Test
	void anAnswerThatIsLostCountsAsSentWhenTheServerHasTheForm() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		Form plan = declines(leader);
		AtomicInteger sent = countsSubmits(leader.page());
		losesTheAnswer(leader.page());
		plan.completeButton().click();
		leader.sees("Takk!");
		assertThat(plan.root()).isHidden();
		assertThat(sent).hasValue(1);
		leader.remembersNoMore("NOT_HELD");
		assertThat(stateOf(unit)).isEqualTo("ENDED");
	}

	@Test
	void whoeverHearsNothingAtAllPressesAgainAndItEndsWell() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		Form plan = declines(leader);
		losesTheAnswer(leader.page());
		leader.page().route(RECEIPT, Route::abort, new Page.RouteOptions().setTimes(1));
		plan.completeButton().click();
		assertThat(refusal(plan)).containsText("Det blir ikke sendt to ganger");
		if (plan.completeButton().isEnabled()) {
			plan.completeButton().click();
		}
		// thanked, or told that it has been sent, if Tasklist notices first
		assertThat(leader.page().getByText(Pattern.compile("Takk!|Oppgaven er allerede sendt")).first()).isVisible();
		assertThat(stateOf(unit)).isEqualTo("ENDED");
	}

	@Test
	void aSecondTabTellsThatTheTaskHasBeenSent() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		Form plan = declines(leader);
		leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		if (plan.completeButton().isEnabled()) {
			plan.completeButton().click();
		}
		assertThat(refusal(plan)).containsText("Oppgaven er allerede sendt");
		assertThat(stateOf(unit)).isEqualTo("REPORTING");
	}

	@Test
	void whatWasBeingFetchedComesWhenTheNetworkIsBack() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		leader.visits(Person.TASKLIST).sees("Planlegg samtalen");
		Page page = leader.page();
		page.context().setOffline(true);
		page.locator(".tasks-list li.task a").first().click();
		leader.sees("Vi får ikke kontakt med Samtalepakker");
		page.context().setOffline(false);
		assertThat(page.locator("form.sp-form")).isVisible();
		assertThat(page.locator(".sp-connection")).isEmpty();
	}

	/** Forms of our pages: told as well, and sent once however often one presses. */
	@Test
	void aPagesFormIsSentOnceAndItsLossIsTold() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		leader.visits("/samtaler/" + conversationOf(unit) + "/paminnelser");
		Page page = leader.page();
		Locator pause = page.getByText("Sett påminnelsene på pause");
		AtomicInteger sent = new AtomicInteger();
		page.route(Pattern.compile(".*/paminnelser$"), (route) -> {
			if (sent.getAndIncrement() == 0) {
				route.abort();
			}
			else {
				route.resume();
			}
		});
		pause.click();
		leader.sees("Vi fikk ikke kontakt med Samtalepakker");
		pause.dblclick();
		leader.sees("Påminnelsene er på pause");
		assertThat(page.getByText("Slå på påminnelsene igjen")).isVisible();
		assertThat(this.jdbc.sql("select reminders_paused from conversation where id = ?")
			.param(conversationOf(unit))
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void aSlowAnswerIsWaitedForInWords() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		Form plan = declines(leader);
		List<Route> held = holds(leader.page(), SUBMIT);
		plan.completeButton().click();
		assertThat(plan.root().getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Sender …")))
			.isVisible();
		assertThat(plan.completeButton()).isDisabled();
		leader.keepsPicture("network-slow");
		plan.isDoneAfter(() -> held.get(0).resume());
	}

	@Test
	void anOrderWhoseAnswerIsLostIsGivenOnce() {
		Person secretariat = person("sekretariat");
		String name = "Utrulling på toget";
		Form order = secretariat.startsARollout();
		order.fill("Navn på utrullingen", name);
		order.tick("Tillit i egen enhet").unfoldsEverything();
		// one county only: the others' units are for other tests
		order.options("Fylker", AriaRole.CHECKBOX).last().check();
		order.fill("Åpner", today().plusDays(3)).fill("Siste dag", today().plusDays(90)).isReady();
		losesTheAnswer(secretariat.page());
		order.completeButton().click();
		assertThat(refusal(order)).containsText("Det blir ikke sendt to ganger");
		order.completeButton().click();
		assertThat(refusal(order)).containsText("Du har allerede bestilt en utrulling med dette navnet");
		assertThat(
				this.jdbc.sql("select count(*) from rollout where name = ?").param(name).query(Integer.class).single())
			.isEqualTo(1);
	}

	@Test
	void tasksChangeHandsOverALostNetwork() {
		String obstacle = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
		Person recipient = person("mottaker-rundskriv");
		String task = recipient.visitor().task("answerObstacle", obstacle);
		recipient.visits(Person.TASKLIST + "#/?task=" + task);
		Locator handover = recipient.page().locator(".sp-handover");
		Pattern acts = Pattern.compile(".*/(take-over|release)$");
		for (String act : List.of("Ta oppgaven", "Legg tilbake")) {
			Locator button = handover.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(act));
			recipient.page().route(acts, Route::abort, new Page.RouteOptions().setTimes(1));
			button.click();
			assertThat(handover.getByRole(AriaRole.ALERT)).containsText("Vi fikk ikke kontakt");
			List<Route> held = holds(recipient.page(), acts);
			button.click();
			assertThat(handover.getByRole(AriaRole.STATUS)).hasText("Sender …");
			assertThat(button).isDisabled();
			held.get(0).resume();
			recipient.page().unroute(acts);
			assertThat(button).hasCount(0);
			assertThat(handover.getByRole(AriaRole.ALERT)).isEmpty();
		}
	}

	private static Form declines(Person leader) {
		Form plan = leader.opens("planMeeting").choose("Hva vil dere gjøre?", "Vi holder ingen samtale nå").isReady();
		leader.remembers("NOT_HELD");
		return plan;
	}

	private static void saysNothingWasSent(Form form, String heading) {
		assertThat(refusal(form)).containsText(heading);
		assertThat(refusal(form)).containsText("Ingenting er sendt");
		assertThat(refusal(form)).containsText("lagret i denne nettleseren");
		assertThat(form.completeButton()).isEnabled();
		form.isWithinReachOfTheMouse("without a network");
	}

	private static Locator refusal(Form form) {
		return form.root()
			.getByRole(AriaRole.ALERT)
			.filter(new Locator.FilterOptions().setHasText(Pattern.compile("\\S")));
	}

	/** The server gets and stores the next form, and nobody hears of it. */
	private static void losesTheAnswer(Page page) {
		page.route(SUBMIT, (route) -> {
			route.fetch();
			route.abort();
		}, new Page.RouteOptions().setTimes(1));
	}

	/**
	 * Not for a number of times: the browser lets go of what it holds when a route ends.
	 */
	private static List<Route> holds(Page page, Pattern requests) {
		List<Route> held = new ArrayList<>();
		page.route(requests, held::add);
		return held;
	}

	private static AtomicInteger countsSubmits(Page page) {
		AtomicInteger sent = new AtomicInteger();
		page.onRequest((request) -> {
			if (SUBMIT.matcher(request.url()).matches()) {
				sent.incrementAndGet();
			}
		});
		return sent;
	}

}
