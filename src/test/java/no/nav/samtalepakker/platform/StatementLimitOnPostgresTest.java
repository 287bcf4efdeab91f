package no.nav.samtalepakker.platform;

import no.nav.samtalepakker.testing.OnPostgres;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

@OnPostgres
class StatementLimitOnPostgresTest extends StatementLimitTest {

	@Value("${camunda.bpm.job-execution.lock-time-in-millis}")
	private long lock;

	@Autowired
	private PlatformTransactionManager transactions;

	private int marks;

	@Test
	void nothingStandsOpenLongerThanAJobIsLocked() {
		assertThat(milliseconds("idle_in_transaction_session_timeout")).isEqualTo(this.lock);
		assertThat(milliseconds("tcp_user_timeout")).isEqualTo(this.lock);
		assertThat(milliseconds("tcp_keepalives_idle")
				+ milliseconds("tcp_keepalives_interval") * milliseconds("tcp_keepalives_count") / 1000)
			.isEqualTo(this.lock);
	}

	/** A plan for all values would be a bad one for many of them. */
	@Test
	void whatIsReadForPagesKeepsNoPlan() {
		assertThat(kept(false)).isEqualTo(1);
		assertThat(kept(true)).isZero();
		RequestContextHolder
			.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest("GET", "/hindringer")));
		try {
			assertThat(kept(false)).isZero();
		}
		finally {
			RequestContextHolder.resetRequestAttributes();
		}
	}

	/** How many plans are left of a statement that was run again and again. */
	private int kept(boolean readOnly) {
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		transaction.setReadOnly(readOnly);
		String mark = "mark" + this.marks++;
		return transaction.execute((status) -> {
			for (int i = 0; i < 8; i++) {
				this.jdbc.sql("select count(*) as %s from unit where id = ?".formatted(mark))
					.param("0101")
					.query(Integer.class)
					.single();
			}
			return this.jdbc.sql("select count(*) from pg_prepared_statements where statement like ?")
				.param("%as " + mark + " %")
				.query(Integer.class)
				.single();
		});
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
