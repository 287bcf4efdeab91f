package no.nav.samtalepakker.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * How the features talk to running processes: by process key, business key and message
 * name. Checks no rights; callers have done so. The engine services are lazy because the
 * engine's expressions need the features and they need the engine.
 */
@Component
public class Processes {

	/**
	 * What lists of the engine hold at most; whoever wants the rest asks for the next
	 * page.
	 */
	public static final int LONGEST_LIST = 5000;

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final ManagementService management;

	private final IdentityService identities;

	private final AuthorizationService authorizations;

	private final ProcessEngine engine;

	private final Forms forms;

	Processes(@Lazy RuntimeService runtime, @Lazy TaskService tasks, @Lazy ManagementService management,
			@Lazy IdentityService identities, @Lazy AuthorizationService authorizations, @Lazy ProcessEngine engine,
			Forms forms) {
		this.runtime = runtime;
		this.tasks = tasks;
		this.management = management;
		this.identities = identities;
		this.authorizations = authorizations;
		this.engine = engine;
		this.forms = forms;
	}

	/** Starts a process of the newest version and returns the instance's id. */
	public String start(String processKey, String businessKey, Map<String, Object> variables) {
		return asSystem(() -> this.runtime.startProcessInstanceByKey(processKey, businessKey, variables).getId());
	}

	/** The same for a process that a message starts. */
	public String startBy(String message, String businessKey, Map<String, Object> variables) {
		return asSystem(() -> this.runtime.startProcessInstanceByMessage(message, businessKey, variables)
			.getProcessInstanceId());
	}

	/** Whether the business case has a process that is not over. */
	public boolean isRunning(String businessKey) {
		return asSystem(() -> !instancesOf(businessKey).isEmpty());
	}

	/**
	 * Lets the timers of this activity be due now.
	 * @return how many; none is no error
	 */
	public int hasten(String businessKey, String activityId) {
		return asSystem(() -> {
			List<Job> waiting = instancesOf(businessKey).stream()
				.flatMap((instance) -> this.management.createJobQuery()
					.processInstanceId(instance)
					.activityId(activityId)
					.timers()
					.list()
					.stream())
				.toList();
			waiting.forEach((job) -> this.management.setJobDuedate(job.getId(), ClockUtil.getCurrentTime()));
			return waiting.size();
		});
	}

	/**
	 * Lets a timer of this activity fire at once, in the scope where the variable has the
	 * value: what it waited for has happened.
	 */
	public void fire(String businessKey, String activityId, String variable, Object value) {
		asSystem(() -> {
			instancesOf(businessKey).stream()
				.flatMap((instance) -> this.management.createJobQuery()
					.processInstanceId(instance)
					.activityId(activityId)
					.timers()
					.list()
					.stream())
				.filter((job) -> value.equals(this.runtime.getVariable(job.getExecutionId(), variable)))
				.forEach((job) -> this.management.executeJob(job.getId()));
			return null;
		});
	}

	/**
	 * Sends a message to everything in the business case that waits for it.
	 * @return how many it reached; none is no error
	 */
	public int tell(String message, String businessKey) {
		return asSystem(() -> {
			List<Execution> waiting = this.runtime.createExecutionQuery()
				.processInstanceBusinessKey(businessKey)
				.messageEventSubscriptionName(message)
				.list();
			waiting.forEach((execution) -> this.runtime.messageEventReceived(message, execution.getId()));
			return waiting.size();
		});
	}

	/**
	 * Sends a message only to the scope of the business case where the variable has the
	 * value.
	 */
	public int tell(String message, String businessKey, String variable, Object value) {
		return tell(message, businessKey, variable, value, value);
	}

	/**
	 * The same, and gives the variable another value there.
	 */
	public int tell(String message, String businessKey, String variable, Object value, Object next) {
		return asSystem(() -> {
			List<Execution> waiting = this.runtime.createExecutionQuery()
				.processInstanceBusinessKey(businessKey)
				.messageEventSubscriptionName(message)
				.list()
				.stream()
				.filter((execution) -> value.equals(this.runtime.getVariable(execution.getId(), variable)))
				.toList();
			waiting.forEach((execution) -> this.runtime.messageEventReceived(message, execution.getId(),
					next.equals(value) ? Map.of() : Map.of(variable, next)));
			return waiting.size();
		});
	}

