package no.nav.samtalepakker.overview;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.followup.FollowUp;
import no.nav.samtalepakker.followup.FollowUpProcess;
import no.nav.samtalepakker.followup.FollowUps;
import no.nav.samtalepakker.meeting.MeetingProcess;
import no.nav.samtalepakker.obstacle.Journey;
import no.nav.samtalepakker.obstacle.Journeys;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.CaseTasks;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.preparation.PreparationProcess;
import no.nav.samtalepakker.preparation.Reopenings;
import no.nav.samtalepakker.reporting.Report;
import no.nav.samtalepakker.reporting.ReportPoint;
import no.nav.samtalepakker.reporting.ReportingProcess;
import no.nav.samtalepakker.reporting.Reports;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A unit's own conversations, for its people and no one else; the same answer for one
 * that is not there and for another unit's.
 */
@Component
@Transactional
class UnitCases {

	/**
	 * The unit's tasks in the conversation itself, of which one is open at a time. An
	 * MBA's is one side's.
	 */
	private static final List<String> TASKS = List.of(PreparationProcess.PLAN_MEETING, MeetingProcess.PREPARE_MEETING,
			MeetingProcess.CONFIRM_EXECUTION, ReportingProcess.REPORT_CONVERSATION, ReportingProcess.APPROVE_REPORT,
			FollowUpProcess.SET_FOLLOW_UP_DATE, FollowUpProcess.FOLLOW_UP_ACTIONS);

	private final Conversations conversations;

	private final Units units;

	private final Rollouts rollouts;

	private final Reports reports;

	private final Journeys journeys;

	private final ActionPoints actionPoints;

	private final FollowUps followUps;

	private final Reopenings reopenings;

	private final CaseTasks tasks;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Audit audit;

	UnitCases(Conversations conversations, Units units, Rollouts rollouts, Reports reports, Journeys journeys,
			ActionPoints actionPoints, FollowUps followUps, Reopenings reopenings, CaseTasks tasks, Processes processes,
			NorwegianCalendar calendar, CurrentUser currentUser, Audit audit) {
		this.conversations = conversations;
		this.units = units;
		this.rollouts = rollouts;
		this.reports = reports;
		this.journeys = journeys;
		this.actionPoints = actionPoints;
		this.followUps = followUps;
		this.reopenings = reopenings;
		this.tasks = tasks;
		this.processes = processes;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	/**
	 * The conversations the current user's units have begun, the newest first;
	 * {@link NotFound} for those who are in none.
	 */
	public List<UnitCase> all() {
		Set<String> unitIds = ownUnits();
		if (unitIds.isEmpty()) {
			throw new NotFound("Du er ikke med i noen enhet.");
		}
		return this.conversations.begunBy(unitIds).stream().map(this::describe).toList();
	}

	/**
	 * What came of a conversation, on one page.
	 * @param page which, for the audit
	 */
	public UnitCase open(String conversationId, String page) {
		Conversation conversation = this.conversations.find(conversationId)
			.filter((found) -> found.startedAt() != null && ownUnits().contains(found.unitId()))
			.orElseThrow(() -> new NotFound("Samtalen finnes ikke."));
		UnitCase unitCase = describe(conversation);
		if (unitCase.reportedOn() != null) {
			this.audit.record(Act.REPORT_SEEN, conversation.id(), conversation.unitId(), page);
		}
		this.audit.record(Act.OBSTACLE_SEEN,
				unitCase.journeys()
					.stream()
					.map((journey) -> new Audit.Subject(journey.obstacle().id(), journey.obstacle().unitId(), page))
					.toList());
		return unitCase;
	}

	private Set<String> ownUnits() {
		return this.units
			.withPredecessors(this.currentUser.groups().stream().map(Unit::ofGroup).filter(Objects::nonNull).toList());
	}

	private UnitCase describe(Conversation conversation) {
		String id = conversation.id();
		Rollout rollout = this.rollouts.get(conversation.rolloutId());
		// nobody has agreed to a draft yet
		Optional<Report> report = this.reports.find(id).filter((found) -> found.state() == Report.State.SENT);
		List<Journey> journeys = this.journeys.of(id);
		Optional<FollowUp> followUp = this.followUps.find(id);
		return new UnitCase(id, this.units.get(conversation.unitId()).name(), this.conversations.packageOf(id).name(),
				rollout.name(), conversation.held(), conversation.heldOn(),
				report.map((sent) -> this.calendar.dateOf(sent.sentAt())).orElse(null), rollout.textsErasedAt() != null,
				report.map(Report::positive).orElse(null),
				report
					.map((sent) -> this.reports.points(sent.id())
						.stream()
						.filter((point) -> point.kind() == ReportPoint.Kind.SHARED_UNDERSTANDING)
						.map(ReportPoint::text)
						.toList())
					.orElse(List.of()),
				journeys, report.isPresent() ? actionPoints(id, journeys) : List.of(),
				followUp.map(FollowUp::followUpOn).filter((date) -> !date.isBefore(this.calendar.today())).orElse(null),
				followUp.map(FollowUp::arena).orElse(null), awaitsOtherSide(id), openTask(id),
				this.reopenings.isPossible(conversation) ? rollout.closesOn() : null);
	}

	/** Without those that went with an obstacle the unit has taken back. */
	private List<ActionPoint> actionPoints(String conversationId, List<Journey> journeys) {
		Set<String> withdrawn = journeys.stream()
			.map(Journey::obstacle)
			.filter((obstacle) -> obstacle.state() == Obstacle.State.WITHDRAWN)
			.map(Obstacle::id)
			.collect(Collectors.toSet());
		return this.actionPoints.of(conversationId)
			.stream()
			.filter((point) -> !withdrawn.contains(point.obstacleId()))
			.toList();
	}

	private boolean awaitsOtherSide(String conversationId) {
		return !this.processes.openTasks(conversationId, ReportingProcess.APPROVE_REPORT).isEmpty();
	}

	private String openTask(String conversationId) {
		return this.tasks.workableIn(conversationId)
			.stream()
			.filter((task) -> TASKS.contains(task.key()))
			.map(CaseTask::id)
			.findFirst()
			.orElse(null);
	}

}
