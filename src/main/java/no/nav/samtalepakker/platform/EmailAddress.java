package no.nav.samtalepakker.platform;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * E-mail addresses, as people paste them and as mail servers take them. The forms go by
 * the same rules while one writes ({@code addresses} in {@code forms-v1.js}); a test
 * holds the two against each other and against the mail library.
 */
public final class EmailAddress {

	/** What a mail server takes (RFC 5321). */
	public static final int LENGTH = 254;

	private static final int LENGTH_OF_NAME = 64;

	private static final int LENGTH_OF_LABEL = 63;

	/**
	 * Latin small letters with accents. Those that look like others or have two forms are
	 * not among them, and no other script is: nobody could tell them apart.
	 */
	private static final String LETTER = "a-z0-9ß-öø-ÿ\u0101-\u0130\u0135-\u0137\u0139-\u013e\u0141-\u0148\u014b-\u017e";

	private static final Pattern LETTERS = Pattern.compile("[" + LETTER + "@.!#$%&'*+/=?^_`{|}~-]*");

	private static final String WORD = "[" + LETTER + "!#$%&'*+/=?^_`{|}~-]+";

	private static final Pattern NAME = Pattern.compile(WORD + "(?:\\." + WORD + ")*");

	private static final String LABEL = "[" + LETTER + "](?:[" + LETTER + "-]*[" + LETTER + "])?";

	private static final Pattern DOMAIN = Pattern.compile("(?:" + LABEL + "\\.)+[a-zß-öø-ÿ]{2,}");

	/** As mail programs write somebody with a name. */
	private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]*)>");

	/** What a list or a sentence leaves at an address. */
	private static final Pattern LEFT_OVER = Pattern
		.compile("^(?:[\\s\"'«»“”„‘’()\\[\\]•·▪–—:*-]|mailto:)+|[\\s\"'«»“”‘’()\\[\\].,:]+$");

	private EmailAddress() {
	}

	/**
	 * What somebody has pasted as addresses, one by one and in small letters; also what
	 * is none. Names beside an address in angle brackets are left out.
	 */
	public static List<String> in(String pasted) {
		List<String> found = new ArrayList<>();
		for (String part : plain(pasted).split("[;\\n]")) {
			Matcher brackets = IN_BRACKETS.matcher(part);
			boolean named = false;
			int done = 0;
			while (brackets.find()) {
				add(found, part.substring(done, brackets.start()), true);
				add(found, brackets.group(1), false);
				named = true;
				done = brackets.end();
			}
			add(found, part.substring(done), named);
		}
		return found.stream().distinct().toList();
	}

	private static void add(List<String> found, String words, boolean named) {
		for (String word : words.split("[\\s,]+")) {
			String address = LEFT_OVER.matcher(word).replaceAll("");
			// in front of an address in brackets stands the name it belongs to
			if (!address.isEmpty() && (!named || address.contains("@"))) {
				found.add(address);
			}
		}
	}

	private static String plain(String pasted) {
		StringBuilder seen = new StringBuilder();
		PlainText.of(pasted).codePoints().forEach((character) -> {
			if (!PlainText.isInvisible(character)) {
				seen.appendCodePoint(Character.isSpaceChar(character) ? ' ' : character);
			}
		});
		return Normalizer.normalize(seen, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
	}

	/** Why mail cannot go there, in Norwegian and without the address. */
	public static Optional<String> faultOf(String address) {
		int at = address.indexOf('@');
		if (at < 1 || at != address.lastIndexOf('@') || at == address.length() - 1) {
			return Optional.of("En e-postadresse ser ut som navn@etat.no");
		}
		if (!LETTERS.matcher(address).matches()) {
			return Optional
				.of("E-postadressen har bokstaver eller tegn vi ikke kan sende til, eller som kan forveksles med andre. Skriv den på nytt");
		}
		String domain = domainOf(address);
		if (!NAME.matcher(nameOf(address)).matches()) {
			return Optional.of("Sjekk punktumene foran @ i e-postadressen");
		}
		if (!DOMAIN.matcher(domain).matches() || domain.contains("xn--")) {
			return Optional.of("Det som står etter @ i e-postadressen, er ikke riktig");
		}
		return isTooLong(address) ? Optional.of("E-postadressen er for lang") : Optional.empty();
	}

	private static boolean isTooLong(String address) {
		if (nameOf(address).length() > LENGTH_OF_NAME || address.length() > LENGTH) {
			return true;
		}
		for (String label : domainOf(address).split("\\.")) {
			if (label.length() > LENGTH_OF_LABEL) {
				return true;
			}
		}
		try {
			return inAscii(address).length() > LENGTH;
		}
		catch (IllegalArgumentException ex) {
			// longer in ASCII than a part of a domain may be
			return true;
		}
	}

	/** With the domain as the net knows it, such as {@code xn--blbr-roah.no}. */
	public static String inAscii(String address) {
		return nameOf(address) + '@' + IDN.toASCII(domainOf(address));
	}

	/** Whether it needs a mail server that takes more than ASCII before the «@». */
	public static boolean hasSpecialName(String address) {
		return nameOf(address).chars().anyMatch((character) -> character > '~');
	}

	/**
	 * Whose it is: {@code kari+nav@…} and {@code kari@…} end in the same inbox, and
	 * Google looks past points, too.
	 */
	public static String personOf(String address) {
		String name = nameOf(address).replaceFirst("(?<=.)\\+.*", "");
		String domain = domainOf(address);
		return domain.matches("g(?:oogle)?mail\\.com") ? name.replace(".", "") + "@gmail.com" : name + '@' + domain;
	}

	private static String nameOf(String address) {
		return address.substring(0, Math.max(0, address.lastIndexOf('@')));
	}

	/** What stands behind the «@». */
	public static String domainOf(String address) {
		return address.substring(address.lastIndexOf('@') + 1);
	}

}
