package no.nav.samtalepakker.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import no.nav.samtalepakker.figures.Figure;

/**
 * Words in sizes that tell how many units use them, in rows, so that none stands on
 * another: the largest in the middle. The same words give the same picture.
 *
 * @param words the most used first
 * @param places where they stand
 * @param width of the picture
 * @param height of the picture
 */
public record WordCloud(List<Word> words, List<Place> places, int width, int height) {

	private static final int WIDTH = 520;

	private static final int SMALLEST = 16;

	private static final int LARGEST = 40;

	private static final int GAP = 14;

	private static final double LINE = 1.25;

	private static final double DESCENT = 0.3;

	/** Aksel's text colours; all are readable on white. */
	private static final List<String> COLOURS = List.of("#005bb6", "#49515e", "#006c1f", "#7342b6", "#a33069");

	/** How wide letters of Source Sans are, in thousandths of their size. */
	private static final Map<String, Integer> LETTERS = letters();

	private static final int OTHER_LETTER = 580;

	static WordCloud of(List<Word> words) {
		List<List<Sized>> rows = new ArrayList<>();
		for (int i = 0; i < words.size(); i++) {
			Sized word = sized(words, i);
			rows.stream()
				.filter((row) -> widthOf(row) + GAP + word.width <= WIDTH)
				.findFirst()
				.orElseGet(() -> open(rows))
				.add(word);
		}
		List<Place> places = new ArrayList<>();
		double top = 0;
		for (List<Sized> row : middleFirst(rows)) {
			int size = row.stream().mapToInt(Sized::size).max().orElseThrow();
			int left = (WIDTH - widthOf(row)) / 2;
			int baseline = (int) Math.round(top + size * (LINE - DESCENT));
			for (Sized word : middleFirst(row)) {
				places.add(new Place(word.text, left, baseline, word.size, word.width, word.colour));
				left += word.width + GAP;
			}
			top += size * LINE;
		}
		return new WordCloud(words, places, WIDTH, (int) Math.ceil(top));
	}

	/** The three most used, in words. */
	public String most() {
		return this.words.stream().limit(3).map(Word::text).collect(Collectors.joining(", "));
	}

	private static List<Sized> open(List<List<Sized>> rows) {
		List<Sized> row = new ArrayList<>();
		rows.add(row);
		return row;
	}

	/** By rank where the number of one is hidden: that one is among the most used. */
	private static Sized sized(List<Word> words, int i) {
		int most = words.stream().mapToInt((word) -> Word.orElse(word, 0)).max().orElse(0);
		int least = words.stream().mapToInt((word) -> Word.orElse(word, most)).min().orElse(0);
		int units = Word.orElse(words.get(i), most);
		double share = (most == least) ? 0.5 : Math.sqrt((units - least) / (double) (most - least));
		int size = (int) Math.round(SMALLEST + share * (LARGEST - SMALLEST));
		int width = Math.min(WIDTH, widthOf(words.get(i).text) * size / 1000 + 1);
		return new Sized(words.get(i).text, size, width, COLOURS.get(i % COLOURS.size()));
	}

	private static int widthOf(List<Sized> row) {
		return row.stream().mapToInt(Sized::width).sum() + GAP * (row.size() - 1);
	}

	private static int widthOf(String text) {
		return text.chars().map((letter) -> LETTERS.getOrDefault(Character.toString(letter), OTHER_LETTER)).sum();
	}

	/** The first in the middle, the others in turn after and before it. */
	private static <T> List<T> middleFirst(List<T> all) {
		List<T> ordered = new ArrayList<>();
		for (int i = 0; i < all.size(); i++) {
			ordered.add((i % 2 == 0) ? 0 : ordered.size(), all.get(i));
		}
		return ordered;
	}

	private static Map<String, Integer> letters() {
		Map<String, Integer> letters = new LinkedHashMap<>();
		Map.of("ijl", 275, "ftr", 365, "cszvxy", 500, "aåekg", 530, "bdhnopqu", 575, "ø", 575, "æ", 850, "mw", 860)
			.forEach((some, width) -> some.chars().forEach((letter) -> letters.put(Character.toString(letter), width)));
		return letters;
	}

	/**
	 * A word.
	 *
	 * @param text its most common form
	 * @param units how many units use it, hidden if nearly all do
	 */
	public record Word(String text, Figure units) {

		private static int orElse(Word word, int number) {
			return word.units.isShown() ? word.units.number() : number;
		}

	}

	/**
	 * Where a word stands in the picture.
	 *
	 * @param text the word
	 * @param x its left side
	 * @param y the line it stands on
	 * @param size of its letters
	 * @param width it fills
	 * @param colour of its letters
	 */
	public record Place(String text, int x, int y, int size, int width, String colour) {
	}

	private record Sized(String text, int size, int width, String colour) {
	}

}
