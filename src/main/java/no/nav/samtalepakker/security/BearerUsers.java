package no.nav.samtalepakker.security;

import java.util.List;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.Identities;

import org.springframework.context.annotation.Profile;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * On whose behalf a bearer token speaks: a user the application knows, or a program named
 * in the configuration. Groups are those of the engine's tables, never the token's.
 * Spring Boot has signature and issuer checked, and asks here for what a token must have
 * besides.
 */
@Component
@Profile("prod")
class BearerUsers implements Converter<Jwt, AbstractAuthenticationToken>, OAuth2TokenValidator<Jwt> {

	private final LoginSettings settings;

	private final Identities identities;

	private final ProgramUsers programs;

	BearerUsers(LoginSettings settings, Identities identities, ProgramUsers programs) {
		this.settings = settings;
		this.identities = identities;
		this.programs = programs;
	}

	/** Somebody else's token, or one for ever, is no token here. */
	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		List<String> audience = token.getAudience();
		boolean ours = audience != null && audience.stream().anyMatch(this.settings.audience()::contains);
		return (ours && token.getExpiresAt() != null) ? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(new OAuth2Error(BearerTokenErrorCodes.INVALID_TOKEN,
						"The token is not for this application or has no expiry", null));
	}

	@Override
	public AbstractAuthenticationToken convert(Jwt token) {
		return new JwtAuthenticationToken(token, List.of(),
				token.hasClaim(this.settings.userClaim()) ? user(token) : program(token));
	}

	private String user(Jwt token) {
		if (!(token.getClaims().get(this.settings.userClaim()) instanceof String userId)
				|| !UserIds.isPersons(userId)) {
			throw new UnknownBearer("Tokenet har ingen bruker-id vi kan bruke.");
		}
		if (!this.identities.exists(userId)) {
			throw new UnknownBearer("Brukeren er ikke kjent her. Logg inn i nettleseren én gang først.");
		}
		return userId;
	}

	private String program(Jwt token) {
		if (isPersons(token)) {
			throw new UnknownBearer("Tokenet har ingen bruker-id vi kan bruke.");
		}
		return Stream.of("azp", "client_id", "appid")
			.map((claim) -> token.getClaims().get(claim))
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.findFirst()
			.flatMap(this.programs::userOf)
			.orElseThrow(() -> new UnknownBearer("Programmet har ikke tilgang her."));
	}

	/**
	 * Whether a person without a user id of ours stands behind the token, who must not
	 * act as the program they use. In Entra, a program's token is about itself.
	 */
	private static boolean isPersons(Jwt token) {
		Object type = token.getClaims().get("idtyp");
		Object object = token.getClaims().get("oid");
		return (type != null && !type.equals("app")) || (object != null && !object.equals(token.getSubject()));
	}

}
