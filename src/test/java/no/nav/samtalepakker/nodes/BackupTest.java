package no.nav.samtalepakker.nodes;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;

import no.nav.samtalepakker.consistency.Consistency;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.testing.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A backup by the database's own tools while a rollout starts its conversations, on the
 * PostgreSQL of this machine, which is another version than the one in the other tests.
 */
class BackupTest {

	@TempDir
	private Path folder;

	@Test
	void restoresToSomethingWhole() {
		assumeTrue(InstalledPostgres.isThere(), "no PostgreSQL in /usr/lib/postgresql");
		Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		try (InstalledPostgres postgres = new InstalledPostgres(this.folder)) {
			String address = postgres.create("samtalepakker");
			JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(address));
			try (Node node = Node
				.start("backup", address, "--samtalepakker.rollout.chunk-size=5",
						"--camunda.bpm.job-execution.wait-time-in-millis=50")
				.ready()) {
				LocalDate today = LocalDate.now(ApplicationClock.OSLO);
				node.as("sekretariat")
					.post("/engine-rest/process-definition/key/rollout/submit-form",
							Visitor.form("startRollout",
									"""
											{'name': 'Mens vi tar kopi', 'packageKeys': ['tillit-enhet', 'tillit-mba', 'tillit-brukerutvalg'],
											'opensOn': '%s', 'closesOn': '%s'}
											"""
										.formatted(today, today.plusMonths(4))))
					.expect(200);
				await().atMost(Duration.ofMinutes(2)).until(() -> started(jdbc) > 0);
				postgres.dump("samtalepakker");
			}
			String restored = postgres.create("restored");
			postgres.restore("restored");
			assertThat(started(JdbcClient.create(new DriverManagerDataSource(restored)))).isPositive();
			assertThat(Consistency.check("--spring.datasource.url=" + restored)).isZero();
			Outcomes.tell("backup in a rollout: restored with %d conversations, the checker finds nothing",
					started(JdbcClient.create(new DriverManagerDataSource(restored))));
		}
	}

	private static int started(JdbcClient jdbc) {
		return jdbc.sql("select count(*) from conversation where state = 'PLANNING'").query(Integer.class).single();
	}

}
