package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How those who answer stand: answered, waiting and the oldest. Where one person answers
 * alone there are no figures, because they would be that person's (design §1). The
 * secretariat, which is several, is one of them: what it answers itself is answered.
 */
@Component
public class RecipientFigures {

	/** Those without figures last, by name alone: their order would tell the figure. */
	private static final Comparator<Row> MOST_WAITING_FIRST = Comparator
		.comparing(Row::waiting, Comparator.nullsLast(Comparator.<Integer>reverseOrder()))
		.thenComparing(Row::oldest, Comparator.nullsLast(Comparator.naturalOrder()))
		.thenComparing(NorwegianAlphabet.by(Row::name));

	private static final double SECONDS_OF_DAY = 86400;

	/** One value for all rows, in SQL as in Java. */
	private static final String TOGETHER = "1";

	private static final String ASKED = """
			select %1$s as rollout, rr.recipient as code,
				sum(case when rr.state = 'ANSWERED' then 1 else 0 end) as answered,
				sum(case when rr.state = 'OPEN' then 1 else 0 end) as waiting,
				min(case when rr.state = 'OPEN' then rr.asked_at end) as oldest,
				min(case when rr.state = 'OPEN' then rr.due_on end) as due,
				sum(case when rr.state = 'OPEN' and rr.due_on < :today then 1 else 0 end) as late,
				percentile_cont(0.5) within group (order by case when rr.state = 'ANSWERED' then
					extract(epoch from rr.settled_at) - extract(epoch from rr.asked_at) end) as seconds
			from routing_recipient rr
			join obstacle o on o.id = rr.obstacle_id
			join conversation c on c.id = o.conversation_id
			where rr.state in ('ANSWERED', 'OPEN') %2$s
			group by rr.recipient %3$s
			""";

	private static final String ANSWERED_BY_SECRETARIAT = """
			select %1$s as rollout, cast(:code as varchar(40)) as code, count(distinct a.id) as answered, 0 as waiting,
				cast(null as timestamp with time zone) as oldest, cast(null as date) as due, 0 as late,
				cast(null as double precision) as seconds
			from answer a
			join answer_obstacle link on link.answer_id = a.id
			join obstacle o on o.id = link.obstacle_id
			join conversation c on c.id = o.conversation_id
			where a.recipient = :code %2$s
			%3$s
			""";

	private static final String WAITING_FOR_SECRETARIAT = """
			select %1$s as rollout, cast(:code as varchar(40)) as code, 0 as answered, count(*) as waiting,
				min(o.raised_at) as oldest, cast(null as date) as due, 0 as late, cast(null as double precision) as seconds
			from obstacle o join conversation c on c.id = o.conversation_id
			where o.state = 'RAISED'
				and not exists (select 1 from routing_recipient rr where rr.obstacle_id = o.id and rr.state = 'OPEN')
				and not exists (select 1 from answer_obstacle link join answer a on a.id = link.answer_id
					where link.obstacle_id = o.id and link.round = o.round and a.answer <> 'FORWARD') %2$s
			%3$s
			""";

	private final JdbcClient jdbc;

	private final Recipients recipients;

	private final NorwegianCalendar calendar;

	RecipientFigures(JdbcClient jdbc, Recipients recipients, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.calendar = calendar;
	}

	/** In all rollouts. */
	public List<Row> all() {
		return of(TOGETHER, "", Map.of()).getOrDefault(TOGETHER, List.of());
	}

	/** Of the obstacles of one rollout. */
	public List<Row> ofRollout(String rolloutId) {
		return of(TOGETHER, " and c.rollout_id = :rollout", Map.of("rollout", rolloutId)).getOrDefault(TOGETHER,
				List.of());
	}

	/** Of the obstacles of each rollout that has any, by its id. */
	public Map<String, List<Row>> byRollout() {
		return of("c.rollout_id", "", Map.of());
	}

	/** Whether figures about this recipient would be about one person. */
	public boolean isOnePerson(String code) {
		return isOnePerson(code, this.recipients.contacts(code).size());
	}

