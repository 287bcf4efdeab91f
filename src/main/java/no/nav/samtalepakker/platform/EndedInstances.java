package no.nav.samtalepakker.platform;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.SubProcess;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Instances of a deployed process that have ended, as long as the engine keeps them. Asks
 * the engine's table, because its queries do not know at which event an instance ended.
 * Checks no rights; callers have done so.
 */
@Component
public class EndedInstances {

	/** Rows on a page. */
	public static final int PAGE = 20;

	/** How an instance ended that its caller no longer needed. */
	private static final String INTERRUPTED = "INTERNALLY_TERMINATED";

	/** How an instance ended that was removed by hand. */
	private static final String REMOVED = "EXTERNALLY_TERMINATED";

	/** The end event, or the step that was last; for the others, that they were ended. */
	private static final String OUTCOME = "case when state_ = 'COMPLETED' then end_act_id_ else state_ end";

	private final Activities activities;

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	EndedInstances(Activities activities, JdbcClient jdbc, NorwegianCalendar calendar) {
		this.activities = activities;
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/**
	 * A page of them, newest first.
	 * @param number of the page, from one
	 */
	public Page page(String definitionId, Filter filter, int number) {
		if (number < 1 || number > Integer.MAX_VALUE / PAGE) {
			throw new InvalidInput("page", "Siden finnes ikke");
		}
		BpmnModelInstance model = this.activities.model(definitionId);
		List<Outcome> outcomes = this.jdbc.sql("""
				select distinct %s as outcome from act_hi_procinst where proc_def_id_ = ? and end_time_ is not null
				""".formatted(OUTCOME))
			.param(definitionId)
			.query(String.class)
			.list()
			.stream()
			.map((outcome) -> new Outcome(outcome, words(model, outcome)))
			.sorted(NorwegianAlphabet.by(Outcome::name))
			.toList();
		if (filter.businessKeys() != null && filter.businessKeys().isEmpty()) {
			return new Page(List.of(), 0, outcomes);
		}
		int total = matching("count(*)", "", definitionId, filter).query(Integer.class).single();
		List<Instance> instances = matching(
				"proc_inst_id_ as id, business_key_, start_time_, end_time_, %s as outcome".formatted(OUTCOME),
				"order by end_time_ desc, id_ limit :rows offset :from", definitionId, filter)
			.param("rows", PAGE)
			.param("from", (number - 1) * PAGE)
			.query((row, index) -> new Instance(row.getString("id"), row.getString("business_key_"),
					at(row.getTimestamp("start_time_")), at(row.getTimestamp("end_time_")),
					words(model, row.getString("outcome"))))
			.list();
		return new Page(instances, total, outcomes);
	}

	private JdbcClient.StatementSpec matching(String what, String order, String definitionId, Filter filter) {
		StringBuilder where = new StringBuilder("proc_def_id_ = :definition and end_time_ is not null");
		if (filter.businessKeys() != null) {
			where.append(" and business_key_ in (:keys)");
		}
		if (filter.from() != null) {
			where.append(" and end_time_ >= :since");
		}
		if (filter.to() != null) {
			where.append(" and end_time_ < :until");
		}
		if (filter.outcome() != null) {
			where.append(" and ").append(OUTCOME).append(" = :outcome");
		}
		JdbcClient.StatementSpec statement = this.jdbc
			.sql("select %s from act_hi_procinst where %s %s".formatted(what, where, order))
			.param("definition", definitionId);
		if (filter.businessKeys() != null) {
			statement = statement.param("keys", filter.businessKeys());
		}
		if (filter.from() != null) {
			statement = statement.param("since", startOf(filter.from()));
		}
		if (filter.to() != null) {
			statement = statement.param("until", startOf(filter.to().plusDays(1)));
		}
		return (filter.outcome() != null) ? statement.param("outcome", filter.outcome()) : statement;
	}

	private static String words(BpmnModelInstance model, String outcome) {
		if (INTERRUPTED.equals(outcome)) {
			return "Avbrutt av prosessen den hørte til";
		}
		if (outcome == null || REMOVED.equals(outcome)) {
			return "Stoppet utenfra";
		}
		return Optional.ofNullable(model.<FlowElement>getModelElementById(outcome))
			// a part that was last is no way to end
			.map((last) -> (last instanceof SubProcess) ? "Etter «%s»".formatted(last.getName()) : last.getName())
			.orElse(outcome);
	}

	/** The engine's columns are local times of the JVM. */
	private Timestamp startOf(LocalDate day) {
		return new Timestamp(this.calendar.startOf(day).getTime());
	}

	private static OffsetDateTime at(Timestamp time) {
		return time.toInstant().atZone(ApplicationClock.OSLO).toOffsetDateTime();
	}

	/**
	 * Which of them.
	 *
	 * @param businessKeys of the cases, or null for all
	 * @param from first day they may have ended on, or null
	 * @param to last day they may have ended on, or null
	 * @param outcome how they ended, or null for all
	 */
	public record Filter(Collection<String> businessKeys, LocalDate from, LocalDate to, String outcome) {
	}

	/**
	 * A page of them.
	 *
	 * @param instances the newest first
	 * @param total how many there are on all pages
	 * @param outcomes how any of this process have ended
	 */
	public record Page(List<Instance> instances, int total, List<Outcome> outcomes) {

		/** The same without how each ended. */
		public Page withoutOutcomes() {
			return new Page(this.instances.stream()
				.map((one) -> new Instance(one.id(), one.businessKey(), one.startedAt(), one.endedAt(), null))
				.toList(), this.total, List.of());
		}

	}

	/**
	 * An instance that has ended.
	 *
	 * @param id of the instance
	 * @param businessKey of the case, or null
	 * @param startedAt when it began
	 * @param endedAt when it ended
	 * @param outcome how it ended, to read; null where that is not for a list
	 */
	public record Instance(String id, String businessKey, OffsetDateTime startedAt, OffsetDateTime endedAt,
			String outcome) {
	}

	/**
	 * A way to end.
	 *
	 * @param code what it is asked for by
	 * @param name to read
	 */
	public record Outcome(String code, String name) {
	}

}
