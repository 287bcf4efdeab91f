package no.nav.samtalepakker.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What our e-mails say about us.
 *
 * @param from the sender, who also stands as organiser in calendars, so that an
 * invitation survives a change of leader
 * @param baseUrl where people find the application, without a slash at the end
 */
@ConfigurationProperties("samtalepakker.mail")
public record MailSettings(@DefaultValue("samtalepakker@example.invalid") String from,
		@DefaultValue("http://localhost:8080") String baseUrl) {

	/** Where the leader's tasks are. */
	public String tasklist() {
		return this.baseUrl + "/camunda/app/tasklist";
	}

}
