package no.nav.samtalepakker.security;

import java.util.List;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Checks a demo user's password. Groups are not kept in the login: they are asked for at
 * each request, so that a change of people ends access at once.
 */
@Component
@Profile("demo")
class EngineUserAuthenticationProvider implements AuthenticationProvider {

	private final IdentityService identities;

	EngineUserAuthenticationProvider(@Lazy IdentityService identities) {
		this.identities = identities;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		String userId = authentication.getName();
		Object password = authentication.getCredentials();
		if (!UserIds.isValid(userId) || password == null
				|| !this.identities.checkPassword(userId, password.toString())) {
			throw new BadCredentialsException("Feil brukernavn eller passord");
		}
		return UsernamePasswordAuthenticationToken.authenticated(userId, null, List.of());
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
