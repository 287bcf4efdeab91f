package no.nav.samtalepakker.browser;

import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ViewportSize;
import com.microsoft.playwright.options.WaitForSelectorState;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A form in Tasklist, or a part of it, in the words a person reads there.
 *
 * @param page the page it is on
 * @param root the form or the part
 * @param clicks counts what is done
 */
record Form(Page page, Locator root, Clicks clicks) {

	/** What Tasklist shows above and below a form. */
	private static final int AROUND = 500;

	private static final String WRITABLE = "textarea, input[type=text], input[type=date], input[type=number]";

	/** Whether the mouse reaches each corner and the middle of a button. */
	private static final String REACHED = """
			(button) => {
				button.scrollIntoView({block: 'end'});
				const box = button.getBoundingClientRect();
				return [0.1, 0.5, 0.9].every((x) => [0.1, 0.5, 0.9].every((y) => {
					const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
					return top && button.contains(top);
				}));
			}""";

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern COMPLETE = Pattern.compile("^\\s*(Complete|Fullfør|Start)\\s*$");

	private static final Pattern SAVE = Pattern.compile("^\\s*(Save|Lagre utkast)\\s*$");

	// filling in

	/** Chooses one of the options of a question. */
	Form choose(String question, String option) {
		option(question, option).check();
		this.clicks.click();
		return this;
	}

	/** The options of a question. */
	Locator options(String question) {
		return options(question, AriaRole.RADIO);
	}

	/** The choices or boxes of a question. */
	Locator options(String question, AriaRole kind) {
		return group(question).getByRole(kind);
	}

	boolean isAnswered(String question) {
		return options(question).all().stream().anyMatch(Locator::isChecked);
	}

	Locator option(String question, String option) {
		return group(question).getByRole(AriaRole.RADIO, starting(option));
	}

