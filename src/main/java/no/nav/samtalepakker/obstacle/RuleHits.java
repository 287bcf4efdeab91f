package no.nav.samtalepakker.obstacle;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.RecipientType;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.Decisions;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often each rule of the decision tables has hit, and what no rule could send
 * anywhere. Counted from what we keep ourselves, which outlives the engine's history.
 */
@Component
class RuleHits {

	private final JdbcClient jdbc;

	private final Decisions decisions;

	private final Recipients recipients;

	private final RecipientFigures figures;

	private final Taxonomy taxonomy;

	RuleHits(JdbcClient jdbc, Decisions decisions, Recipients recipients, RecipientFigures figures, Taxonomy taxonomy) {
		this.jdbc = jdbc;
		this.decisions = decisions;
		this.recipients = recipients;
		this.figures = figures;
		this.taxonomy = taxonomy;
	}

	/** The versions of one of our two tables, the newest first. */
	List<Version> of(String decisionKey) {
		return switch (decisionKey) {
			case ObstacleProcess.DECISION_SCOPE -> ofScope();
			case ObstacleProcess.DECISION_RECIPIENTS -> ofRecipients();
			default -> throw new NotFound("Tabellen finnes ikke.");
		};
	}

	/**
	 * How many were sent on is not told where one person answers alone: less what the
	 * other recipients got it would be that person's figure.
	 */
	private List<Version> ofScope() {
		boolean onePerson = asked(this.decisions.tables(ObstacleProcess.DECISION_RECIPIENTS)).values()
			.stream()
			.anyMatch(Asked::onePerson);
		Map<Hit, Integer> hits = hits("""
				select table_version, scope_rule as rule_id, count(*) as number from routing
				where decided_by = 'RULE' and scope_rule is not null group by table_version, scope_rule
				""");
		return this.decisions.tables(ObstacleProcess.DECISION_SCOPE)
			.stream()
			.map((table) -> new Version(table.version(), table.rules()
				.stream()
				.map((rule) -> new RuleHit(rule.id(), rule.description(), null, words(rule.outputs().get("scope")),
						(onePerson && Obstacle.Scope.ROUTE.name().equals(rule.outputs().get("scope"))) ? null
								: hits.getOrDefault(new Hit(table.version(), rule.id()), 0)))
				.toList(), List.of()))
			.toList();
	}

	private List<Version> ofRecipients() {
		Map<Hit, Integer> hits = hits("""
				select r.table_version, a.rule_id, count(*) as number
				from routing_recipient a join routing r on r.id = a.routing_id
				where r.decided_by = 'RULE' and a.rule_id is not null group by r.table_version, a.rule_id
				""");
		List<Evaluations> evaluations = evaluations();
		List<Decisions.Table> tables = this.decisions.tables(ObstacleProcess.DECISION_RECIPIENTS);
		Map<String, Asked> asked = asked(tables);
		// both tables stand in one file and are deployed together: their versions are the
		// same
		return tables.stream().map((table) -> {
			List<Evaluations> ofTable = evaluations.stream().filter((one) -> one.version() == table.version()).toList();
			return new Version(table.version(), rules(table, asked, hits, ofTable), triage(table, asked, ofTable));
		}).toList();
	}

	/** Who is asked today where a rule names this recipient. */
	private Map<String, Asked> asked(List<Decisions.Table> tables) {
		return tables.stream()
			.flatMap((table) -> table.rules().stream())
			.map(RuleHits::recipient)
			.distinct()
			.collect(Collectors.toMap(Function.identity(), (code) -> {
				Recipient recipient = this.recipients.current(code);
				return new Asked(recipient, recipient.answers() && this.figures.isOnePerson(recipient.code()));
			}));
	}

	/**
	 * Where one person answers alone there is no figure (design §1), nor at rules with
	 * the same conditions, which hit as often.
	 */
	private static List<RuleHit> rules(Decisions.Table table, Map<String, Asked> asked, Map<Hit, Integer> hits,
			List<Evaluations> evaluations) {
		Set<List<String>> hidden = table.rules()
			.stream()
			.filter((rule) -> asked.get(recipient(rule)).onePerson())
			.map(Decisions.TableRule::inputs)
			.collect(Collectors.toSet());
		return table.rules().stream().map((rule) -> {
			Recipient recipient = asked.get(recipient(rule)).recipient();
			// who is not asked is not kept with the rule, but its conditions tell
			int number = recipient.answers() ? hits.getOrDefault(new Hit(table.version(), rule.id()), 0)
					: evaluations.stream().filter((one) -> one.meets(rule)).mapToInt(Evaluations::number).sum();
			return new RuleHit(rule.id(), rule.description(), rule.outputs().get("reason"), recipient.name(),
					hidden.contains(rule.inputs()) ? null : number);
		}).toList();
	}

	private static String recipient(Decisions.TableRule rule) {
		return rule.outputs().get("recipient");
	}

