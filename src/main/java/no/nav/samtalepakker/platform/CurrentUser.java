package no.nav.samtalepakker.platform;

import java.util.List;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The person on whose behalf this thread works; nobody in a job. */
@Component
public class CurrentUser {

	private final IdentityService identityService;

	CurrentUser(@Lazy IdentityService identityService) {
		this.identityService = identityService;
	}

	/** The user id, or null in a job. */
	public String id() {
		Authentication authentication = this.identityService.getCurrentAuthentication();
		return (authentication != null) ? authentication.getUserId() : null;
	}

	/** The user's groups, as the engine knows them. */
	public List<String> groups() {
		Authentication authentication = this.identityService.getCurrentAuthentication();
		return (authentication != null && authentication.getGroupIds() != null) ? authentication.getGroupIds()
				: List.of();
	}

	public boolean isIn(String group) {
		return groups().contains(group);
	}

	/** Refuses everybody who is not in the group. */
	public void mustBeIn(String group) {
		if (!isIn(group)) {
			throw new Refused("Du har ikke tilgang til å gjøre dette.");
		}
	}

}
