package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.MatchedRules;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.TransactionMemory;
import no.nav.samtalepakker.privacy.Redactions;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who was asked about an obstacle, why, and what became of it. Kept in our own tables,
 * because the explanation outlives the engine's history.
 */
@Component
@Transactional
public class Routings {

	/**
	 * SQL for the obstacles {@code o} somebody has found personal data in. What others
	 * see of them is seen to first.
	 */
	static final String WAITS_FOR_REDACTION = """
			exists (select 1 from routing_recipient found
				where found.obstacle_id = o.id and found.state = 'TO_REDACT' and found.settled_at is null)""";

	/** Stands where a person decides and the table is not asked. */
	private static final Map<String, Object> NO_INPUT = noInput();

	private final JdbcClient jdbc;

	private final Recipients recipients;

	private final Notices notices;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	Routings(JdbcClient jdbc, Recipients recipients, Notices notices, NorwegianCalendar calendar,
			CurrentUser currentUser) {
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.notices = notices;
		this.calendar = calendar;
		this.currentUser = currentUser;
	}

	/** Everybody asked about the obstacle, in the order they were asked. */
	public List<AskedRecipient> of(String obstacleId) {
		return this.jdbc.sql("select * from routing_recipient where obstacle_id = ? order by position")
			.param(obstacleId)
			.query(Rows.of(AskedRecipient.class))
			.list();
	}

	/** Those who have the question now. */
	List<AskedRecipient> openOf(String obstacleId) {
		return of(obstacleId).stream().filter((asked) -> asked.state() == AskedRecipient.State.OPEN).toList();
	}

	/** The question this recipient has not answered yet. */
	Optional<AskedRecipient> open(String obstacleId, String recipient) {
		return this.jdbc
			.sql("select * from routing_recipient where obstacle_id = ? and recipient = ? and state = 'OPEN'")
			.params(obstacleId, new RecipientCode(recipient).value())
			.query(Rows.of(AskedRecipient.class))
			.optional();
	}

	/** When this recipient is to have answered. The model asks for it again and again. */
	LocalDate dueOn(String obstacleId, String recipient) {
		return TransactionMemory.recall(dueOnOf(obstacleId, recipient),
				() -> open(obstacleId, recipient).orElseThrow().dueOn());
	}

	private static String dueOnOf(String obstacleId, String recipient) {
		return "dueOn " + obstacleId + " " + new RecipientCode(recipient).value();
	}

	/** The obstacles this recipient has not answered yet. */
	List<String> openFor(String recipient) {
		return this.jdbc
			.sql("select obstacle_id from routing_recipient where recipient = ? and state = 'OPEN' order by due_on, id")
			.param(new RecipientCode(recipient).value())
			.query(String.class)
			.list();
	}

	/** Whether the recipient has been asked about the obstacle in any round. */
	boolean hasHad(String obstacleId, String recipient) {
		return this.jdbc.sql("""
				select count(*) from routing_recipient
				where obstacle_id = ? and recipient = ? and state <> 'NO_CONTACT'
				""").params(obstacleId, recipient).query(Long.class).single() > 0;
	}

	/**
	 * Whether personal data must be taken out of the text first. Until then those who
	 * have it may answer, nobody else is shown it, and nothing is decided that would
	 * forget it. A text that is gone waits no more.
	 */
	boolean waitsForRedaction(String obstacleId) {
		return of(obstacleId).stream().anyMatch(AskedRecipient::waitsForRedaction)
				&& this.jdbc.sql("select text from obstacle where id = ?")
					.param(obstacleId)
					.query(String.class)
					.optional()
					.filter((text) -> !Redactions.isGone(text))
					.isPresent();
	}

