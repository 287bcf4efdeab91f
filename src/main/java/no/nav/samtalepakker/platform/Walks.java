package no.nav.samtalepakker.platform;

import java.time.OffsetDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;

import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the way of an instance from the engine's history, as long as it keeps it. */
@Component
public class Walks {

	/** A rollout goes through its chunks again and again. */
	private static final int MOST = 300;

	private final HistoryService history;

	private final RepositoryService repository;

	private final Processes processes;

	private final JdbcClient jdbc;

	Walks(@Lazy HistoryService history, @Lazy RepositoryService repository, Processes processes, JdbcClient jdbc) {
		this.history = history;
		this.repository = repository;
		this.processes = processes;
		this.jdbc = jdbc;
	}

	/** The way of this instance, whoever asks. */
	public Optional<Walk> of(String instanceId) {
		return this.processes.asSystem(() -> Optional
			.ofNullable(this.history.createHistoricProcessInstanceQuery().processInstanceId(instanceId).singleResult())
			.map(this::walk));
	}

	private Walk walk(HistoricProcessInstance instance) {
		BpmnModelInstance model = this.repository.getBpmnModelInstance(instance.getProcessDefinitionId());
		List<HistoricActivityInstance> passed = this.history.createHistoricActivityInstanceQuery()
			.processInstanceId(instance.getId())
			.orderPartiallyByOccurrence()
			.asc()
			.listPage(0, MOST + 1);
		Map<String, Set<String>> groups = groups(instance.getId());
		return new Walk(instance.getId(), instance.getProcessDefinitionKey(), instance.getProcessDefinitionName(),
				instance.getBusinessKey(), instance.getSuperProcessInstanceId(), at(instance.getStartTime()),
				at(instance.getEndTime()), end(instance, passed),
				passed.stream().limit(MOST).map((activity) -> step(activity, groups)).toList(), passed.size() > MOST,
				shapes(model), flows(model));
	}

	private static Walk.Step step(HistoricActivityInstance activity, Map<String, Set<String>> groups) {
		return new Walk.Step(activity.getActivityId(), activity.getActivityName(), activity.getActivityType(),
				at(activity.getStartTime()), at(activity.getEndTime()), activity.isCanceled(), activity.getAssignee(),
				List.copyOf(groups.getOrDefault(activity.getTaskId(), Set.of())),
				activity.getCalledProcessInstanceId());
	}

	/** What it was called with which it ended, or that it was taken away. */
	private static String end(HistoricProcessInstance instance, List<HistoricActivityInstance> passed) {
		return (instance.getEndTime() == null) ? null
				: passed.stream()
					.filter((activity) -> activity.getActivityType().endsWith("EndEvent") && !activity.isCanceled())
					.map(HistoricActivityInstance::getActivityName)
					.filter((name) -> name != null)
					.reduce((earlier, last) -> last)
					.orElse("Avbrutt");
	}

	/** Who might do each task, as the history remembers it. */
	private Map<String, Set<String>> groups(String instanceId) {
		Map<String, Set<String>> groups = new HashMap<>();
		this.jdbc.sql("""
				select l.task_id_, l.group_id_ from act_hi_identitylink l
				join act_hi_taskinst t on t.id_ = l.task_id_
				where t.proc_inst_id_ = ? and l.group_id_ is not null and l.operation_type_ = 'add'
				""").param(instanceId).query((row) -> {
			groups.computeIfAbsent(row.getString(1), (task) -> new HashSet<>()).add(row.getString(2));
		});
		return groups;
	}

	private static List<Walk.Shape> shapes(BpmnModelInstance model) {
		return model.getModelElementsByType(BpmnShape.class)
			.stream()
			.filter((shape) -> !(shape.getBpmnElement() instanceof TextAnnotation))
			.map((shape) -> new Walk.Shape(shape.getBpmnElement().getId(),
					shape.getBpmnElement().getElementType().getTypeName(), nameOf(shape.getBpmnElement()),
					box(shape.getBounds()), labelOf(shape.getBpmnLabel())))
			.toList();
	}

	private static List<Walk.Flow> flows(BpmnModelInstance model) {
		return model.getModelElementsByType(BpmnEdge.class)
			.stream()
			.filter((edge) -> edge.getBpmnElement() instanceof SequenceFlow)
			.map((edge) -> new Walk.Flow(nameOf(edge.getBpmnElement()),
					edge.getWaypoints()
						.stream()
						.flatMap((point) -> List.of(point.getX(), point.getY()).stream())
						.toList(),
					labelOf(edge.getBpmnLabel())))
			.toList();
	}

	private static String nameOf(BaseElement element) {
		return element.getAttributeValue("name");
	}

	private static Walk.Box labelOf(BpmnLabel label) {
		return (label != null && label.getBounds() != null) ? box(label.getBounds()) : null;
	}

	private static Walk.Box box(Bounds bounds) {
		return new Walk.Box(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
	}

	private static OffsetDateTime at(Date date) {
		return (date != null) ? date.toInstant().atZone(ApplicationClock.OSLO).toOffsetDateTime() : null;
	}

}
