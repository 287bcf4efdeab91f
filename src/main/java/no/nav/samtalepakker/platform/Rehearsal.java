package no.nav.samtalepakker.platform;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;

import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets the demonstration live through months in seconds: the clock is moved from one due
 * job to the next, and people submit their forms with their own rights. Only for use
 * before the job executor has started.
 */
@Component
@Profile("demo")
public class Rehearsal {

	private final ApplicationClock clock;

	private final FormService forms;

	private final RepositoryService repository;

	private final TaskService tasks;

	private final ManagementService management;

	private final IdentityService identities;

	/** Most tasks are looked at week after week before anybody does them. */
	private final Map<String, OpenTask> described = new HashMap<>();

	Rehearsal(ApplicationClock clock, @Lazy FormService forms, @Lazy RepositoryService repository,
			@Lazy TaskService tasks, @Lazy ManagementService management, @Lazy IdentityService identities) {
		this.clock = clock;
		this.forms = forms;
		this.repository = repository;
		this.tasks = tasks;
		this.management = management;
		this.identities = identities;
	}

	/** Starts a process by its start form, as this user. */
	public void start(String userId, String processKey, String formName, String json) {
		String definition = this.repository.createProcessDefinitionQuery()
			.processDefinitionKey(processKey)
			.latestVersion()
			.singleResult()
			.getId();
		as(userId, () -> this.forms.submitStartForm(definition, variable(formName, json)));
	}

	/** Completes a task with its form, as this user. */
	public void complete(String taskId, String userId, String formName, String json) {
		as(userId, () -> this.forms.submitTaskForm(taskId, variable(formName, json)));
	}

	/** The open tasks of this kind, the oldest first. */
	public List<OpenTask> openTasks(String taskDefinitionKey) {
		return this.tasks.createTaskQuery()
			.taskDefinitionKey(taskDefinitionKey)
			.orderByTaskCreateTime()
			.asc()
			.orderByTaskId()
			.asc()
			.list()
			.stream()
			.map((task) -> this.described.computeIfAbsent(task.getId(), (id) -> describe(task)))
			.toList();
	}

	/**
	 * Runs every job that falls due up to the instant, each at its own time, and stops
	 * the clock there.
	 */
	public void liveUntil(Instant until) {
		for (Optional<Job> next = next(until); next.isPresent(); next = next(until)) {
			Date due = next.get().getDuedate();
			if (due != null && due.toInstant().isAfter(this.clock.instant())) {
				this.clock.moveTo(due.toInstant());
			}
			this.management.executeJob(next.get().getId());
		}
		this.clock.moveTo(until);
	}

	/** The next job: one that can run now, else the one that falls due first. */
	private Optional<Job> next(Instant until) {
		return this.management.createJobQuery()
			.executable()
			.listPage(0, 1)
			.stream()
			.findFirst()
			.or(() -> this.management.createJobQuery()
				.withRetriesLeft()
				.duedateLowerThan(Date.from(until))
				.orderByJobDuedate()
				.asc()
				.listPage(0, 1)
				.stream()
				.findFirst());
	}

	public void startAt(Instant instant) {
		this.clock.moveTo(instant);
	}

	/** Back to real time. */
	public void over() {
		this.described.clear();
		this.clock.reset();
	}

	/** Does something else than completing a task, as this user. */
	public void as(String userId, Runnable work) {
		List<String> groups = this.identities.createGroupQuery()
			.groupMember(userId)
			.list()
			.stream()
			.map(Group::getId)
			.toList();
		try {
			this.identities.setAuthentication(userId, groups);
			work.run();
		}
		finally {
			this.identities.clearAuthentication();
		}
	}

	private static VariableMap variable(String formName, String json) {
		return Variables.createVariables().putValueTyped(formName, SpinValues.jsonValue(json).create());
	}

	private OpenTask describe(Task task) {
		VariableMap variables = this.tasks.getVariablesTyped(task.getId(),
				List.of(CaseVariables.ROLLOUT_ID, CaseVariables.CONVERSATION_ID, CaseVariables.UNIT_ID,
						CaseVariables.OBSTACLE_ID, CaseVariables.COUNTY_ID, CaseVariables.RECIPIENT,
						CaseVariables.PACKAGE_KEY),
				false);
		return new OpenTask(task.getId(), task.getCreateTime().toInstant(),
				(task.getDueDate() != null) ? task.getDueDate().toInstant() : null, variables);
	}

	/**
	 * An open task and the ids its case carries.
	 *
	 * @param id its id
	 * @param createdAt when it was created
	 * @param dueAt or null
	 * @param ids by variable name
	 */
	public record OpenTask(String id, Instant createdAt, Instant dueAt, Map<String, Object> ids) {

		public String id(String variable) {
			return (String) this.ids.get(variable);
		}

	}

}
