package no.nav.samtalepakker.nodes;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import no.nav.samtalepakker.consistency.Consistency;
import no.nav.samtalepakker.notification.MailServer;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.testing.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes on one PostgreSQL, each a virtual machine of its own, and what happens when
 * one of the three dies. With {@code ./mvnw -Pcrash test} in full; in {@code verify} with
 * fewer cases, and with jobs of a dead node taken over after seconds instead of minutes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralNodesTest {

	private static final boolean IN_FULL = Boolean.getBoolean("nodes.full");

	private static final String NAME = "nodes";

	/** Longer than a node's jobs stay its own after its death. */
	private static final Duration TAKEN_OVER = Duration.ofMinutes(IN_FULL ? 10 : 4);

	private final Server server = new Server();

	private final MailServer mail = new MailServer();

	private final List<Node> nodes = new ArrayList<>();

	private String address;

	private JdbcClient jdbc;

	private JdbcTemplate batches;

	private int counties;

	private int started;

	@BeforeAll
	void startTwoNodesAtOnceOnAnEmptyDatabase() {
		this.address = this.server.create(NAME);
		this.jdbc = JdbcClient.create(this.server.connectTo(NAME));
		this.batches = new JdbcTemplate(this.server.connectTo(NAME));
		startNodes();
	}

	@BeforeEach
	void startNodes() {
		Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		Awaitility.setDefaultTimeout(TAKEN_OVER);
		// the mail server complains of a node that is killed while it speaks
		Awaitility.doNotCatchUncaughtExceptionsByDefault();
		this.nodes.removeIf((node) -> !node.isAlive());
		while (this.nodes.size() < 2) {
			this.nodes.add(start());
		}
		this.nodes.forEach(Node::ready);
	}

	private Node start() {
		return start(this.address);
	}

	private Node start(String database, String... more) {
		String name = "node-" + ++this.started;
		List<String> settings = new ArrayList<>(List.of("--samtalepakker.rollout.lanes=2",
				"--samtalepakker.rollout.chunk-size=20",
				"--logging.level.no.nav.samtalepakker.platform.RestErrors=debug", "--samtalepakker.mail.pause=100ms",
				"--spring.mail.host=127.0.0.1", "--spring.mail.port=" + this.mail.getSmtp().getPort(),
				"--camunda.bpm.job-execution.wait-time-in-millis=50", "--camunda.bpm.job-execution.max-wait=500"));
		if (!IN_FULL) {
			settings.add("--camunda.bpm.job-execution.lock-time-in-millis=5000");
		}
		settings.addAll(List.of(more));
		return Node.start(name, database + "&ApplicationName=" + name, settings.toArray(String[]::new));
	}

	@AfterEach
	void everythingAddsUp() {
		assertThat(Consistency.check("--spring.datasource.url=" + this.address)).isZero();
	}

	@AfterAll
	void stop() {
		Awaitility.reset();
		this.nodes.forEach(Node::close);
		this.server.close();
		this.mail.stop();
	}

	@Test
	void oneMakesTheTablesWhileTheOtherWaits() {
		assertThat(this.nodes.stream().filter((node) -> node.said().contains("this one waits for its turn")))
			.hasSize(1);
		assertThat(count("flyway_schema_history where not success")).isZero();
		assertThat(count("act_re_deployment")).isOne();
		assertThat(count("act_ge_property where name_ = 'schema.version'")).isOne();
	}

	@Test
	void theSameRolloutOrderedTwentyTimesAtOnceIsOrderedOnce() {
		String county = county(5);
		List<Visitor.Answer> answers = atOnce(IntStream.range(0, 20)
			.mapToObj((i) -> (Callable<Visitor.Answer>) () -> inTurn(() -> order(node(i), county)))
			.toList());
		assertThat(answers).extracting(Visitor.Answer::status).containsOnlyOnce(200).isSubsetOf(200, 400, 409);
		assertThat(count("rollout where name = '" + county + "'")).isOne();
		awaitStarted(county, 5);
		Outcomes.tell("20 orders at once: %s, 1 rollout", statuses(answers));
	}

	@Test
	void fiftyClientsCompleteATaskOnce() {
		List<String> units = rolloutToOffices(IN_FULL ? 20 : 3);
		for (String unit : units) {
			String task = task(unit);
			String leader = leaderOf(unit);
			List<Visitor.Answer> answers = atOnce(IntStream.range(0, 50)
				.mapToObj((i) -> (Callable<Visitor.Answer>) () -> inTurn(() -> alreadyHeld(node(i).as(leader), task)))
				.toList());
			Map<Integer, Long> statuses = statuses(answers);
			// 404: who comes after the task is gone; 403: after its rights, which go
			// first
			assertThat(statuses).as("%s", answers).containsEntry(204, 1L);
			assertThat(statuses.keySet()).as("%s", answers).isSubsetOf(204, 409, 404, 403);
			Outcomes.tell("50 clients, one task: %s", statuses);
			assertThat(answers).filteredOn((answer) -> answer.status() == 403)
				.allSatisfy((answer) -> assertThat(answer.body()).contains("noen har alt fullført oppgaven"));
		}
	}

	@Test
	void timersDueAtOnceFireOnceEach() {
		int number = IN_FULL ? 5_000 : 200;
		String county = county(number);
		order(node(0), county).expect(200);
		awaitStarted(county, number);
		Instant due = Instant.now();
		this.jdbc
			.sql("""
					update act_ru_job set duedate_ = now() where handler_cfg_ like 'timer_planReminder%'
						and process_instance_id_ in (select e.id_ from act_ru_execution e
							join conversation c on c.id = e.business_key_ join unit u on u.id = c.unit_id where u.county_id = ?)
					""")
			.param(county)
			.update();
		await().atMost(Duration.ofMinutes(5))
			.until(() -> count("conversation where reminders_sent > 0 and unit_id like '" + county + "-%'") == number);
		Outcomes.tell("%d timers: each once in %s", number, since(due));
		assertThat(count("conversation where reminders_sent > 1")).isZero();
		assertThat(count("act_ru_job where retries_ = 0")).isZero();
	}

	@Test
	void nodeKilledInARolloutLosesNothing() {
		int number = IN_FULL ? 2_000 : 300;
		for (int percent : IN_FULL ? new int[] { 25, 50, 75 } : new int[] { 50 }) {
			startNodes();
			String county = county(number);
			order(node(0), county).expect(200);
			await().until(() -> started(county) >= number * percent / 100);
			busiest().kill();
			Instant killed = Instant.now();
			int whenKilled = started(county);
			assertThat(whenKilled).as("started when the node died").isLessThan(number);
			awaitStarted(county, number);
			Outcomes.tell("rollout of %d, node killed at %d: %d conversations, all started %s later", number,
					whenKilled, number, since(killed));
		}
	}

	@Test
	void nodeThatStandsStillInTheMiddleOfAJobHoldsNobodyUpAndDoesNothingTwice() {
		int number = 300;
		String county = county(number);
		order(node(0), county).expect(200);
		await().until(() -> started(county) >= number / 4);
		Node standing = standInTheMiddleOfAJob();
		Instant stood = Instant.now();
		assertThat(started(county)).as("started when the node stood still").isLessThan(number);
		awaitStarted(county, number);
		String takenOver = since(stood);
		standing.goOn();
		assertThat(standing.as("sekretariat").get("/engine-rest/task/count").status()).isEqualTo(200);
		await("what it had begun").until(() -> count("act_ru_job where lock_owner_ is not null") == 0);
		awaitStarted(county, number);
		assertThat(count("act_ru_job where retries_ = 0")).isZero();
		Outcomes.tell("rollout of %d, node stands still in a job: all started %s later, none twice when it goes on",
				number, takenOver);
	}

	/** Which node it was; its transaction is open. */
	private Node standInTheMiddleOfAJob() {
		return await().until(() -> {
			Node node = busiest();
			node.standStill();
			if (count("pg_stat_activity where state = 'idle in transaction' and application_name = '" + node.name()
					+ "'") > 0) {
				return node;
			}
			node.goOn();
			return null;
		}, Objects::nonNull);
	}

	@Test
	void nodeAskedToStopInARolloutLeavesNoJobBehind() {
		int number = 200;
		String county = county(number);
		order(node(0), county).expect(200);
		await().until(() -> started(county) >= number / 4);
		Node leaving = busiest();
		leaving.stop();
		this.jdbc.sql("update act_ru_job set lock_exp_time_ = lock_exp_time_ + interval '1 hour'").update();
		awaitStarted(county, number);
	}

	@Test
	void everyEmailIsDeliveredThoughSomeAreSentBackAndNodesDie() {
		int number = IN_FULL ? 1_000 : 100;
		int kills = IN_FULL ? 2 : 1;
		this.mail.sendBackEach(5);
		String county = county(number);
		order(node(0), county).expect(200);
		awaitStarted(county, number);
		for (int kill = 1; kill <= kills; kill++) {
			startNodes();
			int sofar = kill * number / (kills + 1);
			await().until(() -> {
				dueNow(county, "attempts = 0 or last_error is not null");
				return delivered(county).size() >= sofar;
			});
			node(0).kill();
		}
		await().until(() -> {
			dueNow(county, "attempts = 0 or last_error is not null");
			return count(
					"notification where state = 'QUEUED' and (attempts = 0 or last_error is not null) and email like '%@"
							+ domain(county) + "'") == 0;
		});
		// what a dead node had taken waits ten minutes, which nobody need wait for here
		dueNow(county, "attempts > 0 and last_error is null");
		await().until(() -> count("notification where state <> 'SENT' and email like '%@" + domain(county) + "'") == 0);
		List<String> delivered = delivered(county);
		assertThat(Set.copyOf(delivered)).hasSize(number);
		assertThat(delivered).hasSizeLessThanOrEqualTo(number + kills);
		Outcomes.tell("%d e-mails, every fifth sent back, %d kills: %d distinct delivered, %d twice", number, kills,
				Set.copyOf(delivered).size(), delivered.size() - number);
		this.mail.sendBackEach(Integer.MAX_VALUE);
	}

	@Test
	void databaseKilledLosesNothingThatWasAcknowledged() {
		List<String> units = rolloutToOffices(IN_FULL ? 250 : 60);
		Set<String> acknowledged = ConcurrentHashMap.newKeySet();
		Set<Visitor.Answer> failures = ConcurrentHashMap.newKeySet();
		ExecutorService clients = Executors.newFixedThreadPool(8);
		units.forEach((unit) -> {
			Visitor leader = node(units.indexOf(unit)).as(leaderOf(unit));
			String plan = task(unit);
			clients.execute(() -> {
				insist(() -> alreadyHeld(leader, plan), acknowledged, "REPORTING " + unit, failures);
				insist(() -> nothingToReport(leader), acknowledged, "FOLLOW_UP " + unit, failures);
			});
		});
		await().until(() -> acknowledged.size() >= units.size() / 2);
		this.server.kill();
		await().until(() -> failures.size() >= 8);
		this.server.restart();
		Instant back = Instant.now();
		await("recovery").atMost(Duration.ofSeconds(60))
			.until(() -> this.nodes.stream()
				.allMatch((node) -> node.as("sekretariat").get("/engine-rest/task/count").status() == 200));
		String recovery = since(back);
		clients.shutdown();
		await("the other clients").until(clients::isTerminated);
		assertThat(failures).allSatisfy(SeveralNodesTest::isToldOf);
		assertThat(acknowledged).hasSizeGreaterThan(units.size() * 3 / 2);
		assertThat(units).allMatch((unit) -> stateOf(unit).equals("FOLLOW_UP"));
		Outcomes.tell("%d completions, database killed: %d acknowledged, all there; %d times 503; recovery %s",
				units.size() * 2, acknowledged.size(), failures.size(), recovery);
	}

	@Test
	void databaseThatVanishesIsToldOfAndFoundAgain() throws Exception {
		int port = this.server.port();
		try (Wire wire = new Wire(port);
				Node node = start(this.address.replace(":" + port + "/", ":" + wire.port() + "/"),
						"--spring.datasource.hikari.data-source-properties.socketTimeout=5",
						"--spring.datasource.hikari.connection-timeout=2000");
				Connection other = this.server.connectTo(NAME).getConnection()) {
			Visitor secretary = node.ready().as("sekretariat");
			String unit = this.jdbc.sql("select min(id) from unit where type = 'OFFICE'").query(String.class).single();
			other.setAutoCommit(false);
			other.createStatement().execute("select 1 from act_id_group where id_ = 'enhet-" + unit + "' for update");
			ExecutorService client = Executors.newSingleThreadExecutor();
			Future<Visitor.Answer> waiting = client
				.submit(() -> secretary.send("PUT", "/api/units/" + unit + "/people", "{\"deputies\": [\"K123456\"]}"));
			await("a request that waits for an answer").until(() -> count("pg_stat_activity where application_name = '"
					+ node.name() + "' and wait_event_type = 'Lock'") > 0);
			wire.cut();
			Instant cut = Instant.now();
			isToldOf(waiting.get(1, TimeUnit.MINUTES));
			String told = since(cut);
			isToldOf(secretary.get("/api/packages"));
			assertThat(secretary.get("/actuator/health").status()).isEqualTo(503);
			assertThat(secretary.get("/actuator/health/liveness").status()).isEqualTo(200);
			other.rollback();
			wire.mend();
			Instant back = Instant.now();
			await("recovery").atMost(Duration.ofSeconds(60))
				.until(() -> secretary.get("/engine-rest/task/count").status() == 200
						&& secretary.get("/actuator/health").status() == 200);
			Outcomes.tell("database without a network, answers awaited 5 s: told after %s; recovery %s", told,
					since(back));
			client.shutdown();
		}
	}

	private static void isToldOf(Visitor.Answer answer) {
		answer.expect(503);
		assertThat(answer.json().path("message").asText()).contains("databasen").contains("Prøv igjen");
	}

	private static Map<Integer, Long> statuses(List<Visitor.Answer> answers) {
		return answers.stream()
			.collect(Collectors.groupingBy(Visitor.Answer::status, TreeMap::new, Collectors.counting()));
	}

	private static String since(Instant start) {
		return "%.1f s".formatted(Duration.between(start, Instant.now()).toMillis() / 1000.0);
	}

	/** Sends it until it is done; 409 tells that it was, though nobody heard of it. */
	private void insist(Callable<Visitor.Answer> call, Set<String> acknowledged, String what,
			Set<Visitor.Answer> failures) {
		await().until(() -> {
			Visitor.Answer answer = call.call();
			if (answer.status() == 204) {
				acknowledged.add(what);
			}
			else if (answer.status() != 409) {
				failures.add(answer);
			}
			return answer.status() == 204 || answer.status() == 409;
		});
	}

	// people

	private Node node(int number) {
		return this.nodes.get(number % this.nodes.size());
	}

	/** The one that works in the database at this moment. */
	private Node busiest() {
		return await()
			.until(() -> this.jdbc.sql("""
					select application_name from pg_stat_activity
					where application_name like 'node-%' and state in ('active', 'idle in transaction')
					group by application_name order by count(*) desc limit 1
					""")
				.query(String.class)
				.optional()
				.flatMap((name) -> this.nodes.stream().filter((node) -> node.name().equals(name)).findFirst()),
					java.util.Optional::isPresent)
			.orElseThrow();
	}

	private Visitor.Answer order(Node node, String county) {
		return order(node, county, "'counties': ['" + county + "']");
	}

	private Visitor.Answer order(Node node, String name, String reached) {
		LocalDate today = LocalDate.now(ApplicationClock.OSLO);
		return node.as("sekretariat")
			.post("/engine-rest/process-definition/key/rollout/submit-form", Visitor.form("startRollout", """
					{'name': '%s', 'packageKeys': ['tillit-enhet'], %s, 'opensOn': '%s', 'closesOn': '%s'}
					""".formatted(name, reached, today, today.plusMonths(4))));
	}

	/** Comes back as long as others of the same user are in front. */
	private static Visitor.Answer inTurn(Callable<Visitor.Answer> call) {
		return await().until(call, (answer) -> answer.status() != 429);
	}

	private Visitor.Answer alreadyHeld(Visitor leader, String task) {
		return leader.submit(task, "planMeeting", "{'choice': 'ALREADY_HELD'}");
	}

	private Visitor.Answer nothingToReport(Visitor leader) {
		Visitor.Answer tasks = leader.get("/engine-rest/task?taskDefinitionKey=userTask_reportConversation");
		return (tasks.status() != 200) ? tasks : leader.submit(tasks.json().path(0).path("id").asText("done"),
				"reportConversation", "{'outcome': 'WITHOUT_INPUT', 'actionPoints': [{'text': 'Kortere møter'}]}");
	}

	private <T> List<T> atOnce(List<Callable<T>> calls) {
		ExecutorService callers = Executors.newFixedThreadPool(calls.size());
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> call : callers.invokeAll(calls)) {
				results.add(call.get());
			}
			return results;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			callers.shutdownNow();
		}
	}

	// units

	/** A county with so many offices of its own, whose leaders have an address. */
	private String county(int offices) {
		String county = "K%02d".formatted(++this.counties);
		this.jdbc.sql("insert into unit (id, name, type) values (?, ?, 'COUNTY')").params(county, county).update();
		List<String> ids = IntStream.range(0, offices).mapToObj((i) -> county + "-%05d".formatted(i)).toList();
		this.batches.batchUpdate("insert into unit (id, name, type, county_id) values (?, ?, 'OFFICE', ?)",
				ids.stream().map((id) -> new Object[] { id, "Nav " + id, county }).toList());
		this.batches.batchUpdate("""
				insert into unit_person (id, unit_id, role, party, user_id, email, valid_from, applied)
				values (?, ?, 'LEADER', 'EMPLOYER', ?, ?, current_date, true)
				""",
				ids.stream()
					.map((id) -> new Object[] { UUID.randomUUID().toString(), id, "leder-" + id,
							"leder-" + id + "@" + domain(county) })
					.toList());
		return county;
	}

	private static String domain(String county) {
		return county.toLowerCase(java.util.Locale.ROOT) + ".example.invalid";
	}

	/** A rollout to offices of the shipped organisation, whose leaders can log in. */
	private List<String> rolloutToOffices(int number) {
		List<String> units = this.jdbc.sql("""
				select u.id from unit u where u.type = 'OFFICE' and u.id not like 'K%'
					and not exists (select 1 from conversation c where c.unit_id = u.id and c.state = 'PLANNING')
				order by (select count(*) from conversation c where c.unit_id = u.id), u.id limit ?
				""").param(number).query(String.class).list();
		order(node(0), "Utrulling " + UUID.randomUUID(),
				"'unitIds': " + units.stream().map((id) -> "'" + id + "'").toList())
			.expect(200);
		await().until(() -> units.stream().allMatch((unit) -> stateOf(unit).equals("PLANNING")));
		return units;
	}

	private String stateOf(String unit) {
		return this.jdbc
			.sql("select state from conversation where unit_id = ? order by started_at desc nulls last limit 1")
			.param(unit)
			.query(String.class)
			.single();
	}

	private String leaderOf(String unit) {
		return this.jdbc
			.sql("select user_id from unit_person where unit_id = ? and role = 'LEADER' and valid_to is null")
			.param(unit)
			.query(String.class)
			.single();
	}

	private String task(String unit) {
		return this.jdbc.sql("""
				select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
				join conversation c on c.id = e.business_key_
				where c.unit_id = ? and t.task_def_key_ = 'userTask_planMeeting'
				""").param(unit).query(String.class).single();
	}

	// what has come of it

	private int started(String county) {
		return count("conversation where state <> 'PENDING' and unit_id like '" + county + "-%'");
	}

	private void awaitStarted(String county, int number) {
		await().until(() -> started(county) == number);
		assertThat(count("conversation where unit_id like '" + county + "-%'")).isEqualTo(number);
		assertThat(count("""
				act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
				join conversation c on c.id = e.business_key_
				where t.task_def_key_ = 'userTask_planMeeting' and c.unit_id like '""" + county + "-%'"))
			.isEqualTo(number);
		assertThat(count("notification n join conversation c on c.id = n.conversation_id where c.unit_id like '"
				+ county + "-%' and n.type = 'CONVERSATION_STARTED'"))
			.isEqualTo(number);
	}

	private void dueNow(String county, String which) {
		this.jdbc
			.sql("update notification set next_attempt_at = now() where state = 'QUEUED' and next_attempt_at > now()"
					+ " and email like ? and (" + which + ")")
			.param("%@" + domain(county))
			.update();
	}

	/** The Message-IDs of what has come to the county's leaders. */
	private List<String> delivered(String county) {
		return Stream.of(this.mail.getReceivedMessages()).filter((message) -> {
			try {
				return Arrays.toString(message.getAllRecipients()).contains("@" + domain(county));
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}).map((message) -> {
			try {
				return message.getMessageID();
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
	}

	private int count(String from) {
		return this.jdbc.sql("select count(*) from " + from).query(Integer.class).single();
	}

}
