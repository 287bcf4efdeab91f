package no.nav.samtalepakker.scale;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.obstacle.ObstacleProcess;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.BackgroundSteps;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.WaitingTasks;
import no.nav.samtalepakker.preparation.PreparationProcess;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.OnPostgres;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No list, no look for jobs, no message and no chunk of a rollout reads a table from end
 * to end, or many of its rows, when there are 10,000 open tasks. The database counts
 * that; a clock would tell of the machine. {@link ListsScale} is the long form.
 */
@OnPostgres
class PlansTest extends HttpCaseTest {

	private static final int MANY = 10_000;

	/** More rows than anybody here has, also of those who have tasks of other tests. */
	private static final int MOST_READ = MANY / 5;

	private static final Set<String> PROBED = Set.of("act_ru_task", "act_ru_identitylink", "act_ru_authorization",
			"act_ru_execution", "act_ru_variable", "act_ru_job", "act_ru_event_subscr", "act_hi_procinst",
			"act_hi_actinst", "act_hi_taskinst", "act_hi_identitylink", "conversation", "unit", "unit_person");

	@Autowired
	private JdbcTemplate statements;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private Conversations conversations;

	@Autowired
	private Processes processes;

	@Autowired
	private WaitingTasks waiting;

	@Autowired
	private BackgroundSteps background;

	private ManyCases cases;

	private ManyCases.Rows original;

	private String unit;

	private String mba;

	private String county;

	@BeforeAll
	void makeManyTasks() {
		this.unit = conversationStarted(UnitType.OFFICE);
		this.mba = conversationStarted(UnitType.MBA);
		String asked = unit(UnitType.OFFICE);
		this.county = "fylke-"
				+ this.jdbc.sql("select county_id from unit where id = ?").param(asked).query(String.class).single();
		as(this.county).task("decideParticipation", rollout("rol", asked));
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
		this.statements.execute("vacuum analyze");
	}

	@Test
	void listsAreProbed() {
		for (String user : List.of(leaderOf(this.unit).user(), "sekretariat", recipient("RUNDSKRIV").user(),
				coSignerOf(this.mba).user(), this.county, "admin")) {
			List<Filter> lists = as(user,
					() -> this.engine.getFilterService()
						.createTaskFilterQuery()
						.orderByFilterName()
						.asc()
						.listPage(0, 100));
			assertThat(lists).isNotEmpty();
			for (Filter list : lists) {
				assertThat(scanned(user, () -> {
					this.engine.getFilterService().listPage(list.getId(), 0, 15);
					this.engine.getFilterService().count(list.getId());
				})).as("%s, %s", user, list.getName()).isEmpty();
			}
		}
		// the secretariat and the operator may see every task there is
		for (String user : List.of(leaderOf(this.unit).user(), recipient("RUNDSKRIV").user(),
				coSignerOf(this.mba).user(), this.county)) {
			assertThat(scanned(user, () -> {
				this.engine.getTaskService().createTaskQuery().orderByTaskCreateTime().desc().listPage(0, 15);
				this.engine.getTaskService().createTaskQuery().count();
			})).as(user).isEmpty();
		}
	}

	@Test
	void jobsAreProbed() {
		assertThat(scanned("nobody", this::lookForJobs)).isEmpty();
		assertThat(scanned("nobody", this.background::waiting)).isEmpty();
	}

	@Test
	void messagesAreProbed() {
		String conversation = this.cases.idOfCopy(conversationOf(this.unit), "P", MANY);
		assertThat(scanned("nobody", () -> {
			assertThat(this.processes.isRunning(conversation)).isTrue();
			assertThat(this.processes.openTasks(conversation, PreparationProcess.PLAN_MEETING)).hasSize(1);
			this.processes.tell("message_ofNobody", conversation);
			this.processes.isAwaited("message_ofNobody", conversation);
			this.processes.recalculateTimers(conversation, "timer_planReminder");
			this.engine.getRuntimeService()
				.createMessageCorrelation("message_ofNobody")
				.processInstanceBusinessKey(conversation)
				.correlateAll();
		})).isEmpty();
	}

