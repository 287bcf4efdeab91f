package no.nav.samtalepakker.incident;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * When somebody looks for what has stopped: every minute once the application is ready.
 */
@Component
class StopSchedule {

	private final StopNotices notices;

	private volatile boolean ready;

	StopSchedule(StopNotices notices) {
		this.notices = notices;
	}

	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		this.ready = true;
	}

	@Scheduled(fixedDelayString = "PT1M")
	void look() {
		if (this.ready) {
			this.notices.tell();
		}
	}

}
