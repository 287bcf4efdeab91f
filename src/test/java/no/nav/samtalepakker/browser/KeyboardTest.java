package no.nav.samtalepakker.browser;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The leader's five tasks without a mouse: Tab, arrows, Space, Enter and typing. */
class KeyboardTest extends BrowserTest {

	/** Where the keyboard is, and whether one sees it there; nowhere at the end. */
	private static final String STOP = """
			() => {
				const at = document.activeElement;
				if (!at || at === document.body) return 'nowhere';
				const box = at.getBoundingClientRect();
				const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
				const isSeen = box.width > 1 && box.height > 1 && top && (at.contains(top) || top.contains(at));
				return isSeen ? (at.textContent || at.name || at.tagName).trim() : 'unseen';
			}""";

	@Test
	void aLeaderNeedsNoMouse() {
		String unit = conversationStarted(UnitType.OFFICE);
		String conversation = conversationOf(unit);
		Person leader = person(leaderOf(unit).user()).visits(Person.TASKLIST);
		Page page = leader.page();

		Form plan = leader.choosesInListByKeyboard(leader.visitor().task("planMeeting"));
		new Keyboard(page, plan).types("Møtedato", typed(today())).types("Antall deltakere", "8").completes();

		Form prepare = leader.opens("prepareMeeting");
		Keyboard keys = new Keyboard(page, prepare).presses(prepare.fold("Flere opplysninger"))
			.reaches(prepare.box("Ja, fra egen hverdag"));
		page.keyboard().press("Space");
		assertThat(prepare.box("Ja, fra egen hverdag").isChecked()).isTrue();
		keys.completes();
		leader.visitor().complete("prepareMeeting", "{'newMeetingDate': '%s'}".formatted(today()));

		Form confirm = leader.opens("confirmExecution");
		new Keyboard(page, confirm).chooses("Hvordan gikk det?", "Gjennomført, vi vil melde noe").completes();

		Form report = leader.opens("reportConversation");
		keys = new Keyboard(page, report).chooses("Har dere noe å melde?", "Ja")
			.presses(report.fold("Om samtalen"))
			.types("Hva var bra?", "Alle kom til orde")
			.presses(report.fold("Hindringer"))
			.presses(report.button("Legg til en hindring"));
		keys.in(report.part("Hindring 1"))
			.types("Hva står i veien?", "Brevene er vanskelige å forstå")
			.chooses("Kan dere løse dette selv?", "Nei")
			.chooses("Handler det om regler", "Samarbeid mellom mennesker");
		keys.presses(report.fold("Handlingspunkter"))
			.presses(report.button("Legg til et handlingspunkt"))
			.in(report.part("Handlingspunkt 1"))
			.types("Hva vil dere gjøre?", "Lese brevene sammen");
		keys.presses(report.fold("Oppfølging")).types("Når vil dere se på dette igjen?", typed(today())).completes();

		fire("timer_followUp", conversation);
		Form followUp = leader.opens("followUpActions");
		keys = new Keyboard(page, followUp);
		keys.in(followUp.part("Lese brevene sammen")).chooses("Hvor står dere?", "Ferdig");
		keys.presses(followUp.fold("Flere opplysninger")).types("Hva har dere lært?", "Små skritt virker").completes();
		awaitEnd(conversation);
		assertThat(stateOf(unit)).isEqualTo("ENDED");
	}

	/**
	 * The first press of Tab leads past the header and the lists, and no other leads
	 * anywhere one does not see.
	 */
	@Test
	void everyStopIsSeenAndTheFirstLeadsToTheTask() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		leader.opens("planMeeting");
		Page page = leader.page();
		page.evaluate("document.activeElement.blur()");
		page.keyboard().press("Tab");
		assertThat(page.evaluate(STOP)).isEqualTo("Hopp til innholdet");
		page.keyboard().press("Enter");
		assertThat((String) page.evaluate(STOP)).startsWith("Planlegg samtalen");
		for (Object stop = ""; !"nowhere".equals(stop); stop = page.evaluate(STOP)) {
			assertThat(stop).isNotEqualTo("unseen");
			page.keyboard().press("Tab");
		}
	}

	/**
	 * A later date whose day and month are the same number: the order in which a browser
	 * asks for them is its own.
	 */
	private static String typed(LocalDate today) {
		return Stream.iterate(today.plusDays(1), (day) -> day.plusDays(1))
			.filter((day) -> day.getDayOfMonth() == day.getMonthValue())
			.findFirst()
			.orElseThrow()
			.format(DateTimeFormatter.ofPattern("ddMMyyyy"));
	}

}