	/**
	 * Those of the obstacles whose words may go to nobody new: somebody has found
	 * personal data in them, or in the wording they have from another.
	 */
	public Set<String> waitingForRedaction(Collection<String> obstacleIds) {
		return obstacleIds.isEmpty() ? Set.of() : Set.copyOf(this.jdbc.sql("""
				select o.id from obstacle o where o.id in (:ids) and o.text not in (:gone) and (%s
					or o.text_borrowed and exists (select 1 from obstacle joined where joined.id = o.joins_id and %s))
				""".formatted(WAITS_FOR_REDACTION, WAITS_FOR_REDACTION.replace("o.id", "joined.id")))
			.param("ids", Set.copyOf(obstacleIds))
			.param("gone", SharedObstacles.GONE)
			.query(String.class)
			.list());
	}

	/**
	 * {@link InvalidInput} while personal data must be taken out of the text.
	 * @param field what cannot be chosen until then
	 * @param advice what whoever chose it can do, in a sentence or two
	 */
	void mustBeRedacted(String obstacleId, String field, String advice) {
		if (waitsForRedaction(obstacleId)) {
			throw new InvalidInput(field, "Det er meldt fra om personopplysninger i teksten. " + advice);
		}
	}

	/**
	 * Whether the obstacle can be sent to this recipient at all.
	 * @param recipient code, upper case as everywhere but in groups
	 */
	boolean canAnswer(String recipient) {
		return this.recipients.find(recipient).filter((found) -> found.code().equals(recipient)).isPresent()
				&& this.recipients.canBeAsked(recipient);
	}

	/**
	 * Whom a waiting question may be handed to: everybody who answers, has a contact and
	 * has not had it.
	 */
	public List<Recipient> alternatives(String obstacleId) {
		return this.recipients.offered().stream().filter((recipient) -> !hasHad(obstacleId, recipient.code())).toList();
	}

	/**
	 * The decisions that asked nobody, oldest first: a rule left the obstacle with the
	 * unit or with the secretariat, or a person merged it.
	 */
	List<Kept> kept(String obstacleId) {
		return this.jdbc.sql("""
				select scope, reason, decided_at from routing
				where obstacle_id = ? and decided_by <> 'JOIN' and not exists (
					select 1 from routing_recipient asked where asked.routing_id = routing.id)
				order by decided_at
				""").param(obstacleId).query(Rows.of(Kept.class)).list();
	}

	/** Every decision and whom it asked, oldest first: one for each recipient. */
	public List<Decided> decided(String obstacleId) {
		return this.jdbc.sql("""
				select routing.id as decision, routing.decided_by, routing.scope, routing.scope_rule,
					routing.table_version, routing.decided_at, asked.recipient, asked.rule_id, asked.source,
					asked.due_on, asked.extensions, asked.state,
					case when asked.id is not null then asked.reason else routing.reason end as reason
				from routing left join routing_recipient asked on asked.routing_id = routing.id
				where routing.obstacle_id = ? order by routing.decided_at, routing.id, asked.position
				""").param(obstacleId).query(Rows.of(Decided.class)).list();
	}

	/** For whoever is about to send many obstacles in one transaction. */
	void prefetch() {
		this.recipients.prefetch();
	}

	/** Stores that the table sends the obstacle to nobody, and why. */
	void recordScope(Obstacle obstacle, Map<String, Object> inputs, MatchedRules.Evaluation evaluation) {
		insertRouting(obstacle, DecidedBy.RULE, inputs, evaluation.required(ObstacleProcess.DECISION_SCOPE),
				reason(evaluation));
	}

	/**
	 * Stores what the table says and asks the recipients that can be asked; where another
	 * has taken over, that one.
	 * @return how many were asked
	 */
	int recordRules(Obstacle obstacle, Map<String, Object> inputs, MatchedRules.Evaluation evaluation) {
		Map<String, MatchedRules.Rule> hits = new LinkedHashMap<>();
		evaluation.decision()
			.rules()
			.forEach((rule) -> hits
				.putIfAbsent(this.recipients.current((String) rule.outputs().get("recipient")).code(), rule));
		hits.keySet().removeIf((recipient) -> !this.recipients.get(recipient).answers());
		String routing = insertRouting(obstacle, DecidedBy.RULE, inputs,
				evaluation.required(ObstacleProcess.DECISION_SCOPE), hits.isEmpty() ? reason(evaluation) : null);
		List<Question> questions = hits.entrySet()
			.stream()
			.map((hit) -> new Question(hit.getKey(), hit.getValue().id(), reason(hit.getValue(), hit.getKey()),
					(String) hit.getValue().outputs().get("source"),
					((Number) hit.getValue().outputs().get("answerDays")).intValue(), null,
					this.recipients.hasContact(hit.getKey()) ? AskedRecipient.State.OPEN
							: AskedRecipient.State.NO_CONTACT))
			.toList();
		insertRecipients(routing, obstacle, questions, 0);
		return (int) questions.stream().filter((question) -> question.state() == AskedRecipient.State.OPEN).count();
	}

