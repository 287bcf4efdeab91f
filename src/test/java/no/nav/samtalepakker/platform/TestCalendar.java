package no.nav.samtalepakker.platform;

import java.time.Duration;
import java.time.LocalDate;

/** A calendar whose clock the test sets. */
public final class TestCalendar {

	private final ApplicationClock clock = new TestClock();

	/** At noon of the given day. */
	public static TestCalendar on(LocalDate today) {
		TestCalendar calendar = new TestCalendar();
		calendar.moveTo(today);
		return calendar;
	}

	public void moveTo(LocalDate today) {
		((TestClock) this.clock).now = today.atTime(12, 0).atZone(ApplicationClock.OSLO).toInstant();
	}

	/** Lets time pass. */
	public void pass(Duration time) {
		TestClock stopped = (TestClock) this.clock;
		stopped.now = stopped.now.plus(time);
	}

	public NorwegianCalendar get() {
		return new NorwegianCalendar(this.clock);
	}

	/** Leaves the engine's clock, which all tests of a JVM share, alone. */
	private static final class TestClock extends ApplicationClock {

		private java.time.Instant now;

		@Override
		public java.time.Instant instant() {
			return this.now;
		}

	}

}
