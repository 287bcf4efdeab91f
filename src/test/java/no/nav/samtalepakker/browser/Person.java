package no.nav.samtalepakker.browser;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import no.nav.samtalepakker.testing.Visitor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody in front of a screen.
 *
 * @param page what they see
 * @param visitor the same user over HTTP, to look up ids
 */
record Person(Page page, Visitor visitor) {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	static final String TASKLIST = "/camunda/app/tasklist/default/";

	/** Opens the login page and fills it in. */
	Person logsIn() {
		this.page.navigate("/login");
		return logsInHere();
	}

	/** Fills in the login page one has come to. */
	Person logsInHere() {
		this.page.waitForURL((url) -> url.contains("/login"));
		this.page.getByLabel("Brukernavn").fill(this.visitor.user());
		this.page.getByLabel("Passord").fill("demo");
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Logg inn")).click();
		this.page.waitForURL((url) -> !url.contains("/login"));
		return this;
	}

	/** What the login page does, without waiting for the page it leads to. */
	Person isLoggedIn() {
		APIRequestContext requests = this.page.context().request();
		Matcher token = TOKEN.matcher(requests.get("/login").text());
		assertThat(token.find()).as("token in the login page").isTrue();
		APIResponse answer = requests.post("/login",
				RequestOptions.create()
					.setMaxRedirects(0)
					.setForm(FormData.create()
						.set("_csrf", token.group(1))
						.set("username", this.visitor.user())
						.set("password", "demo")));
		assertThat(answer.headers().get("location")).as("where the login leads").isNotNull().doesNotContain("/login");
		return this;
	}

	/**
	 * Follows a link, as from a mail: into a page of its own, not within one that is
	 * open.
	 */
	Person visits(String path) {
		this.page.navigate("about:blank");
		this.page.navigate(path);
		return this;
	}

	/** Follows a link that leads to the person's open task of the case. */
	Form followsToTask(String path) {
		this.page.waitForResponse((response) -> response.url().endsWith("/context"), () -> visits(path));
		return shownForm();
	}

	/** Opens the one task with this form. */
	Form opens(String form) {
		return opensTask(this.visitor.task(form));
	}

	/** Opens the one task with this form in the case. */
	Form opens(String form, String caseId) {
		return opensTask(this.visitor.task(form, caseId));
	}

	/** Opens a task by its address. */
	Form opensTask(String taskId) {
		return formOf(taskId, () -> visits(TASKLIST + "#/?task=" + taskId));
	}

	/** Chooses the task in the list that is open. */
	Form choosesInList(String taskId) {
		return formOf(taskId, () -> inList(taskId).click());
	}

	/** Waits for a task's form that opens by itself. */
	Form comesToTask(String taskId, Runnable coming) {
		return formOf(taskId, coming);
	}

	/** Loses the session, as after a night, and nothing else. */
	Person losesTheSession() {
		this.page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
		return this;
	}

	/** Moves on to the task in the list with the keyboard and opens it. */
	Form choosesInListByKeyboard(String taskId) {
		return formOf(taskId, () -> new Keyboard(this.page, null).presses(inList(taskId)));
	}

	private Locator inList(String taskId) {
		return this.page.locator("a[href*='task=" + taskId + "']").first();
	}

	private Form formOf(String taskId, Runnable opening) {
		this.page.waitForResponse((response) -> response.url().endsWith("/api/tasks/" + taskId + "/context"), opening);
		return shownForm();
	}

	/** Opens the form that starts a rollout. */
	Form startsARollout() {
		if (!this.page.url().contains(TASKLIST)) {
			visits(TASKLIST);
		}
		this.page.waitForResponse((response) -> response.url().endsWith("/api/rollouts/options"), () -> {
			link("Start prosess").click();
			link("Utrulling").click();
		});
		return shownForm();
	}

	private Locator link(String name) {
		return this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(name + "\\s*$")));
	}

	private Form shownForm() {
		Locator root = this.page.locator("form.sp-form");
		root.waitFor();
		return new Form(this.page, root, new Clicks());
	}

	/** Takes a task that belongs to a group before opening its form. */
	Form takes(String form, String caseId) {
		String task = this.visitor.task(form, caseId);
		visits(TASKLIST + "#/?task=" + task);
		return formOf(task,
				() -> this.page
					.getByRole(AriaRole.BUTTON,
							new Page.GetByRoleOptions().setName(Pattern.compile("Ta oppgaven|Claim")))
					.click());
	}

	/** Waits until the text is on the screen. */
	Person sees(String text) {
		this.page.getByText(text).first().waitFor();
		return this;
	}

	/** Waits until the text is gone from the screen. */
	Person seesNoMore(String text) {
		this.page.getByText(text).first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
		return this;
	}

	/** The browser keeps the text, as part of a draft. */
	Person remembers(String text) {
		this.page.waitForFunction("(text) => Object.values(localStorage).some((item) => item.includes(text))", text);
		return this;
	}

	Person remembersNoMore(String text) {
		this.page.waitForFunction("(text) => !Object.values(localStorage).some((item) => item.includes(text))", text);
		return this;
	}

	Person looksAt(Screen screen) {
		this.page.setViewportSize(screen.width(), screen.height());
		return this;
	}

	/** Keeps a picture of the page. */
	Person keepsPicture(String name) {
		Pictures.keep(this.page, name);
		return this;
	}

}
