package no.nav.samtalepakker.overview;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.ProgressFigures;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.followup.FollowUpProcess;
import no.nav.samtalepakker.meeting.Meeting;
import no.nav.samtalepakker.meeting.Meetings;
import no.nav.samtalepakker.obstacle.Answer;
import no.nav.samtalepakker.obstacle.Answering;
import no.nav.samtalepakker.obstacle.Answers;
import no.nav.samtalepakker.obstacle.AskedRecipient;
import no.nav.samtalepakker.obstacle.Journey;
import no.nav.samtalepakker.obstacle.Journeys;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.ObstacleProcess;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.obstacle.OpenObstacle;
import no.nav.samtalepakker.obstacle.Reading;
import no.nav.samtalepakker.obstacle.Routings;
import no.nav.samtalepakker.obstacle.Taxonomy;
import no.nav.samtalepakker.obstacle.Triage;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.overview.TaskContext.ActionPointPart;
import no.nav.samtalepakker.overview.TaskContext.AnswerPart;
import no.nav.samtalepakker.overview.TaskContext.Choice;
import no.nav.samtalepakker.overview.TaskContext.CommentPart;
import no.nav.samtalepakker.overview.TaskContext.DecisionPart;
import no.nav.samtalepakker.overview.TaskContext.InvitedPart;
import no.nav.samtalepakker.overview.TaskContext.MeetingPart;
import no.nav.samtalepakker.overview.TaskContext.NextPart;
import no.nav.samtalepakker.overview.TaskContext.ObstaclePart;
import no.nav.samtalepakker.overview.TaskContext.OverduePart;
import no.nav.samtalepakker.overview.TaskContext.PackagePart;
import no.nav.samtalepakker.overview.TaskContext.PagesPart;
import no.nav.samtalepakker.overview.TaskContext.PointPart;
import no.nav.samtalepakker.overview.TaskContext.PreparationPart;
import no.nav.samtalepakker.overview.TaskContext.RegulationPart;
import no.nav.samtalepakker.overview.TaskContext.ReportPart;
import no.nav.samtalepakker.overview.TaskContext.ReportedObstaclePart;
import no.nav.samtalepakker.overview.TaskContext.RolloutPart;
import no.nav.samtalepakker.overview.TaskContext.RoutingPart;
import no.nav.samtalepakker.overview.TaskContext.SummaryPart;
import no.nav.samtalepakker.overview.TaskContext.TaskPart;
import no.nav.samtalepakker.overview.TaskContext.UnitPart;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.CaseTasks;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.reporting.Report;
import no.nav.samtalepakker.reporting.ReportAnswer;
import no.nav.samtalepakker.reporting.ReportingProcess;
import no.nav.samtalepakker.reporting.Reports;
import no.nav.samtalepakker.rollout.CountyDecisions;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.security.Act;
import no.nav.samtalepakker.security.Audit;
import no.nav.samtalepakker.summary.Summaries;
import no.nav.samtalepakker.summary.Summary;
import no.nav.samtalepakker.summary.SummaryContent;

import org.springframework.stereotype.Component;

/**
 * Gathers what a form shows of its case, for those who may work on the task and no one
 * else.
 */
@Component
class TaskContexts {

	private final CaseTasks tasks;

	private final NorwegianCalendar calendar;

	private final Units units;

	private final Recipients recipients;

	private final Rollouts rollouts;

	private final CountyDecisions decisions;

	private final Conversations conversations;

	private final Meetings meetings;

	private final Reports reports;

	private final ActionPoints actionPoints;

	private final Obstacles obstacles;

	private final Routings routings;

	private final Answers answers;

	private final Answering answering;

	private final Reading reading;

	private final Triage triage;

	private final Taxonomy taxonomy;

	private final Journeys journeys;

	private final Summaries summaries;

	private final Audit audit;

