package no.nav.samtalepakker.platform;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Health component {@code jobs}: down while steps are due and nobody takes them. Not part
 * of liveness and readiness, for a restart may not help and people can still work. Down
 * without a number while the database cannot tell.
 */
@Component
class JobsHealthIndicator extends AbstractHealthIndicator {

	private final BackgroundSteps steps;

	JobsHealthIndicator(BackgroundSteps steps) {
		this.steps = steps;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		BackgroundSteps.Waiting waiting = this.steps.waiting();
		((waiting.steps() > 0) ? builder.down() : builder.up()).withDetail("waiting", waiting.steps());
	}

}
