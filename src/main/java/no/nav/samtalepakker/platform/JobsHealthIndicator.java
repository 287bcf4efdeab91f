package no.nav.samtalepakker.platform;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Health component {@code jobs}: down while steps are due and nobody takes them. Not part
 * of liveness and readiness, for a restart may not help and people can still work.
 */
@Component
class JobsHealthIndicator implements HealthIndicator {

	private final BackgroundSteps steps;

	JobsHealthIndicator(BackgroundSteps steps) {
		this.steps = steps;
	}

	@Override
	public Health health() {
		BackgroundSteps.Waiting waiting = this.steps.waiting();
		return ((waiting.steps() > 0) ? Health.down() : Health.up()).withDetail("waiting", waiting.steps()).build();
	}

}
