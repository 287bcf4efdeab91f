package no.nav.samtalepakker.obstacle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.taxonomy.Taxonomy;
import no.nav.samtalepakker.taxonomy.TextIndex;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Obstacles that sound like another, with where they are and what was answered: beside
 * whoever decides about one. Their words are the units' own, so whoever shows them
 * remembers that they were seen.
 */
@Component
class SimilarCases {

	private static final int BEST = 8;

	/** How much of the words must be there. */
	private static final double LIKENESS = 0.2;

	/** Of the same theme first, then the newest; more than one reads. */
	private static final int MOST = 400;

	private final JdbcClient jdbc;

	private final Obstacles obstacles;

	private final Answers answers;

	private final Taxonomy taxonomy;

	private final Recipients recipients;

	private final NorwegianCalendar calendar;

	SimilarCases(JdbcClient jdbc, Obstacles obstacles, Answers answers, Taxonomy taxonomy, Recipients recipients,
			NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.obstacles = obstacles;
		this.answers = answers;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
		this.calendar = calendar;
	}

	/** Those it may be merged into that sound most like it, best first. */
	List<Similar> to(String obstacleId) {
		Obstacle obstacle = this.obstacles.get(obstacleId);
		if (obstacle.text() == null || SharedObstacles.GONE.contains(obstacle.text())) {
			return List.of();
		}
		Map<String, Row> others = new LinkedHashMap<>();
		this.jdbc.sql("""
				select o.id, u.type, o.category, o.subcategory, o.text, %s as stage
				from obstacle o join unit u on u.id = o.unit_id
				where o.id <> :id and o.text is not null and o.text not in (:gone) and %s
				order by case when o.subcategory = :subcategory then 0 when o.category = :category then 1 else 2 end,
					o.raised_at desc, o.id
				fetch next :most rows only
				""".formatted(Stage.OF_OBSTACLE, SharedObstacles.SHAREABLE))
			.param("id", obstacleId)
			.param("gone", SharedObstacles.GONE)
			.param("today", this.calendar.today())
			.param("subcategory", Objects.requireNonNullElse(obstacle.subcategory(), ""))
			.param("category", Objects.requireNonNullElse(obstacle.category(), ""))
			.param("most", MOST)
			.query(Rows.of(Row.class))
			.list()
			.forEach((row) -> others.put(row.id(), row));
		Map<String, String> texts = new LinkedHashMap<>();
		others.values().forEach((row) -> texts.put(row.id(), row.text()));
		List<String> alike = new TextIndex(texts).like(obstacle.text(), BEST, LIKENESS);
		Map<String, List<Answer>> answers = this.answers.of(alike);
		return alike.stream().map((id) -> similar(others.get(id), answers.getOrDefault(id, List.of()))).toList();
	}

	private Similar similar(Row row, List<Answer> answers) {
		List<Given> given = answers.stream()
			.filter((answer) -> answer.answer() != Answer.Kind.FORWARD)
			.map((answer) -> new Given(answer.recipient(),
					answer.recipient().equals(Answers.SECRETARIAT) ? Journeys.SECRETARIAT
							: this.recipients.get(answer.recipient()).name(),
					answer.answer().words(), (answer.text() != null) ? answer.text() : "Teksten er slettet."))
			.toList();
		return new Similar(row.id(), row.text(), ObstacleList.theme(this.taxonomy, row.category(), row.subcategory()),
				ObstacleList.kind(row.type()), row.stage().words(), given);
	}

	/**
	 * One that sounds alike.
	 *
	 * @param text as its unit wrote it
	 * @param theme category and subcategory
	 * @param kind of unit
	 * @param stage where it is, in Norwegian
	 * @param answers oldest first
	 */
	record Similar(String id, String text, String theme, String kind, String stage, List<Given> answers) {
	}

	/**
	 * What was answered.
	 *
	 * @param code of who answered
	 * @param recipient name of who answered
	 * @param kind what kind of answer it is, in Norwegian
	 */
	record Given(String code, String recipient, String kind, String text) {
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Row(String id, UnitType type, String category, String subcategory, String text, Stage stage) {
	}

}
