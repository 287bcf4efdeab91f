package no.nav.samtalepakker.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import no.nav.samtalepakker.platform.IdentityNumbers.Span;

/**
 * Finds phone numbers and e-mail addresses in free text. They may be needed, so people
 * are only told; a number that could as well be something else is left alone.
 */
final class ContactDetails {

	/** One blank, no-break and narrow ones too. */
	private static final String BLANK = "[ \\u00a0\\u2009\\u202f]";

	/** Not within a longer number, a date, an amount, a decimal or a case number. */
	private static final String BEFORE = "(?<![\\p{N}])(?<![\\p{N}][.,:/\\-–])(?<![\\p{N}]" + BLANK + ")";

	private static final String AFTER = "(?![\\p{N}])(?![.,:/\\-–][\\p{N}])(?!" + BLANK + "[\\p{N}])";

	/** 22 33 44 55 and 900 12 345, as phone numbers are grouped and little else is. */
	private static final String GROUPED = "(?:[2-9]\\d" + BLANK + "\\d\\d" + BLANK + "\\d\\d" + BLANK
			+ "\\d\\d|[489]\\d\\d" + BLANK + "\\d\\d" + BLANK + "\\d\\d\\d)";

	private static final String PLAIN = "[2-9]\\d{7}";

	private static final String COUNTRY_CODE = "(?:\\+|\\b00)" + BLANK + "?47" + BLANK + "?";

	/** What people write before a number to say that it is a phone's. */
	private static final String ANNOUNCED = "(?i)\\b(?:tlf|tel|telefon|telefonnr|telefonnummer|mob|mobil|mobilnr|mobilnummer"
			+ "|ring|ringe|sms|nummeret)\\b[.:]{0,2}\\s{0,2}";

	private static final Pattern PHONE = Pattern
		.compile("(?<withCode>" + COUNTRY_CODE + "(?:" + GROUPED + "|" + PLAIN + ")" + AFTER + ")|(?<grouped>" + BEFORE
				+ GROUPED + AFTER + ")|" + ANNOUNCED + "(?<announced>" + PLAIN + ")" + AFTER
				// eight digits in a row are more often a
				// case; those of mobile phones are not
				+ "|(?<mobile>" + BEFORE + "(?<!(?i:sak|saksnr|nr|ref|konto|kid|org)[.:]{0,2}\\s{0,2})[49]\\d{7}"
				+ AFTER + ")");

	private static final List<String> PHONE_GROUPS = List.of("withCode", "grouped", "announced", "mobile");

	/** Possessive and bounded, so that no text can make it slow. */
	private static final Pattern EMAIL = Pattern
		.compile("(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}][\\p{L}\\p{N}._%+-]{0,63}+@[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}+"
				+ "(?:\\.[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}+){1,6}+");

	private ContactDetails() {
	}

	/** Norwegian phone numbers, with a country code or grouped as usual. */
	static List<Span> phoneNumbersIn(String text) {
		List<Span> found = new ArrayList<>();
		Matcher phone = PHONE.matcher(text);
		while (phone.find()) {
			PHONE_GROUPS.stream()
				.filter((group) -> phone.group(group) != null)
				.findFirst()
				.ifPresent((group) -> found.add(new Span(phone.start(group), phone.end(group))));
		}
		return found;
	}

	static List<Span> emailsIn(String text) {
		return EMAIL.matcher(text).results().map((match) -> new Span(match.start(), match.end())).toList();
	}

}
