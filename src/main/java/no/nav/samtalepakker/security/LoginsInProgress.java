package no.nav.samtalepakker.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;

/**
 * What must be remembered while somebody is at the provider, in a cookie of their own
 * browser rather than in a session: anybody may begin a login, as often as they like.
 * State, nonce and code verifier are secrets of this browser against all others, not
 * against the person in front of it, so they need neither a seal nor a key that all nodes
 * share; no other site can write a {@code __Host-} cookie.
 */
class LoginsInProgress implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	static final String NAME = "samtalepakker-login";

	private static final Duration AGE = Duration.ofMinutes(15);

	private static final JsonMapper JSON = new JsonMapper();

	private static final Set<String> KEPT = Set.of(OAuth2ParameterNames.REGISTRATION_ID, OAuth2ParameterNames.STATE,
			OAuth2ParameterNames.REDIRECT_URI, OidcParameterNames.NONCE, PkceParameterNames.CODE_VERIFIER);

	private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {
	};

	private final ClientRegistrationRepository registrations;

	private final CookieNames cookies;

	LoginsInProgress(ClientRegistrationRepository registrations, CookieNames cookies) {
		this.registrations = registrations;
		this.cookies = cookies;
	}

	@Override
	public void saveAuthorizationRequest(OAuth2AuthorizationRequest login, HttpServletRequest request,
			HttpServletResponse response) {
		if (login == null) {
			removeAuthorizationRequest(request, response);
			return;
		}
		Map<String, String> kept = Map.of(OAuth2ParameterNames.REGISTRATION_ID,
				login.getAttribute(OAuth2ParameterNames.REGISTRATION_ID), OAuth2ParameterNames.STATE, login.getState(),
				OAuth2ParameterNames.REDIRECT_URI, login.getRedirectUri(), OidcParameterNames.NONCE,
				login.getAttribute(OidcParameterNames.NONCE), PkceParameterNames.CODE_VERIFIER,
				login.getAttribute(PkceParameterNames.CODE_VERIFIER));
		write(response, encode(kept), AGE);
	}

	@Override
	public OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, this.cookies.of(NAME));
		Map<String, String> kept = (cookie != null) ? decode(cookie.getValue()) : Map.of();
		if (!kept.keySet().containsAll(KEPT) || kept.containsValue(null)) {
			return null;
		}
		String state = kept.get(OAuth2ParameterNames.STATE);
		ClientRegistration registration = this.registrations
			.findByRegistrationId(kept.get(OAuth2ParameterNames.REGISTRATION_ID));
		if (registration == null || !state.equals(request.getParameter(OAuth2ParameterNames.STATE))) {
			return null;
		}
		return OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri(registration.getProviderDetails().getAuthorizationUri())
			.clientId(registration.getClientId())
			.redirectUri(kept.get(OAuth2ParameterNames.REDIRECT_URI))
			.scopes(registration.getScopes())
			.state(state)
			.attributes((attributes) -> {
				attributes.put(OAuth2ParameterNames.REGISTRATION_ID, registration.getRegistrationId());
				attributes.put(OidcParameterNames.NONCE, kept.get(OidcParameterNames.NONCE));
				attributes.put(PkceParameterNames.CODE_VERIFIER, kept.get(PkceParameterNames.CODE_VERIFIER));
			})
			.build();
	}

	@Override
	public OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request,
			HttpServletResponse response) {
		OAuth2AuthorizationRequest login = loadAuthorizationRequest(request);
		if (login != null) {
			write(response, "", Duration.ZERO);
		}
		return login;
	}

	private void write(HttpServletResponse response, String value, Duration age) {
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(this.cookies.of(NAME), value)
					.path("/")
					.maxAge(age)
					.sameSite("Lax")
					.secure(this.cookies.secure())
					.httpOnly(true)
					.build()
					.toString());
	}

	private static String encode(Map<String, String> kept) {
		try {
			return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(kept));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> decode(String value) {
		try {
			return JSON.readValue(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8), TEXTS);
		}
		catch (IOException | IllegalArgumentException ex) {
			return Map.of();
		}
	}

}
