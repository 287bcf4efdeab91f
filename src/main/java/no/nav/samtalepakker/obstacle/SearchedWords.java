package no.nav.samtalepakker.obstacle;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.Text;

/**
 * Words somebody looks for in what is written, whatever their letters; all of them must
 * be there.
 */
record SearchedWords(List<Word> words) {

	/** What can be typed. */
	private static final int LONGEST = 100;

	/**
	 * From what is typed in the field {@code sok}, or null; {@code InvalidInput} if it is
	 * too long.
	 */
	static SearchedWords of(String typed) {
		if (typed == null || typed.isBlank()) {
			return new SearchedWords(List.of());
		}
		Text.Validator.check("sok", typed, LONGEST);
		List<String> words = Stream.of(typed.strip().toLowerCase(Locale.forLanguageTag("nb")).split("\\s+"))
			.distinct()
			.toList();
		return new SearchedWords(IntStream.range(0, words.size()).mapToObj((i) -> new Word(i, words.get(i))).toList());
	}

	boolean isEmpty() {
		return this.words.isEmpty();
	}

	/**
	 * SQL for all of the words.
	 * @param condition SQL for one of them
	 */
	String all(Function<Word, String> condition) {
		return this.words.stream()
			.map((word) -> "(" + condition.apply(word) + ")")
			.collect(Collectors.joining(" and "));
	}

	/** The values of the parameters in the SQL. */
	Map<String, Object> values() {
		Map<String, Object> values = new HashMap<>();
		this.words.forEach((word) -> values.putAll(word.values()));
		return values;
	}

	/**
	 * One of them, in small letters.
	 *
	 * @param position among them
	 */
	record Word(int position, String text) {

		private static final String NORWEGIAN = "[æøåäöé]";

		/**
		 * SQL for the word in a column. A database without a Norwegian locale knows small
		 * letters of English only; to tell it the others is slow, so only what looks like
		 * the word without them is looked at that closely.
		 */
		String in(String column) {
			String rough = "lower(%s) like :rough%d escape '!'".formatted(column, this.position);
			return isEnglish() ? rough : "%s and lower(translate(%s, 'ÆØÅÄÖÉ', 'æøåäöé')) like :word%d escape '!'"
				.formatted(rough, column, this.position);
		}

		private boolean isEnglish() {
			return this.text.equals(this.text.replaceAll(NORWEGIAN, ""));
		}

		private Map<String, Object> values() {
			String exact = "%" + this.text.replaceAll("([!%_])", "!$1") + "%";
			return Map.of("word" + this.position, exact, "rough" + this.position, exact.replaceAll(NORWEGIAN, "_"));
		}

	}

}
