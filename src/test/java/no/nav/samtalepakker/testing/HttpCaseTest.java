package no.nav.samtalepakker.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.ApplicationClock;
import org.awaitility.Awaitility;
import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.admin.impl.DefaultAdminRuntimeDelegate;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.cockpit.impl.DefaultCockpitRuntimeDelegate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.tasklist.impl.DefaultTasklistRuntimeDelegate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole application as people and programs meet it: over HTTP, with its job executor
 * at work. Each test takes units of its own, so that nothing needs to be cleaned up.
 * Timers that are not due are run from within. Subclasses are annotated with {@link OnH2}
 * or {@link OnPostgres}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "samtalepakker.demo.play=false", "camunda.bpm.job-execution.wait-time-in-millis=50",
				"camunda.bpm.job-execution.max-wait=200", "camunda.bpm.job-execution.backoff-time-in-millis=10",
				"camunda.bpm.job-execution.max-backoff=100" })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpCaseTest {

	@LocalServerPort
	private int port;

	@Autowired
	protected ProcessEngine engine;

	@Autowired
	private ApplicationClock clock;

	@Autowired
	protected JdbcClient jdbc;

	private final Set<String> taken = new HashSet<>();

	/**
	 * Other applications of the same test run share the engine's clock and its registry.
	 */
	@BeforeAll
	protected void takeTheFloor() {
		Awaitility.setDefaultPollInterval(Duration.ofMillis(30));
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
		ProcessEngines.registerProcessEngine(this.engine);
		// Cockpit remembers the first engine it has asked, and an application that closes
		// takes all three from those that run on
		Cockpit.setCockpitRuntimeDelegate(new DefaultCockpitRuntimeDelegate());
		Admin.setAdminRuntimeDelegate(new DefaultAdminRuntimeDelegate());
		Tasklist.setTasklistRuntimeDelegate(new DefaultTasklistRuntimeDelegate());
		this.clock.reset();
		jobExecutor().start();
	}

	@AfterAll
	void leaveTheFloor() {
		jobExecutor().shutdown();
	}

	private JobExecutor jobExecutor() {
		return ((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration()).getJobExecutor();
	}

	/** Moves the clock to noon of a day, with the background asleep, and back again. */
	protected void onDay(LocalDate day, Runnable work) {
		at(day.atTime(12, 0).atZone(ApplicationClock.OSLO).toInstant(), work);
	}

	/** Moves the clock, with the background asleep, and back again. */
	protected void at(Instant moment, Runnable work) {
		asleep(() -> {
			this.clock.moveTo(moment);
			try {
				work.run();
			}
			finally {
				this.clock.reset();
			}
		});
	}

	/** While the background does nothing, so that it takes no job from the test. */
	protected void asleep(Runnable work) {
		jobExecutor().shutdown();
		try {
			work.run();
		}
		finally {
			jobExecutor().start();
		}
	}

	// people

	/** Where the application listens. */
	protected int port() {
		return this.port;
	}

	protected Visitor as(String user) {
		return new Visitor("http://localhost:" + this.port, user);
	}

	/** The same user with a session, as a web application has it. */
	protected Browser browser(String user) {
		return new Browser("http://localhost:" + this.port, user);
	}

	protected Visitor nobody() {
		return as(null);
	}

	protected Visitor secretariat() {
		return as("sekretariat");
	}

	protected Visitor admin() {
		return as("admin");
	}

	protected Visitor recipient(String code) {
		return as("mottaker-" + code.toLowerCase(Locale.ROOT));
	}

	protected Visitor leaderOf(String unitId) {
		return as(personOf(unitId, "LEADER"));
	}

	/** In an MBA: who speaks for the employees. */
	protected Visitor coSignerOf(String unitId) {
		return as(personOf(unitId, "CO_SIGNER"));
	}

	protected String personOf(String unitId, String role) {
		return this.jdbc.sql("select user_id from unit_person where unit_id = ? and role = ? and valid_to is null")
			.params(unitId, role)
			.query(String.class)
			.single();
	}

	// cases

	protected LocalDate today() {
		return LocalDate.now(this.clock);
	}

	/** An open unit no test has used. */
	protected String unit(UnitType type) {
		return units(type, 1).get(0);
	}

	/**
	 * Open units no test has used, with a leader who is nobody's deputy, all in one
	 * county if they have one.
	 */
	protected List<String> units(UnitType type, int number) {
		Map<String, List<String>> free = this.jdbc.sql("""
				select u.id, coalesce(u.county_id, '-') as county from unit u
				join unit_person p on p.unit_id = u.id and p.role = 'LEADER' and p.valid_to is null
				where u.type = ? and u.closed_on is null
					and not exists (select 1 from conversation c where c.unit_id = u.id)
					and not exists (select 1 from unit_person o where o.user_id = p.user_id and o.unit_id <> u.id)
				order by u.id
				""")
			.param(type.name())
			.query((row, index) -> Map.entry(row.getString("county"), row.getString("id")))
			.list()
			.stream()
			.filter((entry) -> !this.taken.contains(entry.getValue()))
			.collect(Collectors.groupingBy(Map.Entry::getKey, TreeMap::new,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
		List<String> chosen = free.values()
			.stream()
			.filter((ids) -> ids.size() >= number)
			.findFirst()
			.orElseThrow(() -> new AssertionError(
					"no county has %d units of type %s left: tests before this one took them".formatted(number, type)))
			.subList(0, number);
		this.taken.addAll(chosen);
		return List.copyOf(chosen);
	}

	/**
	 * The secretariat orders a rollout that opens today; the conversations start in the
	 * background.
	 * @return its id
	 */
	protected String rollout(String packageKey, String... unitIds) {
		return order("""
				{'name': 'Utrulling %s', 'packageKeys': ['%s'], 'unitIds': [%s], 'opensOn': '%s', 'closesOn': '%s'}
				""".formatted(AnyName.next(), packageKey,
				Arrays.stream(unitIds).map((id) -> "'" + id + "'").collect(Collectors.joining(", ")), today(),
				today().plusMonths(4)));
	}

	/** The secretariat sends in the start form and gets the rollout's id. */
	protected String order(String json) {
		String instance = secretariat()
			.post("/engine-rest/process-definition/key/rollout/submit-form", Visitor.form("startRollout", json))
			.expect(200)
			.json()
			.path("id")
			.asText();
		return secretariat().get("/engine-rest/process-instance/" + instance)
			.expect(200)
			.json()
			.path("businessKey")
			.asText();
	}

	/** A rollout to new units of the package's kind, each with its plan to make. */
	protected String conversationStarted(UnitType type) {
		String unit = unit(type);
		rollout(switch (type) {
			case USER_COUNCIL -> "tillit-brukerutvalg";
			case MBA -> "tillit-mba";
			default -> "tillit-enhet";
		}, unit);
		leaderOf(unit).task("planMeeting");
		return unit;
	}

	/** An office that has held its conversation and can report. */
	protected String conversationHeld() {
		String unit = conversationStarted(UnitType.OFFICE);
		leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		leaderOf(unit).task("reportConversation");
		return unit;
	}

	/** An office that has reported these obstacles. */
	protected String obstaclesReported(String... obstacles) {
		String unit = conversationHeld();
		leaderOf(unit).complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'obstacles': [" + String.join(", ", obstacles) + "]}");
		return unit;
	}

	/**
	 * A proposal of one office, put to a recipient by the secretariat.
	 * @return its id
	 */
	protected String proposalSent(String recipient) {
		String unit = conversationHeld();
		leaderOf(unit).complete("reportConversation",
				"{'outcome': 'WITH_INPUT', 'points': [{'kind': 'PROPOSED', 'text': 'Gi oss kortere brev'}]}");
		String rollout = rolloutOf(unit);
		fire("timer_closes", rollout);
		fire("timer_cutOff", rollout);
		secretariat().task("reviewSummary", rollout);
		return sendProposals(rollout, recipient, "Kortere brev til brukerne").get(0);
	}

	/**
	 * The secretariat puts every group of a rollout that has no answer to a recipient.
	 * @return the ids of the rollout's proposals
	 */
	protected List<String> sendProposals(String rollout, String recipient, String text) {
		String path = "/oppsummering/" + rollout + "/forslag";
		Browser desk = browser("sekretariat");
		Pattern group = Pattern.compile(
				"/forslag/([0-9a-f-]{36})\"[^>]*>(?:\\s*<input[^>]*>)*?\\s*<input type=\"hidden\" name=\"version\" value=\"([^\"]+)\"");
		Matcher open = group.matcher(desk.get(path).expect(200).body());
		for (int i = 1; open.find(); i++) {
			desk.post(path + "/" + open.group(1) + "?act=send&version=" + open.group(2) + "&recipient=" + recipient
					+ "&text=" + URLEncoder.encode(text + ((i > 1) ? " " + i : ""), StandardCharsets.UTF_8), "")
				.expect(302);
		}
		return this.jdbc.sql("select id from proposal where rollout_id = ? order by created_at, text")
			.param(rollout)
			.query(String.class)
			.list();
	}

	/** The rollout of the unit's conversation. */
	protected String rolloutOf(String unitId) {
		return this.jdbc.sql("select rollout_id from conversation where id = ?")
			.param(conversationOf(unitId))
			.query(String.class)
			.single();
	}

	/** An obstacle the unit cannot solve, of a subcategory of the taxonomy or of none. */
	protected static String obstacle(String subcategory) {
		String codes = (subcategory != null) ? ", 'category': '%s', 'subcategory': '%s'"
			.formatted(subcategory.substring(0, subcategory.indexOf('.')), subcategory) : "";
		return "{'text': 'Noe står i veien', 'solvableLocally': 'NO', 'structural': true" + codes + "}";
	}

	/** The ids of the unit's obstacles, in the order they were reported. */
	protected List<String> obstaclesOf(String unitId) {
		return this.jdbc.sql("select id from obstacle where unit_id = ? order by position")
			.param(unitId)
			.query(String.class)
			.list();
	}

	/** The id of the unit's conversation. */
	protected String conversationOf(String unitId) {
		return this.jdbc
			.sql("select id from conversation where unit_id = ? order by started_at desc nulls last limit 1")
			.param(unitId)
			.query(String.class)
			.single();
	}

	/** How the unit's conversation stands. */
	protected String stateOf(String unitId) {
		return this.jdbc.sql("select state from conversation where id = ?")
			.param(conversationOf(unitId))
			.query(String.class)
			.single();
	}

	/** Waits until the case has no process instance any more. */
	protected void awaitEnd(String caseId) {
		await("end of " + caseId).until(() -> instancesOf(caseId), List::isEmpty);
	}

	protected List<String> instancesOf(String caseId) {
		List<String> ids = new ArrayList<>();
		admin().get("/engine-rest/process-instance?businessKey=" + caseId)
			.expect(200)
			.json()
			.forEach((instance) -> ids.add(instance.path("id").asText()));
		return ids;
	}

	/** Runs the timers of the element in the case before their time, as nobody may. */
	protected void fire(String activityId, String caseId) {
		await(activityId).until(() -> jobs(activityId, caseId), (jobs) -> !jobs.isEmpty())
			.forEach(this.engine.getManagementService()::executeJob);
	}

	/** The e-mails of the case have gone out, and the calendars know of the meeting. */
	protected void sent(String caseId) {
		this.jdbc.sql("update notification set state = 'SENT' where conversation_id = ? and state = 'QUEUED'")
			.param(caseId)
			.update();
	}

	/** The jobs of the element in the case. */
	protected List<String> jobs(String activityId, String caseId) {
		List<String> ids = new ArrayList<>();
		instancesOf(caseId).forEach((instance) -> admin()
			.get("/engine-rest/job?activityId=" + activityId + "&processInstanceId=" + instance)
			.expect(200)
			.json()
			.forEach((job) -> ids.add(job.path("id").asText())));
		return ids;
	}

	/** Waits until the background has done what is due. */
	protected void awaitQuiet() {
		await("a quiet background").until(() -> admin().get("/engine-rest/job/count?executable=true")
			.expect(200)
			.json()
			.path("count")
			.asInt() == 0);
	}

	// tables

	/** The names of the application's own tables, or of the engine's. */
	protected List<String> tables(boolean ofEngine) {
		return this.jdbc.sql("""
				select table_name from information_schema.tables
				where lower(table_schema) = 'public' and table_type in ('BASE TABLE')
				order by table_name
				""")
			.query(String.class)
			.list()
			.stream()
			.filter((name) -> name.toLowerCase(Locale.ROOT).startsWith("act_") == ofEngine)
			.filter((name) -> !name.toLowerCase(Locale.ROOT).startsWith("flyway"))
			.toList();
	}

	/** How many rows each of our own tables has, and every variable in the engine. */
	protected Map<String, String> contents() {
		String counts = tables(false).stream()
			.map((table) -> "select '" + table + "' as name, count(*) as n from \"" + table + '"')
			.collect(Collectors.joining(" union all "));
		Map<String, String> contents = new TreeMap<>();
		this.jdbc.sql(counts).query((row, index) -> contents.put(row.getString("name"), row.getString("n"))).list();
		this.jdbc.sql("select id_, rev_, name_, text_ from act_ru_variable")
			.query((row, index) -> contents.put("variable " + row.getString("id_"),
					row.getString("rev_") + " " + row.getString("name_") + " " + row.getString("text_")))
			.list();
		assertThat(contents).isNotEmpty();
		return contents;
	}

}
