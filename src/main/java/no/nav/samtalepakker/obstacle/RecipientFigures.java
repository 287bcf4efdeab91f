package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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
		return of("", Map.of());
	}

	/** Of the obstacles of one rollout. */
	public List<Row> ofRollout(String rolloutId) {
		return of(" and c.rollout_id = :rollout", Map.of("rollout", rolloutId));
	}

	/** Whether figures about this recipient would be about one person. */
	public boolean isOnePerson(String code) {
		return !code.equals(Answers.SECRETARIAT) && SmallGroups.isOnePerson(this.recipients.contacts(code).size());
	}

	private List<Row> of(String condition, Map<String, String> parameters) {
		List<Counts> counts = new ArrayList<>(this.jdbc.sql("""
				select rr.recipient as code,
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
				where rr.state in ('ANSWERED', 'OPEN')""" + condition + " group by rr.recipient")
			.param("today", this.calendar.today())
			.params(parameters)
			.query(Rows.of(Counts.class))
			.list());
		Counts secretariat = secretariat(condition, parameters);
		if (secretariat.answered() + secretariat.waiting() > 0) {
			counts.add(secretariat);
		}
		return counts.stream().map(this::row).sorted(MOST_WAITING_FIRST).toList();
	}

	/** It is asked by nobody in particular: whatever nobody else has, is its. */
	private Counts secretariat(String condition, Map<String, String> parameters) {
		return this.jdbc
			.sql("""
					select cast(:code as varchar(40)) as code,
						(select count(distinct a.id) from answer a
							join answer_obstacle link on link.answer_id = a.id
							join obstacle o on o.id = link.obstacle_id
							join conversation c on c.id = o.conversation_id
							where a.recipient = :code""" + condition + """
						) as answered,
						count(*) as waiting, min(o.raised_at) as oldest, cast(null as date) as due, 0 as late,
						cast(null as double precision) as seconds
					from obstacle o join conversation c on c.id = o.conversation_id
					where o.state = 'RAISED'
						and not exists (select 1 from routing_recipient rr
							where rr.obstacle_id = o.id and rr.state = 'OPEN')
						and not exists (select 1 from answer_obstacle link join answer a on a.id = link.answer_id
							where link.obstacle_id = o.id and link.round = o.round and a.answer <> 'FORWARD')"""
					+ condition)
			.param("code", Answers.SECRETARIAT)
			.params(parameters)
			.query(Rows.of(Counts.class))
			.single();
	}

	private Row row(Counts counts) {
		String name = counts.code().equals(Answers.SECRETARIAT) ? Journeys.SECRETARIAT
				: this.recipients.get(counts.code()).name();
		if (isOnePerson(counts.code())) {
			return new Row(counts.code(), name, null, null, null, null, null, null);
		}
		return new Row(counts.code(), name, counts.answered(), counts.waiting(),
				(counts.oldest() != null) ? this.calendar.dateOf(counts.oldest()) : null, counts.due(), counts.late(),
				(counts.seconds() != null && counts.answered() >= SmallGroups.LEAST)
						? (int) Math.round(counts.seconds() / SECONDS_OF_DAY) : null);
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Counts(String code, int answered, int waiting, OffsetDateTime oldest, LocalDate due, int late,
			Double seconds) {
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
