package no.nav.samtalepakker.browser;

import java.nio.charset.Charset;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The secretariat's acts without a mouse, each looked at before it is done. */
class SteeringByKeyboardTest extends BrowserTest {

	/** Days that are typed the same way whether the browser begins with day or month. */
	private static final String PAST = "01012026";

	private static final String FUTURE = "01012099";

	private Page page;

	@BeforeEach
	void logIn() {
		this.page = person("sekretariat").page();
	}

	@AfterEach
	void takeAway() {
		this.jdbc.sql(
				"delete from recipient_contact where recipient in (select code from recipient where name like 'Tast %')")
			.update();
		this.jdbc.sql("delete from recipient where name like 'Tast %'").update();
		this.jdbc.sql("update recipient set deprecated_from = null, successor = null").update();
		this.jdbc.sql("delete from category_change").update();
	}

	@Test
	void peopleAreChangedWithRowsAndWithAFile() {
		String unit = unit(UnitType.OFFICE);
		open("/styring/folk");
		types("#rows", "Enhet;Stedfortredere\n" + unit + ";leder-0104");
		does("send", "Lagre endringene", "Endringen er lagret for én enhet.");
		assertThat(deputies(unit)).isOne();

		open("/styring/folk");
		this.page.locator("#file")
			.setInputFiles(new FilePayload("folk.csv", "text/csv",
					("Enhet;Navn;Stedfortredere\r\n" + unit + ";Å;").getBytes(Charset.forName("windows-1252"))));
		does("send", "Lagre endringene", "Endringen er lagret for én enhet.");
		assertThat(deputies(unit)).isZero();

		open("/styring/folk");
		types("#rows", "Enhet;Leder\nfinnes-ikke;x");
		presses("[aria-labelledby=send] button");
		assertThat(this.page.getByRole(AriaRole.ALERT).first()).containsText("Ett sted kan ikke leses.");
		Accessibility.holds(this.page, "a file that cannot be read", "html");
	}

	@Test
	void theDatesAreMoved() {
		String rollout = conversationStartedIn();
		open("/styring/utrullinger/" + rollout);
		types("#closesOn", "01012098");
		types("#cutOffOn", "01012097");
		isRefused("dates", "Sluttdatoen må være i dag eller senere, og ikke før lukkedatoen");
		replaces("#cutOffOn", FUTURE);
		does("dates", "Flytt datoene", "Datoene er flyttet.");
		isAudited("ROLLOUT_DATES_CHANGED", rollout);
	}

