package no.nav.samtalepakker.browser;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.IdentityNumberSeries;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * WCAG 2.1 AA on every page of ours, and room for all on a narrow screen. FormsTest does
 * the same for the forms.
 */
class AccessibilityTest extends BrowserTest {

	@Test
	void everyoneCanUseTheLeadersPages() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle("REGELVERK.TOLKNING"));
		String obstacle = obstaclesOf(unit).get(0);
		recipient("RUNDSKRIV").complete("answerObstacle", obstacle,
				"{'answer': 'CANNOT_SOLVE', 'text': 'Loven gir oss ikke rom for det'}");
		// with a task left, the link of the obstacle leads into Tasklist
		leaderOf(unit).complete("readAnswer", obstacle, "{'decision': 'CLOSE'}");
		String conversation = "/samtaler/" + conversationOf(unit);
		canUse(person(leaderOf(unit).user()),
				List.of("/samtaler", conversation, "/hindringer/" + obstacle,
						"/hindringer/" + obstaclesOf(unit).get(1) + "/trekk", conversation + "/neste-mote",
						conversation + "/paminnelser", "/hva-vet-systemet", "/lagring", "/hjelp", "/tilgjengelighet",
						"/finnes-ikke", "/pakker", "/pakker/tillit-mba?versjon=1", "/pakker/tillit-enhet/ark"));
		String told = conversationStarted(UnitType.OFFICE);
		leaderOf(told).complete("planMeeting", """
				{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8, 'participantEmails': ['a@nav.example']}
				""".formatted(today()));
		leaderOf(told).complete("confirmExecution", "{'outcome': 'HELD'}");
		leaderOf(told).complete("reportConversation", """
				{'outcome': 'WITH_INPUT', 'answers': {'r1': 'Vi snakket om målene'}, 'positive': 'God stemning',
				'points': [{'kind': 'PROPOSED', 'topic': 'Brev', 'text': 'Kortere brev', 'assistance': 'En skribent'}],
				'actionPoints': [{'text': 'Lese brevene høyt', 'responsible': 'Fagkoordinator'}], 'followUpOn': '%s'}
				""".formatted(today().plusDays(30)));
		canUse(person(leaderOf(told).user()), List.of("/samtaler?fortalt", "/samtaler/" + conversationOf(told),
				"/samtaler/" + conversationOf(told) + "/enige"));
		sendsWhatIsTicked(person(leaderOf(told).user()), "/samtaler/" + conversationOf(told) + "/enige");
		String wishing = unit(UnitType.OFFICE);
		rollout("rol", wishing);
		canUse(person(leaderOf(wishing).user()), List.of("/samtaler?fylket"));
		String declined = conversationStarted(UnitType.OFFICE);
		leaderOf(declined).complete("planMeeting", "{'choice': 'NOT_HELD'}");
		canUse(person(leaderOf(declined).user()),
				List.of("/samtaler?ombestemt", "/samtaler/" + conversationOf(declined)));
	}

	/** The e-mail follows the ticks. */
	private void sendsWhatIsTicked(Person leader, String page) {
		leader.visits(page);
		Locator letter = leader.page().locator("#letter");
		assertThat(letter).containsText("Lese brevene høyt");
		leader.page().getByLabel("Lese brevene høyt").uncheck();
		assertThat(letter).containsText("Ingenting er valgt.");
		leader.page().getByLabel("Lese brevene høyt").check();
		assertThat(letter).containsText("Lese brevene høyt");
		leader.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send").setExact(true)).click();
		assertThat(leader.page().getByRole(AriaRole.STATUS).first()).containsText("er sendt til 2");
		Accessibility.holds(leader.page(), "what was agreed, sent", "html");
		leader.keepsPicture("page-enige-sendt");
	}

	/** What stands around the form is the engine's, but for leaders it is mended. */
	@Test
	void everyoneCanUseTheLeadersTaskList() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		leader.opens("planMeeting");
		leader.sees("Enhetens oppgaver");
		leader.page().locator(".loader").all().forEach((loader) -> assertThat(loader).isHidden());
		Accessibility.holds(leader.page(), "Tasklist", "html");
	}

	/**
	 * One line, so that the page itself begins on the screen; it opens without a script.
	 */
	@Test
	void theHeaderOfAPageFoldsOnAPhone() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user()).visits("/oversikt");
		Locator link = leader.page()
			.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Hjelp").setExact(true));
		assertThat(link).isVisible();
		leader.looksAt(Screen.PHONE);
		assertThat(link).isHidden();
		assertThat(leader.page().locator(".top").boundingBox().height).isLessThan(70);
		leader.page().getByText("Meny").click();
		assertThat(link).isVisible();
		Accessibility.holds(leader.page(), "/oversikt with its menu open", "html");
		leader.keepsPicture("page-menu-phone");
	}

	@Test
	void everyoneCanUseTheSecretariatsPages() {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		fire("timer_closes", rollout);
		fire("timer_cutOff", rollout);
		secretariat().complete("reviewSummary", rollout, "{'approved': true}");
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		Person person = person("sekretariat");
		canUse(person, List.of("/oversikt", "/oversikt/ubesvart", "/oversikt/departementet", "/oppsummering/" + rollout,
				"/ordlyd", "/ordlyd/eksempler", "/hindringer", "/hindringer?tema=REGELVERK&tilstand=hos-mottaker",
				"/styring", "/styring/utrullinger/" + rollout, "/styring/enheter", "/styring/enheter/" + unit,
				"/styring/mottakere", "/styring/mottakere/HR", "/styring/folk", "/styring/kategorier",
				"/styring/kategorier/REGELVERK", "/styring/kategorier/REGELVERK.TOLKNING", "/stopp/epost", "/tall",
				"/tall?utrulling=" + rollout + "&pakke=tillit-enhet", "/pakker/tillit-enhet/tilbakemeldinger",
				"/tekster?obstacle=" + obstaclesOf(unit).get(0)));
		String obstacle = obstaclesOf(unit).get(0);
		canUse(person, List.of("/hindringer/" + obstacle, "/hindringer/" + obstacle + "?apnet=true",
				"/samtaler/" + conversationOf(unit),
				"/hindringer/valgte?id=" + obstacle + "&id=" + obstaclesOf(obstaclesReported(obstacle(null))).get(0)));
		String proposal = proposalSent("RUNDSKRIV");
		canUse(person, List.of("/oppsummering/" + rolloutOfProposal(proposal) + "/forslag"));
		canUse(person("mottaker-rundskriv"), List.of("/forslag"));
		recipient("RUNDSKRIV").complete("answerProposal", proposal,
				"{'answer': 'CONSIDERED', 'text': 'Vi bestemmer oss i mai'}");
		canUse(person, List.of("/oppsummering/" + rolloutOfProposal(proposal) + "/forslag?besvart",
				"/oppsummering/" + rolloutOfProposal(proposal) + "?forslag"));
		canUse(person("mottaker-rundskriv"), List.of("/forslag?besvart"));
		person.visits("/ordlyd");
		Locator wording = person.page().getByLabel("Ordlyd for andre").first();
		wording.fill("Gjaldt " + IdentityNumberSeries.EXAMPLE);
		person.page()
			.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Godkjenn ordlyden"))
			.first()
			.click();
		assertThat(person.page().getByRole(AriaRole.ALERT)).isVisible();
		person.keepsPicture("page-ordlyd-refused");
		Accessibility.holds(person.page(), "/ordlyd refused", "html");
	}

	private String rolloutOfProposal(String proposal) {
		return this.jdbc.sql("select rollout_id from proposal where id = ?")
			.param(proposal)
			.query(String.class)
			.single();
	}

	/** Words are saved when one leaves the field, and the focus stays where it is. */
	@Test
	void theSummaryIsWrittenByKeyboard() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"), obstacle("KOMMUNIKASJON.KLARSPRAAK"));
		String rollout = this.jdbc.sql("select rollout_id from conversation where id = ?")
			.param(conversationOf(unit))
			.query(String.class)
			.single();
		fire("timer_closes", rollout);
		fire("timer_cutOff", rollout);
		secretariat().task("reviewSummary", rollout);
		String path = "/oppsummering/" + rollout + "/rediger";
		Person person = person("sekretariat");
		canUse(person, List.of(path));
		Page page = person.page();
		Locator status = page.locator("#status");
		assertThat(status).containsText("2 punkter står med enhetenes egne ord");
		Locator words = page.getByLabel("Punkt 1").first();
		words.focus();
		page.keyboard().press("Control+A");
		page.keyboard().type("Regelverket må tolkes likt");
		page.keyboard().press("Tab");
		assertThat(status).containsText("Ett punkt står med enhetens egne ord");
		assertThat(page.locator("button:focus")).hasText("Lagre");
		page.reload();
		assertThat(page.getByLabel("Punkt 1").first()).hasValue("Regelverket må tolkes likt");
		assertThat(page.locator(".sources").getByText("Noe står i veien").first()).isVisible();
		page.getByText("Flytt og slå sammen").first().focus();
		page.keyboard().press("Enter");
		Accessibility.holds(page, "the sources of a bullet", "html");
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ta ut punkt 1")).last().focus();
		page.keyboard().press("Enter");
		assertThat(status).containsText("Klar til å publiseres");
		person.keepsPicture("page-oppsummering-rediger-klar");
	}

	@Test
	void everyoneCanUseTheCountysPage() {
		String office = unit(UnitType.OFFICE);
		rollout("rol", office);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(office)
			.query(String.class)
			.single();
		Person official = person("fylke-" + county);
		canUse(official, List.of("/fylke"));
		official.page().getByLabel("Vi vil ta stilling senere").first().check();
		official.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Lagre svaret")).first().click();
		assertThat(official.page().getByRole(AriaRole.ALERT)).isVisible();
		Accessibility.holds(official.page(), "/fylke refused", "html");
	}

	/** A group that gets two pages loses the second. */
	@Test
	void theSheetOfEveryPackageIsOnePage() {
		Person leader = person("evaluator");
		for (String key : List.of("tillit-enhet", "tillit-brukerutvalg", "tillit-mba", "rol")) {
			leader.visits("/pakker/" + key + "/ark");
			String pdf = new String(leader.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true)),
					StandardCharsets.ISO_8859_1);
			assertThat(pdf.split("/Type /Page\\b(?!s)")).as(key).hasSize(2);
		}
	}

	@Test
	void everyoneCanLogIn() {
		Person nobody = new Person(screen("nb-NO"), nobody());
		canUse(nobody, List.of("/login", "/login?logout", "/login?error"));
	}

	@Test
	void whatIsBrokenIsFound() {
		Page page = screen("nb-NO");
		page.setContent("<html lang=nb><title>Side</title><main><img src='x'></main></html>");
		assertThatThrownBy(() -> Accessibility.holds(page, "a page", "html")).isInstanceOf(AssertionError.class)
			.hasMessageContaining("image-alt at img");
		page.setContent("<html lang=nb><title>Side</title><main><h1>Bare <b>1</b> åpne oppgaver</h1></main></html>");
		assertThatThrownBy(() -> Accessibility.holds(page, "a page", "html")).isInstanceOf(AssertionError.class)
			.hasMessageContaining("1 åpne oppgaver");
	}

	private void canUse(Person person, List<String> paths) {
		SoftAssertions all = new SoftAssertions();
		for (String path : paths) {
			person.visits(path).keepsPicture("page" + path.replaceAll("[^a-z]+", "-"));
			Locator body = person.page().locator("body");
			all.check(() -> Accessibility.holds(person.page(), path, "html"));
			all.check(() -> Accessibility.fits(person, path, body));
		}
		all.assertAll();
	}

}
