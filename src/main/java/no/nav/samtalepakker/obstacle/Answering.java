package no.nav.samtalepakker.obstacle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Processes;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What recipients do: answer, send on, come back as promised. */
@Component
@Transactional
class Answering {

	/** After two hops the secretariat decides. */
	private static final int MAX_HOPS = 2;

	private static final String FIRST = "Sekretariatet tar dem ut. Svar selv, eller send den videre etterpå";

	private final Obstacles obstacles;

	private final Routings routings;

	private final Answers answers;

	private final Delivery delivery;

	private final Recipients recipients;

	private final Notices notices;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	Answering(Obstacles obstacles, Routings routings, Answers answers, Delivery delivery, Recipients recipients,
			Notices notices, Processes processes, NorwegianCalendar calendar, Audit audit) {
		this.obstacles = obstacles;
		this.routings = routings;
		this.answers = answers;
		this.delivery = delivery;
		this.recipients = recipients;
		this.notices = notices;
		this.processes = processes;
		this.calendar = calendar;
		this.audit = audit;
	}

	/** How many other units get what is answered to this obstacle. */
	public int sharedBy(String obstacleId) {
		return this.delivery.sharedBy(obstacleId);
	}

	/** The same of several, by id; those nobody shares are left out. */
	Map<String, Integer> sharedBy(Collection<String> obstacleIds) {
		return this.delivery.sharedBy(obstacleIds);
	}

	/**
	 * How many units stand behind these obstacles, each counted once for each: who has
	 * raised several is not told.
	 */
	Figure unitsBehind(List<String> obstacleIds) {
		return Figure.apart(obstacleIds.stream()
			.map(this.obstacles::get)
			// counted with the one it shares the answers of
			.filter((obstacle) -> !obstacleIds.contains(obstacle.mergedInto()))
			.mapToInt((obstacle) -> sharedBy(obstacle.id()) + 1)
			.sum());
	}

	/**
	 * Takes a recipient's answer.
	 * @return who has the question now, in lower case: another recipient if it was sent
	 * on
	 */
	String answer(String obstacleId, String recipient, AnswerObstacle form) {
		this.obstacles.lock(Stream.concat(Stream.of(obstacleId), form.alsoFor().stream()).toList());
		Optional<AskedRecipient> asked = this.routings.open(obstacleId, recipient);
		if (asked.isEmpty()) {
			// dealt with a moment ago, together with the obstacle that named it in
			// alsoFor
			return holder(obstacleId, recipient, form);
		}
		form.check(this.calendar.today());
		if (form.personalData()) {
			this.audit.record(Act.PERSONAL_DATA_FOUND, obstacleId, this.obstacles.get(obstacleId).unitId(), recipient);
			this.routings.mark(asked.get(), AskedRecipient.State.TO_REDACT);
			return recipient;
		}
		Map<String, String> alsoFor = tasksOf(recipient, form.alsoFor(), obstacleId);
		if (form.answer() == AnswerObstacle.Choice.FORWARD) {
			return forward(asked.get(), alsoFor, form);
		}
		String answerId = this.answers.store(recipient, form);
		List<String> answered = new ArrayList<>(List.of(obstacleId));
		answered.addAll(alsoFor.keySet());
		answered.forEach((id) -> give(id, recipient, answerId, form));
		alsoFor.values().forEach((task) -> this.processes.complete(task, form.alone()));
		return recipient;
	}

	private void give(String obstacleId, String recipient, String answerId, AnswerObstacle form) {
		Obstacle obstacle = this.obstacles.get(obstacleId);
		this.routings.mark(this.routings.open(obstacleId, recipient).orElseThrow(), AskedRecipient.State.ANSWERED);
		this.delivery.deliver(obstacle, answerId);
		this.audit.record(Act.OBSTACLE_ANSWERED, obstacleId, obstacle.unitId(), form.answer().name());
		if (form.nextUpdateOn() != null) {
			expectUpdate(obstacle, recipient);
		}
	}

	/** A recipient comes back once, however often it has promised to. */
	private void expectUpdate(Obstacle obstacle, String recipient) {
		if (isExpected(obstacle.id(), recipient)) {
			this.processes.recalculateTimers(obstacle.id(), ObstacleProcess.UPDATE_DUE);
		}
		else if (this.processes
			.openTasks(obstacle.id(), ObstacleProcess.UPDATE_ANSWER, CaseVariables.RECIPIENT,
					new RecipientCode(recipient).inEngine())
			.isEmpty()) {
			this.processes.open(ObstacleProcess.UPDATE_PROMISED, obstacle.processInstanceId(),
					Map.of(CaseVariables.RECIPIENT, new RecipientCode(recipient).inEngine()));
		}
	}

	private boolean isExpected(String obstacleId, String recipient) {
		return this.processes.isWaiting(obstacleId, ObstacleProcess.UPDATE_DUE, CaseVariables.RECIPIENT,
				new RecipientCode(recipient).inEngine());
	}

