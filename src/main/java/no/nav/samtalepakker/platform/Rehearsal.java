package no.nav.samtalepakker.platform;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
import org.springframework.stereotype.Component;

/**
 * Lets the demonstration live through months in seconds: the clock is moved from one due
 * job to the next, and people submit their forms with their own rights. Only for use
 * before the job executor has started.
 */
@Component
public class Rehearsal {

	private static final int JOBS_AT_ONCE = 500;

	private final ApplicationClock clock;

	private final FormService forms;

	private final RepositoryService repository;

	private final TaskService tasks;

	private final ManagementService management;

	private final IdentityService identities;

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
			.map(this::describe)
			.toList();
	}

	/**
	 * Runs every job that falls due up to the instant, each at its own time, and stops
	 * the clock there.
	 */
	public void liveUntil(Instant instant) {
		Set<String> failed = new java.util.HashSet<>();
		for (Optional<Instant> next = nextDue(instant, failed); next.isPresent(); next = nextDue(instant, failed)) {
			if (next.get().isAfter(this.clock.instant())) {
				this.clock.moveTo(next.get());
			}
			runDueJobs(failed);
		}
		this.clock.moveTo(instant);
	}

	public void startAt(Instant instant) {
		this.clock.moveTo(instant);
	}

	/** Back to real time. */
	public void over() {
		this.clock.reset();
	}

	private Optional<Instant> nextDue(Instant until, Set<String> failed) {
		return this.management.createJobQuery()
			.withRetriesLeft()
			.active()
			.orderByJobDuedate()
			.asc()
			.listPage(0, JOBS_AT_ONCE)
			.stream()
			.filter((job) -> !failed.contains(job.getId()))
			.map((job) -> (job.getDuedate() != null) ? job.getDuedate().toInstant() : this.clock.instant())
			.min(Instant::compareTo)
			.filter((due) -> !due.isAfter(until));
	}

	private void runDueJobs(Set<String> failed) {
		Date now = Date.from(this.clock.instant());
		for (Job job : this.management.createJobQuery().executable().listPage(0, JOBS_AT_ONCE)) {
			if (job.getDuedate() != null && job.getDuedate().after(now)) {
				continue;
			}
			// an earlier job of this round may have ended what this one belongs to
			if (!failed.contains(job.getId())
					&& this.management.createJobQuery().jobId(job.getId()).singleResult() != null) {
				failed.add(job.getId());
				this.management.executeJob(job.getId());
				failed.remove(job.getId());
			}
		}
	}

	private void as(String userId, Runnable work) {
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
	public record OpenTask(String id, Instant createdAt, Instant dueAt, java.util.Map<String, Object> ids) {

		public String id(String variable) {
			return (String) this.ids.get(variable);
		}

	}

}
