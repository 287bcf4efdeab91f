package no.nav.samtalepakker.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.Identities;
import org.camunda.bpm.engine.IdentityService;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the engine know on whose behalf a request works, with the groups the user has now.
 * The web applications do this themselves.
 */
class EngineAuthenticationFilter extends OncePerRequestFilter {

	private final IdentityService engineIdentities;

	private final Identities identities;

	EngineAuthenticationFilter(IdentityService engineIdentities, Identities identities) {
		this.engineIdentities = engineIdentities;
		this.identities = identities;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + "/camunda/");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || !authentication.isAuthenticated()
				|| authentication instanceof AnonymousAuthenticationToken) {
			chain.doFilter(request, response);
			return;
		}
		String userId = authentication.getName();
		if (!UserIds.isValid(userId)) {
			Refusals.send(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized",
					"Innloggingen har ingen bruker-id vi kan bruke.");
			return;
		}
		try {
			this.engineIdentities.setAuthentication(userId, this.identities.groupsOf(userId));
			chain.doFilter(request, response);
		}
		finally {
			this.engineIdentities.clearAuthentication();
		}
	}

}
