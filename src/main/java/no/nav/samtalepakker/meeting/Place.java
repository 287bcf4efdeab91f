package no.nav.samtalepakker.meeting;

import java.util.regex.Pattern;

import no.nav.samtalepakker.platform.InvalidInput;

/**
 * Where a meeting is: words, or the address of a meeting on screen. The rules every form
 * has in common for it.
 */
public final class Place {

	public static final int LENGTH = 200;

	private static final Pattern ADDRESS = Pattern.compile("https://\\S+");

	/** Any other way to open something, wherever it stands. */
	private static final Pattern OTHER_SCHEME = Pattern
		.compile("(?i)\\b(?!https:)[a-z][a-z0-9+.-]*://|\\b(javascript|vbscript|data|file|mailto|tel|sip|http):\\S");

	/**
	 * What says that there is no place any more, where nothing written changes nothing.
	 */
	private static final Pattern NONE = Pattern.compile("\\s*[-–—]\\s*");

	private Place() {
	}

	/** The place after a change. */
	static String changed(String former, String written) {
		return (written == null) ? former : NONE.matcher(written).matches() ? null : written;
	}

	/**
	 * As it stands in a line of an e-mail, as long as it was; null if nothing is there.
	 */
	public static String onOneLine(String place) {
		return (place == null || place.isBlank()) ? null : place.replaceAll("\\s", " ");
	}

	/** Refuses addresses that are not https. */
	public static void check(String field, String place) {
		if (place != null && OTHER_SCHEME.matcher(place).find()) {
			throw new InvalidInput(field, "Skriv et sted, eller en lenke som begynner med https://");
		}
	}

	/** Whether it is an address and nothing else. */
	static boolean isAddress(String place) {
		return place != null && ADDRESS.matcher(place).matches();
	}

}
