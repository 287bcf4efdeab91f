package no.nav.samtalepakker.platform;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What tells one task in a list from others with the same name.
 *
 * @param id of the task
 * @param words the first words of what it is about, or null if they are gone
 * @param type of the unit that asks, or null
 * @param county of the unit, or null if it would tell which unit it is
 * @param units how many stand behind it, as people read it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskCard(String id, String words, String type, String county, String units) {

	/** About two lines of a card. */
	private static final int FIRST = 110;

	public TaskCard {
		words = firstOf(words);
	}

	private static String firstOf(String text) {
		String line = (text != null) ? text.strip().replaceAll("\\s+", " ") : "";
		if (line.codePointCount(0, line.length()) <= FIRST) {
			return line.isEmpty() ? null : line;
		}
		String start = line.substring(0, line.offsetByCodePoints(0, FIRST));
		int blank = start.lastIndexOf(' ');
		return ((blank > FIRST / 2) ? start.substring(0, blank) : start).stripTrailing() + " …";
	}

}
