package no.nav.samtalepakker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.consistency.Consistency;
import no.nav.samtalepakker.migration.Migration;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A release that differs from the running one by a single byte of a single form, which no
 * case uses, on the same database: first beside it, then alone.
 */
@DirtiesContext
abstract class NewReleaseTest extends HttpCaseTest {

	private static final Pattern TIMER = Pattern.compile("id=\"(timer_[a-zA-Z]+)\"");

	private static final List<String> PROCESSES = List.of("rollout", "conversation", "preparation", "execution",
			"reporting", "followUp", "obstacle", "answering", "proposal");

	@Autowired
	private ManagementService management;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private ApplicationClock clock;

	@Autowired
	private Environment environment;

	/** Some of them are moved to the newer models first. */
	@Test
	void goesOnWithEveryCaseOfTheFormer() throws IOException {
		beginCasesAtEveryTimer();
		assertThat(timersSomebodyWaitsFor(Set.of())).isEqualTo(timersOfTheModels());
		Set<String> stay = cases();
		beginCasesAtEveryTimer();
		assertThat(timersSomebodyWaitsFor(stay)).isEqualTo(timersOfTheModels());
		String unit = conversationStarted(UnitType.OFFICE);
		String obstacle = obstaclesOf(obstaclesReported(obstacle("REGELVERK.TOLKNING"))).get(0);
		Set<String> moved = cases();
		moved.removeAll(stay);
		Set<String> begunBefore = idsOfJobs();
		try (ConfigurableApplicationContext next = nextRelease()) {
			assertThat(this.repository.createDeploymentQuery().count()).isEqualTo(2);
			// the engine that started last has put itself in front
			takeTheFloor();
			assertThat(stateOf(conversationStarted(UnitType.OFFICE))).as("begun with both at work").isNotNull();
			asleep(() -> move(moved));
			assertThat(stateOf(unit)).isEqualTo("PLANNING");
			leaderOf(unit).complete("planMeeting", "{'choice': 'ALREADY_HELD'}");
			recipient("RUNDSKRIV").complete("answerObstacle", obstacle,
					"{'answer': 'CANNOT_SOLVE', 'text': 'Loven gir ikke rom'}");
			ApplicationClock clockOfNext = next.getBean(ApplicationClock.class);
			// with the former release asleep
			onDay(today().plusYears(3), () -> {
				clockOfNext.moveTo(this.clock.instant());
				await("nothing left due").until(this::due, List::isEmpty);
			});
			clockOfNext.reset();
		}
		assertThat(idsOfJobs()).doesNotContainAnyElementsOf(begunBefore);
		assertThat(this.management.createJobQuery().noRetriesLeft().count()).isZero();
	}

	private void move(Set<String> cases) {
		List<String> arguments = List.of(
				"--samtalepakker.migrate=" + String.join(",", PROCESSES.stream().map((key) -> key + ":1:2").toList()),
				"--samtalepakker.migrate.cases=" + String.join(",", cases), "--samtalepakker.migrate.move");
		String tasks = "select t.id_, l.group_id_, a.perms_, t.due_date_, t.assignee_ from act_ru_task t join act_ru_identitylink l"
				+ " on l.task_id_ = t.id_ and l.type_ = 'candidate' join act_ru_authorization a"
				+ " on a.resource_id_ = t.id_ and a.group_id_ = l.group_id_ order by t.id_, l.group_id_";
		String timers = "select id_, duedate_, retries_ from act_ru_job where process_instance_id_ is not null order by id_";
		List<Map<String, Object>> tasksBefore = rows(tasks);
		List<Map<String, Object>> timersBefore = rows(timers);
		Set<String> former = casesOfVersion(1);

		assertThat(migrate(arguments.subList(0, 2))).isZero();
		assertThat(casesOfVersion(1)).as("only tried").isEqualTo(former);
		assertThat(migrate(arguments)).isZero();

		Set<String> left = new TreeSet<>(former);
		left.removeAll(cases);
		assertThat(casesOfVersion(1)).isEqualTo(left).isNotEmpty();
		assertThat(casesOfVersion(2)).containsAll(cases);
		assertThat(rows(tasks)).isEqualTo(tasksBefore);
		assertThat(rows(timers)).isEqualTo(timersBefore);
		assertThat(this.jdbc.sql("select distinct subject_id from audit where action = 'CASE_MIGRATED'")
			.query(String.class)
			.set()).isEqualTo(cases);
		assertThat(this.jdbc.sql("""
				select count(*) from act_ru_task t join act_re_procdef d on d.id_ = t.proc_def_id_
				join act_ru_execution e on e.id_ = t.execution_id_ where e.proc_def_id_ <> d.id_
				""").query(Integer.class).single()).isZero();
		assertThat(Consistency.check("--spring.datasource.url=" + this.environment.getProperty("spring.datasource.url"),
				"--spring.datasource.username=" + this.environment.getProperty("spring.datasource.username")))
			.isZero();
	}