	private static boolean isOnePerson(String code, int contacts) {
		return !code.equals(Answers.SECRETARIAT) && SmallGroups.isOnePerson(contacts);
	}

	/** The codes of those about whom figures would be about one person. */
	public Predicate<String> onePersons() {
		Map<String, Integer> contacts = this.recipients.contactCounts();
		return (code) -> isOnePerson(code, contacts.getOrDefault(code, 0));
	}

	/** By rollout, or all of them together. */
	private Map<String, List<Row>> of(String by, String condition, Map<String, String> parameters) {
		String grouped = by.equals(TOGETHER) ? "" : ", " + by;
		List<Counts> counts = new ArrayList<>(this.jdbc.sql(ASKED.formatted(by, condition, grouped))
			.param("today", this.calendar.today())
			.params(parameters)
			.query(Rows.of(Counts.class))
			.list());
		counts.addAll(secretariat(by, condition, grouped, parameters));
		Map<String, String> names = this.recipients.names();
		Predicate<String> alone = onePersons();
		Map<String, List<Row>> rows = new HashMap<>();
		counts.forEach(
				(one) -> rows.computeIfAbsent(one.rollout(), (id) -> new ArrayList<>()).add(row(one, names, alone)));
		rows.values().forEach((list) -> list.sort(MOST_WAITING_FIRST));
		return rows;
	}

	/** It is asked by nobody in particular: whatever nobody else has, is its. */
	private List<Counts> secretariat(String by, String condition, String grouped, Map<String, String> parameters) {
		String all = grouped.isEmpty() ? "" : "group by " + by;
		Map<String, Counts> found = new HashMap<>();
		for (String sql : List.of(ANSWERED_BY_SECRETARIAT, WAITING_FOR_SECRETARIAT)) {
			this.jdbc.sql(sql.formatted(by, condition, all))
				.param("code", Answers.SECRETARIAT)
				.params(parameters)
				.query(Rows.of(Counts.class))
				.list()
				.forEach((one) -> found.merge(one.rollout(), one, Counts::plus));
		}
		return found.values().stream().filter((one) -> one.answered() + one.waiting() > 0).toList();
	}

	private Row row(Counts counts, Map<String, String> names, Predicate<String> alone) {
		String name = counts.code().equals(Answers.SECRETARIAT) ? Journeys.SECRETARIAT : names.get(counts.code());
		if (alone.test(counts.code())) {
			return new Row(counts.code(), name, null, null, null, null, null, null);
		}
		return new Row(counts.code(), name, counts.answered(), counts.waiting(),
				(counts.oldest() != null) ? this.calendar.dateOf(counts.oldest()) : null, counts.due(), counts.late(),
				(counts.seconds() != null && counts.answered() >= SmallGroups.LEAST)
						? (int) Math.round(counts.seconds() / SECONDS_OF_DAY) : null);
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Counts(String rollout, String code, int answered, int waiting, OffsetDateTime oldest, LocalDate due,
			int late, Double seconds) {

		/** What has been answered is known here, what waits there. */
		private Counts plus(Counts other) {
			return new Counts(this.rollout, this.code, this.answered + other.answered, this.waiting + other.waiting,
					(this.oldest != null) ? this.oldest : other.oldest, this.due, this.late + other.late, this.seconds);
		}

	}

	/**
	 * One who answers.
	 *
	 * @param code of the recipient
	 * @param name of the recipient
	 * @param answered obstacles answered, null without figures
	 * @param waiting obstacles not answered, null without figures
	 * @param oldest since when the oldest has waited, or null
	 * @param due the first day one of those that wait is due, or null
	 * @param late how many of those that wait should have been answered, null without
	 * figures
	 * @param medianDays from question to answer, null of fewer than five answers
	 */
	public record Row(String code, String name, Integer answered, Integer waiting, LocalDate oldest, LocalDate due,
			Integer late, Integer medianDays) {

		public boolean isShown() {
			return this.answered != null;
		}

	}

}
