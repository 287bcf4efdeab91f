package no.nav.samtalepakker.notification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Chooses between a mail server and files: whether {@code spring.mail.host} is set. */
@Configuration(proxyBeanMethods = false)
class PostOffice {

	private static final Logger log = LoggerFactory.getLogger(PostOffice.class);

	@Bean
	Post post(ObjectProvider<JavaMailSenderImpl> server, MailSettings settings) {
		JavaMailSenderImpl found = server.getIfAvailable();
		if (found != null) {
			return new SmtpPost(found);
		}
		log.info("No mail server (spring.mail.host): e-mails are written to {}.",
				settings.directory().toAbsolutePath());
		return new FilePost(settings.directory());
	}

}
