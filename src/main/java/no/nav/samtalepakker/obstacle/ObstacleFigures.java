package no.nav.samtalepakker.obstacle;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the units of a rollout have lifted, and what came of it: units are counted, not
 * obstacles, so that one unit with many is still one. Counted by the database.
 */
@Component
public class ObstacleFigures {

	private static final String ALL = "all";

	static final String NO_THEME = "Ikke plassert i et tema ennå";

	private final JdbcClient jdbc;

	private final RecipientFigures recipients;

	private final Taxonomy taxonomy;

	ObstacleFigures(JdbcClient jdbc, RecipientFigures recipients, Taxonomy taxonomy) {
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.taxonomy = taxonomy;
	}

	/**
	 * Of each rollout, by its id: by main category, the most lifted first and those of
	 * few last, by the screen's order. A unit counts under each theme it has lifted, so
	 * they add up to nothing.
	 */
	public Map<String, List<Theme>> themes() {
		Map<String, Map<String, Integer>> units = new HashMap<>();
		this.jdbc.sql("""
				select c.rollout_id, o.category, count(distinct o.unit_id) as units
				from obstacle o join conversation c on c.id = o.conversation_id
				where o.scope = 'ROUTE' and o.raised_at is not null
				group by c.rollout_id, o.category
				""").query((row) -> {
			units.computeIfAbsent(row.getString("rollout_id"), (rollout) -> new HashMap<>())
				.put(row.getString("category"), row.getInt("units"));
		});
		Map<String, List<Theme>> themes = new HashMap<>();
		units.forEach((rollout, found) -> themes.put(rollout, themes(found)));
		return themes;
	}

	private List<Theme> themes(Map<String, Integer> units) {
		return Stream
			.concat(this.taxonomy.categories()
				.stream()
				.filter((category) -> units.containsKey(category.code()))
				.map((category) -> new Theme(category.code(), category.name(),
						Figure.apart(units.get(category.code())))),
					Stream.ofNullable(units.get(null)).map((some) -> new Theme(null, NO_THEME, Figure.apart(some))))
			.sorted((one, other) -> Integer.compare(order(other), order(one)))
			.toList();
	}

	/** Few are few: their order would tell which are fewer. */
	private static int order(Theme theme) {
		return theme.units().isShown() ? theme.units().number() : 0;
	}

	/**
	 * Of each rollout, by its id: what kind of answers there are. Those of recipients
	 * answered for by one person are left out, or the sum would tell them.
	 */
	public Map<String, List<Kind>> answers() {
		Predicate<String> alone = this.recipients.onePersons();
		Map<String, Map<Answer.Kind, Integer>> numbers = new HashMap<>();
		this.jdbc.sql("""
				select c.rollout_id as rollout, a.recipient, a.answer, count(distinct link.obstacle_id) as answers
				from answer a
				join answer_obstacle link on link.answer_id = a.id
				join obstacle o on o.id = link.obstacle_id
				join conversation c on c.id = o.conversation_id
				where a.answer not in ('FORWARD', 'UPDATE')
				group by c.rollout_id, a.recipient, a.answer
				""")
			.query(Rows.of(Counted.class))
			.list()
			.stream()
			.filter((counted) -> !alone.test(counted.recipient()))
			.forEach((counted) -> numbers
				.computeIfAbsent(counted.rollout(), (rollout) -> new EnumMap<>(Answer.Kind.class))
				.merge(counted.answer(), counted.answers(), Integer::sum));
		Map<String, List<Kind>> kinds = new HashMap<>();
		numbers.forEach((rollout, found) -> kinds.put(rollout, kinds(found)));
		return kinds;
	}

	private static List<Kind> kinds(Map<Answer.Kind, Integer> numbers) {
		SmallGroups groups = new SmallGroups().known(ALL, "",
				numbers.values().stream().mapToInt(Integer::intValue).sum());
		numbers.forEach((kind, number) -> groups.count("", kind.name(), "", ALL, number));
		Map<String, Figure> figures = groups.figures().getOrDefault("", Map.of());
		return numbers.keySet()
			.stream()
			.map((kind) -> new Kind(kind.name(), kind.words(), figures.get(kind.name())))
			.toList();
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Counted(String rollout, String recipient, Answer.Kind answer, int answers) {
	}

	/**
	 * What obstacles are about.
	 *
	 * @param code of the category
	 * @param name on screen
	 * @param units how many have lifted something about it
	 */
	public record Theme(String code, String name, Figure units) {

		/** The same without the number. */
		public Theme covered() {
			return new Theme(this.code, this.name, Figure.hidden(Figure.Hidden.COVER));
		}

	}

	/**
	 * A kind of answer.
	 *
	 * @param code of the kind
	 * @param words as people read it
	 * @param answers how many obstacles have got one
	 */
	public record Kind(String code, String words, Figure answers) {
	}

}
