package no.nav.samtalepakker.security;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;

/** The OIDC provider of a test run: real redirects, real tokens, real keys. */
final class Provider {

	static final String CLIENT = "samtalepakker-client";

	static final String AUDIENCE = "samtalepakker-api";

	/** Group ids as Entra gives them. */
	static final String SECRETARIAT = "5d2b6c1e-0f0a-4b6e-9d53-1c2a7f3e9b01";

	static final String EVALUATORS = "A7C1F2D4-9E3B-4F65-8A70-BB21CC32DD43";

	static final String LEADERS = "0b9d8c7e-1111-4222-8333-94445555aaaa";

	static final String OPERATORS = "/drift/samtalepakker";

	private static final MockOAuth2Server SERVER = start();

	private Provider() {
	}

	private static MockOAuth2Server start() {
		MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(true));
		server.start();
		return server;
	}

	static String issuer() {
		return SERVER.issuerUrl("nav").toString();
	}

	static String otherIssuer() {
		return SERVER.issuerUrl("another").toString();
	}

	/** What a token needs to be let in, with the further claims. */
	static Map<String, Object> claims(Map<String, ?> further) {
		Map<String, Object> claims = new HashMap<>(Map.of("aud", AUDIENCE, "sub", "subject"));
		claims.putAll(further);
		return claims;
	}

	/** A token of the issuer for this application, with the further claims. */
	static String token(Map<String, ?> further) {
		return token(claims(further), Duration.ofMinutes(10));
	}

	static String token(Map<String, Object> claims, Duration life) {
		return SERVER.anyToken(SERVER.issuerUrl("nav"), claims, life).serialize();
	}

	static String tokenOfAnotherIssuer(Map<String, ?> further) {
		return SERVER.anyToken(SERVER.issuerUrl("another"), claims(further), Duration.ofMinutes(10)).serialize();
	}

}
