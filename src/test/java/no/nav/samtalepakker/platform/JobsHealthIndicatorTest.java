package no.nav.samtalepakker.platform;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class JobsHealthIndicatorTest {

	@Test
	void isDownWhileTheDatabaseIsAway() {
		JdbcClient nowhere = JdbcClient.create(new DriverManagerDataSource("jdbc:h2:mem:nowhere;IFEXISTS=TRUE"));
		BackgroundSteps steps = new BackgroundSteps(null, null, null, null, null, nowhere,
				new NorwegianCalendar(new ApplicationClock()));
		assertThat(new JobsHealthIndicator(steps).health().getStatus()).isEqualTo(Status.DOWN);
	}

}
