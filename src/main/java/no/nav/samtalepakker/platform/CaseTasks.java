package no.nav.samtalepakker.platform;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;

import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tasks the current user may work on. Rights come from the task's groups alone:
 * whoever has a task and is no longer in one of them has no more to do with it.
 */
@Component
@Transactional
public class CaseTasks {

	private final TaskService tasks;

	private final JdbcClient jdbc;

	private final Processes processes;

	private final CurrentUser currentUser;

	CaseTasks(@Lazy TaskService tasks, JdbcClient jdbc, Processes processes, CurrentUser currentUser) {
		this.tasks = tasks;
		this.jdbc = jdbc;
		this.processes = processes;
		this.currentUser = currentUser;
	}

	/**
	 * The task, if the current user is in one of its groups; the same answer for all
	 * others.
	 */
	public CaseTask workable(String taskId) {
		List<String> groups = this.currentUser.groups();
		return this.processes.asSystem(() -> find(taskId).filter((task) -> mayWorkOn(task, groups)))
			.map(this::describe)
			.orElseThrow(() -> new NotFound("Oppgaven finnes ikke, eller du har ikke tilgang til den."));
	}

	/** Those of the tasks the current user may work on. */
	public List<CaseTask> workable(Collection<String> taskIds) {
		List<String> groups = this.currentUser.groups();
		return taskIds.isEmpty() ? List.of()
				: this.processes.asSystem(() -> this.tasks.createTaskQuery()
					.taskIdIn(taskIds.toArray(String[]::new))
					.list()
					.stream()
					.filter((task) -> mayWorkOn(task, groups))
					.map(this::describe)
					.toList());
	}

	/**
	 * The open tasks of a business case the current user may work on: their own first,
	 * then those nobody has, the newest before the older.
	 */
	public List<CaseTask> workableIn(String businessKey) {
		String user = this.currentUser.id();
		List<String> groups = this.currentUser.groups();
		return this.processes.asSystem(() -> this.tasks.createTaskQuery()
			.processInstanceBusinessKey(businessKey)
			.orderByTaskCreateTime()
			.desc()
			.list()
			.stream()
			.filter((task) -> mayWorkOn(task, groups))
			.sorted(Comparator
				.comparing((task) -> task.getAssignee() == null ? 1 : task.getAssignee().equals(user) ? 0 : 2))
			.map(this::describe)
			.toList());
	}

	/** How many open tasks the user has. */
	public long assignedTo(String userId) {
		return this.processes.asSystem(() -> this.tasks.createTaskQuery().taskAssignee(userId).count());
	}

	/** The groups whose members may work on the task. */
	public List<String> groupsOf(String taskId) {
		return this.processes.asSystem(() -> this.tasks.getIdentityLinksForTask(taskId)
			.stream()
			.map(IdentityLink::getGroupId)
			.filter((group) -> group != null)
			.toList());
	}

	/** The open tasks of people who are in none of the task's groups. */
	public List<String> heldByStrangers() {
		return this.jdbc.sql("""
				select t.id_ from act_ru_task t where t.assignee_ is not null and not exists (
					select 1 from act_ru_identitylink l join act_id_membership m on m.group_id_ = l.group_id_
					where l.task_id_ = t.id_ and m.user_id_ = t.assignee_)
				order by t.id_
				""").query(String.class).list();
	}

	/**
	 * Ends the rights single users have on tasks, of which the engine gives none any
	 * more.
	 */
	public void endRightsOfUsers() {
		this.jdbc.sql("""
				delete from act_ru_authorization
				where resource_type_ = ? and user_id_ is not null and user_id_ <> '*' and resource_id_ <> '*'
				""").param(Resources.TASK.resourceType()).update();
	}

	private Optional<Task> find(String taskId) {
		return Optional.ofNullable(this.tasks.createTaskQuery().taskId(taskId).singleResult());
	}

	private boolean mayWorkOn(Task task, List<String> groups) {
		return groupsOf(task.getId()).stream().anyMatch(groups::contains);
	}

	private CaseTask describe(Task task) {
		return new CaseTask(task.getId(), task.getTaskDefinitionKey(), task.getName(), date(task), task.getAssignee(),
				variable(task, CaseVariables.ROLLOUT_ID), variable(task, CaseVariables.CONVERSATION_ID),
				variable(task, CaseVariables.OBSTACLE_ID), variable(task, CaseVariables.PROPOSAL_ID),
				variable(task, CaseVariables.COUNTY_ID), variable(task, CaseVariables.RECIPIENT));
	}

	private String variable(Task task, String name) {
		return this.processes.asSystem(() -> (String) this.tasks.getVariable(task.getId(), name));
	}

	private static java.time.LocalDate date(Task task) {
		return (task.getDueDate() != null) ? task.getDueDate().toInstant().atZone(ApplicationClock.OSLO).toLocalDate()
				: null;
	}

}