	/** The open task of each named obstacle; {@link InvalidInput} for any other id. */
	private Map<String, String> tasksOf(String recipient, List<String> ids, String obstacleId) {
		List<String> allowed = this.routings.openFor(recipient);
		Map<String, String> tasks = new LinkedHashMap<>();
		for (int i = 0; i < ids.size(); i++) {
			String id = ids.get(i);
			List<Processes.OpenTask> open = (allowed.contains(id) && !id.equals(obstacleId)) ? this.processes
				.openTasks(id, ObstacleProcess.ANSWER, CaseVariables.RECIPIENT, new RecipientCode(recipient).inEngine())
					: List.of();
			if (open.isEmpty()) {
				throw new InvalidInput("alsoFor[" + i + "]", "Dere har ikke denne hindringen til svar");
			}
			tasks.put(id, open.get(0).id());
		}
		return tasks;
	}

	private String forward(AskedRecipient asked, Map<String, String> alsoFor, AnswerObstacle form) {
		Recipient next = this.recipients.find(form.forwardTo())
			.filter((recipient) -> this.recipients.current(recipient.code()).equals(recipient) && recipient.answers())
			.orElseThrow(() -> new InvalidInput("forwardTo", "Denne mottakeren kan ikke svare"));
		this.routings.mustBeRedacted(asked.obstacleId(), "answer", FIRST);
		mustBeNewTo(next, asked.obstacleId(), "forwardTo");
		for (int i = 0; i < form.alsoFor().size(); i++) {
			this.routings.mustBeRedacted(form.alsoFor().get(i), "alsoFor[" + i + "]", FIRST);
			mustBeNewTo(next, form.alsoFor().get(i), "alsoFor[" + i + "]");
		}
		String answerId = this.answers.store(asked.recipient(), form);
		pass(asked, next, answerId);
		alsoFor.keySet().forEach((id) -> pass(this.routings.open(id, asked.recipient()).orElseThrow(), next, answerId));
		alsoFor.values().forEach((task) -> this.processes.complete(task, form.alone()));
		return holder(asked.obstacleId(), asked.recipient(), form);
	}

	private void mustBeNewTo(Recipient next, String obstacleId, String field) {
		if (this.routings.hasHad(obstacleId, next.code())) {
			throw new InvalidInput(field, "Denne mottakeren har alt hatt hindringen");
		}
	}

	/**
	 * To the next recipient; to the secretariat after too many, or if nobody is there.
	 */
	private void pass(AskedRecipient asked, Recipient next, String answerId) {
		Obstacle obstacle = this.obstacles.get(asked.obstacleId());
		this.audit.record(Act.OBSTACLE_FORWARDED, obstacle.id(), obstacle.unitId(), next.code());
		this.answers.link(answerId, obstacle.id(), obstacle.round());
		if (asked.hops() >= MAX_HOPS || !this.recipients.hasContact(next.code())) {
			this.routings.mark(asked, AskedRecipient.State.TO_TRIAGE);
			return;
		}
		this.routings.mark(asked, AskedRecipient.State.FORWARDED);
		this.routings.ask(obstacle, Routings.DecidedBy.FORWARD, List.of(next.code()),
				"Sendt videre fra " + this.recipients.get(asked.recipient()).name() + ".", asked.hops() + 1);
	}

	/** Who has the question after this form, in lower case. */
	private String holder(String obstacleId, String recipient, AnswerObstacle form) {
		boolean passedOn = form.answer() == AnswerObstacle.Choice.FORWARD
				&& this.routings.open(obstacleId, form.forwardTo()).isPresent();
		return new RecipientCode(passedOn ? form.forwardTo() : recipient).inEngine();
	}

	/**
	 * Takes what a recipient says on the promised date, for every obstacle it concerns.
	 */
	void update(String obstacleId, String recipient, UpdateAnswer form) {
		form.check(this.calendar.today());
		if (this.answers.latest(obstacleId, recipient).filter((latest) -> isThis(latest, form)).isPresent()) {
			// given a moment ago, in the task of another obstacle with the same answer
			return;
		}
		List<String> others = alsoUpdated(obstacleId, recipient);
		this.obstacles.lock(Stream.concat(Stream.of(obstacleId), others.stream()).toList());
		this.audit.record(Act.ANSWER_UPDATED, obstacleId, this.obstacles.get(obstacleId).unitId(), recipient);
		String update = this.answers.store(recipient, Answer.Kind.UPDATE, form.text(), form.nextUpdateOn());
		this.delivery.deliver(this.obstacles.get(obstacleId), update);
		others.stream()
			.map(this.obstacles::get)
			.filter((other) -> other.state() != Obstacle.State.WITHDRAWN)
			.forEach((other) -> this.delivery.deliver(other, update));
		others.forEach((other) -> this.processes
			.openTasks(other, ObstacleProcess.UPDATE_ANSWER, CaseVariables.RECIPIENT,
					new RecipientCode(recipient).inEngine())
			.forEach((task) -> this.processes.complete(task.id(), form)));
	}

