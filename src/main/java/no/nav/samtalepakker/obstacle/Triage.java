package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the secretariat decides where no rule does, and where an answer is missing. */
@Component
@Transactional
class Triage {

	private static final int MAX_EXTENSIONS = 2;

	private static final int MERGE_TARGETS = 50;

	private final JdbcClient jdbc;

	private final Obstacles obstacles;

	private final Routings routings;

	private final Answers answers;

	private final Delivery delivery;

	private final Notices notices;

	private final Redactions redactions;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	Triage(JdbcClient jdbc, Obstacles obstacles, Routings routings, Answers answers, Delivery delivery, Notices notices,
			Redactions redactions, Processes processes, NorwegianCalendar calendar, Audit audit) {
		this.jdbc = jdbc;
		this.obstacles = obstacles;
		this.routings = routings;
		this.answers = answers;
		this.delivery = delivery;
		this.notices = notices;
		this.redactions = redactions;
		this.processes = processes;
		this.calendar = calendar;
		this.audit = audit;
	}

	/**
	 * The obstacles this one may be merged into, answered ones too; those of its own
	 * subcategory first.
	 */
	public List<OpenObstacle> mergeTargets(String obstacleId) {
		return this.jdbc.sql("""
				select o.id, o.text from obstacle o join obstacle merged on merged.id = ?
				where o.id <> merged.id and o.text is not null and %s
				order by case when o.subcategory = merged.subcategory then 0
					when o.category = merged.category then 1 else 2 end, o.raised_at desc, o.id
				limit ?
				""".formatted(SharedObstacles.SHAREABLE))
			.params(obstacleId, MERGE_TARGETS)
			.query(Rows.of(OpenObstacle.class))
			.list();
	}

	/**
	 * How many units would read the answer if this one were merged into another, by the
	 * other's id; for all that are offered.
	 */
	Map<String, Integer> readersOf(String obstacleId, List<OpenObstacle> targets) {
		List<String> ids = targets.stream().map(OpenObstacle::id).distinct().toList();
		Map<String, Set<String>> units = new HashMap<>();
		this.jdbc.sql("""
				select id as obstacle_id, unit_id from obstacle where id in (:ids)
				union all
				select merged_into as obstacle_id, unit_id from obstacle
				where merged_into in (:ids) and state <> 'WITHDRAWN'
				""").param("ids", Stream.concat(Stream.of(obstacleId), ids.stream()).toList()).query((row) -> {
			units.computeIfAbsent(row.getString("obstacle_id"), (id) -> new HashSet<>()).add(row.getString("unit_id"));
		});
		Map<String, Integer> readers = new HashMap<>();
		ids.forEach((id) -> {
			Set<String> both = new HashSet<>(units.get(id));
			both.addAll(units.get(obstacleId));
			readers.put(id, both.size());
		});
		return readers;
	}

	/** Carries out the secretariat's decision. */
	Next decide(String obstacleId, TriageObstacle form) {
		form.check();
		this.obstacles.lock((form.mergeInto() != null) ? List.of(obstacleId, form.mergeInto()) : List.of(obstacleId));
		Obstacle obstacle = this.obstacles.get(obstacleId);
		if (form.decision() != TriageObstacle.Decision.REDACT) {
			this.routings.mustBeRedacted(obstacleId, "decision", "Velg «Fjern personopplysninger» først");
			// with REDACT it is the text itself, which nobody has approved for others
			if (form.publishedText() != null) {
				this.obstacles.publish(obstacleId, form.publishedText());
			}
		}
		this.audit.record(Act.OBSTACLE_TRIAGED, obstacleId, obstacle.unitId(), form.decision().name());
		return switch (form.decision()) {
			case ROUTE -> route(obstacle, form);
			case LOCAL -> answer(obstacle, Answer.Kind.LOCAL, form.reason());
			case NONE -> answer(obstacle, Answer.Kind.NONE, form.reason());
			case MERGE -> merge(obstacle, form);
			case REDACT -> redact(obstacle, form);
		};
	}

	private Next route(Obstacle obstacle, TriageObstacle form) {
		for (int i = 0; i < form.recipients().size(); i++) {
			checkRecipient("recipients[" + i + "]", form.recipients().get(i));
		}
		this.routings.triaged(obstacle.id());
		this.routings.ask(obstacle, Routings.DecidedBy.TRIAGE, form.recipients(), form.reason(), form::reasonFor, 0);
		this.notices.routed(List.of(new Notices.Routed(obstacle, this.routings.openOf(obstacle.id()))));
		return Next.ANSWER;
	}

