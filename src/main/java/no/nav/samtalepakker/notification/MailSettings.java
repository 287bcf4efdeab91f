package no.nav.samtalepakker.notification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What our e-mails say about us, and where they go without a mail server.
 *
 * @param from the sender, who also stands as organiser in calendars, so that an
 * invitation survives a change of leader
 * @param baseUrl where people find the application, without a slash at the end
 * @param directory where e-mails are written to without a mail server
 * @param allowedDomains where participants may have their addresses, sub-domains
 * included; empty for everywhere
 * @param changePause how long a change waits for the next, which then takes its place
 * @param mostADayEach how many e-mails about one meeting a participant gets in a day
 * @param mostADay how many all of its participants together
 */
@ConfigurationProperties("samtalepakker.mail")
public record MailSettings(@DefaultValue("samtalepakker@example.invalid") String from,
		@DefaultValue("http://localhost:8080") String baseUrl, @DefaultValue("data/mail") Path directory,
		@DefaultValue List<String> allowedDomains, @DefaultValue("5m") Duration changePause,
		@DefaultValue("5") int mostADayEach, @DefaultValue("400") int mostADay) {

	public MailSettings {
		baseUrl = baseUrl.replaceFirst("/+$", "");
		allowedDomains = allowedDomains.stream()
			.filter((domain) -> !domain.isBlank())
			.map((domain) -> domain.strip().toLowerCase(Locale.ROOT))
			.toList();
	}

	/** Whether participants may have addresses there. */
	boolean allows(String domain) {
		return this.allowedDomains.isEmpty()
				|| this.allowedDomains.stream().anyMatch((allowed) -> ("." + domain).endsWith("." + allowed));
	}

}
