package no.nav.samtalepakker.security;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Production: people log in at the provider, programs bring its tokens. A claim gives the
 * user id; at login the user and the mapped groups are written into the engine's tables,
 * which alone decide from then on.
 */
@Component
@Profile("prod")
class OidcLogin implements Login {

	private static final Logger log = LoggerFactory.getLogger(OidcLogin.class);

	/** Failures the login page can explain. */
	static final Set<String> EXPLAINED = Set.of(ProvidedUser.NO_USER_ID, ProvidedUser.TOO_MANY_GROUPS,
			ProvidedUser.UNREADABLE_GROUPS);

	private final LoginSettings settings;

	private final IdentitySynchronisation synchronisation;

	private final BearerUsers bearers;

	private final ClientRegistrationRepository registrations;

	private final CookieNames cookies;

	OidcLogin(LoginSettings settings, IdentitySynchronisation synchronisation, BearerUsers bearers,
			ClientRegistrationRepository registrations, CookieNames cookies) {
		this.settings = settings;
		this.synchronisation = synchronisation;
		this.bearers = bearers;
		this.registrations = registrations;
		this.cookies = cookies;
	}

	@Override
	public void ofPrograms(HttpSecurity http) throws Exception {
		BearerRefusals refusals = new BearerRefusals();
		http.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.jwtAuthenticationConverter(this.bearers))
			.authenticationEntryPoint(refusals)
			.accessDeniedHandler(refusals)
			.withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {

				@Override
				public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
					filter.setAuthenticationFailureHandler(refusals);
					return filter;
				}

			}));
	}

	@Override
	public void ofPeople(HttpSecurity http, AuthenticationSuccessHandler landingPage) throws Exception {
		DefaultOAuth2AuthorizationRequestResolver requests = new DefaultOAuth2AuthorizationRequestResolver(
				this.registrations, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
		// Spring leaves it out for clients with a secret
		requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
		http.oauth2Login((oauth2) -> oauth2.loginPage("/login")
			.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestResolver(requests)
				.authorizationRequestRepository(new LoginsInProgress(this.registrations, this.cookies)))
			// tokens are gone with the session
			.authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
			.successHandler(landingPage)
			.failureHandler(this::failed)
			.userInfoEndpoint((userInfo) -> userInfo.oidcUserService(synchronised()).userService((request) -> {
				throw new OAuth2AuthenticationException(new OAuth2Error("no_id_token"), "The scope openid is missing");
			})));
	}

	@Override
	public LogoutSuccessHandler afterLogout() {
		OidcClientInitiatedLogoutSuccessHandler handler = new OidcClientInitiatedLogoutSuccessHandler(
				this.registrations);
		handler.setPostLogoutRedirectUri("{baseUrl}" + LoggedOut.PAGE);
		handler.setDefaultTargetUrl(LoggedOut.PAGE);
		handler.setRedirectStrategy(new LoggedOut());
		return handler;
	}

	private OAuth2UserService<OidcUserRequest, OidcUser> synchronised() {
		OidcUserService provider = new OidcUserService();
		return (request) -> {
			OidcUser user = provider.loadUser(request);
			this.synchronisation.synchronise(ProvidedUser.of(user.getClaims(), this.settings));
			return new DefaultOidcUser(user.getAuthorities(), user.getIdToken(), user.getUserInfo(),
					this.settings.userClaim());
		};
	}

	private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		String code = (failure instanceof OAuth2AuthenticationException oauth2) ? oauth2.getError().getErrorCode() : "";
		// the code may come from the address
		log.warn("Login failed: {}", code.matches("[a-z_]{1,60}") ? code : failure.getClass().getSimpleName());
		log.debug("Login failed", failure);
		response.sendRedirect(request.getContextPath() + "/login?error" + (EXPLAINED.contains(code) ? "=" + code : ""));
	}

}