	@Test
	void chunksAreReadInTheOrderOfAnIndex() {
		String rollout = rolloutOf(this.unit);
		Runnable chunk = () -> assertThat(this.conversations.tellChunk(rollout, Set.of(ConversationState.PLANNING),
				"message_ofNobody", "NOTHING", 20))
			.hasSize(20);
		assertThat(scanned("nobody", chunk)).isEmpty();
	}

	@Test
	void whatEndsIsProbed() {
		assertThat(scanned("nobody", this::close)).isEmpty();
		assertThat(scannedWithout("samtalepakker_task_parent", this::close)).contains("act_ru_task");
	}

	/** Conversations nobody has planned end with their tasks. */
	private void close() {
		assertThat(this.conversations.tellChunk(rolloutOf(this.unit), Set.of(ConversationState.PLANNING),
				"message_closed", "CLOSED", 5))
			.hasSize(5);
	}

	@Test
	void whatWaitsIsProbed() {
		assertThat(scanned("nobody", () -> this.waiting.of(ObstacleProcess.TRIAGE))).isEmpty();
		assertThat(scannedWithout("samtalepakker_task_kind", () -> this.waiting.of(ObstacleProcess.TRIAGE)))
			.contains("act_ru_task");
	}

	/** The database does count. */
	@Test
	void aMissingIndexIsFound() {
		assertThat(scannedWithout("samtalepakker_job_due", this::lookForJobs)).contains("act_ru_job");
		assertThat(scannedWithout("samtalepakker_right_user",
				() -> this.engine.getTaskService().createTaskQuery().count()))
			.contains("act_ru_authorization");
	}

	@Test
	void aListOfTheEnginesOwnIsNotProbed() {
		assertThat(scanned(leaderOf(this.unit).user(),
				() -> configuration().getCommandExecutorTxRequired().execute((context) -> {
					context.getSessions().put(AuthorizationManager.class, new AuthorizationManager());
					return this.engine.getTaskService().createTaskQuery().count();
				})))
			.isNotEmpty();
	}

	private void lookForJobs() {
		configuration().getCommandExecutorTxRequired()
			.execute((context) -> context.getJobManager().findNextJobsToExecute(new Page(0, 6)));
	}

	private ProcessEngineConfigurationImpl configuration() {
		return (ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration();
	}

	private List<String> scannedWithout(String index, Runnable work) {
		List<String> scanned = new ArrayList<>();
		asleep(() -> scanned.addAll(scanned(leaderOf(this.unit).user(), () -> {
			this.statements.execute("drop index " + index);
			work.run();
		})));
		return scanned;
	}

	/**
	 * The large tables that are read from end to end in the course of the work, or of
	 * which it reads many rows. All it does is undone.
	 */
	private List<String> scanned(String user, Runnable work) {
		return new TransactionTemplate(this.transactions).execute((status) -> {
			status.setRollbackOnly();
			// what the connection has done before may still be among it
			Map<String, Reads> before = reads();
			as(user, () -> {
				work.run();
				return null;
			});
			Map<String, Reads> after = reads();
			return PROBED.stream().filter((table) -> {
				Reads former = before.getOrDefault(table, Reads.NONE);
				Reads latter = after.getOrDefault(table, Reads.NONE);
				return latter.scans() > former.scans() || latter.rows() - former.rows() > MOST_READ;
			}).sorted().toList();
		});
	}

	private Map<String, Reads> reads() {
		Map<String, Reads> reads = new HashMap<>();
		this.statements.query("""
				select relname, seq_scan, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as read
				from pg_stat_xact_user_tables
				""", (row) -> {
			reads.put(row.getString("relname"), new Reads(row.getLong("seq_scan"), row.getLong("read")));
		});
		return reads;
	}

	private <T> T as(String user, Supplier<T> work) {
		List<String> groups = this.engine.getIdentityService()
			.createGroupQuery()
			.groupMember(user)
			.list()
			.stream()
			.map(Group::getId)
			.toList();
		this.engine.getIdentityService().setAuthentication(user, groups);
		try {
			return work.get();
		}
		finally {
			this.engine.getIdentityService().clearAuthentication();
		}
	}

	/**
	 * What has been read of a table.
	 *
	 * @param scans from end to end
	 * @param rows in all
	 */
	private record Reads(long scans, long rows) {

		private static final Reads NONE = new Reads(0, 0);

	}

}
