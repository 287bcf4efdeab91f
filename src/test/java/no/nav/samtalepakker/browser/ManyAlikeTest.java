package no.nav.samtalepakker.browser;

import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A recipient that has been asked much the same by many. */
class ManyAlikeTest extends BrowserTest {

	private static final int MANY = 27;

	private static final String CHOOSE_GROUP = "Velg alle " + (MANY - 1) + " i gruppen";

	/** From the list to the receipt, with every press of the mouse. */
	@Test
	void allOfThemAreAnsweredInSixClicks() {
		List<String> ids = asked("Konvolutten til sykmeldte har for lite vindu");
		Person recipient = person("mottaker-klarspraak");
		isFirst(recipient.visitor().task("answerObstacle", ids.get(0)));
		recipient.visits(Person.TASKLIST);
		recipient.page().getByText("Spørsmål til oss").first().click();
		Locator card = recipient.page()
			.locator(".tasks-list a[href*='" + recipient.visitor().task("answerObstacle", ids.get(0)) + "']");
		assertThat(card).containsText("Konvolutten til sykmeldte har for lite vindu");
		Clicks clicks = new Clicks();
		card.click();
		clicks.click();
		recipient.page()
			.waitForResponse((response) -> response.url().endsWith("/context"),
					() -> recipient.page()
						.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ta oppgaven"))
						.click());
		clicks.click();
		Form form = new Form(recipient.page(), recipient.page().locator("form.sp-form"), clicks);
		form.choose("Hva svarer dere?", "Vi kan ikke løse det")
			.fill("Hvorfor kan det ikke løses?", "Vinduet er bestemt av Posten")
			.press(CHOOSE_GROUP)
			.shows(MANY + " valgt")
			.shows("Slik leser enheten svaret")
			.shows("enhetene som meldte de " + MANY + " hindringene");
		Accessibility.holds(recipient.page(), "27 chosen", "form.sp-form");
		Accessibility.fits(recipient, "27 chosen", form.root());
		assertThat(form.complete().number()).isLessThanOrEqualTo(6);
		assertThat(this.jdbc.sql("select count(distinct answer_id) from answer_obstacle where obstacle_id in (:ids)")
			.param("ids", ids)
			.query(Integer.class)
			.single()).isOne();
		assertThat(recipient.visitor().tasks("answerObstacle")).doesNotContainAnyElementsOf(ids);
	}

	@Test
	void allOfThemAreSentOnTogetherByKeyboard() {
		List<String> ids = asked("Porto på svarkonvolutter til utlandet mangler");
		Person recipient = person("mottaker-klarspraak");
		Form form = recipient.takes("answerObstacle", ids.get(0));
		Keyboard keys = new Keyboard(recipient.page(), form);
		keys.chooses("Hva svarer dere?", "Noen andre kan svare bedre")
			.chooses("Hvem kan svare bedre?", "HR-avdelingen i direktoratet")
			.types("Hvorfor sender dere det videre?", "HR vet mer om dette")
			.presses(form.button(CHOOSE_GROUP));
		form.shows(MANY + " valgt");
		keys.completes();
		ids.forEach((id) -> assertThat(recipient("HR").tasks("answerObstacle", id)).hasSize(1));
	}

	@Test
	void aFormerAnswerIsABeginning() {
		List<String> ids = asked("Brevarket er for tynt");
		recipient("KLARSPRAAK").complete("answerObstacle", ids.get(0),
				"{'answer': 'INCLUDED_IN_ONGOING', 'text': 'Vi bytter papir i vår', 'coveredBy': 'Papirprosjektet'}");
		Person recipient = person("mottaker-klarspraak");
		Form form = recipient.takes("answerObstacle", ids.get(1)).unfold("Dette har dere svart før om temaet");
		form.root()
			.getByRole(AriaRole.LISTITEM)
			.filter(new Locator.FilterOptions().setHasText("Vi bytter papir i vår"))
			.getByRole(AriaRole.BUTTON)
			.click();
		form.holds("Svaret til enheten", "Vi bytter papir i vår")
			.holds("Hvilket arbeid tar dette med seg?", "Papirprosjektet")
			.isReady();
		Accessibility.holds(recipient.page(), "a former answer used", "form.sp-form");
	}

	@Test
	void theAnswersAreForEverybody() {
		String id = obstaclesOf(obstaclesReported(letter("Frimerket faller av"))).get(0);
		recipient("KLARSPRAAK").complete("answerObstacle", id,
				"{'answer': 'CANNOT_SOLVE', 'text': 'Limet er ikke vårt', 'nextUpdateOn': '%s'}"
					.formatted(today().plusDays(9)));
		Person recipient = person("mottaker-klarspraak");
		recipient.visits("/svar").sees("Limet er ikke vårt");
		Accessibility.holds(recipient.page(), "/svar", "html");
		Accessibility.fits(recipient, "/svar", recipient.page().locator("html"));
		recipient.page()
			.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Gi oppdateringen nå"))
			.first()
			.click();
		Accessibility.holds(recipient.page(), "/svar/…/oppdatering", "html");
		Accessibility.fits(recipient, "/svar/…/oppdatering", recipient.page().locator("html"));
	}

	/** The list shows what is due first, and not all at once. */
	private void isFirst(String taskId) {
		TaskService tasks = this.engine.getTaskService();
		Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
		task.setDueDate(new Date(0));
		tasks.saveTask(task);
	}

	/** One office reports it all, each in words of its own; the ids. */
	private List<String> asked(String text) {
		return obstaclesOf(obstaclesReported(IntStream.rangeClosed(1, MANY)
			.mapToObj((number) -> letter(text + ", for " + number + ". gang"))
			.collect(Collectors.joining(", "))));
	}

	private static String letter(String text) {
		return obstacle("KOMMUNIKASJON.KLARSPRAAK").replace("Noe står i veien", text);
	}

}
