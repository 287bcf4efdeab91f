package no.nav.samtalepakker.obstacle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Obstacles that only the ministry and parliament can do something about: in approved
 * wordings alone, with the answers as other units may read them. Read anew each time, so
 * that what is redacted or taken back is gone.
 */
@Component
public class ExogenousObstacles {

	/** What they are filed under. */
	public static final String CATEGORY = "EKSOGENT";

	private static final String ALL = "all";

	/** The unit named the category alone. */
	private static final String NO_SUBTHEME = "Uten undertema";

	private static final String LIFTED = """
			from obstacle o
			where o.category = :category and o.scope = 'ROUTE' and o.raised_at is not null and o.state <> 'WITHDRAWN'
			""";

	private final JdbcClient jdbc;

	private final Answers answers;

	private final Recipients recipients;

	private final Taxonomy taxonomy;

	private final ThemesTold themesTold;

	ExogenousObstacles(JdbcClient jdbc, Answers answers, Recipients recipients, Taxonomy taxonomy,
			ThemesTold themesTold) {
		this.jdbc = jdbc;
		this.answers = answers;
		this.recipients = recipients;
		this.taxonomy = taxonomy;
		this.themesTold = themesTold;
	}

	/** By subtheme, those with an approved wording. */
	public List<Subtheme> all() {
		Map<String, Map<UnitType, Integer>> units = units();
		ThemesTold.Told told = this.themesTold.all().getOrDefault(CATEGORY, new ThemesTold.Told(0, 0, false));
		Map<String, Map<String, List<String>>> wordings = new LinkedHashMap<>();
		this.jdbc
			.sql("select o.id, o.subcategory, o.published_text " + LIFTED
					+ " and o.published_text is not null and o.published_text not in (:gone) and not "
					+ Routings.WAITS_FOR_REDACTION)
			.param("category", CATEGORY)
			.param("gone", SharedObstacles.GONE)
			.query((row) -> {
				wordings.computeIfAbsent(nameOf(row.getString("subcategory")), (name) -> new TreeMap<>())
					.computeIfAbsent(row.getString("published_text"), (text) -> new ArrayList<>())
					.add(row.getString("id"));
			});
		return wordings.entrySet()
			.stream()
			.map((theme) -> subtheme(theme.getKey(), units.getOrDefault(theme.getKey(), Map.of()), theme.getValue(),
					told))
			.sorted(Comparator.comparing((Subtheme theme) -> theme.name().equals(NO_SUBTHEME))
				.thenComparing(NorwegianAlphabet.by(Subtheme::name)))
			.toList();
	}

	private String nameOf(String subcategory) {
		return this.taxonomy.find(subcategory).map(Taxonomy.Subcategory::name).orElse(NO_SUBTHEME);
	}

	private Map<String, Map<UnitType, Integer>> units() {
		Map<String, Map<UnitType, Integer>> units = new LinkedHashMap<>();
		Set<List<String>> counted = new HashSet<>();
		this.jdbc
			.sql("select distinct o.subcategory, o.unit_id, u.type "
					+ LIFTED.replace("where", "join unit u on u.id = o.unit_id where"))
			.param("category", CATEGORY)
			.query((row) -> {
				String theme = nameOf(row.getString("subcategory"));
				// two codes may have the same name
				if (counted.add(List.of(theme, row.getString("unit_id")))) {
					units.computeIfAbsent(theme, (name) -> new EnumMap<>(UnitType.class))
						.merge(UnitType.valueOf(row.getString("type")), 1, Integer::sum);
				}
			});
		return units;
	}

	/** The kinds add up to all, which the overview tells from five on. */
	private Subtheme subtheme(String name, Map<UnitType, Integer> units, Map<String, List<String>> wordings,
			ThemesTold.Told elsewhere) {
		int all = units.values().stream().mapToInt(Integer::intValue).sum();
		SmallGroups groups = new SmallGroups().known(ALL, "", all);
		units.forEach((type, number) -> groups.count("", type.name(), "", ALL, number));
		Map<String, Figure> kinds = groups.figures().getOrDefault("", Map.of());
		Figure whole = elsewhere.beside(all, Figure.apart(all));
		// they add up, so either all of them are told or none
		boolean told = units.entrySet()
			.stream()
			.allMatch((type) -> elsewhere.mayTell(type.getValue()) || !kinds.get(type.getKey().name()).isShown());
		return new Subtheme(name, whole, units.keySet()
			.stream()
			.map((type) -> new Kind(words(type), told ? kinds.get(type.name()) : Figure.hidden(Figure.Hidden.COVER)))
			.toList(),
				wordings.entrySet().stream().map((one) -> new Wording(one.getKey(), answers(one.getValue()))).toList());
	}

	private static String words(UnitType type) {
		return switch (type) {
			case OFFICE -> "Nav-kontor";
			case RESULT_UNIT -> "Resultatenheter";
			case USER_COUNCIL -> "Brukerutvalg";
			case MBA -> "MBA";
			case COUNTY -> "Fylker";
		};
	}

	/** Whose it is and of what kind, and the text once it may be read by others. */
	private List<Given> answers(List<String> obstacleIds) {
		return obstacleIds.stream()
			.flatMap((id) -> this.answers.of(id).stream())
			.filter((answer) -> answer.answer() != Answer.Kind.FORWARD)
			.map((answer) -> new Given(
					answer.recipient().equals(Answers.SECRETARIAT) ? Journeys.SECRETARIAT
							: this.recipients.get(answer.recipient()).name(),
					answer.answer().words(),
					(answer.hasText() && Boolean.TRUE.equals(answer.shownToOthers())) ? answer.text() : null))
			.distinct()
			.toList();
	}

	/**
	 * A subtheme.
	 *
	 * @param name on screen
	 * @param units how many have lifted something about it
	 * @param kinds of units they are
	 * @param wordings what stands in the way
	 */
	public record Subtheme(String name, Figure units, List<Kind> kinds, List<Wording> wordings) {
	}

	/**
	 * Units of a kind.
	 *
	 * @param words what they are
	 * @param units how many
	 */
	public record Kind(String words, Figure units) {
	}

	/**
	 * What stands in the way.
	 *
	 * @param text as the secretariat has approved it
	 * @param answers so far
	 */
	public record Wording(String text, List<Given> answers) {
	}

	/**
	 * An answer.
	 *
	 * @param recipient who gave it
	 * @param kind in words
	 * @param text null as long as it is for its unit alone
	 */
	public record Given(String recipient, String kind, String text) {
	}

}
