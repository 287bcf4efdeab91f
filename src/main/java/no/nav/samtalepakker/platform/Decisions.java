package no.nav.samtalepakker.platform;

import java.util.Map;

import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Asks a decision table outside a process, with the rules that matched. */
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

}
