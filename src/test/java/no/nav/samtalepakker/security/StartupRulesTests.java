package no.nav.samtalepakker.security;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StartupRulesTests {

	private static final String REGISTRATION = "spring.security.oauth2.client.registration.nav.";

	private static final String PROVIDER = "spring.security.oauth2.client.provider.nav.";

	private static final String TOKENS = "spring.security.oauth2.resourceserver.jwt.";

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, jdbc:h2:file:./data/a", "localhost, jdbc:h2:mem:a", "::1, jdbc:postgresql://localhost/a",
			"127.0.0.1, jdbc:postgresql://127.0.0.1:5432/a?b=c", "127.0.0.1, jdbc:postgresql://[::1]:5432/a" })
	void theDemonstrationStaysOnThisMachine(String address, String url) {
		assertThatCode(() -> check(demo(address, url))).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource({ "0.0.0.0, jdbc:h2:mem:a", "'', jdbc:h2:mem:a", "192.0.2.1, jdbc:h2:mem:a",
			"127.0.0.1, jdbc:h2:tcp://192.0.2.1/a", "127.0.0.1, jdbc:postgresql://192.0.2.1/a",
			"127.0.0.1, 'jdbc:postgresql://localhost,192.0.2.1/a'", "127.0.0.1, jdbc:h2:file:./a;auto_server=true",
			"127.0.0.1, jdbc:h2:ssl://192.0.2.1/a", "127.0.0.1, jdbc:h2:tcp:192.0.2.1/a",
			"127.0.0.1, 'jdbc:h2:tcp://localhost,192.0.2.1/a'",
			"127.0.0.1, jdbc:postgresql://localhost/a?PGHOST=192.0.2.1",
			"127.0.0.1, jdbc:postgresql://localhost/a?service=prod", "127.0.0.1, jdbc:mysql://localhost/a",
			"127.0.0.1, ''", "127.0.0.1, jdbc:oracle:thin:@db" })
	void theDemonstrationDoesNotStartWhereOthersReachIt(String address, String url) {
		assertThatThrownBy(() -> check(demo(address, url))).isInstanceOf(StartRefused.class);
	}

	@ParameterizedTest
	@CsvSource({ "server.port, 9000, true", "management.server.port, -1, true", "management.server.port, 8080, true",
			"management.server.port, 9090, false", "MANAGEMENT_SERVER_PORT, 9090, false",
			"spring.datasource.hikari.jdbc-url, jdbc:postgresql://192.0.2.1/a, false",
			"spring.datasource.hikari.jdbcUrl, jdbc:postgresql://192.0.2.1/a, false",
			"spring.datasource.hikari.jdbc-url, jdbc:h2:mem:b, true",
			"spring.datasource.hikari.data-source-properties.ApplicationName, demo, true",
			"spring.datasource.hikari.data-source-properties.PGHOST, 192.0.2.1, false",
			"spring.datasource.hikari.data-source-class-name, org.postgresql.ds.PGSimpleDataSource, false",
			"spring.datasource.jndi-name, jdbc/a, false", "spring.flyway.url, jdbc:postgresql://192.0.2.1/a, false",
			"SPRING_DATASOURCE_URL, jdbc:postgresql://192.0.2.1/a, false", "SERVER_ADDRESS, 0.0.0.0, false" })
	void theDemonstrationStaysOnThisMachineByEveryRoad(String name, String value, boolean starts) {
		MockEnvironment environment = demo("127.0.0.1", "jdbc:h2:mem:a");
		if (name.equals(name.toUpperCase(Locale.ROOT))) {
			environment.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource(
						StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, value)));
		}
		else {
			environment.setProperty(name, value);
		}
		ConfigurationPropertySources.attach(environment);
		if (starts) {
			assertThatCode(() -> check(environment)).doesNotThrowAnyException();
		}
		else {
			assertThatThrownBy(() -> check(environment)).isInstanceOf(StartRefused.class);
		}
	}

	@Test
	void aManagementPortOfItsOwnMayBeOnThisMachine() {
		MockEnvironment environment = demo("127.0.0.1", "jdbc:h2:mem:a");
		environment.setProperty("management.server.port", "9090");
		environment.setProperty("management.server.address", "::1");
		assertThatCode(() -> check(environment)).doesNotThrowAnyException();
	}

	@Test
	void productionStartsWithIssuerScopeAndAudience() {
		assertThatCode(() -> check(prod(Map.of()))).doesNotThrowAnyException();
		assertThatCode(() -> check(prod(Map.of(PROVIDER + "issuer-uri", "http://localhost:8081/nav",
				TOKENS + "issuer-uri", "http://127.0.0.1:8081/nav"))))
			.doesNotThrowAnyException();
		assertThatCode(() -> check(
				prod(Map.of(PROVIDER + "issuer-uri", "", PROVIDER + "issuerUri", "https://issuer.example"))))
			.doesNotThrowAnyException();
		assertThatCode(() -> check(
				prod(Map.of("samtalepakker.security.audience", "", "samtalepakker.security.audience[0]", "a"))))
			.doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource({ PROVIDER + "issuer-uri, '', no OIDC issuer", TOKENS + "issuer-uri, '', no OIDC issuer",
			REGISTRATION + "client-id, '', no OIDC issuer", REGISTRATION + "provider, another, no OIDC issuer",
			REGISTRATION + "scope, 'profile,openidx', openid", REGISTRATION + "scope, '', openid",
			PROVIDER + "issuer-uri, http://issuer.example, encryption",
			PROVIDER + "issuer-uri, HTTP://issuer.example, encryption",
			PROVIDER + "issuer-uri, http://localhost.issuer.example, encryption",
			PROVIDER + "token-uri, http://issuer.example/token, encryption",
			TOKENS + "issuer-uri, http://192.0.2.1, encryption", TOKENS + "jwk-set-uri, http://192.0.2.1, encryption",
			"samtalepakker.security.audience, '', no audience", "samtalepakker.security.audience, ' , ', no audience",
			"camunda.bpm.admin-user.id, admin, no local users" })
	void productionDoesNotStartWithoutAProperLogin(String name, String value, String reason) {
		assertThatThrownBy(() -> check(prod(Map.of(name, value)))).isInstanceOf(StartRefused.class)
			.hasMessageContaining(reason)
			.satisfies((refused) -> assertThat(((StartRefused) refused).action()).isNotBlank());
	}

	@ParameterizedTest
	@CsvSource({ "spring.mail.host, '', no mail server", "samtalepakker.mail.base-url, '', links",
			"samtalepakker.mail.base-url, http://samtalepakker.example, links",
			"samtalepakker.mail.base-url, https://, links", "samtalepakker.mail.base-url, https:///a, links",
			"samtalepakker.mail.base-url, 'https://a b', links", "samtalepakker.mail.base-url, https://a?b, links",
			"samtalepakker.mail.base-url, https://nav@evil.example, links", "samtalepakker.mail.from, '', no sender",
			"samtalepakker.mail.from, a@example.invalid, no sender" })
	void productionDoesNotStartWithoutMail(String name, String value, String reason) {
		assertThatThrownBy(() -> check(prod(Map.of(name, value)))).isInstanceOf(StartRefused.class)
			.hasMessageContaining(reason);
	}

	@ParameterizedTest
	@CsvSource({ "spring.datasource.url, ''", "spring.datasource.url, jdbc:h2:file:./data/samtalepakker",
			"spring.datasource.url, jdbc:h2:mem:a", "spring.datasource.url, jdbc:mysql://db.example/a",
			"spring.datasource.hikari.jdbc-url, jdbc:h2:mem:a", "spring.flyway.url, jdbc:h2:mem:a",
			"spring.datasource.jndi-name, jdbc/a", "spring.datasource.hikari.data-source-class-name, org.h2.jdbcx.A" })
	void productionStartsOnPostgresOnly(String name, String value) {
		assertThatThrownBy(() -> check(prod(Map.of(name, value)))).isInstanceOf(StartRefused.class)
			.hasMessageContaining("PostgreSQL")
			.satisfies((refused) -> assertThat(((StartRefused) refused).action()).contains("jdbc:postgresql:"));
	}

	@Test
	void theReasonAndWhatToDoAreOneLineEach() {
		StartRefused refused = new StartRefused("Because.", "Do this.");
		FailureAnalysis analysis = new StartRefusedAnalyzer().analyze(refused);
		assertThat(analysis.getDescription()).isEqualTo("Because.");
		assertThat(analysis.getAction()).isEqualTo("Do this.");
	}

	@Test
	void anIssuerThatDoesNotAnswerIsNoLongStory() {
		IllegalArgumentException unreachable = catchThrowableOfType(IllegalArgumentException.class,
				() -> ClientRegistrations.fromIssuerLocation("http://127.0.0.1:1/nav"));
		assertThat(new ProviderUnreachableAnalyzer().analyze(new IllegalStateException(unreachable)).getDescription())
			.contains("issuer does not answer");
		assertThat(new ProviderUnreachableAnalyzer().analyze(new IllegalArgumentException("Something else"))).isNull();
	}

	private static MockEnvironment prod(Map<String, String> changes) {
		Map<String, String> settings = new HashMap<>(Map.of(REGISTRATION + "client-id", "a", REGISTRATION + "scope",
				"openid,profile", PROVIDER + "issuer-uri", "https://issuer.example", TOKENS + "issuer-uri",
				"https://issuer.example", "samtalepakker.security.audience", "a", "spring.mail.host", "smtp.example",
				"samtalepakker.mail.base-url", "https://samtalepakker.example", "samtalepakker.mail.from",
				"a@nav.example"));
		settings.put("spring.datasource.url", "jdbc:postgresql://db.example/samtalepakker");
		settings.putAll(changes);
		MockEnvironment environment = new MockEnvironment();
		environment.setActiveProfiles("prod");
		settings.forEach((name, value) -> {
			if (!value.isEmpty()) {
				environment.setProperty(name, value);
			}
		});
		return environment;
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
