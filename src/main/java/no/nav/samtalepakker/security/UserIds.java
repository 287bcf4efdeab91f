package no.nav.samtalepakker.security;

import java.util.Locale;

import no.nav.samtalepakker.platform.Identities;

/** What a user id may look like, and those nobody can log in with. */
final class UserIds {

	/** Keeps the web applications from asking for a first administrator. */
	static final String LOCKED_USER = "laast-driftsbruker";

	private UserIds() {
	}

	static boolean isValid(String userId) {
		return userId != null && userId.matches("[A-Za-z0-9_-]{1,64}");
	}

	/** Whether a person may have this id, whatever the provider says. */
	static boolean isPersons(String userId) {
		return isValid(userId) && !userId.equalsIgnoreCase(LOCKED_USER)
				&& !userId.toLowerCase(Locale.ROOT).startsWith(Identities.PROGRAM_PREFIX);
	}

}
