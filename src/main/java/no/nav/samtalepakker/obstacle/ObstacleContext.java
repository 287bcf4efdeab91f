package no.nav.samtalepakker.obstacle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.PagesPart;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.obstacle.ObstaclePart.AnswerPart;
import no.nav.samtalepakker.obstacle.ObstaclePart.NextPart;
import no.nav.samtalepakker.obstacle.ObstaclePart.OverduePart;
import no.nav.samtalepakker.obstacle.ObstaclePart.RoutingPart;
import no.nav.samtalepakker.organisation.Choice;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.TaskContext;
import no.nav.samtalepakker.platform.TaskContextPart;
import no.nav.samtalepakker.rollout.RolloutPart;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.stereotype.Component;

/** The obstacle, its way so far and what may be chosen, for each of those who act. */
@Component
class ObstacleContext implements TaskContextPart {

	private final Obstacles obstacles;

	private final Routings routings;

	private final Answers answers;

	private final Answering answering;

	private final RecipientDesk desk;

	private final Reading reading;

	private final Triage triage;

	private final TriageAdvice advice;

	private final Journeys journeys;

	private final Taxonomy taxonomy;

	private final Recipients recipients;

	private final Units units;

	private final Conversations conversations;

	private final Rollouts rollouts;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	ObstacleContext(Obstacles obstacles, Routings routings, Answers answers, Answering answering, RecipientDesk desk,
			Reading reading, Triage triage, TriageAdvice advice, Journeys journeys, Taxonomy taxonomy,
			Recipients recipients, Units units, Conversations conversations, Rollouts rollouts,
			NorwegianCalendar calendar, Audit audit) {
		this.obstacles = obstacles;
		this.routings = routings;
		this.answers = answers;
		this.answering = answering;
		this.desk = desk;
		this.reading = reading;
		this.triage = triage;
		this.advice = advice;
		this.journeys = journeys;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
		this.units = units;
		this.conversations = conversations;
		this.rollouts = rollouts;
		this.calendar = calendar;
		this.audit = audit;
	}

	@Override
	public void addTo(TaskContext context) {
		CaseTask task = context.task();
		if (task.obstacleId() == null) {
			return;
		}
		Obstacle obstacle = this.obstacles.get(task.obstacleId());
		Unit unit = this.units.get(obstacle.unitId());
		if (ObstacleProcess.OF_RECIPIENTS.contains(task.key())) {
			context.add("unit", obstacle.contactOk() ? this.units.named(unit) : this.units.unnamed(unit));
		}
		else {
			Conversation conversation = this.conversations.get(obstacle.conversationId());
			context.add("unit", this.units.named(unit));
			context.add("rollout", RolloutPart.of(this.rollouts.get(conversation.rolloutId())));
		}
		context.add("obstacle",
				task.key().equals(ObstacleProcess.READ_ANSWER) ? journey(obstacle) : questionAndAnswers(obstacle));
		List<String> others = addChoices(context, obstacle);
		// the lists show the words of each, not only of the one the task is about
		this.audit.record(Act.OBSTACLE_SEEN, seen(obstacle, others, task.key()));
	}

	/** What one may choose; gives the ids of the other obstacles it shows. */
	private List<String> addChoices(TaskContext context, Obstacle obstacle) {
		CaseTask task = context.task();
		switch (task.key()) {
			case ObstacleProcess.ANSWER -> {
				return this.desk.addToAnswer(context, obstacle);
			}
			case ObstacleProcess.UPDATE_ANSWER -> {
				this.desk.addToUpdate(context, obstacle);
				return List.of();
			}
			case ObstacleProcess.RESOLVE_OVERDUE -> {
				context.add("recipients", Choice.ofRecipients(this.routings.alternatives(obstacle.id())));
				context.add("overdue", overdue(obstacle.id(), task.recipient()));
				return List.of();
			}
			case ObstacleProcess.TRIAGE -> {
				context.add("recipients", Choice.ofRecipients(this.recipients.offered()));
				TriageAdvice.Advice advice = this.advice.on(obstacle);
				List<OpenObstacle> targets = this.triage.mergeTargets(obstacle.id());
				context.add("triage", advice);
				context.add("readers",
						this.triage.readersOf(obstacle.id(), Stream.concat(targets.stream(),
								advice.similar().stream().map((other) -> new OpenObstacle(other.id(), other.text())))
							.toList()));
				// those beside it are seen as well
				return Stream
					.concat(added(context, parts(targets)).stream(),
							advice.similar().stream().map((other) -> other.id()))
					.distinct()
					.toList();
			}
			case ObstacleProcess.READ_ANSWER -> {
				context.add("recipients", Choice.ofRecipients(
						this.reading.canBeAskedAgain(obstacle.id()).stream().map(this.recipients::get).toList()));
				context.add("pages", PagesPart.of(obstacle.conversationId()));
				return added(context,
						this.reading.alsoFor(obstacle.id())
							.stream()
							.map((other) -> journey(this.obstacles.get(other.id())))
							.toList());
			}
			default -> {
				// the obstacle itself is all it needs
				return List.of();
			}
		}
	}

