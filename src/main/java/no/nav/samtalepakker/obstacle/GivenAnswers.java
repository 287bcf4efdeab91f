package no.nav.samtalepakker.obstacle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a recipient has answered so far. */
@Component
class GivenAnswers {

	private static final int MOST_TO_REUSE = 10;

	/** Some of the newest may say the same. */
	private static final int NEWEST = 100;

	private final JdbcClient jdbc;

	GivenAnswers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * What this recipient has answered on the obstacle's theme, each text once: the
	 * newest first, those of its subcategory before the rest of its category.
	 */
	List<Answer> onTheThemeOf(Obstacle obstacle, String recipient) {
		if (obstacle.category() == null) {
			return List.of();
		}
		Map<String, Answer> texts = new LinkedHashMap<>();
		this.jdbc
			.sql("""
					select * from (
						select a.*, (
							select min(case when o.subcategory = :subcategory then 0 else 1 end)
							from answer_obstacle link join obstacle o on o.id = link.obstacle_id
							where link.answer_id = a.id and o.category = :category) as distance
						from answer a
						where a.recipient = :recipient and a.answer in ('INCLUDED_IN_ONGOING', 'OWN_MEASURE', 'CANNOT_SOLVE')
							and a.text not in (:gone)) given
					where given.distance is not null
					order by given.distance, given.given_at desc, given.id limit :newest
					""")
			.param("category", obstacle.category())
			.param("subcategory", (obstacle.subcategory() != null) ? obstacle.subcategory() : "")
			.param("recipient", new RecipientCode(recipient).value())
			.param("gone", SharedObstacles.GONE)
			.param("newest", NEWEST)
			.query(Rows.of(Answer.class))
			.list()
			.forEach((answer) -> texts.putIfAbsent(answer.text(), answer));
		return texts.values().stream().limit(MOST_TO_REUSE).toList();
	}

}