	private Locator group(String question) {
		return this.root.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName(question));
	}

	private static Locator.GetByRoleOptions starting(String name) {
		return new Locator.GetByRoleOptions()
			.setName(Pattern.compile("^\\s*" + name.replaceAll("[^\\p{L}\\p{N} ]", "\\\\$0")));
	}

	/** Ticks a box. */
	Form tick(String label) {
		box(label).check();
		this.clicks.click();
		return this;
	}

	Locator box(String label) {
		return this.root.getByRole(AriaRole.CHECKBOX, starting(label));
	}

	/** Clicks into a field and types. */
	Form fill(String label, String text) {
		field(label).fill(text);
		this.clicks.click();
		return this;
	}

	Form fill(String label, LocalDate date) {
		return fill(label, date.toString());
	}

	Form fill(String label, int number) {
		return fill(label, String.valueOf(number));
	}

	Locator field(String label) {
		return this.root.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
	}

	/** Chooses from a list: one click opens it, one chooses. */
	Form select(String label, String option) {
		field(label).selectOption(option);
		this.clicks.click();
		this.clicks.click();
		return this;
	}

	Form press(String button) {
		button(button).click();
		this.clicks.click();
		return this;
	}

	Locator button(String name) {
		return this.root.getByRole(AriaRole.BUTTON, starting(name));
	}

	/** Unfolds a part that is not needed by everybody. */
	Form unfold(String summary) {
		fold(summary).click();
		this.clicks.click();
		return this;
	}

	/** Where one opens such a part. */
	Locator fold(String summary) {
		return this.root.locator("summary").filter(new Locator.FilterOptions().setHasText(summary)).first();
	}

	/** Opens whatever can be opened. */
	Form unfoldsEverything() {
		this.root.evaluate("(form) => form.querySelectorAll('details').forEach((d) => { d.open = true; })");
		return this;
	}

	/** The choices of the question the form begins with, if it begins with one. */
	List<Locator> answersToTheFirstQuestion() {
		return this.root.locator("fieldset:has(input[type=radio])").first().getByRole(AriaRole.RADIO).all();
	}

	/** Too long texts, dates long gone, impossible numbers, wherever one can write. */
	Form fillsInNonsense() {
		for (Locator field : this.root.locator(WRITABLE).all()) {
			if (field.isVisible()) {
				field.fill(switch (String.valueOf(field.getAttribute("type"))) {
					case "date" -> "1999-12-31";
					case "number" -> "-1";
					default -> "å".repeat(2001);
				});
			}
		}
		return this;
	}

	/**
	 * Each of the nonsensical fields is marked and explained, and the form cannot be
	 * sent.
	 */
	void tellsWhatIsWrong() {
		List<Locator> wrong = this.root.locator(WRITABLE).all().stream().filter(Locator::isVisible).toList();
		for (Locator field : wrong) {
			assertThat(field).hasAttribute("aria-invalid", "true");
			assertThat(field).hasAccessibleDescription(Pattern.compile("\\S"));
		}
		if (!wrong.isEmpty()) {
			assertThat(completeButton()).isDisabled();
			assertThat(this.root.locator(".sp-missing")).containsText("(");
		}
	}

	/** A named part of the form, such as «Hindring 2». */
	Form part(String name) {
		Locator part = this.root.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName(name));
		return new Form(this.page, part, this.clicks);
	}

	// sending

	Locator completeButton() {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(COMPLETE));
	}

	/** Sends the form; the task is done. */
	Clicks complete() {
		this.clicks.mandatory(mandatoryFields());
		isDoneAfter(() -> completeButton().click());
		this.clicks.click();
		return this.clicks;
	}

	void isDoneAfter(Runnable sending) {
		String task = this.page.url().replaceFirst(".*[?&](task=[^&]*).*", "$1");
		Response response = answerTo(sending);
		assertThat(response.status()).as("answer to the form").isIn(200, 204);
		this.root.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
		// only then Tasklist has let go of the task and would not let go of the next one
		this.page.waitForURL((url) -> !url.contains(task) || !task.startsWith("task="));
	}

	/** Sends the form; the server refuses it and says so where people see it. */
	Form isRefused(String message) {
		Response response = answerTo(() -> completeButton().click());
		assertThat(response.status()).as("answer to the form").isEqualTo(400);
		assertThat(this.page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText(message)).first())
			.isVisible();
		assertThat(this.root).isVisible();
		return this;
	}

	/**
	 * Sends the form, and the server finds fault with it, as when the rules are newer
	 * than the form: it gets a field it does not know.
	 */
	Form isRefusedByTheServer(String message) {
		this.page.route((url) -> url.endsWith("/submit-form"),
				(route) -> route.resume(new Route.ResumeOptions().setPostData(unknownTo(route.request().postData()))),
				new Page.RouteOptions().setTimes(1));
		return isRefused(message);
	}

	/** Sends the form, and the server finds fault with the first field on the screen. */
	Form isRefusedForAField() {
		String field = firstField().getAttribute("name");
		this.page.route((url) -> url.endsWith("/submit-form"),
				(route) -> route.fulfill(new Route.FulfillOptions().setStatus(400)
					.setContentType("application/json")
					.setBody("{\"type\": \"InvalidInput\", \"message\": \"Skriv noe annet (%s).\"}".formatted(field))),
				new Page.RouteOptions().setTimes(1));
		return isRefused("Skriv noe annet.");
	}

	/**
	 * Does something about the field the server found fault with; then all is as before.
	 */
	Form corrects() {
		firstField().dispatchEvent("input");
		assertThat(this.root.locator(".sp-refused")).isEmpty();
		return this;
	}

	private Locator firstField() {
		return this.root.locator("[ng-model][name]:visible").first();
	}

	/**
	 * On a wide screen and on a phone, «Fullfør» can be seen and nothing lies over it.
	 */
	void isWithinReachOfTheMouse(String state) {
		ViewportSize before = this.page.viewportSize();
		for (Screen screen : List.of(new Screen(1280, 720), new Screen(390, 844))) {
			this.page.setViewportSize(screen.width(), screen.height());
			this.page.waitForFunction(REACHED, completeButton().elementHandle());
			assertThat(this.page.locator(".page-notifications .alert-danger")).hasCount(0);
			Pictures.keep(this.page, "within-reach-" + state.replace(' ', '-') + "-" + screen.width());
		}
		this.page.setViewportSize(before.width, before.height);
	}

	private static String unknownTo(String body) {
		try {
			JsonNode sent = JSON.readTree(body);
			sent.path("variables").forEach((form) -> ((ObjectNode) form).put("value", "{\"nyttFelt\": true}"));
			return sent.toString();
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Response answerTo(Runnable sending) {
		return this.page.waitForResponse((response) -> response.url().endsWith("/submit-form"), sending);
	}

	Form saveDraft() {
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(SAVE)).click();
		this.clicks.click();
		return this;
	}

	/**
	 * Throws the draft away: the form is as it was in the beginning, and so are the
	 * clicks.
	 */
	Form discardsDraft() {
		this.page.waitForResponse((response) -> response.url().matches(".*/(context|options)"),
				() -> button("Forkast utkast").click());
		shows("Utkastet er forkastet");
		return new Form(this.page, this.root, new Clicks());
	}

	// reading

	/** The form can be sent. */
	Form isReady() {
		assertThat(completeButton()).isEnabled();
		return this;
	}

	/** The form cannot be sent, and says what is missing. */
	Form misses(String... labels) {
		assertThat(completeButton()).isDisabled();
		for (String label : labels) {
			assertThat(this.root.locator(".sp-missing")).containsText(label);
		}
		return this;
	}

	Form shows(String text) {
		assertThat(this.root).containsText(text);
		return this;
	}

	Form holds(String label, String value) {
		assertThat(field(label)).hasValue(value);
		return this;
	}

	/** What is typed and chosen, for comparison. */
	String everythingTyped() {
		return (String) this.root.evaluate("""
				(form) => [...form.querySelectorAll('input, textarea, select')]
					.map((field) => [field.name, /radio|checkbox/.test(field.type)
						? field.checked && field.parentElement.textContent.trim() : field.value])
					.filter((field) => field[1]).map((field) => field.join('=')).join('\\n')""");
	}

	/** How many of the fields on the screen have a star. */
	int mandatoryFields() {
		return (int) this.root.locator(".sp-star").all().stream().filter(Locator::isVisible).count();
	}

	/** Keeps a picture of the whole form, on a screen high enough for it. */
	Form keepsPicture(String name) {
		if (!Pictures.WANTED) {
			return this;
		}
		ViewportSize before = this.page.viewportSize();
		int height = ((Number) this.root.evaluate("(form) => Math.ceil(form.scrollHeight)")).intValue();
		this.page.setViewportSize(before.width, height + AROUND);
		Pictures.keep(this.page, name);
		this.page.setViewportSize(before.width, before.height);
		return this;
	}

}
