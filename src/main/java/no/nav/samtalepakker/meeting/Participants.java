package no.nav.samtalepakker.meeting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import no.nav.samtalepakker.platform.EmailAddress;
import no.nav.samtalepakker.platform.InvalidInput;

/**
 * The rules every form has in common for the addresses of those who are asked to come.
 */
public final class Participants {

	public static final int MOST = 200;

	public static final int ADDRESS_LENGTH = EmailAddress.LENGTH;

	private Participants() {
	}

	/** Each person once, however the addresses were pasted. */
	public static List<String> distinct(List<String> pasted) {
		Map<String, String> people = new LinkedHashMap<>();
		pasted.stream()
			.filter(Objects::nonNull)
			.flatMap((text) -> EmailAddress.in(text).stream())
			.forEach((address) -> people.putIfAbsent(EmailAddress.personOf(address), address));
		return List.copyOf(people.values());
	}

	/** Refuses what cannot be an address. */
	public static void check(String field, List<String> addresses) {
		for (int i = 0; i < addresses.size(); i++) {
			String path = field + "[" + i + "]";
			EmailAddress.faultOf(addresses.get(i)).ifPresent((fault) -> {
				throw new InvalidInput(path, fault);
			});
		}
	}

}
