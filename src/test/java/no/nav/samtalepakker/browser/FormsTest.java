package no.nav.samtalepakker.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import no.nav.samtalepakker.browser.FormCase.OpenForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every form, sent in empty, wrong and right, and what it costs. */
class FormsTest extends EveryForm {

	private static final Pattern ROW = Pattern.compile("\\| [^|]*\\| `([a-z-]+)` \\| (\\d+) \\| (\\d+) \\|");

	@ParameterizedTest
	@MethodSource("forms")
	void isSentEmptyWrongAndRight(FormCase it) throws IOException {
		OpenForm open = it.opened().get();
		Form form = open.form().keepsPicture(it.name());
		if (it.missing().isEmpty()) {
			form.isReady();
		}
		else {
			form.misses(it.missing().toArray(String[]::new));
		}
		it.shortest().accept(form);
		form.isReady();
		String typed = form.everythingTyped();
		form.isRefusedByTheServer("Dette feltet finnes ikke i skjemaet");
		form.keepsPicture(it.name() + "-refused");
		assertThat(form.everythingTyped()).isEqualTo(typed);
		Clicks clicks = form.complete();
		assertThat(List.of(clicks.number(), clicks.mandatoryFields()))
			.as("clicks and mandatory fields of %s, see README", it)
			.isEqualTo(told(it.name()));
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
		assertThat(Files.readString(Path.of("README.md")))
			.contains("is %d clicks and %d mandatory fields".formatted(clicks, mandatoryFields));
	}

	private static List<Integer> told(String form) throws IOException {
		return Files.readString(Path.of("README.md"))
			.lines()
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.filter((row) -> row.group(1).equals(form))
			.map((row) -> List.of(Integer.valueOf(row.group(2)), Integer.valueOf(row.group(3))))
			.findFirst()
			.orElse(List.of());
	}

}
