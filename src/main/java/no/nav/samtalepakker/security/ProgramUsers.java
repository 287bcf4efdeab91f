package no.nav.samtalepakker.security;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import no.nav.samtalepakker.platform.Identities;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The programs that may act on their own behalf, each a user with the groups the
 * configuration gives it. One that is no longer configured keeps none.
 */
@Component
@Profile("prod")
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
@Transactional
class ProgramUsers implements ApplicationRunner {

	private static final String GROUP = "[A-Za-z0-9_-]{1,64}";

	private final Map<String, String> userIds = new HashMap<>();

	private final LoginSettings settings;

	private final Identities identities;

	ProgramUsers(LoginSettings settings, Identities identities) {
		this.settings = settings;
		this.identities = identities;
		settings.groups().values().forEach(ProgramUsers::check);
		settings.programs().values().forEach(ProgramUsers::check);
		for (String clientId : settings.programs().keySet()) {
			String userId = Identities.PROGRAM_PREFIX + clientId.replaceAll("[^A-Za-z0-9_-]", "_");
			if (!UserIds.isValid(userId) || this.userIds.containsValue(userId)) {
				throw new StartRefused("A client id in samtalepakker.security.programs is too long or not unique.",
						"Letters, digits, hyphens and underscores tell programs apart, and there is room for "
								+ (64 - Identities.PROGRAM_PREFIX.length()) + " of them.");
			}
			this.userIds.put(clientId, userId);
		}
	}

	private static void check(List<String> groups) {
		if (groups.isEmpty() || !groups.stream().allMatch((group) -> group.matches(GROUP))) {
			throw new StartRefused("A group in samtalepakker.security.groups or programs is not one of ours.",
					"Name groups such as sekretariat, evaluator or camunda-admin, one or several, separated by commas.");
		}
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.settings.managedGroups().forEach((group) -> this.identities.ensureGroup(group, group));
		this.settings.programs().forEach((clientId, groups) -> {
			String userId = this.userIds.get(clientId);
			this.identities.keepUser(userId, "Program", clientId, null);
			for (String group : groups) {
				this.identities.ensureGroup(group, group);
				this.identities.join(userId, group);
			}
			leave(userId, Set.copyOf(groups));
		});
		this.identities.users()
			.stream()
			.filter((userId) -> userId.startsWith(Identities.PROGRAM_PREFIX) && !this.userIds.containsValue(userId))
			.forEach((userId) -> leave(userId, Set.of()));
	}

	private void leave(String userId, Set<String> except) {
		this.identities.groupsOf(userId)
			.stream()
			.filter((group) -> !except.contains(group))
			.forEach((group) -> this.identities.leave(userId, group));
	}

	/** The user a program acts as, if it may act. */
	Optional<String> userOf(String clientId) {
		return Optional.ofNullable(this.userIds.get(clientId));
	}

}
