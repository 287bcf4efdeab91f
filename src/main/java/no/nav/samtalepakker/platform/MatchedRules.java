package no.nav.samtalepakker.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.dmn.engine.delegate.DmnDecisionEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionLogicEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.engine.repository.DecisionDefinition;

import org.springframework.stereotype.Component;

/**
 * Which rules of a decision table matched, kept for the thread that evaluated it until it
 * asks: the engine's own result gives values but no rule ids, and its history is not
 * there yet.
 */
@Component
public class MatchedRules implements DmnDecisionEvaluationListener {

	private final ThreadLocal<Evaluation> last = new ThreadLocal<>();

	@Override
	public void notify(DmnDecisionEvaluationEvent event) {
		List<Decision> required = event.getRequiredDecisionResults().stream().map(MatchedRules::decision).toList();
		this.last.set(new Evaluation(decision(event.getDecisionResult()), required));
	}

	/** What the decision evaluated last by this thread gave; asking clears it. */
	public Evaluation take() {
		Evaluation evaluation = this.last.get();
		this.last.remove();
		if (evaluation == null) {
			throw new IllegalStateException("No decision has been evaluated by this thread");
		}
		return evaluation;
	}

	private static Decision decision(DmnDecisionLogicEvaluationEvent event) {
		List<Rule> rules = new ArrayList<>();
		if (event instanceof DmnDecisionTableEvaluationEvent table) {
			table.getMatchingRules().forEach((rule) -> {
				Map<String, Object> outputs = new LinkedHashMap<>();
				rule.getOutputEntries().forEach((name, output) -> outputs.put(name, output.getValue().getValue()));
				rules.add(new Rule(rule.getId(), outputs));
			});
		}
		Integer version = (event.getDecision() instanceof DecisionDefinition definition) ? definition.getVersion()
				: null;
		return new Decision(event.getDecision().getKey(), version, rules);
	}

	/**
	 * One evaluation.
	 *
	 * @param decision the decision asked for
	 * @param required the decisions it builds on
	 */
	public record Evaluation(Decision decision, Collection<Decision> required) {

		/** The required decision with this key. */
		public Decision required(String key) {
			return this.required.stream().filter((decision) -> decision.key().equals(key)).findFirst().orElseThrow();
		}

	}

	/**
	 * A decision and what matched.
	 *
	 * @param key the decision's id in the model
	 * @param version of the deployed table
	 * @param rules that matched, in the table's order
	 */
	public record Decision(String key, Integer version, List<Rule> rules) {
	}

	/**
	 * A rule that matched.
	 *
	 * @param id the rule's id in the model
	 * @param outputs by the output's name
	 */
	public record Rule(String id, Map<String, Object> outputs) {
	}

}