	/** Stores a person's decision that asks nobody. */
	void recordDecision(Obstacle obstacle, DecidedBy decidedBy, String reason) {
		insertRouting(obstacle, decidedBy, NO_INPUT, null, reason);
	}

	/**
	 * Asks recipients a person has chosen.
	 * @param recipients codes, upper case, already checked
	 * @param reason what the unit reads
	 * @param hops how often the question has been sent on before
	 */
	void ask(Obstacle obstacle, DecidedBy decidedBy, List<String> recipients, String reason, int hops) {
		ask(obstacle, decidedBy, recipients, reason, (recipient) -> reason, hops);
	}

	/**
	 * The same with a sentence for each.
	 * @param reason what holds for all, or null
	 * @param reasons what the unit reads about each
	 */
	void ask(Obstacle obstacle, DecidedBy decidedBy, List<String> recipients, String reason,
			UnaryOperator<String> reasons, int hops) {
		String routing = insertRouting(obstacle, decidedBy, NO_INPUT, null, reason);
		insertRecipients(routing, obstacle,
				recipients.stream()
					.map((recipient) -> new Question(recipient, null, reasons.apply(recipient), null,
							this.recipients.get(recipient).answerDays(), null, AskedRecipient.State.OPEN))
					.toList(),
				hops);
	}

	/** Asks another the same question, which is due on the same day. */
	void takeOver(Obstacle obstacle, AskedRecipient asked, String successor, String reason) {
		String routing = insertRouting(obstacle, DecidedBy.SUCCESSION, NO_INPUT, null, reason);
		insertRecipients(routing, obstacle, List.of(new Question(successor, null, reason, asked.source(),
				asked.answerDays(), asked.dueOn(), AskedRecipient.State.OPEN)), asked.hops());
	}

	/** Ends or parks a question. */
	void mark(AskedRecipient asked, AskedRecipient.State state) {
		boolean waitsForTriage = state == AskedRecipient.State.TO_TRIAGE || state == AskedRecipient.State.TO_REDACT;
		this.jdbc.sql("update routing_recipient set state = ?, settled_at = ? where id = ?")
			.params(state.name(), waitsForTriage ? null : this.calendar.now(), asked.id())
			.update();
	}

	/** Nobody waits for the obstacle's open answers any more. */
	void withdrawOpen(String obstacleId) {
		this.jdbc.sql("""
				update routing_recipient set state = 'WITHDRAWN', settled_at = ?
				where obstacle_id = ? and state = 'OPEN'
				""").params(this.calendar.now(), obstacleId).update();
		triaged(obstacleId);
	}

	/** A person has decided about whatever waited for triage. */
	void triaged(String obstacleId) {
		this.jdbc
			.sql("update routing_recipient set settled_at = ? where obstacle_id = ? and settled_at is null "
					+ "and state in ('TO_TRIAGE', 'TO_REDACT', 'NO_CONTACT')")
			.params(this.calendar.now(), obstacleId)
			.update();
	}

