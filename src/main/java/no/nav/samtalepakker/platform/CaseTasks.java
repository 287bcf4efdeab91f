package no.nav.samtalepakker.platform;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

	/** What tells which case a task belongs to; no task has one of its own. */
	private static final List<String> OF_CASES = List.of(CaseVariables.ROLLOUT_ID, CaseVariables.CONVERSATION_ID,
			CaseVariables.OBSTACLE_ID, CaseVariables.PROPOSAL_ID, CaseVariables.COUNTY_ID, CaseVariables.RECIPIENT);

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
			.map((task) -> describe(List.of(task)).get(0))
			.orElseThrow(() -> new NotFound("Oppgaven finnes ikke, eller du har ikke tilgang til den."));
	}

	/** Those of the tasks the current user may work on. */
	public List<CaseTask> workable(Collection<String> taskIds) {
		List<String> groups = this.currentUser.groups();
		return taskIds.isEmpty() ? List.of() : this.processes.asSystem(() -> describe(
				workable(this.tasks.createTaskQuery().taskIdIn(taskIds.toArray(String[]::new)).list(), groups)));
	}

	/**
	 * The open tasks of a business case the current user may work on: their own first,
	 * then those nobody has, the newest before the older.
	 */
	public List<CaseTask> workableIn(String businessKey) {
		String user = this.currentUser.id();
		List<String> groups = this.currentUser.groups();
		return this.processes.asSystem(() -> describe(workable(this.tasks.createTaskQuery()
			.processInstanceBusinessKey(businessKey)
			.orderByTaskCreateTime()
			.desc()
			.list(), groups)
			.stream()
			.sorted(Comparator
				.comparing((task) -> task.getAssignee() == null ? 1 : task.getAssignee().equals(user) ? 0 : 2))
			.toList()));
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

	private List<Task> workable(List<Task> tasks, List<String> groups) {
		if (tasks.isEmpty() || groups.isEmpty()) {
			return List.of();
		}
		Set<String> workable = Set.copyOf(this.jdbc
			.sql("select task_id_ from act_ru_identitylink where task_id_ in (:ids) and group_id_ in (:groups)")
			.param("ids", tasks.stream().map(Task::getId).toList())
			.param("groups", groups)
			.query(String.class)
			.list());
		return tasks.stream().filter((task) -> workable.contains(task.getId())).toList();
	}

	/** With as many statements for many as for one; the engine would read each alone. */
	private List<CaseTask> describe(List<Task> tasks) {
		if (tasks.isEmpty()) {
			return List.of();
		}
		List<String> instances = tasks.stream().map(Task::getProcessInstanceId).distinct().toList();
		Map<String, String> parents = new HashMap<>();
		this.jdbc.sql("select id_, parent_id_ from act_ru_execution where proc_inst_id_ in (:instances)")
			.param("instances", instances)
			.query((row) -> {
				parents.put(row.getString("id_"), row.getString("parent_id_"));
			});
		Map<String, Map<String, String>> variables = new HashMap<>();
		this.jdbc.sql("""
				select execution_id_, name_, text_ from act_ru_variable
				where proc_inst_id_ in (:instances) and name_ in (:names) and task_id_ is null
				""").param("instances", instances).param("names", OF_CASES).query((row) -> {
			variables.computeIfAbsent(row.getString("execution_id_"), (execution) -> new HashMap<>())
				.put(row.getString("name_"), row.getString("text_"));
		});
		return tasks.stream().map((task) -> {
			Map<String, String> seen = new HashMap<>();
			// what stands nearer hides what stands further out
			for (String scope = task.getExecutionId(); scope != null; scope = parents.get(scope)) {
				variables.getOrDefault(scope, Map.of()).forEach(seen::putIfAbsent);
			}
			return new CaseTask(task.getId(), task.getTaskDefinitionKey(), task.getName(), date(task),
					task.getAssignee(), seen.get(CaseVariables.ROLLOUT_ID), seen.get(CaseVariables.CONVERSATION_ID),
					seen.get(CaseVariables.OBSTACLE_ID), seen.get(CaseVariables.PROPOSAL_ID),
					seen.get(CaseVariables.COUNTY_ID), seen.get(CaseVariables.RECIPIENT));
		}).toList();
	}

	private static java.time.LocalDate date(Task task) {
		return (task.getDueDate() != null) ? task.getDueDate().toInstant().atZone(ApplicationClock.OSLO).toLocalDate()
				: null;
	}

}
