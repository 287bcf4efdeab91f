package no.nav.samtalepakker.meeting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.packages.WayToTalk;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How a package was used in the conversations that were held. No sum stands beside the
 * counts, so that none below five can be found by subtraction.
 */
@Component
class PackageUse {

	private static final List<Asked> ASKED = List.of(
			new Asked("Slik snakket de sammen", "m.dialogue", (code) -> WayToTalk.valueOf(code).title(),
					Arrays.stream(WayToTalk.values()).map(WayToTalk::name).toList()),
			new Asked("Hvor de satt", "m.form", MeetingStory::form, List.of("PHYSICAL", "HYBRID", "DIGITAL")),
			new Asked("Ramme", "m.arena", MeetingStory::arena,
					List.of("OWN_MEETING", "PROFESSIONAL_DEVELOPMENT_DAY", "REGULAR_MEETING")),
			inWords("Hvor mange som var med", """
					case when m.actual_participants <= 10 then 'Til og med 10'
						when m.actual_participants <= 15 then '11 til 15'
						when m.actual_participants > 15 then 'Flere enn 15' end
					""", "Til og med 10", "11 til 15", "Flere enn 15"), inWords("Hvor lenge de snakket", """
					case when m.actual_duration_minutes <= 60 then 'Inntil en time'
						when m.actual_duration_minutes <= 120 then 'Mer enn en time, inntil to'
						when m.actual_duration_minutes > 120 then 'Mer enn to timer' end
					""", "Inntil en time", "Mer enn en time, inntil to", "Mer enn to timer"),
			inWords("Viste hvor på Navet det står mer",
					"case when m.navet_shown then 'Ja' when not m.navet_shown then 'Nei' end", "Ja", "Nei"),
			inWords("Brukte eksempler fra egen hverdag",
					"case when m.examples_used then 'Ja' when not m.examples_used then 'Nei' end", "Ja", "Nei"));

	private static final List<String> TREATMENTS = List.of("DISCUSSED", "MERGED", "OMITTED");

	private final JdbcClient jdbc;

	private final Packages packages;

	PackageUse(JdbcClient jdbc, Packages packages) {
		this.jdbc = jdbc;
		this.packages = packages;
	}

	/** By version, what five or more have told of. */
	Map<Integer, List<Table>> of(String packageKey) {
		Map<Integer, List<Table>> tables = new TreeMap<>();
		for (Asked asked : ASKED) {
			List<Told> told = this.jdbc.sql("""
					select package_version, '' as question, answer, count(*) as units
					from (
						select c.package_version, %s as answer
						from meeting m join conversation c on c.id = m.conversation_id
						where c.package_key = ? and c.held = 'YES') as told
					where answer is not null
					group by package_version, answer
					""".formatted(asked.expression)).param(packageKey).query(Rows.of(Told.class)).list();
			versions(told).forEach((version) -> add(tables, version,
					new Table(asked.title, List.of(), asked.answers.stream()
						.map((answer) -> new Row(asked.words.apply(answer), List.of(count(told, version, "", answer))))
						.toList())));
		}
		addQuestions(packageKey, tables);
		return tables;
	}

	private void addQuestions(String packageKey, Map<Integer, List<Table>> tables) {
		List<Told> told = this.jdbc.sql("""
				select c.package_version, q.question, q.treatment as answer, count(*) as units
				from meeting_question q join conversation c on c.id = q.conversation_id
				where c.package_key = ? and c.held = 'YES'
				group by c.package_version, q.question, q.treatment
				""").param(packageKey).query(Rows.of(Told.class)).list();
		versions(
				told)
			.forEach((version) -> add(tables, version,
					new Table("Spørsmålene i pakken", TREATMENTS.stream().map(MeetingStory::treatment).toList(),
							this.packages.get(packageKey, version)
								.questions(Use.CONVERSATION)
								.stream()
								.map((question) -> new Row(question.text(),
										TREATMENTS.stream()
											.map((treatment) -> count(told, version, question.key(), treatment))
											.toList()))
								.toList())));
	}

	private static List<Integer> versions(List<Told> told) {
		return told.stream().map(Told::packageVersion).distinct().toList();
	}

	private static Figure count(List<Told> told, int version, String question, String answer) {
		return Figure.apart(told.stream()
			.filter((one) -> one.packageVersion == version && one.question.equals(question)
					&& one.answer.equals(answer))
			.mapToInt(Told::units)
			.sum());
	}

	private static void add(Map<Integer, List<Table>> tables, int version, Table table) {
		if (table.rows.stream().flatMap((row) -> row.units.stream()).anyMatch(Figure::isShown)) {
			tables.computeIfAbsent(version, (first) -> new ArrayList<>()).add(table);
		}
	}

	private static Asked inWords(String title, String expression, String... answers) {
		return new Asked(title, expression, UnaryOperator.identity(), List.of(answers));
	}

	/**
	 * What leaders were asked.
	 *
	 * @param title what it is called
	 * @param expression the answer as SQL
	 * @param words an answer as people read it
	 * @param answers all there are
	 */
	private record Asked(String title, String expression, UnaryOperator<String> words, List<String> answers) {
	}

	/** How many units of a version gave an answer. */
	private record Told(int packageVersion, String question, String answer, int units) {
	}

	/**
	 * What leaders answered.
	 *
	 * @param title what they were asked about
	 * @param columns what each count of a row stands for; none where a row has only one
	 * @param rows what was counted
	 */
	public record Table(String title, List<String> columns, List<Row> rows) {
	}

	/**
	 * What was counted.
	 *
	 * @param name an answer, or a question of the package
	 * @param units how many, if that may be shown
	 */
	public record Row(String name, List<Figure> units) {
	}

}