	/**
	 * Asks those again who could not answer before the text was redacted; their time
	 * starts anew.
	 * @return how many
	 */
	int askRedacted(String obstacleId) {
		List<AskedRecipient> waiting = of(obstacleId).stream()
			.filter((asked) -> asked.state() == AskedRecipient.State.TO_REDACT && asked.settledAt() == null)
			.toList();
		waiting.forEach((asked) -> {
			LocalDate dueOn = this.calendar.answerDue(this.calendar.today(), asked.answerDays());
			this.jdbc.sql("update routing_recipient set state = 'OPEN', asked_at = ?, due_on = ? where id = ?")
				.params(this.calendar.now(), dueOn, asked.id())
				.update();
			TransactionMemory.remember(dueOnOf(obstacleId, asked.recipient()), dueOn);
		});
		return waiting.size();
	}

	/** Gives more time, counted from today. */
	LocalDate extend(AskedRecipient asked, int days) {
		LocalDate dueOn = this.calendar.answerDue(this.calendar.today(), days);
		this.jdbc.sql("update routing_recipient set due_on = ?, extensions = extensions + 1 where id = ?")
			.params(dueOn, asked.id())
			.update();
		TransactionMemory.remember(dueOnOf(asked.obstacleId(), asked.recipient()), dueOn);
		return dueOn;
	}

	/** Takes away what persons wrote to explain their choices. */
	void eraseReasons(String obstacleId) {
		this.jdbc.sql("update routing set reason = null where obstacle_id = ?").param(obstacleId).update();
		this.jdbc.sql("update routing_recipient set reason = ? where obstacle_id = ? and rule_id is null")
			.params(Redactions.ERASED, obstacleId)
			.update();
	}

	/** The rule's sentence, and who has taken over. */
	private String reason(MatchedRules.Rule rule, String asked) {
		String reason = (String) rule.outputs().get("reason");
		Recipient named = this.recipients.get((String) rule.outputs().get("recipient"));
		return named.code().equals(asked) ? reason
				: "%s %s har tatt over for %s.".formatted(reason, this.recipients.get(asked).name(), named.name());
	}

	/** The sentence of the first rule that matched, or null if none did. */
	private static String reason(MatchedRules.Evaluation evaluation) {
		return evaluation.decision()
			.rules()
			.stream()
			.map((rule) -> (String) rule.outputs().get("reason"))
			.findFirst()
			.orElse(null);
	}

	private static Map<String, Object> noInput() {
		Map<String, Object> inputs = new HashMap<>();
		List.of("solvableLocally", "structural", "category", "subcategory", "level", "targetGroup")
			.forEach((input) -> inputs.put(input, null));
		return inputs;
	}

	private String insertRouting(Obstacle obstacle, DecidedBy decidedBy, Map<String, Object> inputs,
			MatchedRules.Decision scope, String reason) {
		String id = UUID.randomUUID().toString();
		MatchedRules.Rule rule = (scope != null && !scope.rules().isEmpty()) ? scope.rules().get(0) : null;
		this.jdbc.sql("""
				insert into routing (id, obstacle_id, round, decided_by, user_id, scope, scope_rule, table_version,
					solvable_locally, structural, category, subcategory, level, target_group, reason, decided_at)
				values (:id, :obstacleId, :round, :decidedBy, :userId, :scope, :scopeRule, :tableVersion,
					:solvableLocally, :structural, :category, :subcategory, :level, :targetGroup, :reason, :now)
				""")
			.params(inputs)
			.param("id", id)
			.param("obstacleId", obstacle.id())
			.param("round", obstacle.round())
			.param("decidedBy", decidedBy.name())
			.param("userId", (decidedBy == DecidedBy.RULE) ? null : this.currentUser.id())
			.param("scope", (rule != null) ? rule.outputs().get("scope") : null)
			.param("scopeRule", (rule != null) ? rule.id() : null)
			.param("tableVersion", (scope != null) ? scope.version() : null)
			.param("reason", reason)
			.param("now", this.calendar.now())
			.update();
		return id;
	}

