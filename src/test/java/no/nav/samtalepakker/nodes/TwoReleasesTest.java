package no.nav.samtalepakker.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.consistency.Consistency;
import no.nav.samtalepakker.migration.Migration;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.testing.OnPostgres;
import no.nav.samtalepakker.testing.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A rolling upgrade: a node with the former model of obstacles and one with today's on
 * the same PostgreSQL, and then those cases moved that can be.
 */
class TwoReleasesTest {

	private static final String WAITING_TASK = """
			select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
			where e.business_key_ = ? and t.task_def_key_ = ?
			""";

	@TempDir
	private Path models;

	private String address;

	private JdbcClient jdbc;

	@Test
	void eachNodeDoesWhatItKnowsAndCasesKeepTheirModelUntilTheyAreMoved() throws IOException {
		Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
		this.address = OnPostgres.Server.url("two_releases");
		this.jdbc = JdbcClient.create(new DriverManagerDataSource(this.address));
		try (Node older = Node
			.start("older", this.address, "--camunda.bpm.deployment-resource-pattern=" + formerModels(),
					"--camunda.bpm.job-execution.wait-time-in-millis=50", "--samtalepakker.mail.deliver=false")
			.ready()) {
			List<String> units = offices();
			String reported = units.get(0);
			order(older, units.subList(0, 2));
			plan(older, reported);
			List<String> obstacles = report(older, reported);
			assertThat(versionOf("obstacle", obstacles.get(0))).isEqualTo(1);

			try (Node newer = newer()) {
				assertThat(this.jdbc.sql("select max(version_) from act_re_procdef where key_ = 'obstacle'")
					.query(Integer.class)
					.single()).isEqualTo(2);
				assertThat(versionOf("obstacle", obstacles.get(0))).as("keeps its model").isEqualTo(1);
				String task = task(obstacles.get(0), "userTask_answerObstacle");
				Visitor recipient = newer.as("mottaker-rundskriv");
				assertThat(recipient.get("/engine-rest/task/" + task + "/deployed-form").expect(200).body())
					.as("the form of its deployment, on the node that came later")
					.isEqualTo(
							older.as("mottaker-rundskriv").get("/engine-rest/task/" + task + "/deployed-form").body());
			}

			// only the older one is left, which starts what is newest and does none of it
			String rollout = ordered(older, units.subList(2, 3));
			onlyFormerJobsAreDone(older, units.get(1), rollout);

			try (Node newer = newer()) {
				await("the newer node does what it knows").until(() -> isPlanned(units.get(2)));
				assertThat(migrate(obstacles, false)).as("one stands where there is no place").isEqualTo(1);
				assertThat(migrate(obstacles, true)).isEqualTo(1);
				assertThat(versionOf("obstacle", obstacles.get(0))).as("is being answered").isEqualTo(1);
				assertThat(versionOf("obstacle", obstacles.get(1))).as("is being assessed").isEqualTo(2);

				newer.as("sekretariat")
					.submit(task(obstacles.get(1), "userTask_triageObstacle"), "triageObstacle",
							"{'decision': 'ROUTE', 'recipients': ['HR'], 'reason': 'De vet mest om det'}")
					.expect(204);
				for (String each : obstacles) {
					String recipient = each.equals(obstacles.get(0)) ? "mottaker-rundskriv" : "mottaker-hr";
					String task = task(each, "userTask_answerObstacle");
					newer.as(recipient)
						.submit(task, "answerObstacle",
								"{'answer': 'CANNOT_SOLVE', 'text': 'Loven gir ikke rom for det'}")
						.expect(204);
					task(each, "userTask_readAnswer");
				}
				assertThat(this.jdbc.sql("select count(*) from act_ru_incident").query(Integer.class).single())
					.isZero();
			}
		}
		assertThat(Consistency.check("--spring.datasource.url=" + this.address)).isZero();
	}