	/** Whether anything in the business case waits for the message. */
	public boolean isAwaited(String message, String businessKey) {
		return asSystem(() -> this.runtime.createExecutionQuery()
			.processInstanceBusinessKey(businessKey)
			.messageEventSubscriptionName(message)
			.count() > 0);
	}

	/**
	 * Starts an event sub-process of the instance by a message, with variables of its
	 * own.
	 */
	public void open(String message, String processInstanceId, Map<String, Object> variables) {
		asSystem(() -> {
			this.runtime.createMessageCorrelation(message)
				.processInstanceId(processInstanceId)
				.setVariablesToTriggeredScope(variables)
				.correlate();
			return null;
		});
	}

	/**
	 * Lets the timers of these activities ask for their due date again, because the date
	 * they follow has moved. A timer that has fired, or is not yet set, has nothing to
	 * recalculate.
	 */
	public void recalculateTimers(String businessKey, String... activityIds) {
		Set<String> activities = Set.of(activityIds);
		asSystem(() -> {
			instancesOf(businessKey).forEach((instance) -> this.management.createJobQuery()
				.processInstanceId(instance)
				.timers()
				.list()
				.stream()
				.filter((job) -> activities.contains(activityOf(job)))
				.forEach((job) -> this.management.recalculateJobDuedate(job.getId(), false)));
			return null;
		});
	}

	/**
	 * Whether the business case stands at this activity, in the scope where the variable
	 * has the value.
	 */
	public boolean isWaiting(String businessKey, String activityId, String variable, Object value) {
		return asSystem(() -> this.runtime.createExecutionQuery()
			.processInstanceBusinessKey(businessKey)
			.activityId(activityId)
			.list()
			.stream()
			.anyMatch((execution) -> value.equals(this.runtime.getVariable(execution.getId(), variable))));
	}

	private String activityOf(Job job) {
		return this.management.createJobDefinitionQuery()
			.jobDefinitionId(job.getJobDefinitionId())
			.singleResult()
			.getActivityId();
	}

	/** The open tasks of this kind in the business case. */
	public List<OpenTask> openTasks(String businessKey, String taskDefinitionKey) {
		return asSystem(() -> this.tasks.createTaskQuery()
			.processInstanceBusinessKey(businessKey)
			.taskDefinitionKey(taskDefinitionKey)
			.list()
			.stream()
			.map((task) -> new OpenTask(task.getId(), task.getAssignee()))
			.toList());
	}

	/**
	 * The open task of this kind whose scope carries the variable with the value, if
	 * there is one.
	 */
	public List<OpenTask> openTasks(String businessKey, String taskDefinitionKey, String variable, Object value) {
		return asSystem(() -> openTasks(businessKey, taskDefinitionKey).stream()
			.filter((task) -> value.equals(this.tasks.getVariable(task.id(), variable)))
			.toList());
	}

	/**
	 * Completes a task with its form, as the current user; the engine checks the right to
	 * do so unless in a job.
	 */
	public void complete(String taskId, Object form) {
		this.tasks.complete(taskId, Variables.createVariables()
			.putValueTyped(Forms.nameOf(form.getClass()), SpinValues.jsonValue(this.forms.write(form)).create()));
	}

	/** How many tasks the group has open, taken or not. */
	public long countTasks(String group) {
		return asSystem(() -> this.tasks.createTaskQuery().taskCandidateGroup(group).includeAssignedTasks().count());
	}

	/** Moves the due date of an open task. */
	public void setDueDate(String taskId, java.util.Date dueDate) {
		asSystem(() -> {
			Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
			if (task != null) {
				task.setDueDate(dueDate);
				this.tasks.saveTask(task);
			}
			return null;
		});
	}

	/** What the open task is called, which holds no text of anybody's. */
	public Optional<String> nameOfTask(String taskId) {
		return asSystem(() -> Optional.ofNullable(this.tasks.createTaskQuery().taskId(taskId).singleResult())
			.map(Task::getName));
	}

	/** The open task with this id, if there is one. */
	public Optional<GroupTask> task(String taskId) {
		return asSystem(() -> Optional.ofNullable(this.tasks.createTaskQuery().taskId(taskId).singleResult())
			.map((task) -> new GroupTask(task.getId(), task.getTaskDefinitionKey(), task.getAssignee(),
					candidateGroups(task.getId()))));
	}

