package no.nav.samtalepakker;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Who saw, changed and decided what: in the table, and as lines of the log. */
abstract class AuditTest extends HttpCaseTest {

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@Autowired
	private Audit audit;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void listen() {
		this.lines.start();
		logger().addAppender(this.lines);
		// quiet in the demonstration
		logger().setLevel(Level.INFO);
	}

	@AfterEach
	void stopListening() {
		logger().detachAppender(this.lines);
		logger().setLevel(Level.WARN);
	}

	@Test
	void tellsWhoDidWhatInACase() {
		String unit = obstaclesReported(obstacle("REGELVERK.TOLKNING"));
		String leader = personOf(unit, "LEADER");
		String obstacle = obstaclesOf(unit).get(0);
		assertThat(actsOn(conversationOf(unit))).contains("CONVERSATION_ADDED sekretariat",
				"CONVERSATION_STARTED null");
		assertThat(actsOf(leader)).containsSubsequence("TASK_COMPLETED planMeeting",
				"TASK_COMPLETED reportConversation");
		String recipient = this.jdbc.sql("select lower(recipient) from routing_recipient where obstacle_id = ?")
			.param(obstacle)
			.query(String.class)
			.list()
			.get(0);
		recipient(recipient).context(recipient(recipient).task("answerObstacle", obstacle));
		assertThat(actsOn(obstacle)).contains("OBSTACLE_SEEN mottaker-" + recipient);
		assertThat(unitOf(obstacle)).isEqualTo(unit);
	}

	@Test
	void tellsWhoHasReadAUnitsReport() {
		String unit = conversationStarted(UnitType.MBA);
		leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
		leaderOf(unit).complete("reportConversation", "{'outcome': 'WITH_INPUT', 'positive': 'Vi lytter'}");
		String task = coSignerOf(unit).task("approveReport");
		coSignerOf(unit).context(task);
		assertThat(actsOn(conversationOf(unit))).contains("REPORT_SEEN " + personOf(unit, "CO_SIGNER"));
	}

	@Test
	void recordsEachItemOfABulkOperation() {
		List<String> units = units(UnitType.OFFICE, 3);
		String rollout = rollout("tillit-enhet", units.toArray(String[]::new));
		units.forEach((unit) -> leaderOf(unit).task("planMeeting"));
		secretariat().post("/api/rollouts/" + rollout + "/message", "{\"text\": \"Husk samtalen\"}").expect(200);
		for (String unit : units) {
			assertThat(actsOn(conversationOf(unit))).containsExactlyInAnyOrder("CONVERSATION_ADDED sekretariat",
					"CONVERSATION_STARTED null", "ROLLOUT_MESSAGE_SENT sekretariat");
		}
		assertThat(texts())
			.filteredOn((line) -> line.contains("|ROLLOUT_MESSAGE_SENT|") && line.contains("suid=sekretariat"))
			.hasSize(3);
	}

	@Test
	void recordsEachTaskThatMovesWithAChangeOfPeople() {
		String unit = conversationStarted(UnitType.OFFICE);
		String task = leaderOf(unit).task("planMeeting");
		String former = leaderOf(unit).user();
		String successor = "ny-" + unit.toLowerCase(java.util.Locale.ROOT);
		secretariat().send("PUT", "/api/units/" + unit + "/people", "{\"leader\": \"" + successor + "\"}").expect(204);
		assertThat(actsOn(task)).contains("TASK_REASSIGNED sekretariat");
		assertThat(actsOn(successor)).containsExactly("MEMBER_ADDED sekretariat");
		assertThat(actsOn(former)).contains("MEMBER_REMOVED sekretariat");
	}

