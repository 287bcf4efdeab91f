package no.nav.samtalepakker.notification;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.stereotype.Component;

/**
 * Writes e-mails. Each type has one template, a plain text whose first line is the
 * subject; the HTML is made of that text when it is sent, so that both say the same and
 * whatever is redacted in the one is gone from the other.
 */
@Component
class Letters {

	private static final Locale NORWEGIAN = Locale.forLanguageTag("nb-NO");

	private static final String FRAME = "frame";

	private final TemplateEngine templates = templates();

	private final MailSettings settings;

	Letters(MailSettings settings) {
		this.settings = settings;
	}

	/** Subject and text. */
	Letter write(Notification notification) {
		Map<String, Object> words = new HashMap<>(notification.words());
		words.put("home", this.settings.baseUrl());
		words.put("toConversation", this.settings.baseUrl() + "/samtaler/" + notification.conversationId());
		words.put("toObstacle", this.settings.baseUrl() + "/hindringer/" + notification.about().obstacleId());
		String written = Notifications
			.asWritten(this.templates.process(notification.type().template(), new Context(NORWEGIAN, words)))
			.strip();
		int subject = written.indexOf('\n');
		return new Letter(written.substring(0, subject).strip(), written.substring(subject).strip() + "\n");
	}

	/** The same as a page of ours shows it. */
	Preview preview(Letter letter) {
		return new Preview(letter.subject(), Block.of(letter.text(), this.settings.baseUrl() + "/"));
	}

	/** The same as HTML that also Outlook and a small screen show as it is meant. */
	String html(Letter letter) {
		Map<String, Object> words = Map.of("subject", letter.subject(), "blocks",
				Block.of(letter.text(), this.settings.baseUrl() + "/"));
		return this.templates.process(FRAME, new Context(NORWEGIAN, words));
	}

	private static TemplateEngine templates() {
		SpringTemplateEngine engine = new SpringTemplateEngine();
		engine.addTemplateResolver(resolver(1, TemplateMode.HTML, ".html", Set.of(FRAME)));
		engine.addTemplateResolver(resolver(2, TemplateMode.TEXT, ".txt", Set.of("*")));
		return engine;
	}

	private static ClassLoaderTemplateResolver resolver(int order, TemplateMode mode, String suffix,
			Set<String> names) {
		ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
		resolver.setOrder(order);
		resolver.setPrefix("templates/mail/");
		resolver.setSuffix(suffix);
		resolver.setTemplateMode(mode);
		resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
		resolver.setResolvablePatterns(names);
		return resolver;
	}

}
