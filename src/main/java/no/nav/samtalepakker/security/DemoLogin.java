package no.nav.samtalepakker.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.stereotype.Component;

/** The demonstration: local users, a login page, HTTP Basic for programs. */
@Component
@Profile("demo")
class DemoLogin implements Login {

	private final EngineUserAuthenticationProvider users;

	DemoLogin(EngineUserAuthenticationProvider users) {
		this.users = users;
	}

	@Override
	public void ofPrograms(HttpSecurity http) throws Exception {
		http.authenticationManager(usersOnly());
		http.httpBasic((basic) -> basic.authenticationEntryPoint((request, response, failure) -> {
			if (failure instanceof TooManyAttempts tooMany) {
				Refusals.tooManyAttempts(response, tooMany);
				return;
			}
			response.setHeader("WWW-Authenticate", "Basic realm=\"Samtalepakker\"");
			SecurityConfiguration.unauthorized().commence(request, response, failure);
		}));
	}

	@Override
	public void ofPeople(HttpSecurity http, AuthenticationSuccessHandler landingPage) throws Exception {
		http.authenticationManager(usersOnly());
		http.formLogin((form) -> form.loginPage("/login").successHandler(landingPage).failureHandler(failed()));
	}

	/** Without a parent, which would try each password a second time. */
	private AuthenticationManager usersOnly() {
		return new ProviderManager(this.users);
	}

	/** Wrong: once more. Wrong too often: the page says how long to wait. */
	private static AuthenticationFailureHandler failed() {
		SimpleUrlAuthenticationFailureHandler again = new SimpleUrlAuthenticationFailureHandler("/login?error");
		// whoever guesses gets no session for it
		again.setAllowSessionCreation(false);
		return (request, response, failure) -> {
			if (failure instanceof TooManyAttempts tooMany) {
				Refusals.markTooManyAttempts(response, tooMany);
				request.setAttribute("wait", tooMany.inWords());
				request.getRequestDispatcher("/login").forward(reading(request), response);
			}
			else {
				again.onAuthenticationFailure(request, response, failure);
			}
		};
	}

	/** As if the page had been asked for; another try would not end. */
	private static HttpServletRequest reading(HttpServletRequest request) {
		return new HttpServletRequestWrapper(request) {

			@Override
			public String getMethod() {
				return HttpMethod.GET.name();
			}

		};
	}

	@Override
	public LogoutSuccessHandler afterLogout() {
		SimpleUrlLogoutSuccessHandler handler = new SimpleUrlLogoutSuccessHandler();
		handler.setDefaultTargetUrl(LoggedOut.PAGE);
		handler.setRedirectStrategy(new LoggedOut());
		return handler;
	}

}
