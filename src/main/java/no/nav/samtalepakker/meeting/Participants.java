package no.nav.samtalepakker.meeting;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import no.nav.samtalepakker.platform.InvalidInput;

/**
 * The rules every form has in common for the addresses of those who are asked to come.
 */
public final class Participants {

	public static final int MOST = 200;

	public static final int ADDRESS_LENGTH = 254;

	/** No commas, brackets or spaces: the address ends up in a mail header. */
	private static final Pattern ADDRESS = Pattern
		.compile("[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");

	private Participants() {
	}

	/** Each address once, in small letters. */
	public static List<String> distinct(List<String> addresses) {
		return addresses.stream()
			.filter(Objects::nonNull)
			.map((address) -> address.toLowerCase(Locale.ROOT))
			.distinct()
			.toList();
	}

	/** Refuses what cannot be an address. */
	public static void check(String field, List<String> addresses) {
		for (int i = 0; i < addresses.size(); i++) {
			if (!ADDRESS.matcher(addresses.get(i)).matches()) {
				throw new InvalidInput(field + "[" + i + "]", "E-postadressen er ikke gyldig");
			}
		}
	}

}
