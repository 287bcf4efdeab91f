package no.nav.samtalepakker.platform;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.bpmn.parser.FailedJobRetryConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ParseUtil;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.instance.FlowElement;

import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the application does by itself: the steps that have used up their tries and stand,
 * and those that are due and nobody takes. Checks no rights; callers have done so.
 */
@Component
public class BackgroundSteps {

	/** Longer than any step waits for its turn while the background is at work. */
	private static final Duration PATIENCE = Duration.ofMinutes(10);

	/** What we say ourselves is for people; anything else is not. */
	private static final Pattern OURS = Pattern
		.compile("no\\.nav\\.samtalepakker\\.platform\\.(?:NotFound|Conflict|Refused|InvalidInput): (.+)");

	private static final Pattern FAULT = Pattern.compile("(?m)^(?:Caused by: )?(?:[a-z]\\w*\\.)+(\\w+)(?::|$)");

	private final ManagementService management;

	private final RuntimeService runtime;

	private final RepositoryService repository;

	private final ProcessEngine engine;

	private final Processes processes;

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	BackgroundSteps(@Lazy ManagementService management, @Lazy RuntimeService runtime,
			@Lazy RepositoryService repository, @Lazy ProcessEngine engine, Processes processes, JdbcClient jdbc,
			NorwegianCalendar calendar) {
		this.management = management;
		this.runtime = runtime;
		this.repository = repository;
		this.engine = engine;
		this.processes = processes;
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/** The steps that stand because every try has failed, the oldest first. */
	public List<StoppedStep> stopped() {
		return this.processes.asSystem(() -> this.runtime.createIncidentQuery()
			.incidentType(Incident.FAILED_JOB_HANDLER_TYPE)
			.orderByIncidentTimestamp()
			.asc()
			.list()
			.stream()
			// a case stops with each case it has called
			.filter((incident) -> incident.getId().equals(incident.getRootCauseIncidentId()))
			.map(this::step)
			.toList());
	}

	/**
	 * Gives a stopped step the tries it began with; the background takes it within
	 * seconds.
	 * @return false if it has not stopped, or not any more
	 */
	public boolean retry(String jobId) {
		return this.processes.asSystem(() -> {
			boolean stopped = this.management.createJobQuery().jobId(jobId).noRetriesLeft().count() > 0;
			if (stopped) {
				this.management.setJobRetries(jobId, tries());
			}
			return stopped;
		});
	}

	/** Whether this node takes what is due. */
	public boolean areTaken() {
		return ((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration()).getJobExecutor()
			.isActive();
	}

	private int tries() {
		FailedJobRetryConfiguration retries = ParseUtil
			.parseRetryIntervals(((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration())
				.getFailedJobRetryTimeCycle());
		return retries.getRetries();
	}

	/**
	 * What has been due for a while and is in nobody's hands: then the background does
	 * not work, or not for everything. Asks the engine's table, because its queries know
	 * no due date of a step that is due at once, and no sums; in words an index of due
	 * dates serves.
	 */
	public Waiting waiting() {
		return this.jdbc.sql("""
				select count(*) as steps, min(coalesce(duedate_, create_time_)) as since from act_ru_job
				where retries_ > 0 and suspension_state_ = 1 and handler_type_ <> 'history-cleanup'
					and (duedate_ < :limit or duedate_ is null and create_time_ < :limit)
					and (lock_exp_time_ is null or lock_exp_time_ < :limit)
				""")
			// the engine's columns are local times of the JVM
			.param("limit", Timestamp.from(this.calendar.now().minus(PATIENCE).toInstant()))
			.query((row, number) -> new Waiting(row.getLong("steps"), at(row.getTimestamp("since"))))
			.single();
	}

	private StoppedStep step(Incident incident) {
		String jobId = incident.getConfiguration();
		Job job = this.management.createJobQuery().jobId(jobId).singleResult();
		String trace = (job != null) ? this.management.getJobExceptionStacktrace(jobId) : null;
		String activity = (incident.getFailedActivityId() != null) ? incident.getFailedActivityId()
				: incident.getActivityId();
		return new StoppedStep(incident.getId(), jobId, incident.getProcessInstanceId(),
				processName(incident.getProcessDefinitionId()), stepName(incident.getProcessDefinitionId(), activity),
				variables(incident.getProcessInstanceId()), at(incident.getIncidentTimestamp()), firstOf(OURS, trace),
				lastOf(FAULT, trace));
	}

	private String processName(String definitionId) {
		return (definitionId != null) ? this.repository.getProcessDefinition(definitionId).getName() : null;
	}

	private String stepName(String definitionId, String activityId) {
		return (definitionId == null) ? null : Optional
			.ofNullable(this.repository.getBpmnModelInstance(definitionId).<FlowElement>getModelElementById(activityId))
			.map(FlowElement::getName)
			.orElse(null);
	}

	private Map<String, Object> variables(String processInstanceId) {
		return (processInstanceId != null)
				? this.runtime.getVariables(processInstanceId,
						List.of(CaseVariables.UNIT_ID, CaseVariables.ROLLOUT_ID, CaseVariables.CONVERSATION_ID))
				: Map.of();
	}

	private static OffsetDateTime at(Date date) {
		return (date != null) ? date.toInstant().atZone(ApplicationClock.OSLO).toOffsetDateTime() : null;
	}

	private static String firstOf(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher((text != null) ? text : "");
		return matcher.find() ? matcher.group(1).strip() : null;
	}

	private static String lastOf(Pattern pattern, String text) {
		return pattern.matcher((text != null) ? text : "")
			.results()
			.reduce((former, latter) -> latter)
			.map((match) -> match.group(1))
			.orElse(null);
	}

	/**
	 * Steps that are due, with tries left, and in nobody's hands.
	 *
	 * @param steps how many
	 * @param since when the oldest became due, or null
	 */
	public record Waiting(long steps, OffsetDateTime since) {
	}

}
