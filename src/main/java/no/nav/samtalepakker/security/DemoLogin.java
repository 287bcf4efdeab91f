package no.nav.samtalepakker.security;

import org.springframework.context.annotation.Profile;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
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
		http.authenticationProvider(this.users);
		http.httpBasic((basic) -> basic.authenticationEntryPoint((request, response, failure) -> {
			response.setHeader("WWW-Authenticate", "Basic realm=\"Samtalepakker\"");
			SecurityConfiguration.unauthorized().commence(request, response, failure);
		}));
	}

	@Override
	public void ofPeople(HttpSecurity http, AuthenticationSuccessHandler landingPage) throws Exception {
		http.authenticationProvider(this.users);
		http.formLogin((form) -> form.loginPage("/login").successHandler(landingPage));
	}

	@Override
	public LogoutSuccessHandler afterLogout() {
		SimpleUrlLogoutSuccessHandler handler = new SimpleUrlLogoutSuccessHandler();
		handler.setDefaultTargetUrl(LoggedOut.PAGE);
		handler.setRedirectStrategy(new LoggedOut());
		return handler;
	}

	@Override
	public AuthenticationEntryPoint entryPoint() {
		return new LoginUrlAuthenticationEntryPoint("/login");
	}

}
