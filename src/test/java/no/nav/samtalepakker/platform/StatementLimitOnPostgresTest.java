package no.nav.samtalepakker.platform;

import no.nav.samtalepakker.testing.OnPostgres;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

@OnPostgres
class StatementLimitOnPostgresTest extends StatementLimitTest {

	@Value("${camunda.bpm.job-execution.lock-time-in-millis}")
	private long lock;

	@Test
	void nothingStandsOpenLongerThanAJobIsLocked() {
		assertThat(milliseconds("idle_in_transaction_session_timeout")).isEqualTo(this.lock);
		assertThat(milliseconds("tcp_user_timeout")).isEqualTo(this.lock);
		assertThat(milliseconds("tcp_keepalives_idle")
				+ milliseconds("tcp_keepalives_interval") * milliseconds("tcp_keepalives_count") / 1000)
			.isEqualTo(this.lock);
	}

	/** As the server counts: a number without a unit of time is taken for seconds. */
	private long milliseconds(String setting) {
		return this.jdbc
			.sql("select setting::bigint * case unit when 'ms' then 1 else 1000 end from pg_settings where name = ?")
			.param(setting)
			.query(Long.class)
			.single();
	}

}
