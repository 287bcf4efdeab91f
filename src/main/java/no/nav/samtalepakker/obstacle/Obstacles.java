package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.organisation.UnitClosed;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Decisions;
import no.nav.samtalepakker.platform.MatchedRules;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.TransactionMemory;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Obstacles from the report until they are closed, and every question the model
 * {@code obstacle.bpmn} asks about them. Recipients come and go in lower case here, as
 * the engine's groups have them.
 */
@Component("obstacles")
@Transactional
public class Obstacles {

	private static final int REMINDER_WORKING_DAYS = 5;

	private static final int READ_AFTER_DAYS = 14;

	private static final int TRIAGE_WORKING_DAYS = 10;

	private final JdbcClient jdbc;

	private final Taxonomy taxonomy;

	private final ObstacleStates states;

	private final Routings routings;

	private final Answers answers;

	private final Delivery delivery;

	private final Notices notices;

	private final SharedObstacles shared;

	private final Redactions redactions;

	private final Conversations conversations;

	private final Processes processes;

	private final Decisions decisions;

	private final NorwegianCalendar calendar;

	Obstacles(JdbcClient jdbc, Taxonomy taxonomy, ObstacleStates states, Routings routings, Answers answers,
			Delivery delivery, Notices notices, SharedObstacles shared, Redactions redactions,
			Conversations conversations, Processes processes, Decisions decisions, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.taxonomy = taxonomy;
		this.states = states;
		this.routings = routings;
		this.answers = answers;
		this.delivery = delivery;
		this.notices = notices;
		this.shared = shared;
		this.redactions = redactions;
		this.conversations = conversations;
		this.processes = processes;
		this.decisions = decisions;
		this.calendar = calendar;
	}

	/** The obstacle; {@link NotFound} if there is none. */
	public Obstacle get(String id) {
		return find(id).orElseThrow(() -> new NotFound("Hindringen finnes ikke."));
	}

	public Optional<Obstacle> find(String id) {
		return this.jdbc.sql("select * from obstacle where id = ?").param(id).query(Rows.of(Obstacle.class)).optional();
	}

	/** Those of the ids that are there, by id. */
	Map<String, Obstacle> all(Collection<String> ids) {
		return ids.isEmpty() ? Map.of()
				: this.jdbc.sql("select * from obstacle where id in (:ids)")
					.param("ids", Set.copyOf(ids))
					.query(Rows.of(Obstacle.class))
					.list()
					.stream()
					.collect(Collectors.toMap(Obstacle::id, (obstacle) -> obstacle));
	}