	TaskContexts(CaseTasks tasks, NorwegianCalendar calendar, Units units, Recipients recipients, Rollouts rollouts,
			CountyDecisions decisions, Conversations conversations, Meetings meetings, Reports reports,
			ActionPoints actionPoints, Obstacles obstacles, Routings routings, Answers answers, Answering answering,
			Reading reading, Triage triage, Taxonomy taxonomy, Journeys journeys, Summaries summaries, Audit audit) {
		this.tasks = tasks;
		this.calendar = calendar;
		this.units = units;
		this.recipients = recipients;
		this.rollouts = rollouts;
		this.decisions = decisions;
		this.conversations = conversations;
		this.meetings = meetings;
		this.reports = reports;
		this.actionPoints = actionPoints;
		this.obstacles = obstacles;
		this.routings = routings;
		this.answers = answers;
		this.answering = answering;
		this.reading = reading;
		this.triage = triage;
		this.taxonomy = taxonomy;
		this.journeys = journeys;
		this.summaries = summaries;
		this.audit = audit;
	}

	/** The context of a task the current user may work on; not found for anyone else. */
	TaskContext of(String taskId) {
		CaseTask task = this.tasks.workable(taskId);
		Parts parts = new Parts(task);
		if (task.obstacleId() != null) {
			ofObstacle(parts);
		}
		else if (task.conversationId() != null) {
			ofConversation(parts);
		}
		else if (task.countyId() != null) {
			ofCounty(parts);
		}
		else {
			ofSummary(parts);
		}
		return parts.build(this.calendar.today());
	}

	private void ofConversation(Parts parts) {
		CaseTask task = parts.task;
		Conversation conversation = this.conversations.get(task.conversationId());
		ConversationPackage version = this.conversations.packageOf(conversation.id());
		List<ActionPoint> points = this.actionPoints.of(conversation.id());
		parts.unit = unit(this.units.get(conversation.unitId()), true);
		this.audit.record(Act.CONVERSATION_SEEN, conversation.id(), conversation.unitId(), task.key());
		parts.rollout = rollout(conversation.rolloutId());
		parts.conversationPackage = PackagePart.of(version);
		parts.meeting = this.meetings.find(conversation.id())
			.map((meeting) -> meeting(meeting, conversation))
			.orElse(null);
		if (task.key().equals(ReportingProcess.REPORT_CONVERSATION)
				|| task.key().equals(ReportingProcess.APPROVE_REPORT)) {
			this.reports.find(conversation.id()).ifPresent((report) -> {
				parts.report = report(report, points);
				this.audit.record(Act.REPORT_SEEN, conversation.id(), conversation.unitId(), task.key());
				parts.comments = this.reports.comments(report.id())
					.stream()
					.map((comment) -> new CommentPart(comment.text(), comment.round()))
					.toList();
			});
		}
		else {
			if (task.key().equals(FollowUpProcess.SET_FOLLOW_UP_DATE)
					|| task.key().equals(FollowUpProcess.FOLLOW_UP_ACTIONS)) {
				parts.pages = PagesPart.of(conversation.id());
			}
			parts.actionPoints = points.isEmpty() ? null : points.stream().map(TaskContexts::actionPoint).toList();
		}
	}

	private void ofObstacle(Parts parts) {
		CaseTask task = parts.task;
		Obstacle obstacle = this.obstacles.get(task.obstacleId());
		Unit unit = this.units.get(obstacle.unitId());
		Conversation conversation = this.conversations.get(obstacle.conversationId());
		boolean forRecipient = task.key().equals(ObstacleProcess.ANSWER)
				|| task.key().equals(ObstacleProcess.UPDATE_ANSWER);
		parts.unit = forRecipient ? unit(unit, obstacle.contactOk()) : unit(unit, true);
		parts.obstacle = task.key().equals(ObstacleProcess.READ_ANSWER) ? journey(obstacle) : obstacle(obstacle);
		if (!forRecipient) {
			parts.rollout = rollout(conversation.rolloutId());
		}
		switch (task.key()) {
			case ObstacleProcess.ANSWER -> {
				parts.recipients = choices(this.routings.alternatives(obstacle.id()));
				parts.openObstacles = openObstacles(this.answering.alsoFor(obstacle.id(), task.recipient()));
			}
			case ObstacleProcess.RESOLVE_OVERDUE -> {
				parts.recipients = choices(this.routings.alternatives(obstacle.id()));
				parts.overdue = overdue(obstacle.id(), task.recipient());
			}
			case ObstacleProcess.TRIAGE -> {
				parts.recipients = choices(this.recipients.answering()
					.stream()
					.filter((recipient) -> this.recipients.hasContact(recipient.code()))
					.toList());
				parts.openObstacles = openObstacles(this.triage.mergeTargets(obstacle.id()));
			}
			case ObstacleProcess.READ_ANSWER -> {
				parts.recipients = choices(
						this.reading.canBeAskedAgain(obstacle.id()).stream().map(this.recipients::get).toList());
				parts.openObstacles = this.reading.alsoFor(obstacle.id())
					.stream()
					.map((other) -> journey(this.obstacles.get(other.id())))
					.toList();
				parts.pages = PagesPart.of(conversation.id());
			}
			default -> {
				// the obstacle itself is all a promised update needs
			}
		}
		// the lists show the words of each, not only of the one the task is about
		this.audit.record(Act.OBSTACLE_SEEN, seen(obstacle, parts.openObstacles, task.key()));
	}

