package no.nav.samtalepakker.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import no.nav.samtalepakker.browser.FormCase.OpenForm;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every form, sent in empty, wrong and right, what it costs, and whether everybody can
 * use it on the way (WCAG 2.1 AA, a phone, 400 % zoom).
 */
class FormsTest extends EveryForm {

	private static final String FORM = "form.sp-form";

	private static final Pattern ROW = Pattern.compile("\\| [^|]*\\| `([a-z-]+)` \\| (\\d+) \\| (\\d+) \\|");

	@ParameterizedTest
	@MethodSource("forms")
	void isForEverybodyWhetherEmptyWrongOrRight(FormCase it) throws IOException {
		OpenForm open = it.opened().get();
		open.form().keepsPicture(it.name());
		if (it.missing().isEmpty()) {
			open.form().isReady();
		}
		else {
			open.form().misses(it.missing().toArray(String[]::new));
		}
		SoftAssertions all = new SoftAssertions();
		showsItAll(it, open, all);
		Form form = open.form().discardsDraft();
		it.shortest().accept(form);
		form.isReady();
		String typed = form.everythingTyped();
		form.isRefusedByTheServer("Dette feltet finnes ikke i skjemaet");
		form.keepsPicture(it.name() + "-refused");
		all.check(() -> Accessibility.holds(form.page(), it + " refused", FORM));
		assertThat(form.everythingTyped()).isEqualTo(typed);
		form.isWithinReachOfTheMouse("after a refusal");
		form.isRefusedForAField().corrects().isWithinReachOfTheMouse("after the correction");
		Clicks clicks = form.complete();
		assertThat(List.of(clicks.number(), clicks.mandatoryFields()))
			.as("clicks and mandatory fields of %s, see forms/README", it)
			.isEqualTo(told(it.name()));
		all.assertAll();
	}

	private void showsItAll(FormCase it, OpenForm open, SoftAssertions all) {
		Form form = open.form();
		all.check(() -> Accessibility.holds(form.page(), it + " untouched", FORM));
		all.check(() -> Accessibility.hidesNothing(form.page(), it + " untouched"));
		for (Locator answer : form.answersToTheFirstQuestion()) {
			answer.check();
			form.unfoldsEverything();
			all.check(() -> Accessibility.holds(form.page(), it + " with " + answer, FORM));
			all.check(() -> Accessibility.fits(open.person(), it + " with " + answer, form.root()));
		}
		it.disclosed().accept(form);
		form.unfoldsEverything().keepsPicture(it.name() + "-shown");
		all.check(() -> Accessibility.holds(form.page(), it + " with everything shown", FORM));
		all.check(() -> Accessibility.fits(open.person(), it + " with everything shown", form.root()));
		form.fillsInNonsense();
		all.check(form::tellsWhatIsWrong);
		form.keepsPicture(it.name() + "-wrong");
		all.check(() -> Accessibility.holds(form.page(), it + " with mistakes", FORM));
		all.check(() -> Accessibility.fits(open.person(), it + " with mistakes", form.root()));
		open.person().looksAt(Screen.PHONE);
		form.keepsPicture(it.name() + "-phone");
		open.person().looksAt(Screen.DESKTOP);
	}

	/** What a leader does for a conversation with one obstacle, from plan to answer. */
	@Test
	void addUpInTheReadme() throws IOException {
		int clicks = 0;
		int mandatoryFields = 0;
		for (String form : List.of("plan-meeting", "prepare-meeting", "confirm-execution", "report-conversation",
				"set-follow-up-date", "follow-up-actions", "read-answer")) {
			clicks += told(form).get(0);
			mandatoryFields += told(form).get(1);
		}
		assertThat(Files.readString(Path.of("forms/README.md")))
			.contains("is %d clicks and %d mandatory fields".formatted(clicks, mandatoryFields));
	}

	private static List<Integer> told(String form) throws IOException {
		return Files.readString(Path.of("forms/README.md"))
			.lines()
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.filter((row) -> row.group(1).equals(form))
			.map((row) -> List.of(Integer.valueOf(row.group(2)), Integer.valueOf(row.group(3))))
			.findFirst()
			.orElse(List.of());
	}

}
