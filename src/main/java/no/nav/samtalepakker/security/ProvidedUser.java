package no.nav.samtalepakker.security;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * A user as the provider describes them at login.
 *
 * @param id user id, here and there
 * @param firstName may be empty
 * @param lastName may be empty
 * @param email or null if the provider does not say
 * @param groups the provider's groups
 */
record ProvidedUser(String id, String firstName, String lastName, String email, Set<String> groups) {

	/** The token carries no user id we can use. */
	static final String NO_USER_ID = "no_user_id";

	/** The provider has left the groups out because there are too many. */
	static final String TOO_MANY_GROUPS = "too_many_groups";

	/** The claim of the groups holds something else. */
	static final String UNREADABLE_GROUPS = "unreadable_groups";

	private static final int LONGEST_NAME = 120;

	private static final int LONGEST_EMAIL = 254;

	/** Reads the claims of a login; one that cannot be understood is no login. */
	static ProvidedUser of(Map<String, Object> claims, LoginSettings settings) {
		if (!(claims.get(settings.userClaim()) instanceof String id) || !UserIds.isPersons(id)) {
			throw refused(NO_USER_ID, "The token has no usable claim " + settings.userClaim());
		}
		String first = text(claims, "given_name");
		String last = text(claims, "family_name");
		if (first.isEmpty() && last.isEmpty()) {
			String name = text(claims, "name");
			int space = name.lastIndexOf(' ');
			first = name.substring(0, Math.max(0, space));
			last = name.substring(space + 1);
		}
		if (first.isEmpty() && last.isEmpty()) {
			last = id;
		}
		String email = Optional.of(text(claims, settings.emailClaim()))
			.filter((address) -> address.indexOf('@') > 0 && address.length() <= LONGEST_EMAIL
					&& address.chars().noneMatch(Character::isWhitespace))
			.orElse(null);
		return new ProvidedUser(id, shorten(first), shorten(last), email, groups(claims, settings));
	}

	private static Set<String> groups(Map<String, Object> claims, LoginSettings settings) {
		if (settings.groups().isEmpty()) {
			return Set.of();
		}
		Object groups = claims.get(settings.groupsClaim());
		if (groups == null) {
			// Entra refers to a web service instead of listing more than 200 groups
			boolean elsewhere = claims.get("_claim_names") instanceof Map<?, ?> names
					&& names.containsKey(settings.groupsClaim());
			if (elsewhere || "true".equals(String.valueOf(claims.get("hasgroups")))) {
				throw refused(TOO_MANY_GROUPS, "The token refers to the groups instead of listing them");
			}
			return Set.of();
		}
		if (groups instanceof String one) {
			return Set.of(one);
		}
		if (groups instanceof Collection<?> several && several.stream().allMatch(String.class::isInstance)) {
			Set<String> ids = new LinkedHashSet<>();
			several.forEach((group) -> ids.add((String) group));
			return ids;
		}
		throw refused(UNREADABLE_GROUPS, "The claim " + settings.groupsClaim() + " is no list of texts");
	}

	private static String text(Map<String, Object> claims, String name) {
		return (claims.get(name) instanceof String text) ? text.replaceAll("\\p{Cntrl}+", " ").strip() : "";
	}

	private static String shorten(String name) {
		return (name.codePointCount(0, name.length()) <= LONGEST_NAME) ? name
				: name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
	}

	private static OAuth2AuthenticationException refused(String code, String description) {
		return new OAuth2AuthenticationException(new OAuth2Error(code), description);
	}

}