	private List<Audit.Subject> seen(Obstacle obstacle, List<ObstaclePart> others, String taskKey) {
		List<Audit.Subject> seen = new ArrayList<>(
				List.of(new Audit.Subject(obstacle.id(), obstacle.unitId(), taskKey)));
		if (others != null) {
			others.forEach((other) -> seen
				.add(new Audit.Subject(other.id(), this.obstacles.get(other.id()).unitId(), taskKey)));
		}
		return seen;
	}

	private void ofCounty(Parts parts) {
		String rolloutId = parts.task.rolloutId();
		Unit county = this.units.get(parts.task.countyId());
		parts.county = Choice.unit(county.id(), county.name());
		this.audit.record(Act.PARTICIPATION_SEEN, rolloutId, county.id(), null);
		parts.rollout = rollout(rolloutId);
		parts.conversationPackage = PackagePart.of(this.rollouts.packageDecidedByCounty(rolloutId));
		parts.units = unitChoices(this.decisions.offices(rolloutId, county.id()));
		parts.wishes = unitChoices(this.decisions.wishes(rolloutId, county.id()));
		parts.decision = this.decisions.latest(rolloutId, county.id())
			.map((decision) -> new DecisionPart(decision.participation(),
					(decision.reasons() == null || decision.reasons().isEmpty()) ? List.of()
							: Arrays.asList(decision.reasons().split(",")),
					decision.comment(), decision.reconsiderOn(), this.calendar.dateOf(decision.decidedAt())))
			.orElse(null);
	}

	private void ofSummary(Parts parts) {
		String rolloutId = parts.task.rolloutId();
		parts.rollout = rollout(rolloutId);
		Summary summary = this.summaries.latest(rolloutId).orElseThrow();
		this.audit.record(Act.SUMMARY_SEEN, rolloutId);
		parts.summary = new SummaryPart(summary.version(), summary.cutOffOn(), "/oppsummering/" + rolloutId,
				counts(this.summaries.content(summary.id())));
		parts.comments = (summary.comment() != null) ? List.of(new CommentPart(summary.comment(), null)) : null;
	}

	/** The figures of the draft itself, added up where every one of them is shown. */
	private static Map<String, Object> counts(SummaryContent content) {
		Map<String, Object> counts = new HashMap<>();
		List<ProgressFigures> progress = content.groups().stream().map(SummaryContent.Chapter::progress).toList();
		counts.put("units", progress.stream().mapToInt(ProgressFigures::started).sum());
		counts.put("heldOnly", sum(progress, ProgressFigures::heldOnly));
		counts.put("reported", sum(progress, ProgressFigures::reported));
		counts.put("notHeld", sum(progress, ProgressFigures::notHeld));
		counts.put("unknown", sum(progress, ProgressFigures::unknown));
		counts.put("quotes", content.groups().stream().mapToInt((chapter) -> chapter.positives().size()).sum());
		counts.put("routed",
				content.groups()
					.stream()
					.flatMap((chapter) -> chapter.challenges().stream())
					.mapToInt((theme) -> theme.bullets().size())
					.sum());
		counts.put("answered", sum(content, SummaryContent.RecipientCount::answered));
		counts.put("waiting", sum(content, SummaryContent.RecipientCount::waiting));
		return counts;
	}

	private static String sum(List<ProgressFigures> rows, Function<ProgressFigures, Figure> figure) {
		return rows.stream().map(figure).reduce(Figure::plus).map(Figure::text).orElse("0");
	}

