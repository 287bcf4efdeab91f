package no.nav.samtalepakker.platform;

import java.util.stream.IntStream;

import no.nav.samtalepakker.testing.OnH2;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@OnH2
class StatementLimitOnH2Test extends StatementLimitTest {

	@Test
	void keepsThePlansOfItsStatements() {
		// a connection that is opened meanwhile counts too, so not every time
		assertThat(IntStream.range(0, 20).anyMatch((time) -> keepsPlans())).isTrue();
	}

	private boolean keepsPlans() {
		long before = changesOfTheSchema();
		this.jdbc.sql("select count(*) from unit").query(Integer.class).single();
		this.engine.getTaskService().createTaskQuery().count();
		return changesOfTheSchema() == before;
	}

	/** Each of them makes H2 forget all plans. */
	private long changesOfTheSchema() {
		return new JdbcTemplate(this.dataSource).execute((ConnectionCallback<Long>) (
				connection) -> ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase()
					.getModificationMetaId());
	}

}
