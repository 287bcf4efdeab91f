package no.nav.samtalepakker.obstacle;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.SmallGroups;
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

	static final int AT_ONCE = 20;

	/** Of an answer {@code a} and an obstacle {@code o}: it was asked of who answered. */
	private static final String ASKED = """
			exists (select 1 from routing_recipient asked
				where asked.obstacle_id = o.id and asked.recipient = a.recipient)
			""";

	/** Of the same: nothing has been said to it since. */
	private static final String LATEST = """
			not exists (select 1 from answer_obstacle link join answer later on later.id = link.answer_id
				where link.obstacle_id = o.id and later.recipient = a.recipient and later.answer <> 'FORWARD'
				and later.id <> a.id and (later.given_at > a.given_at
					or later.given_at = a.given_at and later.answer = 'UPDATE'))
			""";

	/** Of the same: no update and no other promise has come since. */
	private static final String KEPT = """
			exists (select 1 from answer_obstacle link join answer later on later.id = link.answer_id
				where link.obstacle_id = o.id and later.recipient = a.recipient and later.id <> a.id
				and (later.answer = 'UPDATE' or later.next_update_on is not null)
				and (later.given_at > a.given_at or later.given_at = a.given_at and later.answer = 'UPDATE'))
			""";

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

	Optional<Answer> find(String id) {
		return this.jdbc.sql("select * from answer where id = ?").param(id).query(Rows.of(Answer.class)).optional();
	}

	/** How many answers these recipients have given that match. */
	int number(List<String> recipients, Filter filter) {
		return this.jdbc.sql("select count(*) from answer a where " + filter.condition())
			.param("recipients", recipients)
			.params(filter.parameters())
			.query(Integer.class)
			.single();
	}

	/** What these recipients have answered, the newest first, one page of it. */
	List<Answer> of(List<String> recipients, Filter filter, int page) {
		return this.jdbc
			.sql("select a.* from answer a where " + filter.condition()
					+ " order by a.given_at desc, a.id limit :most offset :former")
			.param("recipients", recipients)
			.params(filter.parameters())
			.param("most", AT_ONCE)
			.param("former", page * AT_ONCE)
			.query(Rows.of(Answer.class))
			.list();
	}

	/** Where they have promised to come back and have not done so, the oldest first. */
	List<Answer> promises(List<String> recipients) {
		return this.jdbc.sql("""
				select a.* from answer a
				where a.recipient in (:recipients) and a.next_update_on is not null and a.answer <> 'FORWARD'
				and exists (select 1 from answer_obstacle about join obstacle o on o.id = about.obstacle_id
					where about.answer_id = a.id and o.state <> 'WITHDRAWN' and %s and not %s)
				order by a.next_update_on, a.id
				""".formatted(ASKED, KEPT)).param("recipients", recipients).query(Rows.of(Answer.class)).list();
	}

	/** The categories they have answered on. */
	List<String> categories(List<String> recipients) {
		return this.jdbc.sql("""
				select distinct o.category from answer a join answer_obstacle about on about.answer_id = a.id
				join obstacle o on o.id = about.obstacle_id
				where a.recipient in (:recipients) and o.category is not null
				""").param("recipients", recipients).query(String.class).list();
	}

	/** The questions each answer was given to. */
	Map<String, List<Question>> questions(List<Answer> answers) {
		return answers.isEmpty() ? Map.of()
				: this.jdbc.sql("""
						select a.id as answer_id, o.id, o.text, o.unit_id, o.contact_ok, o.category, o.subcategory,
							case when o.state = 'WITHDRAWN' then true else false end as withdrawn,
							case when %s then true else false end as latest
						from answer a join answer_obstacle about on about.answer_id = a.id
						join obstacle o on o.id = about.obstacle_id
						where a.id in (:ids) and %s
						order by o.id
						""".formatted(LATEST, ASKED))
					.param("ids", answers.stream().map(Answer::id).toList())
					.query(Rows.of(Question.class))
					.list()
					.stream()
					.collect(Collectors.groupingBy(Question::answerId));
	}

	/**
	 * How many each answer has reached, and what they say of it. A unit is counted once
	 * for each obstacle: who has asked several is not told.
	 */
	Map<String, Map<String, Figure>> figures(List<Answer> answers) {
		return answers.isEmpty() ? Map.of()
				: this.jdbc.sql("""
						select about.answer_id, count(*) as reached,
							sum(case when o.state = 'CLOSED' then 1 else 0 end) as have_read,
							sum(case when o.state = 'CLOSED' and o.helpful = 'YES' then 1 else 0 end) as yes,
							sum(case when o.state = 'CLOSED' and o.helpful = 'PARTLY' then 1 else 0 end) as partly,
							sum(case when o.state = 'CLOSED' and o.helpful = 'NO' then 1 else 0 end) as no
						from answer_obstacle about join obstacle o on o.id = about.obstacle_id
						where about.answer_id in (:ids) and o.state <> 'WITHDRAWN'
						group by about.answer_id
						""")
					.param("ids", answers.stream().map(Answer::id).toList())
					.query(Rows.of(Read.class))
					.list()
					.stream()
					.collect(Collectors.toMap(Read::answerId, Read::figures));
	}

	/**
	 * What to look for.
	 *
	 * @param category code, empty for all
	 * @param words in the answer or the question, empty for all
	 */
	record Filter(String category, String words) {

		private String condition() {
			return "a.recipient in (:recipients)" + (this.category.isEmpty() ? "" : """
					 and exists (select 1 from answer_obstacle about join obstacle o on o.id = about.obstacle_id
						where about.answer_id = a.id and o.category = :category)
					""") + (this.words.isEmpty() ? "" : " and " + SearchedWords.of(this.words).all((word) -> """
					%s or exists (
						select 1 from answer_obstacle about join obstacle o on o.id = about.obstacle_id
						where about.answer_id = a.id and %s and %s)
					""".formatted(word.in("a.text"), word.in("o.text"), ASKED)));
		}

		private Map<String, Object> parameters() {
			Map<String, Object> parameters = SearchedWords.of(this.words).values();
			parameters.put("category", this.category);
			return parameters;
		}

	}

	/**
	 * A question an answer was given to.
	 *
	 * @param answerId the answer
	 * @param id of the obstacle
	 * @param text what the unit wrote, or null
	 * @param unitId shown only if the unit has said so
	 * @param contactOk whether it has
	 * @param category code or null
	 * @param subcategory code or null
	 * @param withdrawn whether it has been taken back
	 * @param latest whether nothing has been said to it since
	 */
	record Question(String answerId, String id, String text, String unitId, boolean contactOk, String category,
			String subcategory, boolean withdrawn, boolean latest) {
	}

	/** As the database gives it. */
	record Read(String answerId, int reached, int haveRead, int yes, int partly, int no) {

		private Map<String, Figure> figures() {
			Map<String, Figure> figures = new HashMap<>(Map.of("reached", Figure.apart(this.reached)));
			if (this.reached >= SmallGroups.LEAST) {
				figures.putAll(ofThoseReached());
			}
			return figures;
		}

		private Map<String, Figure> ofThoseReached() {
			String row = "svar";
			return new SmallGroups().known("all", "reached", this.reached)
				.count(row, "read", "reached", "read", this.haveRead)
				.count(row, "unread", "reached", "all", this.reached - this.haveRead)
				.count(row, "yes", "read", "all", this.yes)
				.count(row, "partly", "read", "all", this.partly)
				.count(row, "no", "read", "all", this.no)
				.count(row, "silent", "read", "all", this.haveRead - this.yes - this.partly - this.no)
				.figures()
				.get(row);
		}

	}

}
