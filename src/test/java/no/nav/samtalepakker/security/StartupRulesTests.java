package no.nav.samtalepakker.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StartupRulesTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, jdbc:h2:file:./data/a", "localhost, jdbc:h2:mem:a", "::1, jdbc:postgresql://localhost/a",
			"127.0.0.1, jdbc:postgresql://127.0.0.1:5432/a?b=c", "127.0.0.1, jdbc:postgresql://[::1]:5432/a" })
	void theDemonstrationStaysOnThisMachine(String address, String url) {
		assertThatCode(() -> check(demo(address, url))).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource({ "0.0.0.0, jdbc:h2:mem:a", "'', jdbc:h2:mem:a", "192.0.2.1, jdbc:h2:mem:a",
			"127.0.0.1, jdbc:h2:tcp://192.0.2.1/a", "127.0.0.1, jdbc:postgresql://192.0.2.1/a",
			"127.0.0.1, 'jdbc:postgresql://localhost,192.0.2.1/a'", "127.0.0.1, jdbc:oracle:thin:@db" })
	void theDemonstrationDoesNotStartWhereOthersReachIt(String address, String url) {
		assertThatThrownBy(() -> check(demo(address, url))).isInstanceOf(StartRefused.class);
	}

	@Test
	void productionNeedsAnIssuer() {
		MockEnvironment prod = new MockEnvironment();
		prod.setActiveProfiles("prod");
		assertThatThrownBy(() -> check(prod)).isInstanceOf(StartRefused.class).hasMessageContaining("issuer");
		prod.setProperty("spring.security.oauth2.client.provider.nav.issuer-uri", "https://issuer.example");
		assertThatThrownBy(() -> check(prod)).isInstanceOf(StartRefused.class);
		prod.setProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://issuer.example");
		assertThatCode(() -> check(prod)).doesNotThrowAnyException();
	}

	@Test
	void oneOfTheProfilesMustBeChosen() {
		MockEnvironment both = new MockEnvironment();
		both.setActiveProfiles("demo", "prod");
		assertThatThrownBy(() -> check(both)).isInstanceOf(StartRefused.class);
		MockEnvironment neither = new MockEnvironment();
		neither.setActiveProfiles("other");
		assertThatThrownBy(() -> check(neither)).isInstanceOf(StartRefused.class);
	}

	private static MockEnvironment demo(String address, String url) {
		MockEnvironment environment = new MockEnvironment();
		environment.setActiveProfiles("demo");
		environment.setProperty("server.address", address);
		environment.setProperty("spring.datasource.url", url);
		return environment;
	}

	private static void check(MockEnvironment environment) {
		new StartupRules().postProcessEnvironment(environment, null);
	}

}