	/** Gives a task to another, or to nobody (null). */
	public void assign(String taskId, String user) {
		asSystem(() -> {
			Task task = Optional.ofNullable(this.tasks.createTaskQuery().taskId(taskId).singleResult())
				.orElseThrow(() -> new NotFound("Oppgaven finnes ikke lenger. Den er kanskje fullført."));
			if (!Objects.equals(task.getAssignee(), user)) {
				this.tasks.setAssignee(taskId, user);
			}
			return null;
		});
	}

	/**
	 * Gives the open tasks of a group that the former user had (null: nobody) to another,
	 * or to nobody (null).
	 * @return the tasks
	 */
	public List<String> reassign(String group, String formerUser, String user) {
		return asSystem(() -> {
			TaskQuery query = this.tasks.createTaskQuery().taskCandidateGroup(group);
			query = (formerUser != null) ? query.includeAssignedTasks().taskAssignee(formerUser)
					: query.taskUnassigned();
			List<String> moved = query.list().stream().map(Task::getId).toList();
			moved.forEach((task) -> assign(task, user));
			return moved;
		});
	}

	/**
	 * Lets a unit take over everything another has running: its instances and its open
	 * tasks, which go to the new unit's groups and assignee.
	 * @param groups the group of the new unit for each of the former one's
	 * @param assignee whoever leads the new unit, or null
	 * @return the tasks
	 */
	public List<String> moveUnit(String fromUnit, String toUnit, Map<String, String> groups, String assignee) {
		return asSystem(() -> {
			this.runtime.createVariableInstanceQuery()
				.variableName(CaseVariables.UNIT_ID)
				.variableValueEquals(CaseVariables.UNIT_ID, fromUnit)
				.list()
				.forEach((variable) -> this.runtime.setVariableLocal(variable.getExecutionId(), CaseVariables.UNIT_ID,
						toUnit));
			List<String> moved = new ArrayList<>();
			groups.forEach((fromGroup, toGroup) -> this.tasks.createTaskQuery()
				.taskCandidateGroup(fromGroup)
				.includeAssignedTasks()
				.list()
				.forEach((task) -> {
					this.tasks.addCandidateGroup(task.getId(), toGroup);
					this.tasks.deleteCandidateGroup(task.getId(), fromGroup);
					forget(fromGroup, task.getId());
					assign(task.getId(), assignee);
					moved.add(task.getId());
				}));
			return moved;
		});
	}

	/** A group's right on the task stays with the engine when its reason is gone. */
	private void forget(String group, String taskId) {
		this.authorizations.createAuthorizationQuery()
			.groupIdIn(group)
			.resourceType(Resources.TASK)
			.resourceId(taskId)
			.list()
			.forEach((right) -> this.authorizations.deleteAuthorization(right.getId()));
	}

	private List<String> candidateGroups(String taskId) {
		return this.tasks.getIdentityLinksForTask(taskId)
			.stream()
			.filter((link) -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
			.map(IdentityLink::getGroupId)
			.toList();
	}

	/**
	 * Runs work of the application itself, whose rights have been checked, without the
	 * engine's own checks.
	 */
	public <T> T asSystem(Callable<T> work) {
		Authentication authentication = this.identities.getCurrentAuthentication();
		try {
			this.identities.clearAuthentication();
			return work.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			if (authentication != null) {
				this.identities.setAuthentication(authentication);
			}
		}
	}

	/**
	 * Runs a great many engine calls as one, written to the database together at its end.
	 */
	public void atOnce(Runnable work) {
		((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired()
			.execute((context) -> {
				work.run();
				return null;
			});
	}

	private Set<String> instancesOf(String businessKey) {
		return this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(businessKey)
			.list()
			.stream()
			.map(ProcessInstance::getId)
			.collect(Collectors.toSet());
	}

	/**
	 * A task somebody can work on.
	 *
	 * @param id the task's id
	 * @param assignee who has it, or null
	 */
	public record OpenTask(String id, String assignee) {
	}

	/**
	 * A task and who may work on it.
	 *
	 * @param id the task's id
	 * @param key id of the user task in the model
	 * @param assignee who has it, or null
	 * @param groups its candidate groups
	 */
	public record GroupTask(String id, String key, String assignee, List<String> groups) {
	}

}
