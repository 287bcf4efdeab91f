package no.nav.samtalepakker.platform;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * How long PostgreSQL keeps what a node has begun that says nothing any more. A job's
 * lock ends after a while and another node takes it, but finds the rows still locked as
 * long as the first one's transaction stands open: for good if the node hangs, for two
 * hours if its machine has lost power or its network. So the transaction ends when the
 * lock does.
 */
@Component
class StandstillLimit implements BeanPostProcessor {

	private static final int PROBES = 3;

	private final Duration lock;

	StandstillLimit(@Value("${camunda.bpm.job-execution.lock-time-in-millis}") long lockMillis) {
		this.lock = Duration.ofMillis(lockMillis);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource source && source.getJdbcUrl() != null
				&& source.getJdbcUrl().startsWith("jdbc:postgresql:")) {
			long probe = Math.max(1, this.lock.toSeconds() / (PROBES + 1));
			source.setConnectionInitSql("""
					set idle_in_transaction_session_timeout = %d;
					set tcp_user_timeout = %1$d;
					set tcp_keepalives_idle = %d;
					set tcp_keepalives_interval = %2$d;
					set tcp_keepalives_count = %d
					""".formatted(this.lock.toMillis(), probe, PROBES));
		}
		return bean;
	}

}
