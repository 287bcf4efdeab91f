package no.nav.samtalepakker.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the provider's tokens mean here.
 *
 * @param userClaim the claim that holds the user id
 * @param emailClaim the claim that holds the e-mail address
 * @param groupsClaim the claim that holds the provider's groups
 * @param groups our groups by the provider's group id
 * @param audience whom a bearer token must be meant for, one of these
 * @param programs our groups by the client id of a program that acts on its own behalf
 * @param longestSession how long a login lasts at most, however busy the user is
 */
@ConfigurationProperties("samtalepakker.security")
record LoginSettings(@DefaultValue("NAVident") String userClaim, @DefaultValue("email") String emailClaim,
		@DefaultValue("groups") String groupsClaim, Map<String, List<String>> groups, List<String> audience,
		Map<String, List<String>> programs, @DefaultValue("10h") Duration longestSession) {

	LoginSettings {
		groups = (groups != null) ? Map.copyOf(groups) : Map.of();
		audience = (audience != null) ? List.copyOf(audience) : List.of();
		programs = (programs != null) ? Map.copyOf(programs) : Map.of();
	}

	/** The groups whose members the provider decides, apart from those of our own. */
	Set<String> managedGroups() {
		return this.groups.values().stream().flatMap(List::stream).collect(Collectors.toSet());
	}

}
