package no.nav.samtalepakker.platform;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The process instances of a business case, those that have ended included, as long as
 * the engine keeps them.
 */
@Component
public class CaseInstances {

	private final HistoryService history;

	private final Processes processes;

	CaseInstances(@Lazy HistoryService history, Processes processes) {
		this.history = history;
		this.processes = processes;
	}

	/** The newest instance of a process in each of these cases. */
	public List<CaseInstance> of(String processKey, Collection<String> businessKeys) {
		return businessKeys.isEmpty() ? List.of()
				: this.processes.asSystem(() -> this.history.createHistoricProcessInstanceQuery()
					.processDefinitionKey(processKey)
					.processInstanceBusinessKeyIn(businessKeys.toArray(String[]::new))
					.orderByProcessInstanceStartTime()
					.desc()
					.list()
					.stream()
					.map(CaseInstances::describe)
					.toList());
	}

	/** The instance with this id. */
	public Optional<CaseInstance> find(String id) {
		return this.processes.asSystem(() -> Optional
			.ofNullable(this.history.createHistoricProcessInstanceQuery().processInstanceId(id).singleResult())
			.map(CaseInstances::describe));
	}

	private static CaseInstance describe(HistoricProcessInstance instance) {
		return new CaseInstance(instance.getId(), instance.getProcessDefinitionKey(), instance.getBusinessKey(),
				instance.getEndTime() == null);
	}

	/**
	 * A process instance.
	 *
	 * @param id of the instance
	 * @param process key of its process
	 * @param businessKey of the case, may be null
	 * @param running whether it has not ended
	 */
	public record CaseInstance(String id, String process, String businessKey, boolean running) {
	}

}
