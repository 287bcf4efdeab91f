package no.nav.samtalepakker.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Stops a start that would let the wrong people in, or leave everybody without mail:
 * {@code prod} without an issuer that can be trusted, without an audience, a mail server
 * or PostgreSQL, and {@code demo}, whose password everybody knows, where others could
 * reach it.
 */
public class StartupRules implements EnvironmentPostProcessor, Ordered {

	private static final String CLIENT = "spring.security.oauth2.client";

	private static final String TOKENS = "spring.security.oauth2.resourceserver.jwt";

	/** Would be used instead of, or besides, the usual address of the database. */
	private static final List<String> OTHER_URLS = List.of("spring.datasource.hikari.jdbc-url", "spring.flyway.url");

	/** Say where the database is without an address. */
	private static final List<String> ELSEWHERE = List.of("spring.datasource.jndi-name",
			"spring.datasource.hikari.data-source-jndi", "spring.datasource.hikari.data-source-class-name");

	/** Parameters of the driver that lead to another host after all. */
	private static final Pattern ELSEWHERE_IN_URL = Pattern.compile("host|service|socketfactory|%",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern HOSTS = Pattern.compile("jdbc:[a-z0-9:]+//([^/?;]*).*");

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
		boolean prod = environment.acceptsProfiles(Profiles.of("prod"));
		if (demo == prod) {
			throw new StartRefused("Exactly one of the profiles demo and prod must be active.",
					"Set SPRING_PROFILES_ACTIVE=demo for a trial on your own machine, or prod.");
		}
		if (prod) {
			checkLogin(environment);
			checkMail(environment);
			requirePostgres(environment);
		}
		else {
			requireLoopback(environment);
		}
	}

	private static void checkLogin(ConfigurableEnvironment environment) {
		Binder binder = Binder.get(environment);
		Map<String, Map<String, String>> providers = settings(binder, CLIENT + ".provider");
		Map<String, Map<String, String>> registrations = settings(binder, CLIENT + ".registration");
		String programs = environment.getProperty(TOKENS + ".issuer-uri", "");
		boolean people = !registrations.isEmpty() && registrations.entrySet()
			.stream()
			.allMatch((entry) -> hasText(setting(registrations, entry.getKey(), "clientid"))
					&& hasText(setting(providers, providerOf(entry), "issueruri")));
		if (!people || programs.isBlank()) {
			throw new StartRefused("Profile prod has no OIDC issuer, so nobody could log in.",
					"Set spring.security.oauth2.client.provider.<name>.issuer-uri with a registration of the same "
							+ "provider, and spring.security.oauth2.resourceserver.jwt.issuer-uri.");
		}
		if (!registrations.keySet().stream().allMatch((name) -> isOpenId(setting(registrations, name, "scope")))) {
			throw new StartRefused(
					"Profile prod has a registration without the scope openid, so it tells nobody apart.",
					"Set spring.security.oauth2.client.registration.<name>.scope=openid,profile,email.");
		}
		Stream<String> addresses = Stream.concat(providers.values().stream().flatMap((each) -> each.values().stream()),
				Stream.of(programs, environment.getProperty(TOKENS + ".jwk-set-uri", "")));
		if (!addresses.allMatch(StartupRules::isSafe)) {
			throw new StartRefused(
					"Profile prod has an OIDC issuer without encryption, which others could pretend to be.",
					"Use an address that begins with https, in every setting of the provider and of the bearer tokens.");
		}
		boolean audience = binder.bind("samtalepakker.security.audience", Bindable.listOf(String.class))
			.orElse(List.of())
			.stream()
			.anyMatch(StartupRules::hasText);
		if (!audience) {
			throw new StartRefused("Profile prod has no audience, so any token of the issuer would let programs in.",
					"Set samtalepakker.security.audience to the client id (or address) tokens for this application "
							+ "are issued to.");
		}
		if (hasText(environment.getProperty("camunda.bpm.admin-user.id"))) {
			throw new StartRefused("Profile prod has no local users, and camunda.bpm.admin-user would make one.",
					"Remove it and map a group of the provider to camunda-admin in samtalepakker.security.groups.");
		}
	}

	/** Who gets no e-mail does not know that there is anything to do. */
	private static void checkMail(ConfigurableEnvironment environment) {
		if (!hasText(environment.getProperty("spring.mail.host"))
				&& !hasText(environment.getProperty("spring.mail.jndi-name"))) {
			throw new StartRefused("Profile prod has no mail server, so e-mails would stay on this machine.",
					"Set spring.mail.host, and what else the server wants of spring.mail.");
		}
		if (!isAddressOfPeople(environment.getProperty("samtalepakker.mail.base-url", ""))) {
			throw new StartRefused(
					"Profile prod would send e-mails, and the provider, links that lead nowhere or are not safe.",
					"Set samtalepakker.mail.base-url to the address people open: https, a name and nothing else.");
		}
		if (environment.getProperty("samtalepakker.mail.from", "example.invalid").endsWith("example.invalid")) {
			throw new StartRefused("Profile prod has no sender for its e-mails.",
					"Set samtalepakker.mail.from to an address the mail server may send from.");
		}
	}

