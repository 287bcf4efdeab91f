package no.nav.samtalepakker.scale;

import java.util.List;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.OnPostgres;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No look for jobs reads a table from end to end when there are many open tasks. The
 * database counts that; a clock would tell of the machine.
 */
@OnPostgres
class PlansTest extends HttpCaseTest {

	private static final int MANY = 3_000;

	private static final List<String> PROBED = List.of("act_ru_task", "act_ru_identitylink", "act_ru_authorization",
			"act_ru_execution", "act_ru_variable", "act_ru_job");

	@Autowired
	private JdbcTemplate statements;

	@Autowired
	private PlatformTransactionManager transactions;

	private ManyCases cases;

	private ManyCases.Rows original;

	private String unit;

	@BeforeAll
	void makeManyTasks() {
		this.unit = conversationStarted(UnitType.OFFICE);
		awaitQuiet();
		this.cases = new ManyCases(this.statements, new TransactionTemplate(this.transactions));
		String conversation = conversationOf(this.unit);
		this.original = this.cases.rowsOf(conversation, this.unit);
		this.cases.copy(this.original, "P", false, 1, MANY);
		this.cases.proveEqual(this.original, conversation, "P", 1);
		this.statements.execute("analyze");
	}

	@AfterAll
	void takeThemAway() {
		this.cases.remove(this.original, "P", MANY);
		this.statements.execute("analyze");
	}

	@Test
	void jobsAreProbed() {
		assertThat(scanned("nobody", List.of(),
				() -> ((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration())
					.getCommandExecutorTxRequired()
					.execute((context) -> context.getJobManager().findNextJobsToExecute(new Page(0, 6)))))
			.isEmpty();
	}

	/** The large tables that are read from end to end in the course of the work. */
	private List<String> scanned(String user, List<String> groups, Runnable work) {
		return new TransactionTemplate(this.transactions).execute((status) -> {
			this.engine.getIdentityService().setAuthentication(user, groups);
			try {
				work.run();
			}
			finally {
				this.engine.getIdentityService().clearAuthentication();
			}
			return this.statements
				.queryForList("select relname from pg_stat_xact_user_tables where seq_scan > 0", String.class)
				.stream()
				.filter(PROBED::contains)
				.sorted()
				.toList();
		});
	}

}
