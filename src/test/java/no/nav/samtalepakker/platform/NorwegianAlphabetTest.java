package no.nav.samtalepakker.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NorwegianAlphabetTest {

	/** A column people read, or one by its number, which may be such a column. */
	private static final Pattern BY_WORDS = Pattern
		.compile("order by [^\"]*?(\\b(?:\\w+\\.)?(?:name|topic|text|label|subject)\\b|(?<=order by |, )\\d)[^\"]*");

	private static final Pattern BY_THE_ENGINES_NAMES = Pattern
		.compile("\\.orderBy\\w*(?:Name|FirstName|LastName|Description)\\(\\)");

	@Test
	void putsÅLastAndTheTwoSpellingsOfNavTogether() {
		assertThat(NorwegianAlphabet.sorted(List.of("Nav Ås", "NAV Øst", "Nav Zz", "Nav Ærø", "NAV Alta", "nav bø",
				"Nav Bø", "Nav Alta", "Nav Østre Toten"), Function.identity()))
			.containsExactly("Nav Alta", "NAV Alta", "nav bø", "Nav Bø", "Nav Zz", "Nav Ærø", "NAV Øst",
					"Nav Østre Toten", "Nav Ås");
	}

	@Test
	void noDatabaseSortsWhatPeopleRead() throws IOException {
		Set<String> sorted = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : (Iterable<Path>) files.filter((path) -> path.toString().endsWith(".java"))::iterator) {
				String code = Files.readString(file).replaceAll("\\s+", " ");
				Stream.of(BY_WORDS, BY_THE_ENGINES_NAMES)
					.flatMap((pattern) -> pattern.matcher(code).results())
					.map(MatchResult::group)
					.forEach((found) -> sorted.add(file.getFileName() + ": " + found));
			}
		}
		assertThat(sorted).as("sorted by a database, each of which has an alphabet of its own").isEmpty();
	}

}
