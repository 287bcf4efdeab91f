package no.nav.samtalepakker.security;

import no.nav.samtalepakker.testing.OnPostgres;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ProviderLoginOnPostgresTest extends ProviderLoginTest {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> OnPostgres.Server.url("prod"));
		registry.add("spring.datasource.username", () -> "postgres");
	}

}
