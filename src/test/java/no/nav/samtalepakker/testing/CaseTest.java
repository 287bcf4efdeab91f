package no.nav.samtalepakker.testing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
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
 * The application without a server and without a job executor: a test submits forms as
 * people do, fires timers by their element id, and reads as an ordered trace. The clock
 * stands at nine on a Monday until the test moves it. Chunks are small and there are two
 * lanes, so that a few units walk the loops.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK,
		properties = { "spring.datasource.url=jdbc:h2:mem:cases;DB_CLOSE_DELAY=-1",
				"camunda.bpm.job-execution.enabled=false", "samtalepakker.demo.play=false",
				"samtalepakker.rollout.lanes=2", "samtalepakker.rollout.chunk-size=2" })
public abstract class CaseTest {

	/** A Monday without holidays near it. */
	protected static final LocalDate TODAY = LocalDate.of(2026, 9, 7);

	/** Own tables that hold cases, children first. */
	private static final List<String> CASE_TABLES = List.of("audit", "redaction", "agreement_item", "agreement",
			"summary", "notification", "proposal_question", "proposal_source", "proposal", "follow_up", "action_point",
			"answer_obstacle", "answer", "routing_recipient", "routing", "obstacle", "report_comment", "report_point",
			"report_answer", "report", "obstacle_view", "meeting_question", "meeting_checklist", "meeting_joint_unit",
			"meeting_participant", "meeting_invited", "meeting", "conversation", "milestone", "wish", "county_decision",
			"rollout_order", "rollout_package", "rollout");

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
	protected Conversations conversations;

	@Autowired
	private JdbcTemplate statements;

	@BeforeEach
	void prepare() {
		BpmnAwareTests.init(this.engine);
		goTo(TODAY);
	}

	@AfterEach
	void clear() {
		clearCases();
		this.clock.reset();
	}

	/** Takes away everything that runs or has run; organisation and packages stay. */
	protected void clearCases() {
		this.identities.clearAuthentication();
		this.runtime.createProcessInstanceQuery()
			.rootProcessInstances()
			.list()
			.forEach((instance) -> this.runtime.deleteProcessInstance(instance.getId(), "test over", true, true));
		this.statements.update("update obstacle set merged_into = null, joins_id = null");
		CASE_TABLES.forEach((table) -> this.statements.update("delete from " + table));
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
		runAll("serviceTask_startConversations", rollout.getBusinessKey());
		return rollout;
	}

	/** Orders a rollout that opens today; its first timer has not fired. */
	protected ProcessInstance orderRollout(String packageKey, String... unitIds) {
		return orderRollout("""
				{"name": "Utrulling %s", "packageKeys": ["%s"], "unitIds": [%s], "opensOn": "%s", "closesOn": "%s"}
				""".formatted(AnyName.next(), packageKey, quoted(unitIds), today(), today().plusMonths(4)));
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

	/** Where the unit's newest conversation stands. */
	protected Conversation conversation(String unitId) {
		return this.conversations.get(conversationOf(unitId));
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

	/** The leader plans the meeting. */
	protected void plan(String unitId, LocalDate meetingDate, String... participantEmails) {
		submitAsLeader("userTask_planMeeting", unitId, """
				{"meetingDate": "%s", "form": "PHYSICAL", "participantCount": 8, "participantEmails": [%s]}
				""".formatted(meetingDate, quoted(participantEmails)));
	}

	/** The leader says that the conversation was held today. */
	protected void alreadyHeld(String unitId) {
		submitAsLeader("userTask_planMeeting", unitId, "{\"choice\": \"ALREADY_HELD\"}");
	}

	/** Does something without a task, as the user with these groups. */
	protected void as(String user, List<String> groups, Runnable act) {
		this.identities.setAuthentication(user, groups);
		try {
			act.run();
		}
		finally {
			this.identities.clearAuthentication();
		}
	}

	/** The addresses that have an e-mail of this type about the conversation. */
	protected List<String> mails(String type, String conversationId) {
		return this.jdbc.sql("select email from notification where type = ? and conversation_id = ? order by email")
			.params(type, conversationId)
			.query(String.class)
			.list();
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

	/** Runs the jobs of the element in the case until none is left. */
	protected void runAll(String activityId, String businessKey) {
		List<Job> jobs = jobs(activityId, businessKey);
		assertThat(jobs).as("jobs of %s", activityId).isNotEmpty();
		while (!jobs.isEmpty()) {
			this.management.executeJob(jobs.get(0).getId());
			jobs = jobs(activityId, businessKey);
		}
	}

	/** Lets time pass: every job of a case that falls due until then runs at its time. */
	protected void liveUntil(LocalDate date) {
		liveUntil(date.atTime(9, 0));
	}

	/** The same, until an hour of the day. */
	protected void liveUntil(LocalDateTime time) {
		Date end = Date.from(time.atZone(ApplicationClock.OSLO).toInstant());
		for (Optional<Job> next = nextJob(end); next.isPresent(); next = nextJob(end)) {
			Date due = next.get().getDuedate();
			if (due != null && due.toInstant().isAfter(this.clock.instant())) {
				this.clock.moveTo(due.toInstant());
			}
			this.management.executeJob(next.get().getId());
		}
		this.clock.moveTo(end.toInstant());
	}

	private Optional<Job> nextJob(Date end) {
		return this.management.createJobQuery()
			.list()
			.stream()
			.filter((job) -> job.getProcessInstanceId() != null)
			.filter((job) -> job.getDuedate() == null || !job.getDuedate().after(end))
			.min(Comparator.comparing(Job::getDuedate, Comparator.nullsFirst(Comparator.naturalOrder())));
	}

	/** The one job of the element in the case, or null. */
	protected Job job(String activityId, String businessKey) {
		List<Job> jobs = jobs(activityId, businessKey);
		assertThat(jobs).as("jobs of %s", activityId).hasSizeLessThanOrEqualTo(1);
		return jobs.isEmpty() ? null : jobs.get(0);
	}

	private List<Job> jobs(String activityId, String businessKey) {
		return this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(businessKey)
			.list()
			.stream()
			.flatMap((instance) -> this.management.createJobQuery()
				.processInstanceId(instance.getId())
				.activityId(activityId)
				.list()
				.stream())
			.toList();
	}

	/** The local date a job is due on. */
	protected LocalDate dueDate(String activityId, String businessKey) {
		return job(activityId, businessKey).getDuedate().toInstant().atZone(ApplicationClock.OSLO).toLocalDate();
	}

}