	private List<Triage> triage(Decisions.Table table, Map<String, Asked> asked, List<Evaluations> evaluations) {
		Map<Why, Integer> numbers = new EnumMap<>(Why.class);
		evaluations.stream()
			.filter(Evaluations::leftToTriage)
			.forEach((one) -> numbers.merge(why(table, asked, one), one.number(), Integer::sum));
		return numbers.entrySet().stream().map((why) -> new Triage(why.getKey().words, why.getValue())).toList();
	}

	private Why why(Decisions.Table table, Map<String, Asked> asked, Evaluations unsent) {
		if (unsent.scope() == null) {
			return Why.UNDECIDED;
		}
		if (unsent.subcategory() == null) {
			return Why.NO_CODE;
		}
		if (unsent.hit()) {
			return Why.NO_CONTACT;
		}
		if (this.taxonomy.find(unsent.subcategory()).isEmpty()) {
			return Why.UNKNOWN_CODE;
		}
		return table.rules()
			.stream()
			.filter(unsent::meets)
			.findFirst()
			.map((rule) -> (asked.get(recipient(rule)).recipient().type() == RecipientType.SECRETARIAT)
					? Why.SECRETARIAT : Why.ANSWERS_NO_MORE)
			.orElse(Why.NO_RULE);
	}

	private Map<Hit, Integer> hits(String sql) {
		Map<Hit, Integer> hits = new HashMap<>();
		this.jdbc.sql(sql).query((row) -> {
			hits.put(new Hit(row.getInt("table_version"), row.getString("rule_id")), row.getInt("number"));
		});
		return hits;
	}

	/** What the tables have made of obstacles. */
	private List<Evaluations> evaluations() {
		return this.jdbc.sql("""
				select version, scope, subcategory, hit, asked, count(*) as number from (
					select r.table_version as version, r.scope, r.subcategory,
						exists (select 1 from routing_recipient a where a.routing_id = r.id) as hit,
						exists (select 1 from routing_recipient a
							where a.routing_id = r.id and a.state <> 'NO_CONTACT') as asked
					from routing r where r.decided_by = 'RULE') evaluation
				group by version, scope, subcategory, hit, asked
				""").query(Rows.of(Evaluations.class)).list();
	}

	private static String words(String scope) {
		return switch (Obstacle.Scope.valueOf(scope)) {
			case LOCAL -> "Blir hos enheten";
			case ROUTE -> "Sendes til dem som kan gjøre noe";
			case NONE -> "En god tilbakemelding";
		};
	}

	/** Why the secretariat had to look at it. */
	private enum Why {

		UNDECIDED("Enheten har ikke svart på om det er regler, systemer, styring eller organisering"),
		NO_CODE("Ingen underkategori var valgt"), UNKNOWN_CODE("Underkategorien finnes ikke lenger"),
		NO_RULE("Ingen regel gjelder for underkategorien"), NO_CONTACT("Mottakeren har ingen kontaktperson"),
		SECRETARIAT("Regelen sender den til sekretariatet"), ANSWERS_NO_MORE("Mottakeren svarer ikke lenger");

		private final String words;

		Why(String words) {
			this.words = words;
		}

	}

	private record Asked(Recipient recipient, boolean onePerson) {
	}

	private record Hit(int version, String rule) {
	}

	/**
	 * Obstacles the table made the same of.
	 *
	 * @param hit whether a rule named somebody who answers
	 * @param asked whether any of them could be asked
	 */
	private record Evaluations(int version, String scope, String subcategory, boolean hit, boolean asked, int number) {

		boolean leftToTriage() {
			return !this.asked && (this.scope == null || this.scope.equals(Obstacle.Scope.ROUTE.name()));
		}

		/** Whether the rule's conditions hold, which are texts or empty. */
		boolean meets(Decisions.TableRule rule) {
			return rule.inputs()
				.stream()
				.allMatch((input) -> input.isEmpty() || input.equals("\"" + this.scope + "\"")
						|| input.equals("\"" + this.subcategory + "\""));
		}

	}

	/**
	 * A version of a table.
	 *
	 * @param version of the deployed table
	 * @param rules in the table's order
	 * @param triage what went to the secretariat, by reason
	 */
	record Version(int version, List<RuleHit> rules, List<Triage> triage) {
	}

	/**
	 * A rule and how often it has hit.
	 *
	 * @param id the rule's id in the model
	 * @param description when it applies
	 * @param sentence what the unit reads, or null
	 * @param to the recipient, or what becomes of the obstacle
	 * @param hits how often, or null where that is one person's figure
	 */
	record RuleHit(String id, String description, String sentence, String to, Integer hits) {
	}

	/**
	 * What the table sent to nobody.
	 *
	 * @param why to read
	 * @param number how many obstacles
	 */
	record Triage(String why, int number) {
	}

}
