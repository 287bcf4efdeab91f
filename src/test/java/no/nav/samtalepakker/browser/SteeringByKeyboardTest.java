package no.nav.samtalepakker.browser;

import java.nio.charset.Charset;

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

	private Page page;

	@BeforeEach
	void logIn() {
		this.page = person("sekretariat").page();
	}

	@AfterEach
	void takeAway() {
		this.jdbc.sql("delete from recipient where name like 'Tast %'").update();
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
