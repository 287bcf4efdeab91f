package no.nav.samtalepakker.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginAttemptsTest {

	private static final String ADDRESS = "192.0.2.1";

	private final MovableClock clock = new MovableClock();

	private final LoginAttempts attempts = new LoginAttempts(this.clock);

	@Test
	void theWaitGrowsUpToALimit() {
		fail("kari", LoginAttempts.FREE_FOR_NAME - 1);
		assertThat(wait("kari")).isZero();
		fail("kari", 1);
		assertThat(wait("kari")).isEqualTo(Duration.ofSeconds(30));
		this.clock.pass(Duration.ofSeconds(29));
		assertThat(wait("kari")).isEqualTo(Duration.ofSeconds(1));
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(wait("kari")).isZero();
		for (Duration next : new Duration[] { Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4),
				Duration.ofMinutes(8), Duration.ofMinutes(15), Duration.ofMinutes(15) }) {
			fail("kari", 1);
			assertThat(wait("kari")).isEqualTo(next);
			this.clock.pass(next);
		}
	}

	@Test
	void everyNameWaitsForItself() {
		fail("kari", 5);
		assertThat(wait("KARI")).isPositive();
		assertThat(wait("ola")).isZero();
	}

	@Test
	void aSuccessLetsTheNameStartAfresh() {
		fail("kari", 4);
		this.attempts.succeeded("kari");
		fail("kari", 4);
		assertThat(wait("kari")).isZero();
	}

	@Test
	void mistakesAreForgotten() {
		fail("kari", 4);
		this.clock.pass(LoginAttempts.MEMORY);
		fail("kari", 4);
		assertThat(wait("kari")).isZero();
	}

	@Test
	void whoeverTriesManyNamesWaitsToo() {
		for (int i = 0; i < LoginAttempts.FREE_FOR_ADDRESS; i++) {
			this.attempts.failed("navn-" + i, ADDRESS);
			this.attempts.succeeded("eget-navn");
		}
		assertThat(wait("helt-ny")).isPositive();
		assertThat(this.attempts.wait("helt-ny", "192.0.2.2")).isZero();
	}

	@Test
	void memoryIsBounded() {
		for (int i = 0; i < 3 * LoginAttempts.MAX_ENTRIES; i++) {
			this.attempts.failed("navn-" + i + "x".repeat(100), "address-" + i);
		}
		assertThat(this.attempts.size()).isEqualTo(LoginAttempts.MAX_ENTRIES);
	}

	private void fail(String name, int times) {
		for (int i = 0; i < times; i++) {
			this.attempts.failed(name, ADDRESS);
		}
	}

	private Duration wait(String name) {
		return this.attempts.wait(name, ADDRESS);
	}

	private static final class MovableClock extends Clock {

		private Instant now = Instant.parse("2026-09-07T07:00:00Z");

		void pass(Duration time) {
			this.now = this.now.plus(time);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
