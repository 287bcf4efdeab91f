package no.nav.samtalepakker.platform;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * When recipients' tasks were created: the day, as one can also see from their due date.
 * To the millisecond, it would tell which obstacles came in one report, in answers, in
 * searches and in the order of lists; and if one of them names its unit, all would.
 */
@Component
@Transactional
public class CreationTimes {

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	CreationTimes(JdbcClient jdbc, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/** For a task that is being created. */
	public void keepOnlyTheDay(DelegateTask task) {
		((TaskEntity) task).setCreateTime(this.calendar.startOf(this.calendar.today()));
	}

	/** For tasks of these kinds that were open before this was so. */
	public void keepOnlyTheDay(List<String> taskDefinitionKeys) {
		Map<String, Instant> created = this.jdbc
			.sql("select id_, create_time_ from act_ru_task where task_def_key_ in (:tasks)")
			.param("tasks", taskDefinitionKeys)
			.query((row, number) -> Map.entry(row.getString("id_"), row.getTimestamp("create_time_").toInstant()))
			.list()
			.stream()
			.filter((task) -> !dayOf(task.getValue()).toInstant().equals(task.getValue()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		created.forEach((task, time) -> this.jdbc.sql("update act_ru_task set create_time_ = ? where id_ = ?")
			.params(Timestamp.from(dayOf(time).toInstant()), task)
			.update());
	}

	private Date dayOf(Instant time) {
		return this.calendar.startOf(time.atZone(ApplicationClock.OSLO).toLocalDate());
	}

}