	@Test
	void saysInALineOfTheLogWhatHappenedWithoutContent() {
		String unit = conversationStarted(UnitType.OFFICE);
		leaderOf(unit).complete("planMeeting", "{'choice': 'NOT_HELD', 'reason': 'Mye annet akkurat nå'}");
		assertThat(texts()).filteredOn((line) -> line.contains("|TASK_COMPLETED|") && line.contains("cs2=" + unit))
			.singleElement()
			.asString()
			.startsWith("CEF:0|NAV|Samtalepakker|1|TASK_COMPLETED|sendte inn et skjema|3|end=")
			.contains("suid=" + personOf(unit, "LEADER"), "act=CHANGED", "cs3=planMeeting")
			.doesNotContain("annet");
	}

	@Test
	void recordsEachJobTheOperatorMends() {
		String unit = conversationStarted(UnitType.OFFICE);
		List<String> jobs = new ArrayList<>();
		instancesOf(conversationOf(unit))
			.forEach((instance) -> admin().get("/engine-rest/job?processInstanceId=" + instance)
				.expect(200)
				.json()
				.forEach((job) -> jobs.add(job.path("id").asText())));
		assertThat(jobs).isNotEmpty();
		jobs.forEach((job) -> this.engine.getManagementService().setJobRetries(job, 0));
		String named = "{\"retries\": 3, \"jobIds\": [\"" + String.join("\", \"", jobs) + "\"]}";
		admin().post("/engine-rest/job/retries", named).expect(200);
		jobs.forEach((job) -> assertThat(actsOn(job)).containsExactly("ENGINE_MENDED admin"));
		// the batch works on the same jobs
		awaitQuiet();
		this.engine.getManagementService().setJobRetries(jobs.get(0), 0);
		admin().send("PUT", "/engine-rest/job/" + jobs.get(0) + "/retries", "{\"retries\": 2}").expect(204);
		assertThat(actsOn(jobs.get(0))).hasSize(2);
		admin().post("/engine-rest/job/retries", "{\"retries\": 3, \"jobQuery\": {}}").expect(400);
		leaderOf(unit).send("PUT", "/engine-rest/job/" + jobs.get(0) + "/retries", "{\"retries\": 1}").expect(403);
		assertThat(actsOn(jobs.get(0))).hasSize(2);
	}

	@Test
	void forgetsWhatWasUndone() {
		String subject = UUID.randomUUID().toString();
		this.transaction.executeWithoutResult((status) -> {
			this.audit.record(Act.ROLLOUT_ORDERED, subject);
			status.setRollbackOnly();
		});
		assertThat(actsOn(subject)).isEmpty();
		assertThat(texts()).noneMatch((line) -> line.contains(subject));
		this.audit.record(Act.ROLLOUT_ORDERED, subject);
		assertThat(actsOn(subject)).hasSize(1);
		assertThat(texts()).filteredOn((line) -> line.contains(subject)).hasSize(1);
	}

	@Test
	void keepsALineInOneLine() {
		String subject = UUID.randomUUID().toString();
		this.audit.record(Act.ROLLOUT_DATES_CHANGED, subject, null, "a=b|c\\d\nCEF:0|forged");
		assertThat(texts()).filteredOn((line) -> line.contains(subject))
			.singleElement()
			.asString()
			.doesNotContain("\n")
			.contains("cs3=a\\=b|c\\\\d CEF:0|forged");
	}

	private List<String> actsOn(String subject) {
		return this.jdbc.sql("select action, user_id from audit where subject_id = ? order by at")
			.param(subject)
			.query((row, index) -> row.getString("action") + " " + row.getString("user_id"))
			.list();
	}

	private List<String> actsOf(String user) {
		return this.jdbc.sql("select action, detail from audit where user_id = ? order by at")
			.param(user)
			.query((row, index) -> row.getString("action") + " " + row.getString("detail"))
			.list();
	}

	private String unitOf(String subject) {
		return this.jdbc.sql("select distinct unit_id from audit where subject_id = ?")
			.param(subject)
			.query(String.class)
			.single();
	}

	private List<String> texts() {
		return List.copyOf(this.lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger("audit");
	}

}
