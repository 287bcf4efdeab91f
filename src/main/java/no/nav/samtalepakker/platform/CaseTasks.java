package no.nav.samtalepakker.platform;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The tasks the current user may work on. Rights come from the task itself: its assignee
 * and its groups.
 */
@Component
public class CaseTasks {

	private final TaskService tasks;

	private final Processes processes;

	private final CurrentUser currentUser;

	CaseTasks(@Lazy TaskService tasks, Processes processes, CurrentUser currentUser) {
		this.tasks = tasks;
		this.processes = processes;
		this.currentUser = currentUser;
	}

	/**
	 * The task, if the current user is its assignee or in one of its groups; the same
	 * answer for all others.
	 */
	public CaseTask workable(String taskId) {
		String user = this.currentUser.id();
		List<String> groups = this.currentUser.groups();
		return this.processes.asSystem(() -> find(taskId).filter((task) -> mayWorkOn(task, user, groups)))
			.map(this::describe)
			.orElseThrow(() -> new NotFound("Oppgaven finnes ikke, eller du har ikke tilgang til den."));
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
			.filter((task) -> mayWorkOn(task, user, groups))
			.sorted(Comparator
				.comparing((task) -> user.equals(task.getAssignee()) ? 0 : (task.getAssignee() == null) ? 1 : 2))
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

	/** Gives the task to somebody, or to nobody (null). */
	public void assign(String taskId, String userId) {
		this.processes.asSystem(() -> {
			this.tasks.setAssignee(taskId, userId);
			return null;
		});
	}

	private Optional<Task> find(String taskId) {
		return Optional.ofNullable(this.tasks.createTaskQuery().taskId(taskId).singleResult());
	}

	private boolean mayWorkOn(Task task, String user, List<String> groups) {
		return user != null
				&& (user.equals(task.getAssignee()) || groupsOf(task.getId()).stream().anyMatch(groups::contains));
	}

	private CaseTask describe(Task task) {
		return new CaseTask(task.getId(), task.getTaskDefinitionKey(), task.getName(), date(task), task.getAssignee(),
				variable(task, CaseVariables.ROLLOUT_ID), variable(task, CaseVariables.CONVERSATION_ID),
				variable(task, CaseVariables.OBSTACLE_ID), variable(task, CaseVariables.COUNTY_ID),
				variable(task, CaseVariables.RECIPIENT));
	}

	private String variable(Task task, String name) {
		return this.processes.asSystem(() -> (String) this.tasks.getVariable(task.getId(), name));
	}

	private static java.time.LocalDate date(Task task) {
		return (task.getDueDate() != null) ? task.getDueDate().toInstant().atZone(ApplicationClock.OSLO).toLocalDate()
				: null;
	}

}
