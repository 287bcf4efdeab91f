package no.nav.samtalepakker.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.obstacle.ReportedObstacle;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Processes;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How fast the application starts conversations and routes obstacles, against the bare
 * engine doing the same work in the same run, on PostgreSQL with the settings of
 * production: {@code ./mvnw -Pbenchmark test}. Not part of {@code verify}; the profile
 * gives the heap.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "samtalepakker.rollout.lanes=2", "samtalepakker.demo.play=false", "logging.level.root=warn" })
@ActiveProfiles({ "demo", "benchmark" })
class RolloutBenchmark {

	private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);

	private static final int UNITS = 1_000;

	private static final int MANY_UNITS = Integer.getInteger("benchmark.units", 10_000);

	private static final int CHUNK = 100;

	private static final int REPORTS = 200;

	private static final int OBSTACLES_PER_REPORT = 5;

	private static EmbeddedPostgres postgres;

	@Autowired
	private ProcessEngine engine;

	@Autowired
	private Conversations conversations;

	@Autowired
	private Obstacles obstacles;

	@Autowired
	private Processes processes;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private JdbcTemplate batches;

	@Autowired
	private PlatformTransactionManager transactions;

	private int counties;

	@BeforeAll
	static void startPostgres() throws IOException {
		// zonky makes the database forget what it commits; a real one does not
		postgres = EmbeddedPostgres.builder()
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.start();
	}

	@DynamicPropertySource
	static void onPostgres(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
		registry.add("spring.datasource.username", () -> "postgres");
	}

	@Test
	void startsConversationsAndRoutesObstacles() throws Exception {
		double[] oneByOne = new double[ROUNDS];
		double[] inChunks = new double[ROUNDS];
		double[] rollout = new double[ROUNDS];
		for (int round = -1; round < ROUNDS; round++) {
			double bare = startOneByOne(order(UNITS), UNITS);
			double chunks = startInChunks(order(UNITS), UNITS);
			double ours = startByRollout(order(UNITS), UNITS);
			// the first round only warms up
			if (round >= 0) {
				oneByOne[round] = bare;
				inChunks[round] = chunks;
				rollout[round] = ours;
			}
		}
		double many = startByRollout(order(MANY_UNITS), MANY_UNITS);
		List<Map<String, Object>> inputs = routingInputs();
		evaluateTable(inputs);
		double bareTable = evaluateTable(inputs);
		routeReports();
		double routed = routeReports();

		double overBare = median(rollout) / median(oneByOne);
		double overChunks = median(rollout) / median(inChunks);
		double growth = median(rollout) / many;
		print("%s", machine());
		print("");
		print("Conversations started per second, %,d units, median of %d rounds (lowest to highest)", UNITS, ROUNDS);
		print("  bare engine, one by one           %s", spread(oneByOne));
		print("  chunks of %d, one lane            %s", CHUNK, spread(inChunks));
		print("  rollout, two lanes                %s", spread(rollout));
		print("  rollout against one by one        %6.2f ×   (at least 2, aim 3)", overBare);
		print("  rollout against one lane          %6.2f ×   (at least 1.2, aim 1.5)", overChunks);
		print("From %,d to %,d units", UNITS, MANY_UNITS);
		print("  rollout of %,d                 %6.0f /s", MANY_UNITS, many);
		print("  time per unit, large to small     %6.2f ×   (at most 1.20)", growth);
		print("Obstacles per second");
		print("  bare decision table               %6.0f /s", bareTable);
		print("  routed: stored, sent, tasks open  %6.0f /s   (%.0f %% of bare)", routed, 100 * routed / bareTable);

		assertThat(overBare).as("rollout against the bare engine one by one").isGreaterThanOrEqualTo(2);
		assertThat(overChunks).as("rollout against chunks in one lane").isGreaterThanOrEqualTo(1.2);
		assertThat(growth).as("time per unit, 10,000 against 1,000 units").isLessThanOrEqualTo(1.2);
	}

	// conversations

	/** Orders a rollout to a new county that would open tomorrow. */
	private String order(int offices) {
		String county = "B%02d".formatted(this.counties++);
		LocalDate today = LocalDate.now();
		this.jdbc.sql("insert into unit (id, name, type) values (?, ?, 'COUNTY')").params(county, county).update();
		List<String> ids = IntStream.range(0, offices).mapToObj((i) -> county + "-%05d".formatted(i)).toList();
		this.batches.batchUpdate("insert into unit (id, name, type, county_id) values (?, ?, 'OFFICE', ?)",
				ids.stream().map((id) -> new Object[] { id, "Nav " + id, county }).toList());
		this.batches.batchUpdate("""
				insert into unit_person (id, unit_id, role, party, user_id, email, valid_from, applied)
				values (?, ?, 'LEADER', 'EMPLOYER', ?, ?, ?, true)
				""",
				ids.stream()
					.map((id) -> new Object[] { UUID.randomUUID().toString(), id, "leder-" + id,
							"leder-" + id + "@example.invalid", today })
					.toList());
		String form = """
				{"name": "%s", "packageKeys": ["tillit-enhet"], "counties": ["%s"], "opensOn": "%s", "closesOn": "%s"}
				""".formatted(county, county, today.plusDays(1), today.plusMonths(4));
		String definition = this.engine.getRepositoryService()
			.createProcessDefinitionQuery()
			.processDefinitionKey("rollout")
			.latestVersion()
			.singleResult()
			.getId();
		this.engine.getIdentityService().setAuthentication("sekretariat", List.of("sekretariat"));
		try {
			ProcessInstance started = this.engine.getFormService()
				.submitStartForm(definition,
						Variables.createVariables().putValueTyped("startRollout", SpinValues.jsonValue(form).create()));
			return this.jdbc.sql("select id from rollout where process_instance_id = ?")
				.param(started.getId())
				.query(String.class)
				.single();
		}
		finally {
			this.engine.getIdentityService().clearAuthentication();
		}
	}

	/** What a program would do that knows the engine and nothing of us. */
	private double startOneByOne(String rolloutId, int units) {
		List<String> ids = this.jdbc.sql("select id from conversation where rollout_id = ? order by unit_id")
			.param(rolloutId)
			.query(String.class)
			.list();
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		long start = System.nanoTime();
		for (String id : ids) {
			transaction.executeWithoutResult((status) -> {
				Map<String, Object> row = this.jdbc
					.sql("select * from conversation where id = ? and state = 'PENDING' for update")
					.param(id)
					.query()
					.singleRow();
				ProcessInstance instance = this.engine.getRuntimeService()
					.startProcessInstanceByKey("conversation", id,
							Map.of(CaseVariables.ROLLOUT_ID, rolloutId, CaseVariables.CONVERSATION_ID, id,
									CaseVariables.UNIT_ID, row.get("unit_id"), CaseVariables.PACKAGE_KEY,
									row.get("package_key"), CaseVariables.PACKAGE_VERSION, row.get("package_version")));
				this.jdbc.sql("""
						update conversation set state = 'PLANNING', process_instance_id = ?, started_at = now()
						where id = ?
						""").params(instance.getId(), id).update();
			});
		}
		return rate(rolloutId, units, start);
	}

	/** Our own chunk as its job runs it, again and again in one thread. */
	private double startInChunks(String rolloutId, int units) {
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		long start = System.nanoTime();
		boolean[] more = { true };
		while (more[0]) {
			transaction.executeWithoutResult((status) -> this.processes
				.atOnce(() -> more[0] = this.conversations.startChunk(rolloutId, 0, 1, CHUNK).more()));
		}
		return rate(rolloutId, units, start);
	}

	/** The day has come: the timer fires, and the job executor does the rest. */
	private double startByRollout(String rolloutId, int units) throws InterruptedException {
		String job = this.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(this.jdbc.sql("select process_instance_id from rollout where id = ?")
				.param(rolloutId)
				.query(String.class)
				.single())
			.activityId("timer_opens")
			.singleResult()
			.getId();
		long start = System.nanoTime();
		this.engine.getManagementService().executeJob(job);
		while (pending(rolloutId) > 0) {
			assertThat(Duration.ofNanos(System.nanoTime() - start)).as("time to start %s units", units)
				.isLessThan(Duration.ofMinutes(10));
			Thread.sleep(20);
		}
		return rate(rolloutId, units, start);
	}

	private double rate(String rolloutId, int units, long start) {
		double seconds = (System.nanoTime() - start) / 1e9;
		assertThat(this.jdbc.sql(
				"select count(distinct process_instance_id) from conversation where rollout_id = ? and state = 'PLANNING'")
			.param(rolloutId)
			.query(Integer.class)
			.single()).as("conversations of %s", rolloutId).isEqualTo(units);
		return units / seconds;
	}

	private int pending(String rolloutId) {
		return this.jdbc.sql("select count(*) from conversation where rollout_id = ? and state = 'PENDING'")
			.param(rolloutId)
			.query(Integer.class)
			.single();
	}

	// obstacles

	/** The table alone, as often as there are obstacles in the reports. */
	private double evaluateTable(List<Map<String, Object>> inputs) {
		String decision = this.engine.getRepositoryService()
			.createDecisionDefinitionQuery()
			.decisionDefinitionKey("obstacle-recipients")
			.latestVersion()
			.singleResult()
			.getId();
		int count = REPORTS * OBSTACLES_PER_REPORT;
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			this.engine.getDecisionService().evaluateDecisionTableById(decision, inputs.get(i % inputs.size()));
		}
		return count / ((System.nanoTime() - start) / 1e9);
	}

	/**
	 * A report is sent: the table is asked, its reasons are stored, every obstacle has
	 * its process and every recipient a task.
	 */
	private double routeReports() throws IOException {
		List<String> reporting = this.jdbc.sql("""
				select id from conversation where state = 'PLANNING'
					and not exists (select 1 from obstacle o where o.conversation_id = conversation.id)
				order by id limit ?
				""").param(REPORTS).query(String.class).list();
		List<CSVRecord> labelled = labelled();
		int next = 0;
		for (String conversation : reporting) {
			List<ReportedObstacle> reported = new ArrayList<>();
			for (int i = 0; i < OBSTACLES_PER_REPORT; i++) {
				reported.add(reported(labelled.get(next++ % labelled.size())));
			}
			this.obstacles.draft(conversation, reported);
		}
		long start = System.nanoTime();
		// as the step that sends the report does: one transaction for all its obstacles
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		reporting.forEach((conversation) -> transaction
			.executeWithoutResult((status) -> this.processes.atOnce(() -> this.obstacles.settle(conversation))));
		return next / ((System.nanoTime() - start) / 1e9);
	}

	private static ReportedObstacle reported(CSVRecord row) {
		return new ReportedObstacle(row.get("statement"), Obstacle.Solvable.valueOf(row.get("solvable_locally")),
				Boolean.valueOf(row.get("structural")), row.get("category_code"), row.get("subcategory_code"), null,
				null, null, null, null, null, null);
	}

	private static List<Map<String, Object>> routingInputs() throws IOException {
		List<Map<String, Object>> inputs = new ArrayList<>();
		for (CSVRecord row : labelled()) {
			inputs.add(Map.of("solvableLocally", row.get("solvable_locally"), "structural",
					Boolean.valueOf(row.get("structural")), "category", row.get("category_code"), "subcategory",
					row.get("subcategory_code"), "level", row.get("level"), "targetGroup", row.get("target_group")));
		}
		return inputs;
	}

	/** Obstacles that are lifted; what a unit solves itself would only flatter us. */
	private static List<CSVRecord> labelled() throws IOException {
		CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
		try (CSVParser rows = CSVParser.parse(new ClassPathResource("demo/obstacles-labelled.csv").getURL(),
				java.nio.charset.StandardCharsets.UTF_8, format)) {
			return rows.getRecords().stream().filter((row) -> row.get("solvable_locally").equals("NO")).toList();
		}
	}

	// figures

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	private static String spread(double[] values) {
		return "%6.0f /s  (%.0f to %.0f)".formatted(median(values), Arrays.stream(values).min().orElseThrow(),
				Arrays.stream(values).max().orElseThrow());
	}

	private String machine() throws IOException {
		Path cpuinfo = Path.of("/proc/cpuinfo");
		String cpu = Files.isReadable(cpuinfo) ? Files.readAllLines(cpuinfo)
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 1).strip())
			.findFirst()
			.orElse(System.getProperty("os.arch")) : System.getProperty("os.arch");
		return "%s, %d cores, Java %s, heap %d MB, PostgreSQL %s".formatted(cpu,
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
				Runtime.getRuntime().maxMemory() >> 20,
				this.jdbc.sql("show server_version").query(String.class).single());
	}

	/** A benchmark is run to be read. */
	private static void print(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

}