	/** Today's, and the former one of obstacles. */
	private String formerModels() throws IOException {
		for (String folder : List.of("processes", "forms")) {
			try (Stream<Path> files = Files.list(Path.of(folder))) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					Files.copy(file, this.models.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
				}
			}
		}
		Files.copy(Path.of("src/test/resources/former/obstacle.bpmn"), this.models.resolve("obstacle.bpmn"),
				StandardCopyOption.REPLACE_EXISTING);
		return Stream.of("bpmn", "dmn", "html")
			.map((ending) -> this.models.toUri() + "*." + ending)
			.collect(Collectors.joining(","));
	}

	private Node newer() {
		return Node
			.start("newer", this.address, "--camunda.bpm.job-execution.wait-time-in-millis=50",
					"--samtalepakker.mail.deliver=false")
			.ready();
	}

	private void onlyFormerJobsAreDone(Node older, String unit, String rollout) {
		this.jdbc.sql("""
				update act_ru_job set duedate_ = now() where handler_cfg_ like 'timer_planReminder%'
					and process_instance_id_ in (select e.id_ from act_ru_execution e
						join conversation c on c.id = e.business_key_ where c.unit_id = ?)
				""").param(unit).update();
		await("a job of the former models")
			.until(() -> this.jdbc.sql("select reminders_sent from conversation where unit_id = ?")
				.param(unit)
				.query(Integer.class)
				.single() == 1);
		assertThat(older.isAlive()).isTrue();
		assertThat(this.jdbc.sql("""
				select count(*) from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_
				where e.business_key_ = ? and j.lock_owner_ is null and j.duedate_ < now() at time zone 'Europe/Oslo'
				""").param(rollout).query(Integer.class).single()).as("jobs of the newer models").isPositive();
	}

	private int migrate(List<String> cases, boolean move) {
		try (Node command = Node.start("migration", this.address, Migration.ARGUMENT + "obstacle:1:2",
				"--samtalepakker.migrate.cases=" + String.join(",", cases),
				move ? "--samtalepakker.migrate.move" : "--samtalepakker.migrate.elements=")) {
			return command.ended();
		}
	}

	// people

	private List<String> offices() {
		return this.jdbc.sql("select id from unit where type = 'OFFICE' order by id limit 3")
			.query(String.class)
			.list();
	}

	private void order(Node node, List<String> units) {
		ordered(node, units);
		await("conversations").until(() -> units.stream().allMatch(this::isPlanned));
	}

	private String ordered(Node node, List<String> units) {
		String name = "Utrulling " + UUID.randomUUID();
		LocalDate today = LocalDate.now(ApplicationClock.OSLO);
		node.as("sekretariat")
			.post("/engine-rest/process-definition/key/rollout/submit-form", Visitor.form("startRollout", """
					{'name': '%s', 'packageKeys': ['tillit-enhet'], 'unitIds': %s, 'opensOn': '%s', 'closesOn': '%s'}
					""".formatted(name, units.stream().map((id) -> "'" + id + "'").toList(), today,
					today.plusMonths(4))))
			.expect(200);
		return this.jdbc.sql("select id from rollout where name = ?").param(name).query(String.class).single();
	}

	private boolean isPlanned(String unit) {
		return this.jdbc.sql("select count(*) from conversation where unit_id = ? and state = 'PLANNING'")
			.param(unit)
			.query(Integer.class)
			.single() == 1;
	}

	private void plan(Node node, String unit) {
		node.as(leader(unit))
			.submit(task(conversation(unit), "userTask_planMeeting"), "planMeeting", "{'choice': 'ALREADY_HELD'}")
			.expect(204);
	}

	/** One obstacle that goes to a recipient, one to the secretariat. */
	private List<String> report(Node node, String unit) {
		node.as(leader(unit))
			.submit(task(conversation(unit), "userTask_reportConversation"), "reportConversation",
					"""
							{'outcome': 'WITH_INPUT', 'obstacles': [
							{'text': 'Noe står i veien', 'solvableLocally': 'NO', 'structural': true, 'category': 'REGELVERK', 'subcategory': 'REGELVERK.TOLKNING'},
							{'text': 'Noe annet står i veien', 'solvableLocally': 'NO', 'structural': true}]}
							""")
			.expect(204);
		return this.jdbc.sql("select id from obstacle where unit_id = ? order by position")
			.param(unit)
			.query(String.class)
			.list();
	}

	private String leader(String unit) {
		return this.jdbc
			.sql("select user_id from unit_person where unit_id = ? and role = 'LEADER' and valid_to is null")
			.param(unit)
			.query(String.class)
			.single();
	}

	private String conversation(String unit) {
		return this.jdbc.sql("select id from conversation where unit_id = ?").param(unit).query(String.class).single();
	}

	private String task(String caseId, String definition) {
		return await(definition + " of " + caseId)
			.until(() -> this.jdbc.sql(WAITING_TASK).params(caseId, definition).query(String.class).optional(),
					java.util.Optional::isPresent)
			.orElseThrow();
	}

	private int versionOf(String process, String caseId) {
		return this.jdbc.sql("""
				select d.version_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
				where e.id_ = e.proc_inst_id_ and e.business_key_ = ? and d.key_ = ?
				""").params(caseId, process).query(Integer.class).single();
	}

}
