package no.nav.samtalepakker.obstacle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.Decisions;
import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.MatchedRules;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.stereotype.Component;

/**
 * What will become of an obstacle, as far as it is told while a leader writes. The
 * decision table is asked, as it will be when the report is sent; nothing is stored.
 */
@Component
class Forecasts {

	private final Decisions decisions;

	private final Taxonomy taxonomy;

	private final Recipients recipients;

	private final Routings routings;

	Forecasts(Decisions decisions, Taxonomy taxonomy, Recipients recipients, Routings routings) {
		this.decisions = decisions;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
		this.routings = routings;
	}

	/** {@code InvalidInput} for a code the taxonomy does not have. */
	Forecast of(Question question) {
		Taxonomy.Placement placement = this.taxonomy.place(question.category(), question.subcategory(), null, "");
		MatchedRules.Evaluation evaluation = this.decisions.evaluate(ObstacleProcess.KEY,
				ObstacleProcess.DECISION_RECIPIENTS, Obstacles.routingInput(question.solvableLocally(),
						question.structural(), placement, question.targetGroup()));
		return Obstacle.Scope.of(evaluation.required(ObstacleProcess.DECISION_SCOPE))
			.map((scope) -> new Forecast(scope, words(scope, evaluation.decision())))
			.orElse(new Forecast(null, null));
	}

	private String words(Obstacle.Scope scope, MatchedRules.Decision decision) {
		return switch (scope) {
			case LOCAL -> "Dette blir et handlingspunkt hos dere";
			case NONE -> "Dette er noe som virker, og sendes ikke videre til noen";
			case ROUTE -> words(asked(decision));
		};
	}

	/** Those who can be asked, by name, with the days they have. */
	private Map<String, Integer> asked(MatchedRules.Decision decision) {
		Map<String, Integer> asked = new LinkedHashMap<>();
		decision.rules()
			.stream()
			.filter((rule) -> this.routings.canAnswer(recipient(rule).code()))
			.forEach((rule) -> asked.putIfAbsent(recipient(rule).name(),
					((Number) rule.outputs().get("answerDays")).intValue()));
		return asked;
	}

	private Recipient recipient(MatchedRules.Rule rule) {
		return this.recipients.current((String) rule.outputs().get("recipient"));
	}

	private static String words(Map<String, Integer> asked) {
		if (asked.isEmpty()) {
			return "Sekretariatet leser dette først, og finner noen som kan svare";
		}
		Map<Integer, List<String>> byDays = asked.entrySet()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getValue, LinkedHashMap::new,
					Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
		return "Dette går til " + inARow(byDays.entrySet()
			.stream()
			.map((group) -> inARow(group.getValue()) + ", som skal svare innen "
					+ Counted.of(group.getKey(), "1 dag", "%d dager"))
			.toList());
	}

	private static String inARow(List<String> words) {
		return (words.size() == 1) ? words.get(0)
				: String.join(", ", words.subList(0, words.size() - 1)) + " og " + words.get(words.size() - 1);
	}

	/**
	 * An obstacle as far as it is told.
	 *
	 * @param structural null as long as it is not told
	 * @param category code of the taxonomy, or null
	 * @param subcategory code of the taxonomy, or null
	 * @param targetGroup of the package the unit talks about
	 */
	record Question(@Required("Kan dere løse det selv") Obstacle.Solvable solvableLocally, Boolean structural,
			@Id String category, @Id String subcategory, TargetGroup targetGroup) {
	}

	/**
	 * What will become of it.
	 *
	 * @param scope null if that depends on what is not told yet
	 * @param words a sentence without its full stop, or null
	 */
	record Forecast(Obstacle.Scope scope, String words) {
	}

}
