package no.nav.samtalepakker.notification;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What our e-mails say about us, and where they go without a mail server.
 *
 * @param from the sender, who also stands as organiser in calendars, so that an
 * invitation survives a change of leader
 * @param baseUrl where people find the application, without a slash at the end
 * @param directory where e-mails are written to without a mail server
 */
@ConfigurationProperties("samtalepakker.mail")
public record MailSettings(@DefaultValue("samtalepakker@example.invalid") String from,
		@DefaultValue("http://localhost:8080") String baseUrl, @DefaultValue("data/mail") Path directory) {

	public MailSettings {
		baseUrl = baseUrl.replaceFirst("/+$", "");
	}

}
