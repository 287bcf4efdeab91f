package no.nav.samtalepakker.platform;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Asks a decision table outside a process, with the rules that matched, and tells the
 * rules it has.
 */
@Component
public class Decisions {

	private final RepositoryService repository;

	private final DecisionService decisions;

	private final MatchedRules matchedRules;

	private final Processes processes;

	Decisions(@Lazy RepositoryService repository, @Lazy DecisionService decisions, MatchedRules matchedRules,
			Processes processes) {
		this.repository = repository;
		this.decisions = decisions;
		this.matchedRules = matchedRules;
		this.processes = processes;
	}

	/**
	 * Evaluates a decision as a process started now would: the version deployed together
	 * with the newest version of the process.
	 * @param processKey whose deployment counts
	 * @param decisionKey the decision's id in the model
	 * @param inputs by name; nulls are allowed
	 */
	public MatchedRules.Evaluation evaluate(String processKey, String decisionKey, Map<String, Object> inputs) {
		return this.processes.asSystem(() -> {
			String decision = TransactionMemory.recall(processKey + " " + decisionKey,
					() -> decisionOf(processKey, decisionKey));
			this.decisions.evaluateDecisionTableById(decision).variables(inputs).evaluate();
			return this.matchedRules.take();
		});
	}

	/** The tables a decision has had, the newest version first. */
	public List<Table> tables(String decisionKey) {
		return this.processes.asSystem(() -> this.repository.createDecisionDefinitionQuery()
			.decisionDefinitionKey(decisionKey)
			.orderByDecisionDefinitionVersion()
			.desc()
			.list()
			.stream()
			.map(this::table)
			.toList());
	}

	private Table table(DecisionDefinition definition) {
		DecisionTable table = (DecisionTable) this.repository.getDmnModelInstance(definition.getId())
			.<Decision>getModelElementById(definition.getKey())
			.getExpression();
		List<String> names = table.getOutputs().stream().map(Output::getName).toList();
		return new Table(definition.getVersion(), table.getRules().stream().map((rule) -> rule(rule, names)).toList());
	}

	private static TableRule rule(Rule rule, List<String> names) {
		Map<String, String> outputs = new LinkedHashMap<>();
		Iterator<String> name = names.iterator();
		rule.getOutputEntries().forEach((entry) -> outputs.put(name.next(), literal(entry.getText().getTextContent())));
		String description = (rule.getDescription() != null) ? rule.getDescription().getTextContent() : "";
		return new TableRule(rule.getId(), description,
				rule.getInputEntries().stream().map((entry) -> entry.getText().getTextContent()).toList(), outputs);
	}

	/** A text without its quotation marks. */
	private static String literal(String expression) {
		return expression.replaceAll("^\\s*\"|\"\\s*$", "");
	}

	private String decisionOf(String processKey, String decisionKey) {
		ProcessDefinition process = this.repository.createProcessDefinitionQuery()
			.processDefinitionKey(processKey)
			.latestVersion()
			.singleResult();
		DecisionDefinition decision = this.repository.createDecisionDefinitionQuery()
			.deploymentId(process.getDeploymentId())
			.decisionDefinitionKey(decisionKey)
			.singleResult();
		return decision.getId();
	}

	/**
	 * A table as it was deployed.
	 *
	 * @param version of the deployed table
	 * @param rules in the table's order
	 */
	public record Table(int version, List<TableRule> rules) {
	}

	/**
	 * A rule of a table.
	 *
	 * @param id the rule's id in the model
	 * @param description what it is for
	 * @param inputs the conditions, in the table's order; an empty one is any
	 * @param outputs texts by the output's name
	 */
	public record TableRule(String id, String description, List<String> inputs, Map<String, String> outputs) {
	}

}
