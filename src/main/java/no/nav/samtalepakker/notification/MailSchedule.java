package no.nav.samtalepakker.notification;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * When the outbox is emptied: every few seconds once the application is ready, which is
 * after the demonstration has been played.
 */
@Component
@ConditionalOnProperty(name = "samtalepakker.mail.deliver", matchIfMissing = true)
class MailSchedule {

	private final MailDelivery delivery;

	private volatile boolean ready;

	MailSchedule(MailDelivery delivery) {
		this.delivery = delivery;
	}

	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		this.ready = true;
	}

	@Scheduled(fixedDelayString = "${samtalepakker.mail.pause:10s}")
	void deliver() {
		if (this.ready) {
			this.delivery.deliver();
		}
	}

}
