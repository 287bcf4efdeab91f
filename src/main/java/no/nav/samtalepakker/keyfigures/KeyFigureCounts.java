package no.nav.samtalepakker.keyfigures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts in the database, so that no unit leaves it. The counts themselves are for
 * nobody's eyes; {@link KeyFigures} decides what may be shown.
 */
@Component
class KeyFigureCounts {

	private static final double SECONDS_OF_A_DAY = 24 * 60 * 60;

	private static final String UNITS = " from conversation c where c.rollout_id = :rollout and c.package_key = :package";

	private final JdbcClient jdbc;

	KeyFigureCounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The keys of the rollout's packages with the version it has, those that reach most
	 * units first.
	 */
	Map<String, Integer> packages(String rollout) {
		Map<String, Integer> packages = new LinkedHashMap<>();
		this.jdbc.sql("""
				select package_key, max(package_version) as version from conversation
				where rollout_id = :rollout group by package_key order by count(*) desc, package_key
				""").param("rollout", rollout).query((row) -> {
			packages.put(row.getString("package_key"), row.getInt("version"));
		});
		return packages;
	}

	/** The same as {@link Progress#of}, without a row for each unit. */
	Progress progress(String rollout, String packageKey) {
		Told told = this.jdbc.sql("""
				select count(case when c.state <> 'LEFT_OUT' then 1 end) as reached, count(c.started_at) as started,
					count(case when c.started_at is not null and c.reported is null and c.held is null
						and c.state = 'PLANNED' then 1 end) as planned,
					count(case when c.started_at is not null and c.reported = 'WITH_INPUT' then 1 end) as with_input,
					count(case when c.started_at is not null and c.reported = 'WITHOUT_INPUT' then 1 end)
						as without_input,
					count(case when c.started_at is not null and c.reported is null and c.held = 'YES' then 1 end)
						as held_only,
					count(case when c.started_at is not null and c.reported is null and c.held = 'NO' then 1 end)
						as not_held
				""" + UNITS).param("rollout", rollout).param("package", packageKey).query(Rows.of(Told.class)).single();
		return new Progress(told.reached, told.started, told.planned, told.withInput, told.withoutInput, told.heldOnly,
				told.notHeld,
				told.started - told.planned - told.withInput - told.withoutInput - told.heldOnly - told.notHeld);
	}

	/**
	 * How many of the units that held the conversation gave each answer.
	 * @param questions how many the package has
	 */
	Answers answers(String rollout, String packageKey, int questions) {
		List<Measure> measures = Measure.ofConversations();
		List<String> counts = new ArrayList<>();
		counts.add("count(met) as met");
		for (Measure measure : measures) {
			measure.answers()
				.keySet()
				.forEach((code) -> counts.add("count(case when " + column(measure) + " = '" + code + "' then 1 end) as "
						+ column(measure, code)));
		}
		String told = measures.stream()
			.map((measure) -> measure.sql() + " as " + column(measure))
			.collect(Collectors.joining(", "));
		Map<String, Object> found = this.jdbc
			.sql("select " + String.join(", ", counts) + " from (select m.conversation_id as met, " + told + """
					 from conversation c
					left join meeting m on m.conversation_id = c.id
					left join follow_up f on f.conversation_id = c.id
					left join report r on r.conversation_id = c.id and r.state = 'SENT'
					left join (
						select mq.conversation_id, count(case when mq.treatment = 'DISCUSSED' then 1 end) as discussed,
							count(case when mq.treatment <> 'DISCUSSED' then 1 end) as changed
						from meeting_question mq join conversation c on c.id = mq.conversation_id
						where c.rollout_id = :rollout and c.package_key = :package
						group by mq.conversation_id) q on q.conversation_id = c.id
					where c.rollout_id = :rollout and c.package_key = :package and c.started_at is not null
						and (c.reported is not null or c.held = 'YES')) told""")
			.param("rollout", rollout)
			.param("package", packageKey)
			.param("questions", questions)
			.query()
			.singleRow();
		Map<Measure, Map<String, Integer>> answers = new LinkedHashMap<>();
		for (Measure measure : measures) {
			Map<String, Integer> ofMeasure = new LinkedHashMap<>();
			measure.answers()
				.keySet()
				.forEach((code) -> ofMeasure.put(code, ((Number) found.get(column(measure, code))).intValue()));
			answers.put(measure, ofMeasure);
		}
		return new Answers(((Number) found.get("met")).intValue(), answers);
	}