	private void insertRecipients(String routing, Obstacle obstacle, List<Question> questions, int hops) {
		int position = of(obstacle.id()).size();
		List<AskedRecipient> open = new ArrayList<>();
		for (Question question : questions) {
			AskedRecipient asked = new AskedRecipient(UUID.randomUUID().toString(), obstacle.id(), obstacle.round(),
					question.recipient(), question.reason(), question.source(), question.answerDays(),
					(question.dueOn() != null) ? question.dueOn()
							: this.calendar.answerDue(this.calendar.today(), question.answerDays()),
					0, hops, question.state(), this.calendar.now(), null);
			this.jdbc.sql("""
					insert into routing_recipient (id, routing_id, obstacle_id, round, position, recipient, rule_id,
						reason, source, answer_days, due_on, hops, state, asked_at)
					values (:id, :routing, :obstacleId, :round, :position, :recipient, :rule,
						:reason, :source, :answerDays, :dueOn, :hops, :state, :askedAt)
					""")
				.params(Rows.values(asked))
				.param("routing", routing)
				.param("position", position++)
				.param("rule", question.rule())
				.update();
			if (question.state() == AskedRecipient.State.OPEN) {
				TransactionMemory.remember(dueOnOf(obstacle.id(), question.recipient()), asked.dueOn());
				open.add(asked);
			}
		}
		this.notices.asked(obstacle, open);
	}

	/**
	 * A question that is to be asked.
	 *
	 * @param rule id of the rule that names the recipient; null where a person does
	 * @param dueOn when it was due where it comes from; null for the recipient's own days
	 */
	private record Question(String recipient, String rule, String reason, String source, int answerDays,
			LocalDate dueOn, AskedRecipient.State state) {
	}

	/** Who or what chose the recipients. */
	public enum DecidedBy {

		/** The decision table. */
		RULE("Beslutningstabellen"),
		/** The secretariat in triage. */
		TRIAGE("Sekretariatet"),
		/** A recipient that sent the question on. */
		FORWARD("Mottakeren, som sendte den videre"),
		/** The secretariat because an answer was missing. */
		REROUTE("Sekretariatet, fordi svaret manglet"),
		/** The secretariat that asks one more. */
		ADDITION("Sekretariatet, som spurte en til"),
		/** The secretariat because another has taken over. */
		SUCCESSION("Sekretariatet, fordi en annen har tatt over"),
		/** The unit that asks again. */
		UNIT("Enheten, som spurte på nytt"),
		/** The unit that shares the answers of what others have raised. */
		JOIN("Enheten, som slo seg sammen med andre");

		private final String words;

		DecidedBy(String words) {
			this.words = words;
		}

		/** What the secretariat reads. */
		public String words() {
			return this.words;
		}

	}

	/**
	 * One recipient of a decision, or a decision that asked nobody.
	 *
	 * @param decision id of the decision
	 * @param scope what the table made of the obstacle; null where a person decided
	 * @param scopeRule id of the rule that said so
	 * @param tableVersion null where a person decided
	 * @param recipient code, or null
	 * @param ruleId the rule that named the recipient, or null
	 * @param source what that rule rests on, or null
	 * @param dueOn when the answer was due, or null
	 * @param extensions how often there was more time, or null
	 * @param state what has become of the question, or null
	 * @param reason the rule's sentence or a person's; where nobody was asked, the
	 * decision's
	 */
	public record Decided(String decision, DecidedBy decidedBy, Obstacle.Scope scope, String scopeRule,
			Integer tableVersion, OffsetDateTime decidedAt, String recipient, String ruleId, String source,
			LocalDate dueOn, Integer extensions, AskedRecipient.State state, String reason) {

		/**
		 * The rule's sentence, which is the same for all; null where a person wrote one.
		 */
		public String sentence() {
			boolean ruled = this.ruleId != null || this.recipient == null && this.decidedBy == DecidedBy.RULE;
			return ruled ? this.reason : null;
		}

	}

	/**
	 * A decision that asked nobody; who joins others waits for what they were told.
	 *
	 * @param scope what the table made of the obstacle; null where a person decided
	 * @param reason a sentence the unit can read, or null
	 */
	record Kept(Obstacle.Scope scope, String reason, OffsetDateTime decidedAt) {
	}

}