	/** Of those who have figures. */
	private static int sum(SummaryContent content, Function<SummaryContent.RecipientCount, Integer> figure) {
		return content.answers().stream().map(figure).filter(Objects::nonNull).mapToInt(Integer::intValue).sum();
	}

	/** With few units of a kind in a county, naming the county would name the unit. */
	private UnitPart unit(Unit unit, boolean named) {
		boolean countyShown = unit.countyId() != null
				&& (named || this.units.openUnits(unit.countyId(), unit.type()) >= SmallGroups.LEAST);
		return new UnitPart(named ? unit.id() : null, named ? unit.name() : null, unit.type().name(),
				countyShown ? this.units.find(unit.countyId()).map(Unit::name).orElse(null) : null);
	}

	private RolloutPart rollout(String id) {
		Rollout rollout = this.rollouts.get(id);
		return new RolloutPart(rollout.id(), rollout.name(), rollout.closesOn(), rollout.cutOffOn());
	}

	private MeetingPart meeting(Meeting meeting, Conversation conversation) {
		String id = meeting.conversationId();
		return new MeetingPart(meeting.meetingDate(), meeting.meetingTime(), meeting.durationMinutes(), meeting.form(),
				meeting.formReason(), meeting.arena(), meeting.participantCount(), this.meetings.participants(id),
				meeting.groupCount(), meeting.lastMeetingDate(), meeting.sizeReason(), this.meetings.jointUnits(id),
				meeting.coLead(), meeting.medicalAdviser(),
				new InvitedPart(meeting.unionRepsInvited(), meeting.safetyRepsInvited(), meeting.userRepsInvited()),
				meeting.localAdaptation(), this.meetings.checklist(id), conversation.heldOn(), meeting.materialSentOn(),
				this.meetings.invited(id), this.meetings.undelivered(id), new PreparationPart(meeting.prepared(),
						meeting.preparationMeeting(), meeting.preparationDate(), meeting.roles(), meeting.caseReady()));
	}

	private ReportPart report(Report report, List<ActionPoint> points) {
		return new ReportPart(report.outcome().name(), report.round(), report.authorParty().name(),
				this.reports.answers(report.id())
					.stream()
					.collect(Collectors.toMap(ReportAnswer::question, ReportAnswer::text)),
				report.positive(), report.positiveQuoteConsent(),
				this.reports.points(report.id())
					.stream()
					.map((point) -> new PointPart(point.kind().name(), point.topic(), point.text(), point.assistance(),
							point.involved(), point.quoteConsent()))
					.toList(),
				this.obstacles.of(report.conversationId()).stream().map(TaskContexts::reportedObstacle).toList(),
				points.stream().map(TaskContexts::actionPoint).toList(), report.followUpOn(),
				this.reports.newTexts(report), this.reports.goneTexts(report));
	}

	private static ReportedObstaclePart reportedObstacle(Obstacle obstacle) {
		return new ReportedObstaclePart(obstacle.text(), obstacle.solvableLocally().name(), obstacle.structural(),
				obstacle.category(), obstacle.subcategory(),
				(obstacle.level() != null) ? obstacle.level().name() : null, obstacle.assistance(), obstacle.involved(),
				regulation(obstacle), obstacle.quoteConsent(), obstacle.contactOk(), obstacle.joinsId());
	}

	private static RegulationPart regulation(Obstacle obstacle) {
		return (obstacle.regulationWhich() != null || obstacle.regulationHow() != null
				|| obstacle.regulationConsequence() != null)
						? new RegulationPart(obstacle.regulationWhich(), obstacle.regulationHow(),
								obstacle.regulationConsequence())
						: null;
	}

	private static ActionPointPart actionPoint(ActionPoint point) {
		return new ActionPointPart(point.id(), point.text(), point.responsible(), point.dueOn(), point.status().name(),
				point.note());
	}

	private ObstaclePart obstacle(Obstacle obstacle) {
		return obstacle(obstacle, this.routings.of(obstacle.id())
			.stream()
			.map((asked) -> new RoutingPart(asked.recipient(), name(asked.recipient()), asked.reason(),
					this.calendar.dateOf(asked.askedAt()), asked.dueOn(), asked.state().name(), asked.state().words()))
			.toList(),
				this.answers.of(obstacle.id())
					.stream()
					.map((answer) -> answer(answer, name(answer.recipient()), null))
					.toList(),
				null);
	}

