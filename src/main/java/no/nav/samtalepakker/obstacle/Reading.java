package no.nav.samtalepakker.obstacle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.Redactions;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the unit does with its own obstacle: read and close, ask again, withdraw. */
@Component
@Transactional
class Reading {

	private final JdbcClient jdbc;

	private final Obstacles obstacles;

	private final Routings routings;

	private final Answers answers;

	private final ActionPoints actionPoints;

	private final Processes processes;

	private final CurrentUser currentUser;

	private final Audit audit;

	Reading(JdbcClient jdbc, Obstacles obstacles, Routings routings, Answers answers, ActionPoints actionPoints,
			Processes processes, CurrentUser currentUser, Audit audit) {
		this.jdbc = jdbc;
		this.obstacles = obstacles;
		this.routings = routings;
		this.answers = answers;
		this.actionPoints = actionPoints;
		this.processes = processes;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	/** The unit's other obstacles that wait to be read. */
	public List<OpenObstacle> alsoFor(String obstacleId) {
		return this.jdbc.sql("""
				select id, text from obstacle
				where unit_id = (select unit_id from obstacle where id = :id) and id <> :id
				and state = 'RAISED' and read_opened_at is not null
				order by raised_at, position
				""").param("id", obstacleId).query(Rows.of(OpenObstacle.class)).list();
	}

	/** The recipients the unit may put another question to, as codes. */
	public Set<String> canBeAskedAgain(String obstacleId) {
		Set<String> recipients = this.routings.of(obstacleId)
			.stream()
			.filter((asked) -> asked.state() != AskedRecipient.State.NO_CONTACT)
			.map(AskedRecipient::recipient)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		// a merged obstacle was answered by recipients it never asked
		recipients.addAll(answeredBy(obstacleId));
		recipients.removeIf((recipient) -> !this.routings.canAnswer(recipient));
		return recipients;
	}

	private Set<String> answeredBy(String obstacleId) {
		return this.answers.of(obstacleId)
			.stream()
			.filter((answer) -> answer.answer() != Answer.Kind.FORWARD)
			.map(Answer::recipient)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * The unit has read the answers.
	 * @return whether it asks again
	 */
	boolean read(String obstacleId, ReadAnswer form) {
		this.obstacles.lock(Stream.concat(Stream.of(obstacleId), form.alsoFor().stream()).toList());
		Obstacle read = this.obstacles.get(obstacleId);
		form.check(read.round());
		this.audit.record(Act.ANSWER_READ, obstacleId, read.unitId(), form.decision().name());
		if (form.decision() == ReadAnswer.Decision.ASK_AGAIN) {
			askAgain(obstacleId, form);
			return true;
		}
		List<String> tasks = tasksOf(obstacleId, form.alsoFor());
		this.obstacles.close(obstacleId, form.helpful());
		tasks.forEach((task) -> this.processes.complete(task, form.alone()));
		return false;
	}

	private void askAgain(String obstacleId, ReadAnswer form) {
		Set<String> allowed = canBeAskedAgain(obstacleId);
		for (int i = 0; i < form.askRecipients().size(); i++) {
			if (!allowed.contains(form.askRecipients().get(i))) {
				throw new InvalidInput("askRecipients[" + i + "]", "Denne mottakeren kan ikke spørres igjen");
			}
		}
		Set<String> asked = new LinkedHashSet<>(form.askRecipients());
		if (asked.isEmpty()) {
			asked.addAll(answeredBy(obstacleId));
			asked.retainAll(allowed);
		}
		this.routings.mustBeRedacted(obstacleId, "decision", "Sekretariatet tar dem ut. Spør igjen når det er gjort");
		Obstacle obstacle = this.obstacles.nextRound(obstacleId, form.question());
		this.routings.ask(obstacle, Routings.DecidedBy.UNIT, List.copyOf(asked), "Dere har spurt en gang til.", 0);
	}

	/** The open task of each named obstacle; {@link InvalidInput} for any other id. */
	private List<String> tasksOf(String obstacleId, List<String> ids) {
		Set<String> allowed = alsoFor(obstacleId).stream().map(OpenObstacle::id).collect(Collectors.toSet());
		List<String> tasks = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			List<Processes.OpenTask> open = allowed.contains(ids.get(i))
					? this.processes.openTasks(ids.get(i), ObstacleProcess.READ_ANSWER) : List.of();
			if (open.isEmpty()) {
				throw new InvalidInput("alsoFor[" + i + "]", "Denne hindringen venter ikke på at dere leser svaret");
			}
			tasks.add(open.get(0).id());
		}
		return tasks;
	}

	/**
	 * The unit or the secretariat takes the obstacle back. {@link NotFound} for anybody
	 * else, {@link Conflict} if it is over already.
	 */
	void withdraw(String obstacleId, String reason) {
		this.obstacles.lock(List.of(obstacleId));
		Obstacle obstacle = this.obstacles.find(obstacleId)
			.filter((found) -> this.currentUser.isIn(Identities.SECRETARIAT)
					|| this.currentUser.isIn(Unit.groupOf(found.unitId())))
			.orElseThrow(() -> new NotFound("Hindringen finnes ikke."));
		switch (obstacle.state()) {
			case DRAFT -> throw new Conflict("Hindringen er ikke sendt ennå. Ta den ut av rapporten i stedet.");
			case CLOSED, ANSWERED_UNREAD -> throw new Conflict("Hindringen er alt lukket.");
			case WITHDRAWN -> throw new Conflict("Hindringen er alt trukket.");
			case LOCAL, NONE, RAISED, MERGED -> {
				this.obstacles.withdraw(obstacle, this.currentUser.id(), reason);
				this.actionPoints.replaceTexts(obstacleId, Redactions.ERASED);
				this.actionPoints.dropOpen(obstacleId);
				this.audit.record(Act.OBSTACLE_WITHDRAWN, obstacleId, obstacle.unitId(), null);
			}
		}
	}

}
