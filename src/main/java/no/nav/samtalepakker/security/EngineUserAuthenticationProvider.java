package no.nav.samtalepakker.security;

import java.time.Duration;
import java.util.List;

import no.nav.samtalepakker.platform.Passwords;

import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks a demo user's password. Groups are not kept in the login: they are asked for at
 * each request, so that a change of people ends access at once.
 */
@Component
@Profile("demo")
class EngineUserAuthenticationProvider implements AuthenticationProvider {

	private static final int MAX_PASSWORD = 200;

	private final Passwords passwords;

	private final LoginAttempts attempts;

	EngineUserAuthenticationProvider(Passwords passwords, LoginAttempts attempts) {
		this.passwords = passwords;
		this.attempts = attempts;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		String userId = authentication.getName();
		String address = (authentication.getDetails() instanceof WebAuthenticationDetails details)
				? details.getRemoteAddress() : "";
		Duration wait = this.attempts.wait(userId, address);
		if (!wait.isZero()) {
			throw new TooManyAttempts(wait);
		}
		if (!matches(userId, authentication.getCredentials())) {
			this.attempts.failed(userId, address);
			throw new BadCredentialsException("Feil brukernavn eller passord");
		}
		this.attempts.succeeded(userId);
		return UsernamePasswordAuthenticationToken.authenticated(userId, null, List.of());
	}

	private boolean matches(String userId, Object password) {
		return UserIds.isValid(userId) && password != null && password.toString().length() <= MAX_PASSWORD
				&& this.passwords.matches(userId, password.toString());
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
