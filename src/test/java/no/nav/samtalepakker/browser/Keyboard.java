package no.nav.samtalepakker.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.fail;

/**
 * Somebody without a mouse: moves on with Tab, chooses with the arrows and Space, presses
 * with Enter, and types.
 *
 * @param page what they see
 * @param form the form they fill in
 */
record Keyboard(Page page, Form form) {

	private static final int PATIENCE = 300;

	/** Tab by Tab until the element has the focus. */
	Keyboard reaches(Locator element) {
		element.first().waitFor();
		for (int i = 0; i < PATIENCE; i++) {
			if (element.evaluateAll("(all) => all.includes(document.activeElement)").equals(true)) {
				return this;
			}
			this.page.keyboard().press("Tab");
		}
		return fail("The keyboard does not reach " + element);
	}

	Keyboard types(String label, String text) {
		reaches(this.form.field(label));
		this.page.keyboard().type(text);
		return this;
	}

	Keyboard chooses(String question, String option) {
		Locator wanted = this.form.option(question, option);
		reaches(this.form.options(question));
		if (!this.form.isAnswered(question)) {
			this.page.keyboard().press("Space");
		}
		for (int i = 0; i < PATIENCE && !wanted.isChecked(); i++) {
			this.page.keyboard().press("ArrowDown");
		}
		if (!wanted.isChecked()) {
			fail("The arrows do not reach " + option);
		}
		return this;
	}

	Keyboard presses(Locator button) {
		reaches(button);
		this.page.keyboard().press("Enter");
		return this;
	}

	/** In another part of the form. */
	Keyboard in(Form part) {
		return new Keyboard(this.page, part);
	}

	/** Goes on to «Fullfør» and presses it; the task is done. */
	void completes() {
		reaches(this.form.completeButton());
		this.form.isDoneAfter(() -> this.page.keyboard().press("Enter"));
	}

}
