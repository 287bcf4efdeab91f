package no.nav.samtalepakker.obstacle;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
	 * By main category, the most lifted first and those of few last, by the screen's
	 * order. A unit counts under each theme it has lifted, so they add up to nothing.
	 */
	public List<Theme> themes(String rolloutId) {
		Map<String, Integer> units = new LinkedHashMap<>();
		this.jdbc.sql("""
				select o.category, count(distinct o.unit_id) as units
				from obstacle o join conversation c on c.id = o.conversation_id
				where c.rollout_id = ? and o.scope = 'ROUTE' and o.raised_at is not null
				group by o.category
				""").param(rolloutId).query((row) -> {
			units.put(row.getString("category"), row.getInt("units"));
		});
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
	 * What kind of answers there are; those of recipients answered for by one person are
	 * left out, or the sum would tell them.
	 */
	public List<Kind> answers(String rolloutId) {
		Map<Answer.Kind, Integer> numbers = new EnumMap<>(Answer.Kind.class);
		this.jdbc.sql("""
				select a.recipient, a.answer, count(distinct link.obstacle_id) as answers
				from answer a
				join answer_obstacle link on link.answer_id = a.id
				join obstacle o on o.id = link.obstacle_id
				join conversation c on c.id = o.conversation_id
				where c.rollout_id = ? and a.answer not in ('FORWARD', 'UPDATE')
				group by a.recipient, a.answer
				""")
			.param(rolloutId)
			.query(Rows.of(Counted.class))
			.list()
			.stream()
			.filter((counted) -> !this.recipients.isOnePerson(counted.recipient()))
			.forEach((counted) -> numbers.merge(counted.answer(), counted.answers(), Integer::sum));
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
	record Counted(String recipient, Answer.Kind answer, int answers) {
	}

	/**
	 * What obstacles are about.
	 *
	 * @param code of the category
	 * @param name on screen
	 * @param units how many have lifted something about it
	 */
	public record Theme(String code, String name, Figure units) {
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
