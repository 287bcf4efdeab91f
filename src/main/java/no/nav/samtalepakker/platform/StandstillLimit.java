package no.nav.samtalepakker.platform;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * How long a node and PostgreSQL wait for each other when one says nothing any more.
 * PostgreSQL keeps what a node has begun until the job's lock ends. A job's lock ends
 * after a while and another node takes it, but finds the rows still locked as long as the
 * first one's transaction stands open: for good if the node hangs, for two hours if its
 * machine has lost power or its network. So the transaction ends when the lock does. A
 * node waits for an answer twice as long as a statement may take, and takes a connection
 * for broken then: a machine that has lost its network ends nothing, and each request
 * would wait in a read for good. Only what starts a node may take longer
 * ({@link StartTurn}).
 */
@Component
class StandstillLimit implements BeanPostProcessor {

	private static final int PROBES = 3;

	private static final String ANSWER = "socketTimeout";

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
			source.addDataSourceProperty("tcpKeepAlive", "true");
			if (!source.getDataSourceProperties().containsKey(ANSWER)) {
				source.addDataSourceProperty(ANSWER, String.valueOf(2 * StatementLimit.SECONDS));
			}
		}
		return bean;
	}

}
