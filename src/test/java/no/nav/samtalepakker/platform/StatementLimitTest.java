package no.nav.samtalepakker.platform;

import javax.sql.DataSource;

import no.nav.samtalepakker.testing.HttpCaseTest;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing keeps a connection for ever, be it ours or the engine's. */
abstract class StatementLimitTest extends HttpCaseTest {

	@Autowired
	protected DataSource dataSource;

	@Autowired
	private JdbcTemplate ours;

	@Test
	void everyStatementIsLimited() {
		ProcessEngineConfigurationImpl engines = (ProcessEngineConfigurationImpl) this.engine
			.getProcessEngineConfiguration();
		assertThat(limit(this.dataSource, this.ours.getQueryTimeout())).isEqualTo(StatementLimit.SECONDS);
		assertThat(limit(engines.getDataSource(),
				(engines.getJdbcStatementTimeout() != null) ? engines.getJdbcStatementTimeout() : -1))
			.isEqualTo(StatementLimit.SECONDS);
	}

	/** That of the statement, or else of its connection. */
	private static int limit(DataSource source, int ofStatement) {
		return (ofStatement > 0) ? ofStatement : new JdbcTemplate(source)
			.execute((ConnectionCallback<Integer>) (connection) -> connection.createStatement().getQueryTimeout());
	}

}
