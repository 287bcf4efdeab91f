package no.nav.samtalepakker.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.Identities;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/**
 * Where a login leads: to the page that was asked for, else to the tasks, or to the
 * overview for those who run the rollouts.
 */
class LandingPage extends SavedRequestAwareAuthenticationSuccessHandler {

	private final Identities identities;

	LandingPage(Identities identities) {
		this.identities = identities;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws ServletException, IOException {
		SessionLimits.restart(request.getSession());
		super.onAuthenticationSuccess(request, response, authentication);
	}

	@Override
	protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) {
		List<String> groups = this.identities.groupsOf(authentication.getName());
		return (groups.contains(Identities.SECRETARIAT) || groups.contains(Identities.ADMIN)
				|| groups.contains("evaluator")) ? "/oversikt" : "/camunda/app/tasklist/default/";
	}

}