	/** For the unit, which also sees what happens next. */
	private ObstaclePart journey(Obstacle obstacle) {
		Journey journey = this.journeys.of(obstacle);
		return obstacle(obstacle,
				journey.sent()
					.stream()
					.filter((sent) -> sent.recipient() != null)
					.map((sent) -> new RoutingPart(sent.recipient(), sent.name(), sent.reason(), sent.on(),
							sent.dueOn(), sent.state().name(), sent.state().words()))
					.toList(),
				journey.answers().stream().map((given) -> answer(given.answer(), given.name(), given.round())).toList(),
				new NextPart(journey.next().kind().name(), journey.next().sentence()));
	}

	private ObstaclePart obstacle(Obstacle obstacle, List<RoutingPart> routing, List<AnswerPart> answers,
			NextPart next) {
		return new ObstaclePart(obstacle.id(), obstacle.text(), obstacle.category(), obstacle.subcategory(),
				(obstacle.category() != null) ? this.taxonomy.nameOfCategory(obstacle.category()).orElse(null) : null,
				(obstacle.subcategory() != null)
						? this.taxonomy.find(obstacle.subcategory()).map(Taxonomy.Subcategory::name).orElse(null)
						: null,
				obstacle.round(), obstacle.question(), obstacle.assistance(), obstacle.involved(), regulation(obstacle),
				routing, answers, next, (next == null) ? this.answering.sharedBy(obstacle.id()) : null);
	}

	private AnswerPart answer(Answer answer, String name, Integer round) {
		return new AnswerPart(answer.id(), answer.recipient(), name, answer.answer().name(), answer.answer().words(),
				answer.text(), answer.responsible(), answer.coveredBy(), answer.link(), answer.nextUpdateOn(),
				this.calendar.dateOf(answer.givenAt()), round);
	}

	private OverduePart overdue(String obstacleId, String recipient) {
		return this.routings.of(obstacleId)
			.stream()
			.filter((asked) -> asked.recipient().toLowerCase(Locale.ROOT).equals(recipient))
			.reduce((earlier, later) -> later)
			.map((AskedRecipient asked) -> new OverduePart(asked.recipient(), name(asked.recipient()), asked.dueOn(),
					asked.extensions()))
			.orElse(null);
	}

	private String name(String recipient) {
		return this.recipients.get(recipient).name();
	}

	private static List<Choice> choices(List<no.nav.samtalepakker.organisation.Recipient> recipients) {
		return NorwegianAlphabet.sorted(recipients, no.nav.samtalepakker.organisation.Recipient::name)
			.stream()
			.map((recipient) -> Choice.recipient(recipient.code(), recipient.name()))
			.toList();
	}

	private static List<ObstaclePart> openObstacles(List<OpenObstacle> open) {
		return open.stream().map(ObstaclePart::of).toList();
	}

	private static List<Choice> unitChoices(List<Unit> units) {
		return NorwegianAlphabet.sorted(units, Unit::name)
			.stream()
			.map((unit) -> Choice.unit(unit.id(), unit.name()))
			.toList();
	}

	/** The parts found so far. */
	private static final class Parts {

		private final CaseTask task;

		private UnitPart unit;

		private RolloutPart rollout;

		private PackagePart conversationPackage;

		private MeetingPart meeting;

		private ReportPart report;

		private List<ActionPointPart> actionPoints;

		private ObstaclePart obstacle;

		private List<ObstaclePart> openObstacles;

		private List<Choice> recipients;

		private List<CommentPart> comments;

		private OverduePart overdue;

		private Choice county;

		private List<Choice> units;

		private List<Choice> wishes;

		private DecisionPart decision;

		private SummaryPart summary;

		private PagesPart pages;

		Parts(CaseTask task) {
			this.task = task;
		}

		TaskContext build(java.time.LocalDate today) {
			return new TaskContext(today, new TaskPart(this.task.id(), this.task.name(), this.task.dueOn()), this.unit,
					this.rollout, this.conversationPackage, this.meeting, this.report, this.actionPoints, this.obstacle,
					this.openObstacles, this.recipients, this.comments, this.overdue, this.county, this.units,
					this.wishes, this.decision, this.summary, this.pages);
		}

	}

}
