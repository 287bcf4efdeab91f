package no.nav.samtalepakker.platform;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricActivityInstanceEntity;

import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The way an instance has gone through its process, also after it has ended, as long as
 * the engine keeps it.
 */
@Component
public class CaseTrails {

	private final HistoryService history;

	private final Processes processes;

	private final JdbcClient jdbc;

	CaseTrails(@Lazy HistoryService history, Processes processes, JdbcClient jdbc) {
		this.history = history;
		this.processes = processes;
		this.jdbc = jdbc;
	}

	/** The trail of the instance with this id. Checks no rights. */
	public Optional<Trail> find(String instanceId) {
		return this.processes.asSystem(() -> instance(instanceId).map(this::trail));
	}

	private Optional<HistoricProcessInstance> instance(String id) {
		return Optional
			.ofNullable(this.history.createHistoricProcessInstanceQuery().processInstanceId(id).singleResult());
	}

	private Trail trail(HistoricProcessInstance instance) {
		Map<String, String> groups = groups(instance.getId());
		List<Step> steps = this.history.createHistoricActivityInstanceQuery()
			.processInstanceId(instance.getId())
			.list()
			.stream()
			.sorted(Comparator.comparing(HistoricActivityInstance::getStartTime)
				// within a moment the engine still counts
				.thenComparing((activity) -> ((HistoricActivityInstanceEntity) activity).getSequenceCounter()))
			.map((activity) -> step(activity, groups))
			.toList();
		return new Trail(instance.getId(), instance.getProcessDefinitionId(), instance.getProcessDefinitionName(),
				instance.getBusinessKey(), moment(instance.getStartTime()), moment(instance.getEndTime()),
				caller(instance), steps);
	}

	private Called caller(HistoricProcessInstance instance) {
		return Optional.ofNullable(instance.getSuperProcessInstanceId())
			.flatMap(this::instance)
			.map((found) -> new Called(found.getId(), found.getProcessDefinitionName()))
			.orElse(null);
	}

	private static Step step(HistoricActivityInstance activity, Map<String, String> groups) {
		return new Step(activity.getActivityId(), activity.getActivityName(), activity.getActivityType(),
				moment(activity.getStartTime()), moment(activity.getEndTime()), activity.isCanceled(),
				activity.getCalledProcessInstanceId(), activity.getAssignee(),
				(activity.getTaskId() != null) ? groups.get(activity.getTaskId()) : null);
	}

	/** The group each task of the instance was given to last, in one query. */
	private Map<String, String> groups(String instanceId) {
		Map<String, String> groups = new HashMap<>();
		this.jdbc.sql("""
				select l.task_id_, l.group_id_ from act_hi_identitylink l
				join act_hi_taskinst t on t.id_ = l.task_id_
				where t.proc_inst_id_ = ? and l.type_ = 'candidate' and l.operation_type_ = 'add'
					and l.group_id_ is not null
				order by l.timestamp_
				""").param(instanceId).query((row) -> {
			groups.put(row.getString("task_id_"), row.getString("group_id_"));
		});
		return groups;
	}

	private static Instant moment(Date date) {
		return (date != null) ? date.toInstant() : null;
	}

	/**
	 * The way of an instance.
	 *
	 * @param id of the instance
	 * @param definition id of the model it runs by
	 * @param name of its process
	 * @param businessKey of the case, may be null
	 * @param ended null while it runs
	 * @param caller what has called it, or null
	 * @param steps in the order they began
	 */
	public record Trail(String id, String definition, String name, String businessKey, Instant started, Instant ended,
			Called caller, List<Step> steps) {
	}

	/**
	 * An instance that has called or has been called.
	 *
	 * @param id of the instance
	 * @param name of its process
	 */
	public record Called(String id, String name) {
	}

	/**
	 * One activity, gateway or event the instance has been at.
	 *
	 * @param activity id in the model
	 * @param name in the model, may be null
	 * @param type as the engine calls it
	 * @param ended null while it is there
	 * @param cancelled whether it was left without being done
	 * @param called id of the instance it called, or null
	 * @param user who has or had the task; never to be shown
	 * @param group whose task it is, or null if it is none
	 */
	public record Step(String activity, String name, String type, Instant started, Instant ended, boolean cancelled,
			String called, String user, String group) {
	}

}
