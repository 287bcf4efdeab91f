package no.nav.samtalepakker.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;

import org.camunda.bpm.engine.impl.util.ClockUtil;

import org.springframework.stereotype.Component;

/**
 * The one clock of the application. Moving it moves the engine's clock as well, so that
 * the demonstration and the tests live in the same time as the jobs they wait for (design
 * §4).
 */
@Component
public class ApplicationClock extends Clock {

	public static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

	private volatile Instant stoppedAt;

	/** Stops the clock at the given instant, for us and for the engine. */
	public void moveTo(Instant instant) {
		this.stoppedAt = instant;
		ClockUtil.setCurrentTime(Date.from(instant));
	}

	/** Back to real time. */
	public void reset() {
		this.stoppedAt = null;
		ClockUtil.reset();
	}

	@Override
	public ZoneId getZone() {
		return OSLO;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.fixed(instant(), zone);
	}

	@Override
	public Instant instant() {
		Instant stopped = this.stoppedAt;
		return (stopped != null) ? stopped : Instant.now();
	}

}
