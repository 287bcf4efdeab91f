package no.nav.samtalepakker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** «1 enheter» is said nowhere: what follows a number is chosen by one helper. */
class WordsOfOneTest {

	private static final List<Path> WRITTEN = List.of(Path.of("src/main/java"), Path.of("src/main/resources/templates"),
			Path.of("src/main/resources/static/js"), Path.of("src/main/resources/META-INF/resources/webjars/camunda"),
			Path.of("forms"));

	/** A number that is put in, and words for several after it. */
	private static final Pattern SEVERAL = Pattern
		.compile("(%d|%s|\\}|\\+ ?['\"]|</(?:span|strong|b)>) (?:[a-zæøå]+e )?"
				+ "(?:enhet|hindring|samtale|oppgave|kontor|fylke|punkt|person|deltaker|mottaker|dag|time|minutt|sekund|måned"
				+ "|e-post|hendelse|sitat|regel|regl|tekst|sted|fil|rolle|leder|forslag|utrulling|pakke|møte)(?:er|r|e|ene|ne)\\b");

	/**
	 * Where it is never one: a bound, what is shown from five on, and what is asked of
	 * several.
	 */
	private static final Set<String> NEVER_ONE = Set.of("til %d hindringer\".formatted(MOST)", "høyst \" + MOST + \"",
			"høyst {max} ", "log.info(", "theme.units.shown", "/^\\d+$/.test(", "default -> \"for \" + this.days",
			"${units} enheter er lagt inn", "{{m.actionPoints.length}} punktene", "such\n\t * as «%d enheter»");

	@Test
	void whatFollowsANumberIsChosenByItsHelper() throws IOException {
		for (Path folder : WRITTEN) {
			for (Path file : files(folder)) {
				String text = withoutCalls(Files.readString(file));
				assertThat(SEVERAL.matcher(text).results().map((found) -> around(text, found)))
					.as("%s, use Counted.of or counted", file)
					.allMatch((found) -> NEVER_ONE.stream().anyMatch(found::contains));
			}
		}
	}

	@Test
	void whatIsWrongIsFound() {
		for (String wrong : List.of("${n} + ' enheter får'", "{{n}} åpne oppgaver", "\"%d samtaler\"", "`${n} dager`",
				"<span th:text=\"${n}\"></span> enheter", "n + \" personer\"")) {
			assertThat(SEVERAL.matcher(wrong).find()).as(wrong).isTrue();
		}
		assertThat(SEVERAL.matcher(withoutCalls("${@counted.of(n.size(), 'én enhet', '%d enheter')}")).find())
			.isFalse();
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().matches(".*\\.(java|html|js|txt)")).toList();
		}
	}

	private static String around(String text, MatchResult found) {
		return text.substring(Math.max(0, found.start() - 70), Math.min(text.length(), found.end() + 40));
	}

	/** Without what is inside the parentheses of the helper. */
	private static String withoutCalls(String text) {
		StringBuilder rest = new StringBuilder(text);
		Matcher call = Pattern.compile("[Cc]ounted(\\.of)?\\(").matcher(rest);
		int from = 0;
		while (call.find(from)) {
			from = call.start() + 1;
			int open = 1;
			int end = call.end();
			while (open > 0 && end < rest.length()) {
				open += (rest.charAt(end) == '(') ? 1 : (rest.charAt(end) == ')') ? -1 : 0;
				end++;
			}
			rest.delete(call.end(), end);
			call.reset(rest);
		}
		return rest.toString();
	}

}
