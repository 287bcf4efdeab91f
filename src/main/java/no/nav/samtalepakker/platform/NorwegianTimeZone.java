package no.nav.samtalepakker.platform;

import java.util.TimeZone;

import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Makes Europe/Oslo the zone of the whole virtual machine before anything else runs,
 * whoever starts the application. The engine keeps timers and due dates without a zone:
 * one database under two zones would tell different hours, and some days.
 */
class NorwegianTimeZone implements ApplicationListener<ApplicationStartingEvent>, Ordered {

	@Override
	public void onApplicationEvent(ApplicationStartingEvent event) {
		TimeZone.setDefault(TimeZone.getTimeZone(ApplicationClock.OSLO));
	}

	/** Before the log and the first connection, which both remember the zone. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