	@Test
	void aMessageIsSent() {
		String rollout = conversationStartedIn();
		open("/styring/utrullinger/" + rollout);
		isRefused("message", "Melding må fylles ut");
		types("#text", "Fristen nærmer seg");
		does("message", "Send meldingen", "Meldingen er sendt til én enhet.");
		assertThat(this.jdbc.sql("select count(*) from audit where action = 'ROLLOUT_MESSAGE_SENT' and detail = ?")
			.param(rollout)
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void aUnitIsAdded() {
		String rollout = conversationStartedIn();
		String unit = unit(UnitType.OFFICE);
		open("/styring/utrullinger/" + rollout);
		types("#unitIds", "finnes-ikke");
		isRefused("add", "Ingen enhet har nummeret finnes-ikke");
		replaces("#unitIds", unit);
		does("add", "Legg til enheten", "Enheten er med.");
		leaderOf(unit).task("planMeeting");
	}

	@Test
	void aRolloutIsStopped() {
		String rollout = conversationStartedIn();
		open("/styring/utrullinger/" + rollout);
		isRefused("stop", "Melding må fylles ut");
		types("#stopMessage", "Vi må vente");
		does("stop", "Stopp utrullingen", "Utrullingen er stoppet.");
		isAudited("ROLLOUT_STOPPED", rollout);
	}

	@Test
	void aRolloutThatHasNotOpenedIsCalledOff() {
		String rollout = order(
				"""
						{'name': 'Tast %s', 'packageKeys': ['tillit-enhet'], 'unitIds': ['%s'], 'opensOn': '%s', 'closesOn': '%s'}
						"""
					.formatted(System.nanoTime(), unit(UnitType.OFFICE), today().plusDays(5), today().plusDays(90)));
		open("/styring/utrullinger/" + rollout);
		does("cancel", "Avlys utrullingen", "Utrullingen er avlyst.");
		isAudited("ROLLOUT_CANCELLED", rollout);
		isTooLate("/styring/utrullinger/" + rollout + "/avlys");
	}

	@Test
	void leaderAndDeputiesAreChangedAndWhatIsPlannedIsTakenBack() {
		String unit = unit(UnitType.OFFICE);
		open("/styring/enheter/" + unit);
		replaces("#leader", "");
		isRefused("change", "Skriv hvem som leder enheten");
		replaces("#leader", "tast-ny");
		replaces("#deputies", "tast-en, tast-to");
		types("#validFrom", FUTURE);
		does("change", "Lagre endringen", "Endringen er lagret.");
		isAudited("PEOPLE_CHANGED", unit);
		does("people", "Ta tilbake det som er planlagt", "Det som var planlagt, er tatt tilbake.");
		isAudited("PLANNED_PEOPLE_WITHDRAWN", unit);
		isTooLate("/styring/enheter/" + unit + "/planlagt");
		replaces("#deputies", "tast-en");
		does("change", "Lagre endringen", "Endringen er lagret.");
		assertThat(deputies(unit)).isOne();
	}

	@Test
	void theOneWhoSpeaksForTheEmployeesAndTheirDeputiesAreChanged() {
		// taken back at the end, so that the council is as before for other tests
		String council = this.jdbc
			.sql("select id from unit where type = 'MBA' and closed_on is null order by id desc limit 1")
			.query(String.class)
			.single();
		open("/styring/enheter/" + council);
		replaces("#coSigner", "");
		isRefused("change", "Skriv hvem som er tillitsvalgt");
		replaces("#coSigner", "tast-tillitsvalgt");
		replaces("#deputiesOfEmployees", "tast-en");
		types("#validFrom", FUTURE);
		does("change", "Lagre endringen", "Endringen er lagret.");
		assertThat(
				this.jdbc.sql("select role from unit_person where unit_id = ? and user_id like 'tast-%' order by role")
					.param(council)
					.query(String.class)
					.list())
			.containsExactly("CO_SIGNER", "DEPUTY");
		does("people", "Ta tilbake det som er planlagt", "Det som var planlagt, er tatt tilbake.");
	}

	@Test
	void anotherUnitTakesOver() {
		List<String> units = units(UnitType.OFFICE, 2);
		open("/styring/enheter/" + units.get(0));
		types("#successor", units.get(0));
		isRefused("close", "");
		replaces("#successor", units.get(1));
		does("close", "Legg ned enheten", "Enheten er lagt ned.");
		isAudited("UNIT_CLOSED", units.get(0));
	}

	@Test
	void aMilestoneIsCorrected() {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		open("/styring/utrullinger/" + rollout);
		types("#kind", "Kart");
		types("#on", FUTURE);
		isRefused("milestones", "Velg i dag eller en dag som har vært");
		replaces("#on", PAST);
		does("milestones", "Skriv ned milepælen", "Milepælen er skrevet ned.");
		presses("[aria-label='Rett Kartlegging']");
		types("#kind", "Tilt");
		does("correct", "Rett milepælen", "Milepælen er rettet.");
		isAudited("MILESTONE_CORRECTED", rollout);
	}

	@Test
	void aRecipientGetsAnotherNameAndPeopleWhoAnswer() {
		String name = "Tast " + System.nanoTime();
		open("/styring/mottakere");
		isRefused("add", "Navn må fylles ut");
		types("#name", name);
		types("#type", "Fors");
		does("add", "Legg til mottakeren", "Mottakeren er lagt til.");
		String code = this.jdbc.sql("select code from recipient where name = ?")
			.param(name)
			.query(String.class)
			.single();
		replaces("#name", "");
		isRefused("rename", "Navn må fylles ut");
		replaces("#name", name + " igjen");
		does("rename", "Endre navnet", "Navnet er endret.");
		isAudited("RECIPIENT_RENAMED", code);
		types("#userIds", "ikke/slik");
		isRefused("change", "");
		replaces("#userIds", "mottaker-hr");
		does("change", "Lagre endringen", "Endringen er lagret.");
		isAudited("CONTACTS_CHANGED", code);
		replaces("#userIds", "");
		does("change", "Lagre endringen", "Endringen er lagret.");
	}

	@Test
	void aRecipientGoesAndItsQuestionsAreMoved() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		recipient("RUNDSKRIV").task("answerObstacle", obstaclesOf(unit).get(0));
		String question = "select recipient from routing_recipient where state = 'OPEN' and obstacle_id = '%s'"
			.formatted(obstaclesOf(unit).get(0));
		assertThat(this.jdbc.sql(question).query(String.class).single()).isEqualTo("RUNDSKRIV");
		int moved = audited("RECIPIENT_QUESTIONS_MOVED", "RUNDSKRIV");
		open("/styring/mottakere/RUNDSKRIV");
		types("#from", PAST);
		types("#successor", "Klar");
		isRefused("deprecate", "Velg i dag eller en senere dag");
		replaces("#from", FUTURE);
		reaches("#move");
		this.page.keyboard().press("Space");
		does("deprecate", "La mottakeren gå ut", "Endringen er lagret.");
		assertThat(this.jdbc.sql(question).query(String.class).single()).isEqualTo("KLARSPRAAK");
		assertThat(audited("RECIPIENT_QUESTIONS_MOVED", "RUNDSKRIV")).isEqualTo(moved + 1);
		isTooLate("/styring/mottakere/RUNDSKRIV/flytt");
		does("gone", "La mottakeren bli", "Mottakeren blir.");
	}

	@Test
	void aMilestoneIsWrittenDownAndTakenAway() {
		String rollout = rollout("tillit-enhet", unit(UnitType.OFFICE));
		open("/styring/utrullinger/" + rollout);
		types("#kind", "Forankret i S");
		assertThat(this.page.locator("#kind")).hasValue("ANCHORED_SBU");
		types("#on", "01012026");
		types("#note", "Sak 4");
		does("milestones", "Skriv ned milepælen", "Milepælen er skrevet ned.");
		presses("[aria-label='Rett Forankret i SBU']");
		does("remove", "Ta bort milepælen", "Milepælen er tatt bort.");
	}

	@Test
	void aRecipientComesAndGoes() {
		String name = "Tast " + System.nanoTime();
		open("/styring/mottakere");
		types("#name", name);
		types("#type", "Fors");
		does("add", "Legg til mottakeren", "Mottakeren er lagt til.");
		types("#from", "01012099");
		types("#successor", "HR");
		does("deprecate", "La mottakeren gå ut", "Endringen er lagret.");
		does("gone", "La mottakeren bli", "Mottakeren blir.");
	}

	@Test
	void aCategoryComesAndGoes() {
		open("/styring/kategorier/REGELVERK");
		types("#sub", "Tast " + System.nanoTime());
		types("#level", "I Nav");
		does("below", "Legg til underkategorien", "Underkategorien er lagt til.");
		types("#name", " igjen");
		does("rename", "Endre navnet", "Navnet er endret.");
		types("#from", "01012099");
		types("#successor", "Samh");
		does("deprecate", "La kategorien gå ut", "Endringen er lagret.");
		does("gone", "La kategorien bli", "Kategorien blir.");
	}

	/** A rollout whose one unit has not planned yet. */
	private String conversationStartedIn() {
		return rolloutOf(conversationStarted(UnitType.OFFICE));
	}

	/** In place of what stands there. */
	private void replaces(String field, String text) {
		reaches(field);
		if (this.page.locator(field).evaluate("(field) => field.type === 'text'").equals(true)) {
			this.page.keyboard().press("Control+A");
			this.page.keyboard().press("Delete");
		}
		this.page.keyboard().type(text);
	}

	/** Beside the field, and nothing written is lost. */
	private void isRefused(String section, String why) {
		presses("[aria-labelledby=" + section + "] form button");
		assertThat(this.page.locator("[aria-labelledby=" + section + "] [role=alert]")).containsText(why);
		assertThat(this.page.locator("[aria-labelledby=" + section + "] [aria-invalid=true]").first()).isFocused();
		Accessibility.holds(this.page, "refused: " + why, "html");
	}

	private void isAudited(String act, String subject) {
		assertThat(audited(act, subject)).as(act).isOne();
	}

	private int audited(String act, String subject) {
		return this.jdbc.sql("select count(*) from audit where action = ? and subject_id = ?")
			.params(act, subject)
			.query(Integer.class)
			.single();
	}

	/** Of somebody who has had the page open since before. */
	private void isTooLate(String act) {
		assertThat(browser("sekretariat").send("POST", act, null).status()).as(act).isEqualTo(409);
	}

	private void open(String path) {
		this.page.navigate(path);
	}

	private void types(String field, String text) {
		reaches(field);
		if (this.page.locator(field).evaluate("(field) => field.type === 'text'").equals(true)) {
			this.page.keyboard().press("End");
		}
		this.page.keyboard().type(text);
	}

	/** Asks to see what happens, looks at it, and does it. */
	private void does(String section, String act, String receipt) {
		presses("[aria-labelledby=" + section + "] form button");
		Locator preview = this.page.locator("section.message form button").first();
		assertThat(preview).hasText(act);
		assertThat(this.page.locator("section.message[role]")).isFocused();
		assertThat(this.page.locator("section.message[role] h2")).isInViewport();
		Accessibility.holds(this.page, act, "html");
		presses("section.message form button");
		assertThat(this.page.getByRole(AriaRole.STATUS).first()).containsText(receipt);
	}

	private void presses(String button) {
		reaches(button);
		this.page.keyboard().press("Enter");
		this.page.waitForLoadState();
	}

	private void reaches(String element) {
		new Keyboard(this.page, null).reaches(this.page.locator(element));
	}

	private int deputies(String unit) {
		return this.jdbc
			.sql("select count(*) from unit_person where role = 'DEPUTY' and valid_to is null and unit_id = ?")
			.param(unit)
			.query(Integer.class)
			.single();
	}

}
