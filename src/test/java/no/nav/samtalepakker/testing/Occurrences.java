package no.nav.samtalepakker.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of many words stand in a text, in one pass over it. Asking for each of them by
 * itself is most of the time of a test that searches thousands of answers.
 */
public final class Occurrences {

	/** By the two letters they begin with, of which few are met in a text. */
	private final List<List<String>> byStart = new ArrayList<>();

	private Occurrences() {
		for (int start = 0; start < 1 << 12; start++) {
			this.byStart.add(List.of());
		}
	}

	/**
	 * @param words of two letters or more
	 */
	public static Occurrences of(Collection<String> words) {
		Occurrences occurrences = new Occurrences();
		for (String word : words) {
			int start = start(word.charAt(0), word.charAt(1));
			List<String> alike = new ArrayList<>(occurrences.byStart.get(start));
			alike.add(word);
			occurrences.byStart.set(start, alike);
		}
		return occurrences;
	}

	/** Those of the words the text contains. */
	public Set<String> in(String text) {
		Set<String> met = new HashSet<>();
		for (int position = 0; position < text.length() - 1; position++) {
			List<String> candidates = this.byStart.get(start(text.charAt(position), text.charAt(position + 1)));
			for (int candidate = 0; candidate < candidates.size(); candidate++) {
				if (text.startsWith(candidates.get(candidate), position)) {
					met.add(candidates.get(candidate));
				}
			}
		}
		return met;
	}

	private static int start(char first, char second) {
		return (first * 31 + second) & ((1 << 12) - 1);
	}

}
