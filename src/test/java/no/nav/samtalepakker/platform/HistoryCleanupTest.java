package no.nav.samtalepakker.platform;

import no.nav.samtalepakker.testing.CaseTest;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryCleanupTest extends CaseTest {

	@Test
	void theCleanupCleansUpItsOwnLog() {
		Job cleanup = this.history.cleanUpHistoryAsync(true);
		this.management.executeJob(cleanup.getId());
		assertThat(this.history.createHistoricJobLogQuery().jobId(cleanup.getId()).list()).isNotEmpty()
			.allSatisfy((entry) -> assertThat(entry.getRemovalTime()).isNotNull());
	}

}