	/** No word of SQL. */
	private static String column(Measure measure) {
		return "said_" + measure.ordinal();
	}

	private static String column(Measure measure, String code) {
		return column(measure) + "_" + code;
	}

	/** How many units that held the conversation omitted each question, by its key. */
	Map<String, Integer> omitted(String rollout, String packageKey) {
		return numbers("""
				select mq.question as code, count(*) as n
				from meeting_question mq join conversation c on c.id = mq.conversation_id
				where c.rollout_id = :rollout and c.package_key = :package and c.started_at is not null
					and (c.reported is not null or c.held = 'YES') and mq.treatment = 'OMITTED'
				group by mq.question
				""", rollout, packageKey);
	}

	/** How many counties could choose. */
	int counties(String rollout, String packageKey) {
		return this.jdbc.sql("""
				select count(distinct u.county_id) from conversation c join unit u on u.id = c.unit_id
				where c.rollout_id = :rollout and c.package_key = :package
				""").param("rollout", rollout).param("package", packageKey).query(Integer.class).single();
	}

	/** What they said last. */
	Map<String, Integer> participation(String rollout, String packageKey) {
		return numbers("""
				select d.participation as code, count(distinct d.county_id) as n from county_decision d
				where d.rollout_id = :rollout
					and d.decided_at = (select max(later.decided_at) from county_decision later
						where later.rollout_id = d.rollout_id and later.county_id = d.county_id)
					and d.county_id in (select u.county_id from conversation c join unit u on u.id = c.unit_id
						where c.rollout_id = :rollout and c.package_key = :package)
				group by d.participation
				""", rollout, packageKey);
	}

	private Map<String, Integer> numbers(String sql, String rollout, String packageKey) {
		return this.jdbc.sql(sql)
			.param("rollout", rollout)
			.param("package", packageKey)
			.query((row, number) -> Map.entry(row.getString("code"), row.getInt("n")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/** How many questions were put to each recipient, by who decided that. */
	List<Asked> asked(String rollout) {
		return this.jdbc.sql("""
				select rr.recipient, g.decided_by, count(*) as n
				from routing_recipient rr
				join routing g on g.id = rr.routing_id
				join obstacle o on o.id = rr.obstacle_id
				join conversation c on c.id = o.conversation_id
				where c.rollout_id = :rollout and rr.state <> 'NO_CONTACT'
				group by rr.recipient, g.decided_by
				""").param("rollout", rollout).query(Rows.of(Asked.class)).list();
	}

	/** How long the answers of each recipient took. */
	List<Took> answerTimes(String rollout) {
		return this.jdbc
			.sql("""
					select rr.recipient, count(*) as answers, percentile_cont(0.5) within group (
						order by cast(extract(epoch from rr.settled_at) - extract(epoch from rr.asked_at) as double precision))
						as seconds
					from routing_recipient rr
					join obstacle o on o.id = rr.obstacle_id
					join conversation c on c.id = o.conversation_id
					where c.rollout_id = :rollout and rr.state = 'ANSWERED' and rr.settled_at is not null
					group by rr.recipient
					""")
			.param("rollout", rollout)
			.query(Rows.of(Took.class))
			.list();
	}

	/**
	 * What units that held the conversation said.
	 *
	 * @param planned how many had planned the meeting here; others cannot have said
	 * anything of it
	 * @param numbers by measure, how many gave each answer
	 */
	record Answers(int planned, Map<Measure, Map<String, Integer>> numbers) {

		Map<String, Integer> of(Measure measure) {
			return this.numbers.get(measure);
		}

	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Told(int reached, int started, int planned, int withInput, int withoutInput, int heldOnly, int notHeld) {
	}

	/** As the database gives it. */
	record Asked(String recipient, String decidedBy, int n) {
	}

	/** As the database gives it. */
	record Took(String recipient, int answers, double seconds) {

		/** In whole days, a day begun counts. */
		int days() {
			return (int) Math.ceil(this.seconds / SECONDS_OF_A_DAY);
		}

	}

}
