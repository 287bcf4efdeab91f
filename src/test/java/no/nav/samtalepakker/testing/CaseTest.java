package no.nav.samtalepakker.testing;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import no.nav.samtalepakker.platform.ApplicationClock;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application without its web side and without a job executor: a test submits forms
 * as people do, fires timers by their element id, and reads as an ordered trace. The
 * clock stands at nine on a Monday until the test moves it.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.datasource.url=jdbc:h2:mem:cases;DB_CLOSE_DELAY=-1",
				"camunda.bpm.job-execution.enabled=false", "samtalepakker.demo.play=false" })
public abstract class CaseTest {

	/** A Monday without holidays near it. */
	protected static final LocalDate TODAY = LocalDate.of(2026, 9, 7);

	/** Own tables that hold cases, children first. */
	private static final List<String> CASE_TABLES = List.of("audit", "summary", "notification", "follow_up",
			"action_point", "answer_obstacle", "answer", "routing_recipient", "routing", "obstacle", "report_comment",
			"report_point", "report_answer", "report", "meeting_question", "meeting_checklist", "meeting_joint_unit",
			"meeting_participant", "meeting", "conversation", "milestone", "wish", "county_decision", "rollout_package",
			"rollout");

	@Autowired
	protected ProcessEngine engine;

	@Autowired
	protected RuntimeService runtime;

	@Autowired
	protected TaskService tasks;

	@Autowired
	protected ManagementService management;

	@Autowired
	protected HistoryService history;

	@Autowired
	protected IdentityService identities;

	@Autowired
	protected ApplicationClock clock;

	@Autowired
	protected JdbcClient jdbc;

	@Autowired
	private JdbcTemplate statements;

	@BeforeEach
	void prepare() {
		BpmnAwareTests.init(this.engine);
		goTo(TODAY);
	}

	@AfterEach
	void clear() {
		this.identities.clearAuthentication();
		this.runtime.createProcessInstanceQuery()
			.rootProcessInstances()
			.list()
			.forEach((instance) -> this.runtime.deleteProcessInstance(instance.getId(), "test over", true, true));
		this.statements.update("update obstacle set merged_into = null");
		CASE_TABLES.forEach((table) -> this.statements.update("delete from " + table));
		this.clock.reset();
	}

	/** Moves the clock to nine in the morning of the date. */
	protected void goTo(LocalDate date) {
		this.clock.moveTo(ZonedDateTime.of(date, java.time.LocalTime.of(9, 0), ApplicationClock.OSLO).toInstant());
	}

	/**
	 * Starts a rollout that opens today and closes in four months, and lets it start its
	 * conversations.
	 */
	protected ProcessInstance rollout(String packageKey, String... unitIds) {
		ProcessInstance rollout = orderRollout(packageKey, unitIds);
		fire("timer_opens", rollout.getBusinessKey());
		fire("serviceTask_startConversations", rollout.getBusinessKey());
		return rollout;
	}

	/** Orders a rollout that opens today; its first timer has not fired. */
	protected ProcessInstance orderRollout(String packageKey, String... unitIds) {
		return orderRollout("""
				{"name": "Utrulling %s", "packageKeys": ["%s"], "unitIds": [%s], "opensOn": "%s", "closesOn": "%s"}
				""".formatted(java.util.UUID.randomUUID(), packageKey, quoted(unitIds), today(),
				today().plusMonths(4)));
	}

	protected ProcessInstance orderRollout(String json) {
		this.identities.setAuthentication("sekretariat", List.of("sekretariat"));
		try {
			ProcessInstance started = this.engine.getFormService()
				.submitStartForm(this.engine.getRepositoryService()
					.createProcessDefinitionQuery()
					.processDefinitionKey("rollout")
					.latestVersion()
					.singleResult()
					.getId(), variable("startRollout", json));
			this.identities.clearAuthentication();
			return this.runtime.createProcessInstanceQuery().processInstanceId(started.getId()).singleResult();
		}
		finally {
			this.identities.clearAuthentication();
		}
	}

	private static String quoted(String... values) {
		return String.join(", ", Arrays.stream(values).map((value) -> '"' + value + '"').toList());
	}

	protected LocalDate today() {
		return LocalDate.now(this.clock);
	}

	/** The id of the unit's newest conversation. */
	protected String conversationOf(String unitId) {
		return this.jdbc.sql("""
				select c.id from conversation c join rollout r on r.id = c.rollout_id
				where c.unit_id = ? order by r.created_at desc limit 1
				""").param(unitId).query(String.class).single();
	}

	/** The process instance of a case, by the process's key. */
	protected ProcessInstance instance(String processKey, String businessKey) {
		return this.runtime.createProcessInstanceQuery()
			.processDefinitionKey(processKey)
			.processInstanceBusinessKey(businessKey)
			.singleResult();
	}

	/** The one open task of this kind in the case. */
	protected Task task(String key, String businessKey) {
		return this.tasks.createTaskQuery()
			.taskDefinitionKey(key)
			.processInstanceBusinessKey(businessKey)
			.singleResult();
	}

	protected List<Task> openTasks(String key) {
		return this.tasks.createTaskQuery().taskDefinitionKey(key).list();
	}

	/** Completes a task with its form, as the user with these groups. */
	protected void submit(Task task, String user, List<String> groups, String json) {
		assertThat(task).as("the task to complete").isNotNull();
		this.identities.setAuthentication(user, groups);
		try {
			this.tasks.complete(task.getId(), variable(
					java.beans.Introspector.decapitalize(task.getTaskDefinitionKey().substring("userTask_".length())),
					json));
		}
		finally {
			this.identities.clearAuthentication();
		}
	}

	/** Completes a leader's task as the leader of the unit. */
	protected void submitAsLeader(String key, String unitId, String json) {
		submit(task(key, conversationOf(unitId)), "leder-" + unitId.toLowerCase(java.util.Locale.ROOT),
				List.of("enhet-" + unitId), json);
	}

	protected static Map<String, Object> variable(String name, String json) {
		return Variables.createVariables().putValueTyped(name, SpinValues.jsonValue(json).create());
	}

	/** Runs the one job of the element in the case, whether it is due or not. */
	protected void fire(String activityId, String businessKey) {
		Job job = job(activityId, businessKey);
		assertThat(job).as("job of %s", activityId).isNotNull();
		this.management.executeJob(job.getId());
	}

	/** The one job of the element in the case, or null. */
	protected Job job(String activityId, String businessKey) {
		List<Job> jobs = this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(businessKey)
			.list()
			.stream()
			.flatMap((instance) -> this.management.createJobQuery()
				.processInstanceId(instance.getId())
				.activityId(activityId)
				.list()
				.stream())
			.toList();
		assertThat(jobs).as("jobs of %s", activityId).hasSizeLessThanOrEqualTo(1);
		return jobs.isEmpty() ? null : jobs.get(0);
	}

	/** The local date a job is due on. */
	protected LocalDate dueDate(String activityId, String businessKey) {
		return job(activityId, businessKey).getDuedate().toInstant().atZone(ApplicationClock.OSLO).toLocalDate();
	}

}