	private Next answer(Obstacle obstacle, Answer.Kind kind, String reason) {
		this.routings.triaged(obstacle.id());
		this.routings.recordDecision(obstacle, Routings.DecidedBy.TRIAGE, reason);
		this.delivery.deliver(obstacle, this.answers.store(Answers.SECRETARIAT, kind, reason, null));
		return Next.READ;
	}

	private Next merge(Obstacle obstacle, TriageObstacle form) {
		Obstacle target = this.obstacles.find(form.mergeInto())
			.filter((other) -> !other.id().equals(obstacle.id()) && this.delivery.canTakeIn(other))
			.orElseThrow(() -> new InvalidInput("mergeInto", "Hindringen kan ikke slås sammen med denne"));
		this.routings.triaged(obstacle.id());
		this.routings.recordDecision(obstacle, Routings.DecidedBy.TRIAGE, form.reason());
		return this.delivery.merge(obstacle, target) ? Next.READ : Next.MERGE;
	}

	private Next redact(Obstacle obstacle, TriageObstacle form) {
		this.redactions.redact(FreeText.OBSTACLE, obstacle.id(), form.reason(), () -> this.obstacles
			.redact(obstacle.id(), (form.publishedText() != null) ? form.publishedText() : Redactions.REDACTED));
		return (this.routings.askRedacted(obstacle.id()) > 0) ? Next.ANSWER : Next.TRIAGE;
	}

	/**
	 * Carries out what the secretariat does about a missing answer.
	 * @return who has the question now, in lower case: another recipient if it was
	 * rerouted
	 */
	String resolveOverdue(String obstacleId, String recipient, ResolveOverdueAnswer form) {
		form.check();
		this.obstacles.lock(List.of(obstacleId));
		AskedRecipient asked = this.routings.open(obstacleId, recipient)
			.orElseThrow(() -> new Conflict("Mottakeren har svart. Last siden på nytt."));
		Obstacle obstacle = this.obstacles.get(obstacleId);
		this.audit.record(Act.OVERDUE_ANSWER_RESOLVED, obstacleId, this.obstacles.get(obstacleId).unitId(),
				form.action().name());
		switch (form.action()) {
			case EXTEND -> extend(asked, form.days());
			case REROUTE -> {
				String next = form.recipients().get(0);
				this.routings.mustBeRedacted(obstacleId, "action",
						"Gi mer tid, svar selv, eller send den til en annen når de er tatt ut");
				checkRecipient("recipients", next);
				if (this.routings.hasHad(obstacleId, next)) {
					throw new InvalidInput("recipients", "Denne mottakeren har alt hatt hindringen");
				}
				this.routings.mark(asked, AskedRecipient.State.REROUTED);
				this.routings.ask(obstacle, Routings.DecidedBy.REROUTE, List.of(next),
						"Sekretariatet har spurt en annen fordi svaret lot vente på seg.", asked.hops());
				return new RecipientCode(next).inEngine();
			}
			case ANSWER_NOW -> {
				this.routings.mark(asked, AskedRecipient.State.WITHDRAWN);
				this.delivery.deliver(obstacle, this.answers.store(Answers.SECRETARIAT,
						Answer.Kind.ANSWERED_BY_SECRETARIAT, form.text(), null));
			}
		}
		return recipient;
	}

	private void extend(AskedRecipient asked, int days) {
		if (asked.extensions() >= MAX_EXTENSIONS) {
			throw new InvalidInput("action", "Fristen er alt forlenget to ganger, velg noe annet");
		}
		LocalDate dueOn = this.routings.extend(asked, days);
		this.processes
			.openTasks(asked.obstacleId(), ObstacleProcess.ANSWER, CaseVariables.RECIPIENT,
					new RecipientCode(asked.recipient()).inEngine())
			.forEach((task) -> this.processes.setDueDate(task.id(), this.calendar.endOf(dueOn)));
	}

	private void checkRecipient(String field, String recipient) {
		if (!this.routings.canAnswer(recipient)) {
			throw new InvalidInput(field, "Denne mottakeren har ingen som kan svare");
		}
	}

	/** Where an obstacle goes after triage; the names the model knows. */
	enum Next {

		ANSWER, READ, MERGE, TRIAGE

	}

}
