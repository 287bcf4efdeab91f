package no.nav.samtalepakker;

import no.nav.samtalepakker.testing.OnPostgres;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class NewReleaseOnPostgresTest extends NewReleaseTest {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> OnPostgres.Server.url("release"));
		registry.add("spring.datasource.username", () -> "postgres");
	}

}
