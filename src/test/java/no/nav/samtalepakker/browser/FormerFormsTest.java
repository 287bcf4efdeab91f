package no.nav.samtalepakker.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Route;
import no.nav.samtalepakker.obstacle.Answer;
import no.nav.samtalepakker.obstacle.AskedRecipient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases that began under an earlier release keep its forms, while scripts and styles are
 * those of today. The forms are those of 27 November 2026, as they were deployed.
 */
class FormerFormsTest extends EveryForm {

	private static final Path FORMER = Path.of(System.getProperty("former", "src/test/resources/former-forms"));

	private final List<String> faults = new ArrayList<>();

	private String served;

	@ParameterizedTest
	@MethodSource("formerForms")
	void goOnWorking(FormCase it) {
		Form form = opened(it).unfoldsEverything();
		words(it.name()).forEach(form::shows);
		it.disclosed().accept(form);
		form.unfoldsEverything().fillsInNonsense().discardsDraft();
		it.shortest().accept(form);
		form.isReady();
		form.isRefusedByTheServer("Dette feltet finnes ikke i skjemaet");
		form.complete();
		assertThat(this.faults).isEmpty();
	}

	/** What they read of answers and questions, in the words of the server. */
	private static List<String> words(String form) {
		return switch (form) {
			case "read-answer" ->
				List.of(Answer.Kind.INCLUDED_IN_ONGOING.words(), AskedRecipient.State.ANSWERED.words());
			case "resolve-overdue-answer" -> List.of(AskedRecipient.State.OPEN.words() + ", frist ");
			default -> List.of();
		};
	}

	private Form opened(FormCase it) {
		this.served = null;
		this.faults.clear();
		Form form = it.opened().get().form();
		assertThat(this.served).as("the form that was opened").isEqualTo(it.name());
		return form;
	}

	private Stream<FormCase> formerForms() {
		return forms().filter((it) -> Files.exists(file(it.name())));
	}

	@Override
	protected Person person(String user, String locale) {
		Person person = super.person(user, locale);
		person.page().route("**/deployed-*form*", this::serve);
		person.page().onPageError(this.faults::add);
		person.page().onConsoleMessage((message) -> {
			// a refusal is told here, too
			if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
				this.faults.add(message.text());
			}
		});
		return person;
	}

	private void serve(Route route) {
		String today = route.fetch().text();
		String name = forms().map(FormCase::name)
			.filter((form) -> today.contains("name: '" + camelCase(form) + "',"))
			.findFirst()
			.orElseThrow();
		this.served = name;
		try {
			route.fulfill(new Route.FulfillOptions().setContentType("application/xhtml+xml")
				.setBody(Files.readString(file(name), StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String camelCase(String form) {
		return Pattern.compile("-(.)").matcher(form).replaceAll((letter) -> letter.group(1).toUpperCase(Locale.ROOT));
	}

	private static Path file(String form) {
		return FORMER.resolve(form + ".html");
	}

}