	private int migrate(List<String> arguments) {
		try {
			return Migration.run(Stream
				.concat(arguments.stream(),
						Stream.of("url", "username")
							.map((name) -> "--spring.datasource." + name + "="
									+ this.environment.getProperty("spring.datasource." + name)))
				.toArray(String[]::new));
		}
		finally {
			floor();
		}
	}

	/** As long as the background is to sleep. */
	private void floor() {
		ProcessEngines.registerProcessEngine(this.engine);
		this.clock.reset();
	}

	private List<Map<String, Object>> rows(String statement) {
		return this.jdbc.sql(statement).query().listOfRows();
	}

	private Set<String> cases() {
		return new TreeSet<>(casesOfVersion(1));
	}

	private Set<String> casesOfVersion(int version) {
		return this.jdbc.sql("""
				select distinct e.business_key_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
				where e.id_ = e.proc_inst_id_ and d.version_ = ?
				""").param(version).query(String.class).set();
	}

	private void beginCasesAtEveryTimer() {
		String later = unit(UnitType.OFFICE);
		order("""
				{'name': 'Senere %s', 'packageKeys': ['tillit-enhet'], 'unitIds': ['%s'], 'opensOn': '%s',
				'closesOn': '%s'}
				""".formatted(later, later, today().plusDays(5), today().plusDays(90)));
		conversationStarted(UnitType.OFFICE);
		plans(today().plusDays(40));
		plans(today());
		reports("'actionPoints': [{'text': 'Kortere møter'}]");
		String followUp = "'followUpOn': '%s', 'actionPoints': [{'text': 'Kortere møter'}]"
			.formatted(today().plusDays(30));
		reports(followUp);
		fire("timer_followUp", conversationOf(reports(followUp)));
		beginObstacles();
		proposalSent("RUNDSKRIV");
		String extended = proposalSent("RUNDSKRIV");
		fire("timer_answerOverdue", extended);
		secretariat().complete("resolveOverdueProposal", extended, "{'action': 'EXTEND', 'days': 7}");
		closed(unit(UnitType.OFFICE));
		String rollout = closed(obstaclesReported(
				obstacle("REGELVERK.TOLKNING").replace("'structural'", "'quoteConsent': true, 'structural'")));
		fire("timer_cutOff", rollout);
		secretariat().complete("reviewSummary", rollout, "{'approved': true}");
		askCounties();
	}

	private void beginObstacles() {
		String subcategory = "REGELVERK.TOLKNING";
		List<String> obstacles = obstaclesOf(obstaclesReported(obstacle(subcategory), obstacle(subcategory),
				obstacle(subcategory), obstacle(subcategory), obstacle(subcategory)));
		fire("timer_answerOverdue", obstacles.get(1));
		secretariat().complete("resolveOverdueAnswer", obstacles.get(1), "{'action': 'EXTEND', 'days': 7}");
		recipient("RUNDSKRIV").complete("answerObstacle", obstacles.get(2),
				"{'answer': 'CANNOT_SOLVE', 'text': 'Loven gir ikke rom'}");
		for (String updated : obstacles.subList(3, 5)) {
			recipient("RUNDSKRIV").complete("answerObstacle", updated, """
					{'answer': 'INCLUDED_IN_ONGOING', 'text': 'Vi tar det med', 'coveredBy': 'Nytt rundskriv',
					'nextUpdateOn': '%s'}
					""".formatted(today().plusDays(20)));
		}
		fire("timer_updateDue", obstacles.get(4));
	}