	/** Links in e-mails begin with it, and the provider sends people back to it. */
	private static boolean isAddressOfPeople(String address) {
		try {
			URI uri = URI.create(address.strip());
			return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null
					&& uri.getQuery() == null && uri.getFragment() == null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * H2 would keep everything in a file of this machine, with an audit one can rewrite.
	 */
	private static void requirePostgres(ConfigurableEnvironment environment) {
		Stream<String> urls = Stream.concat(Stream.of(environment.getProperty("spring.datasource.url", "")),
				OTHER_URLS.stream().map(environment::getProperty).filter(StartupRules::hasText));
		if (ELSEWHERE.stream().map(environment::getProperty).anyMatch(StartupRules::hasText)
				|| !urls.allMatch((url) -> url.startsWith("jdbc:postgresql:"))) {
			throw new StartRefused("Profile prod keeps its data in PostgreSQL and in no other database.",
					"Set spring.datasource.url to an address that begins with jdbc:postgresql:, and nothing else that "
							+ "names a database.");
		}
	}

	/** Registrations or providers by name, their settings by name without punctuation. */
	private static Map<String, Map<String, String>> settings(Binder binder, String prefix) {
		Map<String, Map<String, String>> settings = new HashMap<>();
		binder.bind(prefix, Bindable.mapOf(String.class, String.class)).orElse(Map.of()).forEach((key, value) -> {
			int dot = key.indexOf('.');
			if (dot > 0) {
				// however it is written: issuer-uri, issuerUri, an environment variable
				// or a list
				settings.computeIfAbsent(key.substring(0, dot), (name) -> new HashMap<>())
					.merge(plain(key.substring(dot + 1)), value, (one, other) -> one + "," + other);
			}
		});
		return settings;
	}

	private static String plain(String key) {
		return key.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
	}

	private static String setting(Map<String, Map<String, String>> settings, String name, String key) {
		return settings.getOrDefault(name, Map.of()).getOrDefault(key, "");
	}

	private static String providerOf(Map.Entry<String, Map<String, String>> registration) {
		return registration.getValue().getOrDefault("provider", registration.getKey());
	}

	private static boolean isOpenId(String scopes) {
		return List.of(scopes.split("[,\\s]+")).contains("openid");
	}

	private static boolean isSafe(String address) {
		if (!address.toLowerCase(Locale.ROOT).strip().startsWith("http:")) {
			return true;
		}
		try {
			return isLoopback(String.valueOf(URI.create(address.strip()).getHost()));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean hasText(String value) {
		return value != null && !value.isBlank();
	}

	private static void requireLoopback(ConfigurableEnvironment environment) {
		if (!isLoopback(environment.getProperty("server.address", ""))) {
			throw new StartRefused(
					"Profile demo has users with a well-known password and listens on the loopback address only.",
					"Remove server.address, or use profile prod.");
		}
		String port = environment.getProperty("management.server.port", "-1");
		if (!port.equals("-1") && !port.equals(environment.getProperty("server.port", "8080"))
				&& !isLoopback(environment.getProperty("management.server.address", ""))) {
			throw new StartRefused("Profile demo listens on the loopback address only, on its management port as well.",
					"Remove management.server.port, or set management.server.address=127.0.0.1.");
		}
		Stream<String> urls = Stream.concat(Stream.of(environment.getProperty("spring.datasource.url", "")),
				OTHER_URLS.stream().map(environment::getProperty).filter(StartupRules::hasText));
		boolean elsewhere = ELSEWHERE.stream().map(environment::getProperty).anyMatch(StartupRules::hasText)
				|| Binder.get(environment)
					.bind("spring.datasource.hikari.data-source-properties", Bindable.mapOf(String.class, String.class))
					.orElse(Map.of())
					.keySet()
					.stream()
					.anyMatch((key) -> ELSEWHERE_IN_URL.matcher(key).find());
		if (elsewhere || !urls.allMatch(StartupRules::isOnThisMachine)) {
			throw new StartRefused("Profile demo may not write its users into a database others can reach.",
					"Use H2 without a server or a database on localhost, or profile prod.");
		}
	}

	private static boolean isOnThisMachine(String url) {
		if (url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:")) {
			// would let others in by a server of its own
			return !url.toUpperCase(Locale.ROOT).contains("AUTO_SERVER");
		}
		int parameters = url.indexOf('?');
		return (url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:")) && onLoopback(url)
				&& (parameters < 0 || !ELSEWHERE_IN_URL.matcher(url.substring(parameters)).find());
	}

	private static boolean onLoopback(String url) {
		Matcher matcher = HOSTS.matcher(url);
		return matcher.matches() && Arrays.stream(matcher.group(1).split(","))
			.map((host) -> host.substring(host.lastIndexOf('@') + 1))
			.map((host) -> host.startsWith("[") ? host.substring(1, Math.max(1, host.indexOf(']')))
					: host.replaceFirst(":\\d+$", ""))
			.allMatch(StartupRules::isLoopback);
	}

	private static boolean isLoopback(String host) {
		try {
			return !host.isBlank() && InetAddress.getByName(host).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