	/**
	 * Takes what a recipient tells before anybody asks, for all it has answered at once:
	 * news, or a correction. It keeps what was promised, as on the promised date.
	 * {@link Conflict} if somebody else has told something since the answer was read.
	 * @param answer the latest there was
	 */
	void updateNow(Answer answer, UpdateAnswer form) {
		String recipient = answer.recipient();
		this.obstacles.lock(this.answers.obstaclesOf(answer.id()));
		List<Obstacle> told = toldNow(answer, form);
		List<Obstacle> running = told.stream().filter((one) -> this.processes.isRunning(one.id())).toList();
		Set<String> waiting = running.stream()
			.map(Obstacle::id)
			.filter((id) -> isExpected(id, recipient))
			.collect(Collectors.toSet());
		String update = this.answers.store(recipient, Answer.Kind.UPDATE, form.text(), form.nextUpdateOn());
		told.forEach((obstacle) -> {
			this.audit.record(Act.ANSWER_UPDATED, obstacle.id(), obstacle.unitId(), recipient);
			this.delivery.deliver(obstacle, update);
		});
		running.forEach((obstacle) -> keepPromise(obstacle, recipient, form, waiting.contains(obstacle.id())));
	}

	/** The obstacles {@link #updateNow} would tell about; refuses what it refuses. */
	List<Obstacle> toldNow(Answer answer, UpdateAnswer form) {
		form.check(this.calendar.today());
		List<Obstacle> told = this.answers.obstaclesOf(answer.id())
			.stream()
			.filter((id) -> this.routings.hasHad(id, answer.recipient()))
			.map(this.obstacles::get)
			.filter((obstacle) -> obstacle.state() != Obstacle.State.WITHDRAWN)
			.filter((obstacle) -> this.answers.latest(obstacle.id(), answer.recipient())
				.filter((latest) -> latest.id().equals(answer.id()))
				.isPresent())
			.toList();
		if (told.isEmpty()) {
			throw new Conflict("Dere har alt sagt noe nytt om dette, eller hindringen er trukket. "
					+ "Se «Svarene våre» før dere skriver mer.");
		}
		if (form.nextUpdateOn() != null && told.stream().noneMatch((one) -> this.processes.isRunning(one.id()))) {
			throw new InvalidInput("nextUpdateOn",
					"Sakene er lukket, så vi kan ikke minne dere på en ny dato. La feltet stå tomt");
		}
		return told;
	}

	/** A task that is there, or would come on the day, is done with this. */
	private void keepPromise(Obstacle obstacle, String recipient, UpdateAnswer form, boolean waiting) {
		String inEngine = new RecipientCode(recipient).inEngine();
		if (waiting && form.nextUpdateOn() == null) {
			this.processes.fire(obstacle.id(), ObstacleProcess.UPDATE_DUE, CaseVariables.RECIPIENT, inEngine);
		}
		List<Processes.OpenTask> tasks = this.processes.openTasks(obstacle.id(), ObstacleProcess.UPDATE_ANSWER,
				CaseVariables.RECIPIENT, inEngine);
		tasks.forEach((task) -> this.processes.complete(task.id(), form));
		if (form.nextUpdateOn() != null && tasks.isEmpty()) {
			expectUpdate(obstacle, recipient);
		}
	}

	/** The obstacles that get what is told about this one now, itself first. */
	List<String> reachedByUpdate(String obstacleId, String recipient) {
		return Stream
			.concat(Stream.of(obstacleId),
					alsoUpdated(obstacleId, recipient).stream()
						.filter((id) -> this.obstacles.get(id).state() != Obstacle.State.WITHDRAWN))
			.toList();
	}

	/** The other obstacles that have the same promise. */
	private List<String> alsoUpdated(String obstacleId, String recipient) {
		return this.answers.promise(obstacleId, recipient)
			.map((promise) -> this.answers.obstaclesOf(promise.id()))
			.orElse(List.of())
			.stream()
			// their day has not come, or they have been promised another
			.filter((id) -> !id.equals(obstacleId) && !isExpected(id, recipient))
			.toList();
	}

	private static boolean isThis(Answer latest, UpdateAnswer form) {
		return latest.answer() == Answer.Kind.UPDATE && form.text().equals(latest.text())
				&& Objects.equals(form.nextUpdateOn(), latest.nextUpdateOn());
	}

	/** Reminds a recipient's contacts of the date, once for each time it was asked. */
	void remind(String obstacleId, String recipient) {
		this.routings.open(obstacleId, recipient).ifPresent(this.notices::remind);
	}

}