	/** The units that raised them, by id. */
	Map<String, String> unitsOf(Collection<String> ids) {
		Map<String, String> units = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql("select id, unit_id from obstacle where id in (:ids)")
				.param("ids", Set.copyOf(ids))
				.query((row) -> {
					units.put(row.getString("id"), row.getString("unit_id"));
				});
		}
		return units;
	}

	/** The obstacles of a conversation's report, in the report's order. */
	public List<Obstacle> of(String conversationId) {
		return this.jdbc.sql("select * from obstacle where conversation_id = ? order by position")
			.param(conversationId)
			.query(Rows.of(Obstacle.class))
			.list();
	}

	// from report to process

	/**
	 * Stores the obstacles of a report that may still change, in place of what was stored
	 * before. {@code InvalidInput} for a code the taxonomy does not have and for an
	 * obstacle that cannot be joined.
	 */
	public void draft(String conversationId, List<ReportedObstacle> reported) {
		this.jdbc.sql("delete from obstacle where conversation_id = ? and state = 'DRAFT'")
			.param(conversationId)
			.update();
		String unitId = this.conversations.get(conversationId).unitId();
		for (int i = 0; i < reported.size(); i++) {
			String path = "obstacles[" + i + "]";
			Taxonomy.Placement placement = this.taxonomy.place(reported.get(i).category(),
					reported.get(i).subcategory(), reported.get(i).level(), path + ".");
			String reportedText = reported.get(i).text();
			Optional<Obstacle> joined = this.shared.joined(reported.get(i), unitId, path);
			insert(conversationId, unitId, i, reported.get(i), joined.map(Obstacles::placement).orElse(placement),
					joined.map(Obstacle::structural).orElse(reported.get(i).structural()),
					joined.filter((target) -> reportedText.contains(target.publishedText())).isPresent());
		}
	}

	/** What is shared is one and the same obstacle, whoever tells about it. */
	private static Taxonomy.Placement placement(Obstacle joined) {
		return new Taxonomy.Placement(joined.category(), joined.subcategory(), joined.level());
	}

	/**
	 * The report is sent: the decision table says which obstacles the unit solves itself
	 * and which are lifted, and a process starts for each of the latter.
	 * @return those that become action points of the unit
	 */
	public List<LocalObstacle> settle(String conversationId) {
		List<LocalObstacle> local = new ArrayList<>();
		List<Notices.Routed> raised = new ArrayList<>();
		this.routings.prefetch();
		this.notices.collect();
		lock(of(conversationId).stream().map(Obstacle::joinsId).filter(Objects::nonNull).toList());
		of(conversationId).stream().filter((obstacle) -> obstacle.state() == Obstacle.State.DRAFT).forEach((draft) -> {
			Map<String, Object> inputs = TransactionMemory.recall("routingInput " + draft.id(),
					() -> routingInput(draft));
			MatchedRules.Decision decision = this.decisions
				.evaluate(ObstacleProcess.KEY, ObstacleProcess.DECISION_SCOPE, inputs)
				.decision();
			// a gap in the table must not make an obstacle vanish
			Obstacle.Scope scope = Obstacle.Scope.of(decision).orElse(Obstacle.Scope.ROUTE);
			if (scope == Obstacle.Scope.ROUTE) {
				raise(draft);
				// whoever joins others has seen where it went
				if (draft.joinsId() == null || get(draft.id()).mergedInto() == null) {
					raised.add(new Notices.Routed(draft, this.routings.openOf(draft.id())));
				}
				return;
			}
			this.states.become(draft.id(), Obstacle.State.valueOf(scope.name()));
			this.jdbc.sql("update obstacle set scope = ? where id = ?").params(scope.name(), draft.id()).update();
			this.routings.recordScope(draft, inputs,
					this.decisions.evaluate(ObstacleProcess.KEY, ObstacleProcess.DECISION_RECIPIENTS, inputs));
			if (scope == Obstacle.Scope.LOCAL) {
				local.add(new LocalObstacle(draft.id(), draft.text()));
			}
		});
		if (!raised.isEmpty()) {
			this.notices.routed(raised);
		}
		this.notices.send();
		return local;
	}

	private void raise(Obstacle draft) {
		this.states.become(draft.id(), Obstacle.State.RAISED);
		this.jdbc.sql("update obstacle set scope = 'ROUTE', raised_at = ? where id = ?")
			.params(this.calendar.now(), draft.id())
			.update();
		// recipients work in this process: nothing in it tells which
		// unit it was, or which obstacles came in one report
		String process = this.processes.start(ObstacleProcess.KEY, draft.id(),
				Map.of(CaseVariables.OBSTACLE_ID, draft.id()));
		this.jdbc.sql("update obstacle set process_instance_id = ? where id = ?").params(process, draft.id()).update();
	}

	private void insert(String conversationId, String unitId, int position, ReportedObstacle reported,
			Taxonomy.Placement placement, boolean structural, boolean borrowed) {
		this.jdbc
			.sql("""
					insert into obstacle (id, conversation_id, unit_id, position, text, text_borrowed, solvable_locally, structural,
						category, subcategory, level, assistance, involved, regulation_which, regulation_how,
						regulation_consequence, quote_consent, contact_ok, joins_id, state)
					values (:id, :conversationId, :unitId, :position, :text, :borrowed, :solvableLocally, :structural,
						:category, :subcategory, :level, :assistance, :involved, :which, :how,
						:consequence, :quoteConsent, :contactOk, :joinsId, 'DRAFT')
					""")
			.params(Rows.values(reported))
			.params(Rows.values(reported.regulation()))
			.params(Rows.values(placement))
			.param("id", UUID.randomUUID().toString())
			.param("conversationId", conversationId)
			.param("unitId", unitId)
			.param("position", position)
			.param("borrowed", borrowed)
			.param("structural", structural)
			.update();
	}

	/** What is not closed yet is answered to the unit that has taken over. */
	@EventListener
	void on(UnitClosed closed) {
		this.jdbc.sql("update obstacle set unit_id = ? where unit_id = ? and closed_at is null")
			.params(closed.successorId(), closed.unitId())
			.update();
	}

	// what the model asks

	/** The unit that raised it, for the tasks that are the unit's own. */
	public String unitOf(String obstacleId) {
		return get(obstacleId).unitId();
	}

	/**
	 * Whether the unit shares the answers of what others have raised. If that is gone
	 * meanwhile, the obstacle goes its own way.
	 */
	public boolean joins(String obstacleId) {
		return Optional.ofNullable(get(obstacleId).joinsId())
			.flatMap(this::find)
			.filter(this.delivery::canTakeIn)
			.isPresent();
	}

	/** Whether it waits for the answer to the obstacle it shares. */
	public boolean waitsForTarget(String obstacleId) {
		return get(obstacleId).state() == Obstacle.State.MERGED;
	}

	/**
	 * What the decision table is asked: codes only, every key present, values may be
	 * null. The model asks for each value by itself, and none of them ever changes.
	 */
	public Map<String, Object> routingInput(String obstacleId) {
		return TransactionMemory.recall("routingInput " + obstacleId, () -> routingInput(get(obstacleId)));
	}

	private Map<String, Object> routingInput(Obstacle obstacle) {
		return routingInput(obstacle.solvableLocally(), obstacle.structural(), placement(obstacle),
				this.conversations.packageOf(obstacle.conversationId()).targetGroup());
	}

	/** The same for an obstacle that is being written. */
	static Map<String, Object> routingInput(Obstacle.Solvable solvableLocally, Boolean structural,
			Taxonomy.Placement placement, TargetGroup targetGroup) {
		Map<String, Object> inputs = new HashMap<>();
		inputs.put("solvableLocally", solvableLocally.name());
		inputs.put("structural", structural);
		inputs.put("category", placement.category());
		inputs.put("subcategory", placement.subcategory());
		inputs.put("level", (placement.level() != null) ? placement.level().name() : null);
		inputs.put("targetGroup", (targetGroup != null) ? targetGroup.name() : null);
		return inputs;
	}

	/** The recipients that have not answered, each once. */
	public List<String> waitingRecipients(String obstacleId) {
		return this.routings.of(obstacleId)
			.stream()
			.filter((asked) -> asked.state() == AskedRecipient.State.OPEN)
			.map((asked) -> new RecipientCode(asked.recipient()).inEngine())
			.distinct()
			.toList();
	}

	public Date answerDue(String obstacleId, String recipient) {
		return this.calendar.endOf(dueOn(obstacleId, recipient));
	}

	public Date answerReminderDue(String obstacleId, String recipient) {
		return this.calendar
			.morningOf(this.calendar.minusWorkingDays(dueOn(obstacleId, recipient), REMINDER_WORKING_DAYS));
	}

	/** When the day the answer was due is over. */
	public Date overdueAt(String obstacleId, String recipient) {
		return this.calendar.startOf(dueOn(obstacleId, recipient).plusDays(1));
	}

	private LocalDate dueOn(String obstacleId, String recipient) {
		return this.routings.dueOn(obstacleId, recipient);
	}

	/** Whether this recipient still has the question and has been given more time. */
	public boolean extended(String obstacleId, String recipient) {
		return this.routings.open(obstacleId, recipient).filter((asked) -> asked.extensions() > 0).isPresent();
	}

	/** Whether this recipient has the question now. */
	public boolean waitsFor(String obstacleId, String recipient) {
		return this.routings.open(obstacleId, recipient).isPresent();
	}

	/** When the unit reads what there is: 14 days after the first answer was due. */
	public Date readDue(String obstacleId) {
		return this.calendar.morningOf(thisRound(get(obstacleId)).stream()
			.filter((asked) -> asked.state() == AskedRecipient.State.OPEN
					|| asked.state() == AskedRecipient.State.ANSWERED)
			.map(AskedRecipient::dueOn)
			.min(Comparator.naturalOrder())
			.orElse(this.calendar.today())
			.plusDays(READ_AFTER_DAYS));
	}

	/**
	 * Whether a person must decide how to go on: nobody is asked any more, and either
	 * there is no answer at all or somebody could not give one.
	 */
	public boolean needsTriage(String obstacleId) {
		Obstacle obstacle = get(obstacleId);
		List<AskedRecipient> asked = thisRound(obstacle);
		if (obstacle.state() == Obstacle.State.MERGED
				|| asked.stream().anyMatch((recipient) -> recipient.state() == AskedRecipient.State.OPEN)) {
			return false;
		}
		return asked.stream().anyMatch((recipient) -> recipient.settledAt() == null)
				|| !this.answers.isAnswered(obstacleId, obstacle.round());
	}

	/** Whether the unit has been given the answers of this round to read. */
	public boolean readingOpen(String obstacleId) {
		return get(obstacleId).readOpenedAt() != null;
	}

	public Date triageDue() {
		return this.calendar.endOf(this.calendar.plusWorkingDays(this.calendar.today(), TRIAGE_WORKING_DAYS));
	}

	/** The unit has not opened the answer for 60 days: «besvart, ikke kvittert». */
	public void lapsesUnread(String obstacleId) {
		end(obstacleId, Obstacle.State.ANSWERED_UNREAD, null);
	}

	/** The morning of the day the recipient has promised to come back. */
	public Date updateDue(String obstacleId, String recipient) {
		// a promise that is no longer there must not leave a job that fails for ever
		return this.calendar.morningOf(promisedOn(obstacleId, recipient).orElseGet(this.calendar::today));
	}

	/** Whether the recipient has promised to come back once more. */
	public boolean updateExpected(String obstacleId, String recipient) {
		return promisedOn(obstacleId, recipient).isPresent();
	}

	private Optional<LocalDate> promisedOn(String obstacleId, String recipient) {
		return this.answers.promise(obstacleId, recipient).map(Answer::nextUpdateOn);
	}

	/**
	 * Whether the obstacle this one was merged into will give no answer. Asked by cases
	 * that follow the model of before {@code answering.bpmn}.
	 */
	public boolean targetWithdrawn(String obstacleId) {
		Obstacle obstacle = get(obstacleId);
		return Optional.ofNullable(obstacle.mergedInto())
			.flatMap(this::find)
			.filter((target) -> !target.state().isRunning())
			.filter((target) -> !this.answers.isAnswered(obstacleId, obstacle.round()))
			.isPresent();
	}

	private List<AskedRecipient> thisRound(Obstacle obstacle) {
		return this.routings.of(obstacle.id()).stream().filter((asked) -> asked.round() == obstacle.round()).toList();
	}

	// what happens to it

	/**
	 * Waits for whoever acts on these obstacles at this moment; what is read afterwards
	 * is what they left. Always first and in the same order, so that nobody waits for
	 * each other.
	 */
	void lock(Collection<String> ids) {
		ids.stream()
			.sorted()
			.forEach((id) -> this.jdbc.sql("select id from obstacle where id = ? for update")
				.param(id)
				.query(String.class)
				.list());
	}

	/** The unit shares the answers of what others have raised. */
	void join(String obstacleId) {
		Obstacle obstacle = get(obstacleId);
		this.routings.recordDecision(obstacle, Routings.DecidedBy.JOIN, null);
		this.delivery.merge(obstacle, get(obstacle.joinsId()));
	}

	/** The unit has been given the answers to read. */
	public void readingOpens(String obstacleId) {
		lock(List.of(obstacleId));
		this.jdbc.sql("update obstacle set read_opened_at = ? where id = ? and read_opened_at is null")
			.params(this.calendar.now(), obstacleId)
			.update();
		this.delivery.readingOpens(get(obstacleId));
	}

	/** The unit is done with it; what is still unanswered is no longer waited for. */
	void close(String obstacleId, Obstacle.Helpful helpful) {
		end(obstacleId, Obstacle.State.CLOSED, helpful);
	}

	private void end(String obstacleId, Obstacle.State state, Obstacle.Helpful helpful) {
		this.states.become(obstacleId, state);
		this.jdbc.sql("update obstacle set helpful = ?, closed_at = ? where id = ?")
			.params((helpful != null) ? helpful.name() : null, this.calendar.now(), obstacleId)
			.update();
		this.routings.withdrawOpen(obstacleId);
		this.delivery.ends(get(obstacleId));
	}

	/** The unit asks again; from now on the obstacle goes its own way. */
	Obstacle nextRound(String obstacleId, String question) {
		this.states.release(obstacleId);
		this.routings.withdrawOpen(obstacleId);
		this.jdbc.sql("""
				update obstacle set round = round + 1, question = ?, read_opened_at = null, merged_into = null
				where id = ?
				""").params(question, obstacleId).update();
		return get(obstacleId);
	}

	/**
	 * Approves a wording for other units, or takes it back if it is null. Whatever was
	 * approved before goes everywhere; who has joined the obstacle gets the new one.
	 */
	void publish(String obstacleId, String text) {
		List<String> joined = this.jdbc.sql("select id from obstacle where joins_id = ? and text_borrowed")
			.param(obstacleId)
			.query(String.class)
			.list();
		this.redactions.takeBack(FreeText.OBSTACLE, obstacleId, "published_text",
				() -> this.jdbc.sql("update obstacle set published_text = ? where id = ?")
					.params(text, obstacleId)
					.update());
		if (text != null && !joined.isEmpty()) {
			this.jdbc.sql("update obstacle set text = :text, text_borrowed = true where id in (:ids)")
				.param("text", text)
				.param("ids", joined)
				.update();
		}
	}

	/**
	 * Puts a harmless text in place of what the unit wrote; the rest of what it wrote
	 * goes too, since a name may stand anywhere.
	 */
	void redact(String obstacleId, String text) {
		this.jdbc.sql("""
				update obstacle set text = ?, assistance = null, involved = null, regulation_which = null,
					regulation_how = null, regulation_consequence = null, question = null, published_text = null
				where id = ?
				""").params(text, obstacleId).update();
	}

	/** The count stays, every text about it goes. */
	void withdraw(Obstacle obstacle, String userId, String reason) {
		this.redactions.takeBack(FreeText.OBSTACLE, obstacle.id(), null, () -> erase(obstacle.id(), userId, reason));
		this.routings.withdrawOpen(obstacle.id());
		this.routings.eraseReasons(obstacle.id());
		this.notices.withdrawn(obstacle);
		this.answers.eraseOnlyAbout(obstacle.id());
		this.processes.tell(ObstacleProcess.WITHDRAWN, obstacle.id());
		this.delivery.withdrawn(obstacle);
	}

	private void erase(String obstacleId, String userId, String reason) {
		this.states.become(obstacleId, Obstacle.State.WITHDRAWN);
		this.jdbc.sql("""
				update obstacle set withdrawn_by = ?, withdrawn_reason = ?, closed_at = ?,
					text = null, assistance = null, involved = null, regulation_which = null, regulation_how = null,
					regulation_consequence = null, question = null, published_text = null
				where id = ?
				""").params(userId, reason, this.calendar.now(), obstacleId).update();
	}

}
