package no.nav.samtalepakker.overview;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.Story;
import no.nav.samtalepakker.conversation.StoryPart;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.followup.FollowUp;
import no.nav.samtalepakker.followup.FollowUpProcess;
import no.nav.samtalepakker.followup.FollowUps;
import no.nav.samtalepakker.meeting.Meeting;
import no.nav.samtalepakker.meeting.MeetingProcess;
import no.nav.samtalepakker.meeting.Meetings;
import no.nav.samtalepakker.obstacle.Journey;
import no.nav.samtalepakker.obstacle.Journeys;
import no.nav.samtalepakker.obstacle.NextStep;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.ObstacleProcess;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.ApplicationClock;
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
import no.nav.samtalepakker.rollout.CountyDecisions;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.RolloutState;
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
	static final List<String> TASKS = List.of(PreparationProcess.PLAN_MEETING, MeetingProcess.PREPARE_MEETING,
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

	private final Meetings meetings;

	private final CountyDecisions decisions;

	private final List<StoryPart> parts;

	private final CaseTasks tasks;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Audit audit;

	UnitCases(Conversations conversations, Units units, Rollouts rollouts, Reports reports, Journeys journeys,
			ActionPoints actionPoints, FollowUps followUps, Reopenings reopenings, Meetings meetings,
			CountyDecisions decisions, List<StoryPart> parts, CaseTasks tasks, Processes processes,
			NorwegianCalendar calendar, CurrentUser currentUser, Audit audit) {
		this.conversations = conversations;
		this.units = units;
		this.rollouts = rollouts;
		this.reports = reports;
		this.journeys = journeys;
		this.actionPoints = actionPoints;
		this.followUps = followUps;
		this.reopenings = reopenings;
		this.meetings = meetings;
		this.decisions = decisions;
		this.parts = parts;
		this.tasks = tasks;
		this.processes = processes;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	/**
	 * The conversations of the current user's units, the newest first, and those their
	 * county has said no to or nothing; {@link NotFound} for those who are in no unit.
	 */
	public List<UnitCase> all() {
		Set<String> unitIds = ownUnits();
		if (unitIds.isEmpty()) {
			throw new NotFound("Du er ikke med i noen enhet.");
		}
		return this.conversations.of(unitIds)
			.stream()
			.map((conversation) -> new Known(conversation, this.rollouts.get(conversation.rolloutId())))
			.filter(Known::isOfInterest)
			.sorted(Comparator.comparing(Known::since).reversed())
			.map((known) -> describe(known, null))
			.toList();
	}

	/**
	 * A conversation on a page of its own.
	 * @param page which, for the audit
	 */
	public UnitCase open(String conversationId, String page) {
		Conversation conversation = own(conversationId);
		Story story = new Story(conversation);
		this.parts.forEach((part) -> part.addTo(story));
		UnitCase unitCase = describe(new Known(conversation, this.rollouts.get(conversation.rolloutId())), story);
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

	/** The task the reader has in the conversation itself. */
	public Optional<UnitCase.OpenTask> taskOf(String conversationId) {
		own(conversationId);
		return Optional.ofNullable(openTask(conversationId, List.of()));
	}

	/** The day ahead, for a calendar. */
	public Optional<UnitCase.NextDate> nextDateOf(String conversationId) {
		return Optional.ofNullable(nextDate(own(conversationId)));
	}

	/** Whether it is one of the current user's units. */
	boolean isOwn(String conversationId) {
		return findOwn(conversationId).isPresent();
	}

	/** {@link NotFound} for one of others. */
	Conversation own(String conversationId) {
		return findOwn(conversationId).orElseThrow(() -> new NotFound("Samtalen finnes ikke."));
	}

	private Optional<Conversation> findOwn(String conversationId) {
		return this.conversations.find(conversationId).filter((found) -> ownUnits().contains(found.unitId()));
	}

	private Set<String> ownUnits() {
		return this.units
			.withPredecessors(this.currentUser.groups().stream().map(Unit::ofGroup).filter(Objects::nonNull).toList());
	}

	private UnitCase describe(Known known, Story story) {
		Conversation conversation = known.conversation();
		Rollout rollout = known.rollout();
		String id = conversation.id();
		Optional<Report> written = this.reports.find(id);
		// nobody has agreed to a draft yet
		Optional<Report> report = written.filter((found) -> found.state() == Report.State.SENT);
		List<Journey> journeys = this.journeys.of(id);
		Optional<FollowUp> followUp = this.followUps.find(id);
		UnitCase.OpenTask task = openTask(id, journeys);
		Standing standing = standing(known, written.orElse(null), journeys, followUp.orElse(null), task);
		return new UnitCase(id, this.units.get(conversation.unitId()).name(), conversation.packageKey(),
				this.conversations.packageOf(id).name(), rollout.name(), conversation.startedAt() != null,
				standing.sentence(), standing.steps(), conversation.heldOn(), standing.reportedOn(),
				rollout.textsErasedAt() != null, report.map(Report::positive).orElse(null),
				report
					.map((sent) -> this.reports.points(sent.id())
						.stream()
						.filter((point) -> point.kind() == ReportPoint.Kind.SHARED_UNDERSTANDING)
						.map(ReportPoint::text)
						.toList())
					.orElse(List.of()),
				journeys, withdrawable(journeys), report.isPresent() ? actionPoints(id, journeys) : List.of(),
				nextDate(conversation), followUp.map(FollowUp::arena).orElse(null), task,
				this.reopenings.isPossible(conversation) ? rollout.closesOn() : null,
				this.decisions.mayWish(conversation), this.decisions.hasWished(rollout.id(), conversation.unitId()),
				(story != null) ? story.chapters() : Map.of());
	}

	private Standing standing(Known known, Report written, List<Journey> journeys, FollowUp followUp,
			UnitCase.OpenTask task) {
		Conversation conversation = known.conversation();
		Rollout rollout = known.rollout();
		String county = this.units.get(conversation.unitId()).countyId();
		Optional<CountyDecisions.CountyDecision> decision = (county != null)
				? this.decisions.latest(rollout.id(), county) : Optional.empty();
		boolean sent = written != null && written.state() == Report.State.SENT;
		return new Standing(conversation.state(), conversation.held(), conversation.endReason(), conversation.heldOn(),
				decision.map(CountyDecisions.CountyDecision::participation).orElse(null),
				decision.map(CountyDecisions.CountyDecision::reconsiderOn).orElse(null),
				rollout.state() == RolloutState.STOPPED, rollout.opensOn(), rollout.closesOn(), rollout.cutOffOn(),
				this.meetings.find(conversation.id()).map(this::plan).orElse(null),
				telling(conversation, written, task), sent ? this.calendar.dateOf(written.sentAt()) : null,
				journeys.size(), count(journeys, NextStep.Kind.READ::equals),
				count(journeys, NextStep.Kind::isWithOthers), (followUp != null) ? followUp.followUpOn() : null,
				(followUp != null) ? followUp.timesDone() : 0, this.calendar.today());
	}

	private static int count(List<Journey> journeys, Predicate<NextStep.Kind> kind) {
		return (int) journeys.stream().filter((journey) -> kind.test(journey.next().kind())).count();
	}

	private Standing.Plan plan(Meeting meeting) {
		return new Standing.Plan(meeting.meetingDate(), meeting.meetingTime(), meeting.finalDay(), meeting.prepared(),
				this.meetings.invited(meeting.conversationId()));
	}

	private Standing.Telling telling(Conversation conversation, Report written, UnitCase.OpenTask task) {
		if (written == null) {
			return Standing.Telling.NOTHING;
		}
		if (written.state() == Report.State.SENT) {
			return Standing.Telling.SENT;
		}
		if (!this.processes.openTasks(conversation.id(), ReportingProcess.APPROVE_REPORT).isEmpty()) {
			return (task != null) ? Standing.Telling.AWAITS_US : Standing.Telling.AWAITS_OTHERS;
		}
		return (conversation.state() == ConversationState.ENDED
				|| !this.processes.openTasks(conversation.id(), ReportingProcess.REPORT_CONVERSATION).isEmpty())
						? Standing.Telling.SENT_BACK : Standing.Telling.ON_ITS_WAY;
	}

	/** The meeting as long as it lies ahead, then the day to follow up. */
	private UnitCase.NextDate nextDate(Conversation conversation) {
		String subject = this.conversations.packageOf(conversation.id()).name();
		Optional<Meeting> meeting = this.meetings.find(conversation.id())
			.filter((planned) -> conversation.state() == ConversationState.PLANNED && planned.meetingDate() != null
					&& !planned.finalDay().isBefore(this.calendar.today()));
		if (meeting.isPresent()) {
			Meeting planned = meeting.get();
			return new UnitCase.NextDate(subject, planned.meetingDate(), planned.meetingTime(),
					(planned.durationMinutes() != null) ? planned.durationMinutes() : 0, planned.finalDay(), true,
					planned.invitationSequence());
		}
		return this.followUps.find(conversation.id())
			.map(FollowUp::followUpOn)
			.filter((date) -> !date.isBefore(this.calendar.today()))
			.map((date) -> new UnitCase.NextDate("Oppfølging: " + subject, date, null, 0, date, false, 0))
			.orElse(null);
	}

	/** Those still open to the unit that the reader is in today. */
	private Set<String> withdrawable(List<Journey> journeys) {
		return journeys.stream()
			.map(Journey::obstacle)
			.filter((obstacle) -> obstacle.state().mayBecome(Obstacle.State.WITHDRAWN)
					&& this.currentUser.isIn(Unit.groupOf(obstacle.unitId())))
			.map(Obstacle::id)
			.collect(Collectors.toSet());
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

	private UnitCase.OpenTask openTask(String conversationId, List<Journey> journeys) {
		return this.tasks.workableIn(conversationId)
			.stream()
			.filter((task) -> TASKS.contains(task.key()))
			.map((task) -> new UnitCase.OpenTask(task.id(), task.key(), isPrepared(conversationId)))
			.findFirst()
			.orElseGet(() -> journeys.stream()
				.map(Journey::readingTask)
				.filter(Objects::nonNull)
				.map((task) -> new UnitCase.OpenTask(task, ObstacleProcess.READ_ANSWER, false))
				.findFirst()
				.orElse(null));
	}

	private boolean isPrepared(String conversationId) {
		return this.meetings.find(conversationId).filter(Meeting::prepared).isPresent();
	}

	/**
	 * A conversation with its rollout.
	 *
	 * @param conversation the conversation
	 * @param rollout the rollout
	 */
	private record Known(Conversation conversation, Rollout rollout) {

		/**
		 * Whether the unit has got it, is about to, or waits for its county; what was
		 * never to be, or was called off, concerns nobody.
		 */
		boolean isOfInterest() {
			return this.conversation.startedAt() != null || switch (this.conversation.state()) {
				case AWAITING_COUNTY, DECLINED, UNDECIDED -> true;
				case PENDING -> this.rollout.state() == RolloutState.RUNNING;
				default -> false;
			};
		}

		OffsetDateTime since() {
			return (this.conversation.startedAt() != null) ? this.conversation.startedAt()
					: this.rollout.opensOn().atStartOfDay(ApplicationClock.OSLO).toOffsetDateTime();
		}

	}

}