	private static List<String> added(TaskContext context, List<ObstaclePart> others) {
		context.add("openObstacles", others);
		return others.stream().map(ObstaclePart::id).toList();
	}

	private static List<ObstaclePart> parts(List<OpenObstacle> open) {
		return open.stream().map(ObstaclePart::of).toList();
	}

	private List<Audit.Subject> seen(Obstacle obstacle, List<String> others, String taskKey) {
		List<Audit.Subject> seen = new ArrayList<>(
				List.of(new Audit.Subject(obstacle.id(), obstacle.unitId(), taskKey)));
		this.obstacles.unitsOf(others).forEach((other, unitId) -> seen.add(new Audit.Subject(other, unitId, taskKey)));
		return seen;
	}

	private ObstaclePart questionAndAnswers(Obstacle obstacle) {
		return part(obstacle, this.routings.of(obstacle.id())
			.stream()
			.map((asked) -> new RoutingPart(asked.recipient(), name(asked.recipient()), asked.reason(),
					this.calendar.dateOf(asked.askedAt()), asked.dueOn(), asked.state().name(), asked.state().words()))
			.toList(),
				this.answers.of(obstacle.id())
					.stream()
					.map((answer) -> AnswerPart.of(answer, name(answer.recipient()),
							this.calendar.dateOf(answer.givenAt()), null))
					.toList(),
				null);
	}

	/** For the unit, which also sees what happens next. */
	private ObstaclePart journey(Obstacle obstacle) {
		Journey journey = this.journeys.of(obstacle);
		return part(obstacle,
				journey.sent()
					.stream()
					.filter((sent) -> sent.recipient() != null)
					.map((sent) -> new RoutingPart(sent.recipient(), sent.name(), sent.reason(), sent.on(),
							sent.dueOn(), sent.state().name(), sent.state().words()))
					.toList(),
				journey.answers()
					.stream()
					.map((given) -> AnswerPart.of(given.answer(), given.name(),
							this.calendar.dateOf(given.answer().givenAt()), given.round()))
					.toList(),
				new NextPart(journey.next().kind().name(), journey.next().sentence()));
	}

	private ObstaclePart part(Obstacle obstacle, List<RoutingPart> routing, List<AnswerPart> answers, NextPart next) {
		return new ObstaclePart(obstacle.id(), obstacle.text(), obstacle.category(), obstacle.subcategory(),
				(obstacle.category() != null) ? this.taxonomy.nameOfCategory(obstacle.category()).orElse(null) : null,
				(obstacle.subcategory() != null)
						? this.taxonomy.find(obstacle.subcategory()).map(Taxonomy.Subcategory::name).orElse(null)
						: null,
				obstacle.round(), obstacle.question(), obstacle.assistance(), obstacle.involved(),
				ReportedObstaclePart.RegulationPart.of(obstacle), routing, answers, next,
				(next == null) ? sharedBy(obstacle) : null, (next == null) ? behind(obstacle).text() : null);
	}

	private Figure behind(Obstacle obstacle) {
		return Figure.apart(this.answering.sharedBy(obstacle.id()) + 1);
	}

	/** For forms of before 2026-11-28, which count the others; never few of them. */
	private Integer sharedBy(Obstacle obstacle) {
		return behind(obstacle).isShown() ? this.answering.sharedBy(obstacle.id()) : null;
	}

	private OverduePart overdue(String obstacleId, String recipient) {
		return this.routings.of(obstacleId)
			.stream()
			.filter((asked) -> asked.recipient().equals(new RecipientCode(recipient).value()))
			.reduce((earlier, later) -> later)
			.map((asked) -> new OverduePart(asked.recipient(), name(asked.recipient()), asked.dueOn(),
					asked.extensions()))
			.orElse(null);
	}

	private String name(String recipient) {
		return this.recipients.get(recipient).name();
	}

}
