package no.nav.samtalepakker.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Stops a start that would let the wrong people in: {@code prod} without an issuer, and
 * {@code demo}, whose password everybody knows, where others could reach it.
 */
public class StartupRules implements EnvironmentPostProcessor, Ordered {

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
			requireIssuer(environment);
		}
		else {
			requireLoopback(environment);
		}
	}

	private static void requireIssuer(ConfigurableEnvironment environment) {
		// however it is written: issuer-uri, issuerUri or as an environment variable
		boolean people = Binder.get(environment)
			.bind("spring.security.oauth2.client.provider", Bindable.mapOf(String.class, String.class))
			.orElse(Map.of())
			.entrySet()
			.stream()
			.anyMatch((entry) -> hasText(entry.getValue())
					&& entry.getKey().replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT).endsWith("issueruri"));
		boolean programs = hasText(environment.getProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri"));
		if (!people || !programs) {
			throw new StartRefused("Profile prod has no OIDC issuer, so nobody could log in.",
					"Set spring.security.oauth2.client.provider.<name>.issuer-uri with a registration of the same "
							+ "provider, and spring.security.oauth2.resourceserver.jwt.issuer-uri.");
		}
	}

	private static boolean hasText(Object value) {
		return value != null && !value.toString().isBlank();
	}

	private static void requireLoopback(ConfigurableEnvironment environment) {
		if (!isLoopback(environment.getProperty("server.address", ""))) {
			throw new StartRefused(
					"Profile demo has users with a well-known password and listens on the loopback address only.",
					"Remove server.address, or use profile prod.");
		}
		String url = environment.getProperty("spring.datasource.url", "");
		boolean embedded = url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:")
				&& !url.startsWith("jdbc:h2:ssl:");
		if (!embedded && !onLoopback(url)) {
			throw new StartRefused("Profile demo may not write its users into a database on another machine.",
					"Use H2 or a database on localhost, or profile prod.");
		}
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
