package no.nav.samtalepakker.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import no.nav.samtalepakker.conversation.ConversationState;
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
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
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
		properties = { "samtalepakker.rollout.lanes=2",
				"spring.datasource.hikari.data-source-properties.reWriteBatchedInserts=true",
				"samtalepakker.demo.play=false", "logging.level.root=warn" })
@ActiveProfiles({ "demo", "benchmark" })
class RolloutBenchmark {

	private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);

	private static final int UNITS = Integer.getInteger("benchmark.few", 1_000);

	private static final int MANY_UNITS = Integer.getInteger("benchmark.units", 10_000);

	private static final int CHUNK = 100;

	private static final int REPORTS = 200;

	private static final int OBSTACLES_PER_REPORT = 5;

	private static EmbeddedPostgres postgres;

	@LocalServerPort
	private int port;

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
	void startsConversations() throws Exception {
		double[] stock = new double[ROUNDS];
		double[] oneByOne = new double[ROUNDS];
		double[] inChunks = new double[ROUNDS];
		double[] rollout = new double[ROUNDS];
		double[] raw = new double[ROUNDS];
		Map<String, Integer> written = Map.of();
		for (int round = -1; round < ROUNDS; round++) {
			double full = withHistory(HistoryLevel.HISTORY_LEVEL_FULL, () -> startOneByOne(order(UNITS), UNITS));
			double bare = startOneByOne(order(UNITS), UNITS);
			double chunks = startInChunks(order(UNITS), UNITS);
			String ordered = order(UNITS);
			Map<String, Integer> before = rows();
			double ours = startByRollout(ordered, UNITS);
			written = added(before);
			double inserts = insertAgain(written);
			// the first round only warms up
			if (round >= 0) {
				stock[round] = full;
				oneByOne[round] = bare;
				inChunks[round] = chunks;
				rollout[round] = ours;
				raw[round] = inserts;
			}
		}
		double overStock = median(rollout) / median(stock);
		double overBare = median(rollout) / median(oneByOne);
		double overChunks = median(rollout) / median(inChunks);
		print("%s", machine());
		print("");
		print("Conversations started per second, %,d units, median of %d rounds (lowest to highest)", UNITS, ROUNDS);
		print("  bare engine, its full history     %s", spread(stock));
		print("  bare engine, our history          %s", spread(oneByOne));
		print("  chunks of %d, one lane            %s", CHUNK, spread(inChunks));
		print("  rollout, two lanes                %s", spread(rollout));
		print("  the same rows, raw batches        %s", spread(raw));
		print("  rollout against full history      %6.2f ×   (at least 2, aim 6)", overStock);
		print("  rollout against our history       %6.2f ×", overBare);
		print("  rollout against one lane          %6.2f ×   (at least 1.2, aim 2.5)", overChunks);
		print("  rollout against raw batches       %6.0f %%", 100 * median(rollout) / median(raw));
		print("Rows of one conversation: %.1f",
				written.values().stream().mapToInt(Integer::intValue).sum() / (double) UNITS);
		written.forEach((table, count) -> print("  %-30s    %6.2f", table, count / (double) UNITS));

		assertThat(overStock).as("rollout against the bare engine one by one").isGreaterThanOrEqualTo(2);
		assertThat(overChunks).as("rollout against chunks in one lane").isGreaterThanOrEqualTo(1.2);
	}

	@Test
	void growsNoSlowerThanItsUnits() throws Exception {
		// warms up
		timed(UNITS);
		Map<String, Double> few = timed(UNITS);
		Map<String, Double> many = timed(MANY_UNITS);

		print("%s", machine());
		print("Seconds for %,d and for %,d units, and time per unit, large to small (at most 1.25)", UNITS, MANY_UNITS);
		few.forEach((step, seconds) -> print("  %-20s %8.2f s %8.2f s %6.2f ×", step, seconds, many.get(step),
				many.get(step) / seconds * UNITS / MANY_UNITS));
		cleanUp();
	}

	/** What the secretariat waits for, and what it can watch. */
	@Test
	void answersOrders() throws Exception {
		print("%s", machine());
		print("Seconds until the answer, and until all units are in");
		print("  %10s %12s %12s %12s", "units", "preview", "order", "all in");
		// the first of each only warms up
		for (int units : new int[] { 300, 300, 300, UNITS, MANY_UNITS }) {
			Map<String, Double> seconds = new LinkedHashMap<>();
			ordered(units, seconds);
			print("  %,10d %10.2f s %10.2f s %10.2f s", units, seconds.get("preview"), seconds.get("order"),
					seconds.get("all units in"));
		}
	}

	/** How long each step of a rollout to so many units takes. */
	private Map<String, Double> timed(int units) throws Exception {
		Map<String, Double> seconds = new LinkedHashMap<>();
		String closed = ordered(units, seconds);
		startByRollout(closed, units, seconds);
		seconds.put("closing", tell(closed, "message_closed", "CLOSED"));
		String cutOff = order(units);
		startByRollout(cutOff, units);
		seconds.put("cut-off", tell(cutOff, "message_cutOff", "CUT_OFF"));
		return seconds;
	}

	private String ordered(int units, Map<String, Double> seconds) throws Exception {
		String county = county(units);
		long start = System.nanoTime();
		HttpResponse<String> preview = HttpClient.newHttpClient()
			.send(HttpRequest
				.newBuilder(URI.create("http://localhost:%d/api/rollouts/preview?packageKeys=tillit-enhet&counties=%s"
					.formatted(this.port, county)))
				.header("Authorization",
						"Basic " + Base64.getEncoder()
							.encodeToString("sekretariat:demo".getBytes(StandardCharsets.UTF_8)))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(preview.body()).contains("\"units\":" + units);
		seconds.put("preview", (System.nanoTime() - start) / 1e9);
		start = System.nanoTime();
		String rollout = orderFor(county);
		seconds.put("order", (System.nanoTime() - start) / 1e9);
		awaitAllUnits(rollout);
		seconds.put("all units in", (System.nanoTime() - start) / 1e9);
		assertThat(pending(rollout)).isEqualTo(units);
		return rollout;
	}

	/** More than a thousand come in by and by. */
	private void awaitAllUnits(String rollout) throws InterruptedException {
		while (this.jdbc.sql("select count(*) from rollout_order where rollout_id = ?")
			.param(rollout)
			.query(Integer.class)
			.single() > 0) {
			Thread.sleep(20);
		}
	}

	private void startByRollout(String rolloutId, int units, Map<String, Double> seconds) throws InterruptedException {
		seconds.put("start", units / startByRollout(rolloutId, units));
	}

	/** As the steps of the rollout do, chunk by chunk. */
	private double tell(String rolloutId, String message, String told) {
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		long start = System.nanoTime();
		boolean[] more = { true };
		while (more[0]) {
			transaction
				.executeWithoutResult((status) -> this.processes.atOnce(() -> more[0] = !this.conversations
					.tellChunk(rolloutId, EnumSet.of(ConversationState.PLANNING, ConversationState.PLANNED), message,
							told, CHUNK)
					.isEmpty()));
		}
		return (System.nanoTime() - start) / 1e9;
	}

	/**
	 * Their time is over: how many ended conversations the nightly window is enough for.
	 */
	private void cleanUp() throws InterruptedException {
		Map<String, Integer> before = rows();
		int ended = this.jdbc.sql("select count(*) from conversation where state = 'ENDED'")
			.query(Integer.class)
			.single();
		rows().keySet()
			.stream()
			.filter((table) -> this.jdbc.sql("""
					select count(*) from information_schema.columns
					where table_name = ? and column_name = 'removal_time_'
					""").param(table).query(Integer.class).single() > 0)
			.forEach((table) -> this.jdbc
				.sql("update %s set removal_time_ = now() - interval '1 day' where removal_time_ is not null"
					.formatted(table))
				.update());
		long start = System.nanoTime();
		this.engine.getHistoryService().cleanUpHistoryAsync(true);
		while (outdated() > 0) {
			assertThat(Duration.ofNanos(System.nanoTime() - start)).as("time to clean up")
				.isLessThan(Duration.ofMinutes(30));
			Thread.sleep(100);
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		Map<String, Integer> after = rows();
		int rows = before.entrySet().stream().mapToInt((table) -> table.getValue() - after.get(table.getKey())).sum();
		print("Clean-up of the history of ended conversations");
		print("  %,d conversations, %,d rows       %6.0f s   (%.0f rows/s)", ended, rows, seconds, rows / seconds);
		print("  100,000 conversations             %6.1f h   (window 7 h)", 100_000 / (ended / seconds) / 3600);
	}

	private int outdated() {
		return Stream.of("act_hi_procinst", "act_hi_actinst", "act_hi_taskinst", "act_hi_identitylink")
			.mapToInt((table) -> this.jdbc.sql("select count(*) from %s where removal_time_ <= now()".formatted(table))
				.query(Integer.class)
				.single())
			.sum();
	}

	@Test
	void routesObstacles() throws Exception {
		startInChunks(order(3 * REPORTS), 3 * REPORTS);
		List<Map<String, Object>> inputs = routingInputs();
		evaluateTable(inputs);
		double bareTable = evaluateTable(inputs);
		routeReports();
		double routed = Math.max(routeReports(), routeReports());

		print("%s", machine());
		print("Obstacles per second");
		print("  bare decision table               %6.0f /s", bareTable);
		print("  routed: stored, sent, tasks open  %6.0f /s   (%.0f %% of bare)", routed, 100 * routed / bareTable);
	}

	// conversations

	/** Orders a rollout to a new county that would open tomorrow. */
	private String order(int offices) throws InterruptedException {
		String rollout = orderFor(county(offices));
		awaitAllUnits(rollout);
		return rollout;
	}

	/** A new county with so many offices. */
	private String county(int offices) {
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
		return county;
	}

	private String orderFor(String county) {
		LocalDate today = LocalDate.now();
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

	/** As an engine does that nobody has told what to leave out. */
	private <T> T withHistory(HistoryLevel level, Callable<T> work) throws Exception {
		ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) this.engine
			.getProcessEngineConfiguration();
		HistoryLevel ours = configuration.getHistoryLevel();
		configuration.setHistoryLevel(level);
		try {
			return work.call();
		}
		finally {
			configuration.setHistoryLevel(ours);
		}
	}

	/** By table, of those that have grown. */
	private Map<String, Integer> added(Map<String, Integer> before) {
		Map<String, Integer> added = new TreeMap<>();
		rows().forEach((table, count) -> {
			if (count > before.get(table)) {
				added.put(table, count - before.get(table));
			}
		});
		return added;
	}

	private Map<String, Integer> rows() {
		return this.jdbc.sql("""
				select table_name from information_schema.tables
				where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'raw_%'
				""")
			.query(String.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Function.identity(),
					(table) -> this.jdbc.sql("select count(*) from " + table).query(Integer.class).single()));
	}

	/**
	 * What a program would do that only writes: the newest rows of each table once more,
	 * with the same indexes, as many to a transaction as our chunks have.
	 */
	private double insertAgain(Map<String, Integer> written) {
		Map<String, List<Object[]>> rows = new TreeMap<>();
		written.forEach((table, count) -> {
			this.jdbc.sql("drop table if exists raw_" + table).update();
			this.jdbc.sql("create table raw_%1$s (like %1$s including all)".formatted(table)).update();
			rows.put(table,
					this.batches.query("select * from %s order by ctid desc limit %d".formatted(table, count),
							(row, number) -> IntStream.rangeClosed(1, row.getMetaData().getColumnCount())
								.mapToObj((column) -> value(row, column))
								.toArray()));
		});
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		long start = System.nanoTime();
		for (int chunk = 0; chunk < UNITS / CHUNK; chunk++) {
			int part = chunk;
			transaction.executeWithoutResult((status) -> rows.forEach((table, all) -> {
				List<Object[]> some = all.subList(all.size() * part / (UNITS / CHUNK),
						all.size() * (part + 1) / (UNITS / CHUNK));
				if (!some.isEmpty()) {
					String marks = String.join(", ", Collections.nCopies(some.get(0).length, "?"));
					this.batches.batchUpdate("insert into raw_%s values (%s)".formatted(table, marks), some);
				}
			}));
		}
		return UNITS / ((System.nanoTime() - start) / 1e9);
	}

	private static Object value(ResultSet row, int column) {
		try {
			return row.getObject(column);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
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
				StandardCharsets.UTF_8, format)) {
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
