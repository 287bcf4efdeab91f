package no.nav.samtalepakker.tasklist;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import no.nav.samtalepakker.followup.FollowUpProcess;
import no.nav.samtalepakker.meeting.MeetingProcess;
import no.nav.samtalepakker.obstacle.ObstacleProcess;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.preparation.PreparationProcess;
import no.nav.samtalepakker.proposal.ProposalProcess;
import no.nav.samtalepakker.reporting.ReportingProcess;
import no.nav.samtalepakker.rollout.RolloutProcess;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * A ready-made list in Tasklist. Who a list is for is told by the groups' ids (design
 * §8), what is in it by the tasks that are given to such a group; whoever is in several
 * kinds of groups keeps them apart.
 */
enum TaskList {

	MINE("Mine oppgaver", "Oppgaver du har nå", List.of()),

	UNIT("Enhetens oppgaver", "Alle oppgavene til enheten, også dem en annen har tatt", List.of(GroupKind.UNIT::has),
			PreparationProcess.PLAN_MEETING, MeetingProcess.PREPARE_MEETING, MeetingProcess.CONFIRM_EXECUTION,
			ReportingProcess.REPORT_CONVERSATION, ReportingProcess.APPROVE_REPORT, FollowUpProcess.SET_FOLLOW_UP_DATE,
			FollowUpProcess.FOLLOW_UP_ACTIONS, ObstacleProcess.READ_ANSWER),

	RECIPIENT("Spørsmål til oss", "Hindringer og forslag som venter på svar fra oss", List.of(GroupKind.RECIPIENT::has),
			ObstacleProcess.ANSWER, ObstacleProcess.UPDATE_ANSWER, ProposalProcess.ANSWER),

	COUNTY("Fylkets oppgaver", "Samtalepakker fylket skal ta stilling til", List.of(GroupKind.COUNTY::has),
			RolloutProcess.DECIDE_PARTICIPATION),

	SECRETARIAT("Til vurdering", "Oppgaver til sekretariatet, også dem en kollega har tatt",
			List.of(Identities.SECRETARIAT::equals), ObstacleProcess.TRIAGE, ObstacleProcess.RESOLVE_OVERDUE,
			ProposalProcess.RESOLVE_OVERDUE, RolloutProcess.REVIEW_SUMMARY),

	SOON("Forfaller snart", "Oppgaver med frist de neste sju dagene", List.of(GroupKind.UNIT::has,
			GroupKind.RECIPIENT::has, GroupKind.COUNTY::has, Identities.SECRETARIAT::equals));

	private final String title;

	private final String description;

	private final List<Predicate<String>> groups;

	private final List<String> tasks;

	TaskList(String title, String description, List<Predicate<String>> groups, String... tasks) {
		this.title = title;
		this.description = description;
		this.groups = groups;
		this.tasks = Arrays.asList(tasks);
	}

	String title() {
		return this.title;
	}

	String description() {
		return this.description;
	}

	/** Lists stand in this order; the lowest is first. */
	int priority() {
		return 10 * (ordinal() + 1);
	}

	/** The tasks in it, by their ids in the models. */
	List<String> tasks() {
		return this.tasks;
	}

	/** Whether everybody sees the list, whatever their groups. */
	boolean isForEverybody() {
		return this.groups.isEmpty();
	}

	/** Whether the group's members see the list. */
	boolean isFor(String group) {
		return this.groups.stream().anyMatch((kind) -> kind.test(group));
	}

	/**
	 * What stands in the list. The expressions are evaluated for whoever looks, so that
	 * the list follows when somebody's groups change.
	 */
	TaskQuery query(TaskService service) {
		TaskQuery query = service.createTaskQuery();
		if (this == MINE) {
			query.taskAssigneeExpression("${currentUser()}");
		}
		else {
			query.taskCandidateGroupInExpression("${currentUserGroups()}").includeAssignedTasks();
		}
		if (this == SOON) {
			query.dueBeforeExpression("${deadlines.soon()}");
		}
		if (!this.tasks.isEmpty()) {
			query.taskDefinitionKeyIn(this.tasks.toArray(String[]::new));
		}
		return query.orderByDueDate().asc();
	}

}
