package no.nav.samtalepakker.organisation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Processes.GroupTask;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tasks change hands among those who may work on them, the members of the task's groups.
 * Tasklist opens a form only for the assignee.
 */
@Component
@Transactional
class Handovers {

	private final Processes processes;

	private final Identities identities;

	private final Units units;

	private final CurrentUser currentUser;

	private final Audit audit;

	private final ApplicationEventPublisher events;

	Handovers(Processes processes, Identities identities, Units units, CurrentUser currentUser, Audit audit,
			ApplicationEventPublisher events) {
		this.processes = processes;
		this.identities = identities;
		this.units = units;
		this.currentUser = currentUser;
		this.audit = audit;
		this.events = events;
	}

	/** Those who may take the task, by name. */
	public List<Candidate> candidates(String taskId) {
		GroupTask task = mine(taskId);
		String leader = unitOf(task).map(this.units::getsTasks).orElse(null);
		return people(task.groups())
			.map((person) -> new Candidate(person.userId(), person.name(), person.userId().equals(task.assignee()),
					person.userId().equals(leader)))
			.toList();
	}

	/** The people who share a group with the current user, and thereby its tasks. */
	public List<Identities.Named> colleagues() {
		return people(this.currentUser.groups().stream().filter(Handovers::sharesTasks).toList()).toList();
	}

	private Stream<Identities.Named> people(List<String> groups) {
		return groups.stream()
			.flatMap((group) -> this.identities.peopleIn(group).stream())
			.distinct()
			.sorted(NorwegianAlphabet.by(Identities.Named::name).thenComparing(Identities.Named::userId));
	}

	private static boolean sharesTasks(String group) {
		return group.equals(Identities.SECRETARIAT)
				|| Stream.of(GroupKind.values()).anyMatch((kind) -> kind.has(group));
	}

	/** The current user takes the task, whoever has it. */
	public void takeOver(String taskId) {
		GroupTask task = mine(taskId);
		if (!isMember(this.currentUser.id(), task)) {
			throw notMine();
		}
		assign(task, this.currentUser.id(), Act.TASK_TAKEN_OVER);
	}

	/** Gives the task to another member of its groups. */
	public void handOver(String taskId, String userId) {
		GroupTask task = mine(taskId);
		if (userId == null) {
			throw new InvalidInput("userId", "Bruker-id må fylles ut");
		}
		if (!isMember(userId, task)) {
			throw new InvalidInput("userId", "Oppgaven kan bare gis til en som er i samme gruppe");
		}
		assign(task, userId, Act.TASK_HANDED_OVER);
		if (!userId.equals(this.currentUser.id())) {
			this.events.publishEvent(new TaskGiven(taskId, userId));
		}
	}

	/** Puts the task back: to the unit's leader, or to the group if there is none. */
	public void release(String taskId) {
		GroupTask task = mine(taskId);
		assign(task, unitOf(task).map(this.units::assignee).orElse(null), Act.TASK_RELEASED);
	}

	/** Takes the task from somebody who is in none of its groups. */
	public void takeFromStranger(String taskId) {
		this.processes.task(taskId).ifPresent((task) -> {
			if (task.assignee() != null && !isMember(task.assignee(), task)) {
				assign(task, unitOf(task).map(this.units::assignee).orElse(null), Act.TASK_REASSIGNED);
			}
		});
	}

	private Optional<String> unitOf(GroupTask task) {
		return task.groups()
			.stream()
			.map(Unit::ofGroup)
			.filter(Objects::nonNull)
			.findFirst()
			.flatMap(this.units::find)
			.map(Unit::id);
	}

	/** Whether the user is in a group of the task, and stays so until we are done. */
	private boolean isMember(String userId, GroupTask task) {
		this.identities.lock(task.groups());
		return task.groups().stream().anyMatch((group) -> this.identities.isMember(userId, group));
	}

	private void assign(GroupTask task, String userId, Act act) {
		this.processes.assign(task.id(), userId);
		this.audit.record(act, task.id(), null, userId);
	}

	private GroupTask mine(String taskId) {
		return this.processes.task(taskId)
			.filter((task) -> task.groups().stream().anyMatch(this.currentUser::isIn))
			.orElseThrow(Handovers::notMine);
	}

	private static NotFound notMine() {
		return new NotFound("Oppgaven finnes ikke, eller du har ikke tilgang til den.");
	}

	/**
	 * Somebody who may take a task.
	 *
	 * @param userId user id
	 * @param name as colleagues know them
	 * @param hasTask whether they have it now
	 * @param getsItBack whether it comes to them when it is put back
	 */
	record Candidate(String userId, String name, boolean hasTask, boolean getsItBack) {
	}

}
