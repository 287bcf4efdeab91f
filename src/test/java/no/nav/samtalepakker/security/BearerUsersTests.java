package no.nav.samtalepakker.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

class BearerUsersTests {

	private final BearerUsers bearers = new BearerUsers(new LoginSettings("NAVident", "email", "groups", Map.of(),
			List.of("first", "second"), Map.of(), Duration.ofHours(1)), null, null);

	@Test
	void aTokenIsForUsAndNotForEver() {
		Instant later = Instant.now().plusSeconds(60);
		assertThat(isValid(token().audience(List.of("other", "second")).expiresAt(later))).isTrue();
		assertThat(isValid(token().audience(List.of("first")))).isFalse();
		assertThat(isValid(token().audience(List.of("other")).expiresAt(later))).isFalse();
		assertThat(isValid(token().audience(List.of()).expiresAt(later))).isFalse();
		assertThat(isValid(token().expiresAt(later))).isFalse();
	}

	private static Jwt.Builder token() {
		return Jwt.withTokenValue("token").header("alg", "RS256").subject("subject");
	}

	private boolean isValid(Jwt.Builder token) {
		return !this.bearers.validate(token.build()).hasErrors();
	}

}
