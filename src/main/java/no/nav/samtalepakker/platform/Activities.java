package no.nav.samtalepakker.platform;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;

import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often each step of a deployed process has been finished, where cases wait, and how
 * long people take. Asks the engine's table, because its queries know no median. Checks
 * no rights; callers have done so.
 */
@Component
public class Activities {

	private final RepositoryService repository;

	private final Processes processes;

	private final JdbcClient jdbc;

	Activities(@Lazy RepositoryService repository, Processes processes, JdbcClient jdbc) {
		this.repository = repository;
		this.processes = processes;
		this.jdbc = jdbc;
	}

	/** The steps in the model's order, those nobody has come to included. */
	public List<Activity> of(String definitionId) {
		Map<String, Counts> counts = this.jdbc.sql("""
				select act_id_ as id,
					sum(case when end_time_ is not null and act_inst_state_ <> 2 then 1 else 0 end) as finished,
					sum(case when act_inst_state_ = 2 then 1 else 0 end) as interrupted,
					sum(case when end_time_ is null then 1 else 0 end) as waiting,
					percentile_cont(0.5) within group (
						order by case when end_time_ is not null and act_inst_state_ <> 2 then duration_ end) as median
				from act_hi_actinst where proc_def_id_ = ? group by act_id_
				""")
			.param(definitionId)
			.query((row, number) -> new Counts(row.getString("id"), row.getInt("finished"), row.getInt("interrupted"),
					row.getInt("waiting"), row.getBigDecimal("median")))
			.list()
			.stream()
			.collect(Collectors.toMap(Counts::id, Function.identity()));
		return model(definitionId).getModelElementsByType(Process.class)
			.stream()
			.flatMap((process) -> within(process.getFlowElements()))
			// a question that leads on takes no time and nobody waits there
			.filter((node) -> !(node instanceof Gateway))
			.map((node) -> activity(node, counts.getOrDefault(node.getId(), Counts.NONE)))
			.toList();
	}

	/** In the order of the model, and what stands within another right after it. */
	private static Stream<FlowNode> within(Collection<FlowElement> elements) {
		return elements.stream()
			.filter(FlowNode.class::isInstance)
			.flatMap((element) -> Stream.concat(Stream.of((FlowNode) element),
					(element instanceof SubProcess inner) ? within(inner.getFlowElements()) : Stream.empty()));
	}

	/** As it is deployed. */
	BpmnModelInstance model(String definitionId) {
		return this.processes.asSystem(() -> {
			if (this.repository.createProcessDefinitionQuery().processDefinitionId(definitionId).count() == 0) {
				throw new NotFound("Prosessen finnes ikke.");
			}
			return this.repository.getBpmnModelInstance(definitionId);
		});
	}

	private static Activity activity(FlowNode node, Counts counts) {
		boolean byPeople = node instanceof UserTask && counts.median() != null;
		return new Activity(node.getId(), name(node), node.getElementType().getTypeName(), counts.finished(),
				counts.interrupted(), counts.waiting(), byPeople ? counts.median().longValue() / 1000 : null);
	}

	/** What may happen meanwhile is named alike in several places. */
	private static String name(FlowNode node) {
		return (node instanceof BoundaryEvent event) ? event.getAttachedTo().getName() + ": " + event.getName()
				: node.getName();
	}

	private record Counts(String id, int finished, int interrupted, int waiting, BigDecimal median) {

		private static final Counts NONE = new Counts(null, 0, 0, 0, null);

	}

	/**
	 * A step of a process.
	 *
	 * @param id in the model
	 * @param name null where the model gives none
	 * @param type of the element, as BPMN calls it
	 * @param finished how often it has been done
	 * @param interrupted how often it was given up
	 * @param waiting how many are there now
	 * @param medianSeconds how long half of those finished took at most; null where no
	 * person works, nobody has finished, or it is not told
	 */
	public record Activity(String id, String name, String type, int finished, int interrupted, int waiting,
			Long medianSeconds) {

		/** The same without the time. */
		public Activity withoutTime() {
			return new Activity(this.id, this.name, this.type, this.finished, this.interrupted, this.waiting, null);
		}

	}

}