	private void askCounties() {
		String office = unit(UnitType.OFFICE);
		String rollout = rollout("rol", office);
		String county = this.jdbc.sql("select county_id from unit where id = ?")
			.param(office)
			.query(String.class)
			.single();
		as("fylke-" + county).complete("decideParticipation", rollout,
				"{'participation': 'LATER', 'reconsiderOn': '%s'}".formatted(today().plusDays(10)));
	}

	private void plans(LocalDate date) {
		leaderOf(conversationStarted(UnitType.OFFICE)).complete("planMeeting",
				"{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8}".formatted(date));
	}

	private String reports(String rest) {
		String unit = conversationHeld();
		leaderOf(unit).complete("reportConversation", "{'outcome': 'WITHOUT_INPUT', %s}".formatted(rest));
		return unit;
	}

	/** The rollout of a unit, past its closing date. */
	private String closed(String unit) {
		String rollout = this.jdbc.sql("select rollout_id from conversation where unit_id = ?")
			.param(unit)
			.query(String.class)
			.optional()
			.orElseGet(() -> rollout("tillit-enhet", unit));
		fire("timer_closes", rollout);
		return rollout;
	}

	private Set<String> timersSomebodyWaitsFor(Set<String> besides) {
		Map<String, String> elements = this.management.createJobDefinitionQuery()
			.list()
			.stream()
			.collect(Collectors.toMap(JobDefinition::getId, JobDefinition::getActivityId));
		return this.management.createJobQuery()
			.list()
			.stream()
			.filter((job) -> job.getProcessInstanceId() != null)
			.filter((job) -> !besides.contains(caseOf(job)))
			.map((job) -> elements.get(job.getJobDefinitionId()))
			.filter((element) -> element.startsWith("timer_"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private String caseOf(Job job) {
		return this.jdbc.sql("select business_key_ from act_ru_execution where id_ = ?")
			.param(job.getProcessInstanceId())
			.query(String.class)
			.single();
	}

	private static Set<String> timersOfTheModels() throws IOException {
		Set<String> timers = new TreeSet<>();
		try (Stream<Path> models = Files.list(Path.of("processes"))) {
			for (Path model : models.filter((path) -> path.toString().endsWith(".bpmn")).toList()) {
				TIMER.matcher(Files.readString(model))
					.results()
					.map((MatchResult result) -> result.group(1))
					.forEach(timers::add);
			}
		}
		return timers;
	}

	private Set<String> idsOfJobs() {
		return this.management.createJobQuery()
			.list()
			.stream()
			.filter((job) -> job.getProcessInstanceId() != null)
			.map(Job::getId)
			.collect(Collectors.toSet());
	}

	private List<Job> due() {
		return this.management.createJobQuery()
			.executable()
			.list()
			.stream()
			.filter((job) -> job.getProcessInstanceId() != null)
			.toList();
	}

	private ConfigurableApplicationContext nextRelease() throws IOException {
		Path release = Files.createDirectories(Path.of("target/next-release-" + getClass().getSimpleName()));
		for (String folder : List.of("processes", "forms")) {
			try (Stream<Path> files = Files.list(Path.of(folder))) {
				files.forEach((file) -> copy(file, release.resolve(file.getFileName())));
			}
		}
		Files.writeString(release.resolve("review-summary.html"), "\n", StandardOpenOption.APPEND);
		return new SpringApplicationBuilder(SamtalepakkerApplication.class).run("--server.port=0",
				"--spring.datasource.url=" + this.environment.getProperty("spring.datasource.url"),
				"--spring.datasource.username=" + this.environment.getProperty("spring.datasource.username"),
				"--samtalepakker.demo.play=false", "--camunda.bpm.job-execution.wait-time-in-millis=50",
				"--camunda.bpm.job-execution.max-wait=200",
				"--camunda.bpm.deployment-resource-pattern=" + Stream.of("bpmn", "dmn", "html")
					.map((ending) -> release.toUri() + "*." + ending)
					.collect(Collectors.joining(",")));
	}

	private static void copy(Path from, Path to) {
		try {
			Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
