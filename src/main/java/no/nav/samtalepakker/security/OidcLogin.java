package no.nav.samtalepakker.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/**
 * Production: people log in at the issuer, programs bring its tokens. A claim gives the
 * user id; groups are those of the engine's tables, never the token's.
 */
@Component
@Profile("prod")
class OidcLogin implements Login {

	private final String userClaim;

	OidcLogin(@Value("${samtalepakker.security.user-claim}") String userClaim) {
		this.userClaim = userClaim;
	}

	@Override
	public void ofPrograms(HttpSecurity http) throws Exception {
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setPrincipalClaimName(this.userClaim);
		http.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.jwtAuthenticationConverter(converter)));
	}

	@Override
	public void ofPeople(HttpSecurity http, AuthenticationSuccessHandler landingPage) throws Exception {
		http.oauth2Login((oauth2) -> oauth2.loginPage("/login")
			.successHandler(landingPage)
			.userInfoEndpoint((userInfo) -> userInfo.oidcUserService(namedByClaim())));
	}

	@Override
	public AuthenticationEntryPoint entryPoint() {
		return new LoginUrlAuthenticationEntryPoint("/login");
	}

	private OAuth2UserService<OidcUserRequest, OidcUser> namedByClaim() {
		OidcUserService delegate = new OidcUserService();
		return (request) -> {
			OidcUser user = delegate.loadUser(request);
			String userId = user.getClaimAsString(this.userClaim);
			if (userId == null || !userId.matches("[A-Za-z0-9_-]{1,64}")) {
				throw new OAuth2AuthenticationException(new OAuth2Error("no_user_id"),
						"The token has no usable claim " + this.userClaim);
			}
			return new DefaultOidcUser(user.getAuthorities(), user.getIdToken(), user.getUserInfo(), this.userClaim);
		};
	}

}
