package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.followup.FollowUp;
import no.nav.samtalepakker.followup.FollowUps;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.stereotype.Component;

/**
 * What became of a unit's obstacles: where they were sent and why, what was answered and
 * what happens next. Checks no rights, and is for the unit's own people only.
 */
@Component
public class Journeys {

	/** A promised update that has not come by then is waited for no more. */
	private static final int DAYS_TO_UPDATE = 60;

	static final String SECRETARIAT = "Sekretariatet for tillitsreformen";

	private final Obstacles obstacles;

	private final Routings routings;

	private final Answers answers;

	private final Taxonomy taxonomy;

	private final Recipients recipients;

	private final ActionPoints actionPoints;

	private final FollowUps followUps;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	Journeys(Obstacles obstacles, Routings routings, Answers answers, Taxonomy taxonomy, Recipients recipients,
			ActionPoints actionPoints, FollowUps followUps, Processes processes, NorwegianCalendar calendar) {
		this.obstacles = obstacles;
		this.routings = routings;
		this.answers = answers;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
		this.actionPoints = actionPoints;
		this.followUps = followUps;
		this.processes = processes;
		this.calendar = calendar;
	}

	/** Those of a conversation whose report has been sent, in the report's order. */
	public List<Journey> of(String conversationId) {
		return this.obstacles.of(conversationId)
			.stream()
			.filter((obstacle) -> obstacle.state() != Obstacle.State.DRAFT)
			.map(this::of)
			.toList();
	}

	/** One obstacle's. */
	public Journey of(Obstacle obstacle) {
		Obstacle target = Optional.ofNullable(obstacle.mergedInto()).flatMap(this.obstacles::find).orElse(null);
		boolean sameUnit = target != null && target.unitId().equals(obstacle.unitId());
		String readingTask = this.processes.openTasks(obstacle.id(), ObstacleProcess.READ_ANSWER)
			.stream()
			.map(Processes.OpenTask::id)
			.findFirst()
			.orElse(null);
		return new Journey(obstacle, category(obstacle), sent(obstacle, target, sameUnit), given(obstacle),
				target != null, sameUnit ? target.text() : null, next(obstacle, target), readingTask);
	}

	private List<String> category(Obstacle obstacle) {
		return Stream.of(Optional.ofNullable(obstacle.category()).flatMap(this.taxonomy::nameOfCategory),
				Optional.ofNullable(obstacle.subcategory())
					.flatMap(this.taxonomy::find)
					.map(Taxonomy.Subcategory::name))
			.flatMap(Optional::stream)
			.toList();
	}

	private List<Journey.Sent> sent(Obstacle obstacle, Obstacle target, boolean sameUnit) {
		Map<Journey.Sent, OffsetDateTime> sent = new LinkedHashMap<>();
		this.routings.of(obstacle.id()).forEach((asked) -> sent.put(sent(asked, true), asked.askedAt()));
		Set<String> answered = this.answers.of(obstacle.id())
			.stream()
			.map(Answer::text)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		this.routings.kept(obstacle.id())
			.stream()
			// with LOCAL and NONE the secretariat's reason is its answer
			.filter((kept) -> !answered.contains(kept.reason()))
			.forEach((kept) -> sent.put(sent(kept), kept.decidedAt()));
		Stream<Journey.Sent> own = sent.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
		Stream<Journey.Sent> shared = (target != null) ? this.routings.of(target.id())
			.stream()
			// what a person wrote was written for the other unit
			.map((asked) -> sent(asked, sameUnit || asked.source() != null)) : Stream.empty();
		return Stream.concat(own, shared).distinct().toList();
	}

	private Journey.Sent sent(AskedRecipient asked, boolean explained) {
		return new Journey.Sent(asked.recipient(), nameOf(asked.recipient()), explained ? asked.reason() : null,
				this.calendar.dateOf(asked.askedAt()), asked.dueOn(), asked.state());
	}

	private Journey.Sent sent(Routings.Kept kept) {
		String name = (kept.scope() == Obstacle.Scope.LOCAL) ? "Dere selv"
				: (kept.scope() == Obstacle.Scope.NONE) ? "Ikke sendt videre" : SECRETARIAT;
		String reason = Objects.requireNonNullElse(kept.reason(), switch (name) {
			case "Dere selv" -> "Dere svarte at dere kan løse dette selv, helt eller delvis.";
			case SECRETARIAT -> "Ingen fast mottaker passet, så sekretariatet finner ut hvem som kan svare.";
			default -> "Dette er en positiv tilbakemelding.";
		});
		return new Journey.Sent(null, name, reason, this.calendar.dateOf(kept.decidedAt()), null, null);
	}

	/**
	 * What was written to another unit is read here once the secretariat has looked at
	 * it.
	 */
	private List<Journey.Given> given(Obstacle obstacle) {
		Set<String> writtenBefore = this.answers.writtenBefore(obstacle.id());
		return Stream.iterate(1, (round) -> round <= obstacle.round(), (round) -> round + 1)
			.flatMap((round) -> this.answers.of(obstacle.id(), round)
				.stream()
				.map((answer) -> writtenBefore.contains(answer.id()) ? SharedObstacles.forOthers(answer) : answer)
				.map((answer) -> new Journey.Given(answer, nameOf(answer.recipient()),
						this.calendar.dateOf(answer.givenAt()), round)))
			.toList();
	}

	private NextStep next(Obstacle obstacle, Obstacle target) {
		List<AskedRecipient> asked = this.routings
			.of((obstacle.state() == Obstacle.State.MERGED && target != null) ? target.id() : obstacle.id());
		LocalDate today = this.calendar.today();
		return NextStep.of(new NextStep.Situation(obstacle.state(), obstacle.round(),
				this.answers.isAnswered(obstacle.id(), obstacle.round()),
				(obstacle.readOpenedAt() != null) ? this.calendar.dateOf(obstacle.readOpenedAt()) : null,
				asked.stream().anyMatch(AskedRecipient::waitsForRedaction),
				asked.stream()
					.filter((recipient) -> recipient.state() == AskedRecipient.State.OPEN)
					.map((recipient) -> new NextStep.Appointment(nameOf(recipient.recipient()), recipient.dueOn()))
					.toList(),
				(int) asked.stream()
					.filter((recipient) -> recipient.state() == AskedRecipient.State.ANSWERED
							&& recipient.round() == obstacle.round())
					.count(),
				promised(obstacle, today), actionPoint(obstacle),
				this.followUps.find(obstacle.conversationId()).map(FollowUp::followUpOn).orElse(null), today));
	}

	private List<NextStep.Appointment> promised(Obstacle obstacle, LocalDate today) {
		return this.answers.of(obstacle.id())
			.stream()
			.map(Answer::recipient)
			.distinct()
			.flatMap((recipient) -> this.answers.promise(obstacle.id(), recipient).stream())
			.filter((promise) -> !promise.nextUpdateOn().plusDays(DAYS_TO_UPDATE).isBefore(today))
			.sorted(Comparator.comparing(Answer::nextUpdateOn))
			.map((promise) -> new NextStep.Appointment(nameOf(promise.recipient()), promise.nextUpdateOn()))
			.toList();
	}

	private ActionPoint.Status actionPoint(Obstacle obstacle) {
		return this.actionPoints.of(obstacle.conversationId())
			.stream()
			.filter((point) -> obstacle.id().equals(point.obstacleId()))
			.map(ActionPoint::status)
			.findFirst()
			.orElse(null);
	}

	private String nameOf(String recipient) {
		return recipient.equals(Answers.SECRETARIAT) ? SECRETARIAT : this.recipients.get(recipient).name();
	}

}
