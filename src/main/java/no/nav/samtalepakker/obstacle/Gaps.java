package no.nav.samtalepakker.obstacle;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What nobody has answered, by theme: where units wait, where a next step was promised
 * and has not come, and what is raised again after an answer. Units are counted, by the
 * database, in all rollouts.
 */
@Component
class Gaps {

	private static final String ALL = "all";

	private static final String LIFTED = "o.scope = 'ROUTE' and o.raised_at is not null and o.state <> 'WITHDRAWN'";

	private static final String WAITING = """
			select category, count(distinct unit_id) as lifted,
				count(distinct case when answered then null else unit_id end) as waiting
			from (
				select o.category, o.unit_id, exists (
					select 1 from answer_obstacle link join answer a on a.id = link.answer_id
					where link.obstacle_id in (o.id, o.merged_into) and a.answer <> 'FORWARD') as answered
				from obstacle o where %s
			) each_one
			group by category
			""".formatted(LIFTED);

	/** A later update of the same recipient keeps a promise, or gives a new one. */
	private static final String OVERDUE = """
			select o.category, count(distinct o.unit_id) as units
			from obstacle o
			join answer_obstacle link on link.obstacle_id = o.id
			join answer a on a.id = link.answer_id and a.next_update_on < :today and a.answer <> 'FORWARD'
			where %s and a.recipient not in (:alone) and not exists (
				select 1 from answer later join answer_obstacle same on same.answer_id = later.id
				where same.obstacle_id = o.id and later.recipient = a.recipient and later.given_at > a.given_at
					and (later.answer = 'UPDATE' or later.next_update_on is not null))
			group by o.category
			""".formatted(LIFTED);

	private static final String AGAIN = """
			select o.category, count(distinct o.unit_id) as units
			from obstacle o
			left join (
				select former.subcategory, min(a.given_at) as first_answer
				from obstacle former
				join answer_obstacle link on link.obstacle_id = former.id
				join answer a on a.id = link.answer_id and a.answer <> 'FORWARD'
				group by former.subcategory
			) answered on answered.subcategory = o.subcategory
			where %s and (o.round > 1 or answered.first_answer < o.raised_at)
			group by o.category
			""".formatted(LIFTED);

	private final JdbcClient jdbc;

	private final Taxonomy taxonomy;

	private final Recipients recipients;

	private final RecipientFigures recipientFigures;

	private final NorwegianCalendar calendar;

	private final KeptFigures kept;

	private final ThemesTold themesTold;

	Gaps(JdbcClient jdbc, Taxonomy taxonomy, Recipients recipients, RecipientFigures recipientFigures,
			NorwegianCalendar calendar, KeptFigures kept, ThemesTold themesTold) {
		this.themesTold = themesTold;
		this.kept = kept;
		this.jdbc = jdbc;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
		this.recipientFigures = recipientFigures;
		this.calendar = calendar;
	}

	/** All of them, as they stand together. */
	KeptFigures.Kept<All> all() {
		return this.kept.get("gaps", () -> new All(unanswered(), partlyAnswered(), overdue(), again()));
	}

	/** Themes that nobody has answered anything about. */
	private List<Gap> unanswered() {
		return waiting((counted) -> counted.waiting() == counted.lifted());
	}

	/** Themes that some have got an answer about, and others wait for one. */
	private List<Gap> partlyAnswered() {
		return waiting((counted) -> counted.waiting() < counted.lifted());
	}

	private List<Gap> waiting(Function<Waiting, Boolean> which) {
		Map<String, Integer> lifted = lifted();
		Map<String, ThemesTold.Told> told = this.themesTold.all();
		Map<String, Figure> figures = new HashMap<>();
		this.jdbc.sql(WAITING)
			.query((row, number) -> new Waiting(row.getString("category"), row.getInt("lifted"), row.getInt("waiting")))
			.list()
			.stream()
			.filter((counted) -> counted.waiting() > 0 && which.apply(counted))
			.forEach((counted) -> figures.put(counted.category(),
					new Waiting(counted.category(), lifted.get(counted.category()), counted.waiting())
						.figure(told.get(counted.category()))));
		return inOrder(figures);
	}

	/** Themes where the day of a promised next step has passed. */
	private List<Gap> overdue() {
		return inOrder(units(this.jdbc.sql(OVERDUE).param("today", this.calendar.today()).param("alone", alone())));
	}

	/** Themes that are raised again after an answer. */
	private List<Gap> again() {
		return inOrder(units(this.jdbc.sql(AGAIN)));
	}

	/** Where one person answers alone, what is late would be that person's figure. */
	private List<String> alone() {
		return Stream.concat(Stream.of(""),
				this.recipients.answering().stream().map(Recipient::code).filter(this.recipientFigures.onePersons()))
			.toList();
	}

	private Map<String, Figure> units(JdbcClient.StatementSpec statement) {
		Map<String, Integer> lifted = lifted();
		Map<String, ThemesTold.Told> told = this.themesTold.all();
		Map<String, Figure> figures = new HashMap<>();
		statement.query((row) -> {
			String category = row.getString("category");
			int units = row.getInt("units");
			figures.put(category,
					new Waiting(category, lifted.getOrDefault(category, units), units).figure(told.get(category)));
		});
		return figures;
	}

	/** As the overview counts them, with those who have taken theirs back. */
	private Map<String, Integer> lifted() {
		Map<String, Integer> lifted = new HashMap<>();
		this.jdbc.sql("""
				select category, count(distinct unit_id) as units from obstacle
				where scope = 'ROUTE' and raised_at is not null group by category
				""").query((row) -> {
			lifted.put(row.getString("category"), row.getInt("units"));
		});
		return lifted;
	}

	/**
	 * Most units first, and few by the screen's order: theirs would tell which are fewer.
	 */
	private List<Gap> inOrder(Map<String, Figure> figures) {
		Map<String, String> names = new LinkedHashMap<>();
		this.taxonomy.categories().forEach((category) -> names.put(category.code(), category.name()));
		return Stream.concat(names.keySet().stream(), Stream.of((String) null))
			.filter(figures::containsKey)
			.map((code) -> new Gap(code, names.getOrDefault(code, ObstacleFigures.NO_THEME), figures.get(code)))
			.sorted(Comparator.comparing((gap) -> gap.units().isShown() ? -gap.units().number() : 0))
			.toList();
	}

	private record Waiting(String category, int lifted, int waiting) {

		/**
		 * How many have lifted the theme is told on the overview, so those who have got
		 * an answer must not be few either.
		 */
		private Figure figure(ThemesTold.Told told) {
			return told.beside(this.waiting, figure());
		}

		private Figure figure() {
			if (this.waiting == this.lifted) {
				return Figure.apart(this.waiting);
			}
			return new SmallGroups().known(ALL, "", this.lifted)
				.count("", "waiting", "", ALL, this.waiting)
				.count("", "answered", "", ALL, this.lifted - this.waiting)
				.figures()
				.get("")
				.get("waiting");
		}

	}

	/**
	 * What nobody has answered.
	 *
	 * @param unanswered themes that nobody has answered anything about
	 * @param partly themes that some have got an answer about
	 * @param overdue themes where the day of a promised next step has passed
	 * @param again themes that are raised again after an answer
	 */
	record All(List<Gap> unanswered, List<Gap> partly, List<Gap> overdue, List<Gap> again) {
	}

	/**
	 * A theme.
	 *
	 * @param code of the category, or null
	 * @param name on screen
	 * @param units how many it is about
	 */
	record Gap(String code, String name, Figure units) {
	}

}
