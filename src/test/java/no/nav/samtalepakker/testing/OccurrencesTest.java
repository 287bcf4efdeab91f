package no.nav.samtalepakker.testing;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OccurrencesTest {

	@Test
	void findsWhatAskingForEachFinds() {
		Random random = new Random(7);
		for (int round = 0; round < 500; round++) {
			List<String> words = random.ints(20, 2, 5).mapToObj((length) -> text(random, length)).distinct().toList();
			String text = text(random, random.nextInt(60));
			assertThat(Occurrences.of(words).in(text)).as("%s in %s", words, text)
				.isEqualTo(words.stream().filter(text::contains).collect(Collectors.toSet()));
		}
	}

	@Test
	void findsWordsAtBothEndsAndOverEachOther() {
		assertThat(Occurrences.of(List.of("ab", "bab", "abab", "å→", "cd")).in("ababå→"))
			.isEqualTo(Set.of("ab", "bab", "abab", "å→"));
	}

	private static String text(Random random, int length) {
		return random.ints(length, 0, 4)
			.mapToObj((letter) -> "abæ0".substring(letter, letter + 1))
			.collect(Collectors.joining());
	}

}
