package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What recipients and the secretariat have answered, and which obstacles it concerns. */
@Component
@Transactional
public class Answers {

	/** Who answers when triage does. */
	static final String SECRETARIAT = "SEKRETARIAT";

	private static final String NOT_LOOKED_AT = """
			answer given
			where given.shown_to_others is null and given.answer <> 'FORWARD' and given.text not in (:gone)
			and exists (select 1 from answer_obstacle about join obstacle o on o.id = about.obstacle_id
				where about.answer_id = given.id and o.state <> 'WITHDRAWN'
				and (about.written_before = true or o.published_text is not null and o.published_text not in (:gone) and %s))
			"""
		.formatted(SharedObstacles.SHAREABLE);

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	Answers(JdbcClient jdbc, NorwegianCalendar calendar, CurrentUser currentUser) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.currentUser = currentUser;
	}

	Optional<Answer> find(String id) {
		return this.jdbc.sql("select * from answer where id = ?").param(id).query(Rows.of(Answer.class)).optional();
	}

	Answer get(String id) {
		return this.jdbc.sql("select * from answer where id = ?").param(id).query(Rows.of(Answer.class)).single();
	}

	/** Everything said to the unit about the obstacle, oldest first. */
	public List<Answer> of(String obstacleId) {
		return this.jdbc.sql("""
				select a.* from answer a join answer_obstacle o on o.answer_id = a.id
				where o.obstacle_id = ?
				order by o.round, a.given_at, case when a.answer = 'UPDATE' then 1 else 0 end
				""").param(obstacleId).query(Rows.of(Answer.class)).list();
	}

	/** The same of several, by id; those nothing was said about are left out. */
	Map<String, List<Answer>> of(Collection<String> obstacleIds) {
		Map<String, List<Answer>> answers = new HashMap<>();
		if (!obstacleIds.isEmpty()) {
			Rows<Answer> rows = Rows.of(Answer.class);
			this.jdbc.sql("""
					select a.*, o.obstacle_id from answer a join answer_obstacle o on o.answer_id = a.id
					where o.obstacle_id in (:ids)
					order by o.round, a.given_at, case when a.answer = 'UPDATE' then 1 else 0 end
					""")
				.param("ids", Set.copyOf(obstacleIds))
				.query((row, number) -> answers.computeIfAbsent(row.getString("obstacle_id"), (id) -> new ArrayList<>())
					.add(rows.mapRow(row, number)))
				.list();
		}
		return answers;
	}

	/** What was said to the unit in one round, oldest first. */
	List<Answer> of(String obstacleId, int round) {
		return this.jdbc.sql("""
				select a.* from answer a join answer_obstacle o on o.answer_id = a.id
				where o.obstacle_id = ? and o.round = ?
				order by a.given_at, case when a.answer = 'UPDATE' then 1 else 0 end
				""").params(obstacleId, round).query(Rows.of(Answer.class)).list();
	}

	/** Whether there is an answer in this round; «sent on» is none. */
	boolean isAnswered(String obstacleId, int round) {
		return this.jdbc.sql("""
				select count(*) from answer_obstacle o join answer a on a.id = o.answer_id
				where o.obstacle_id = ? and o.round = ? and a.answer <> 'FORWARD'
				""").params(obstacleId, round).query(Long.class).single() > 0;
	}

	/** What the recipient said last about the obstacle. */
	Optional<Answer> latest(String obstacleId, String recipient) {
		return by(recipient, obstacleId).reduce((earlier, later) -> later);
	}

	/**
	 * Where the recipient has promised to come back and not done so yet. An answer to
	 * another question takes no promise back; an update keeps it, or gives a new one.
	 */
	Optional<Answer> promise(String obstacleId, String recipient) {
		return by(recipient, obstacleId)
			.filter((answer) -> answer.answer() == Answer.Kind.UPDATE || answer.nextUpdateOn() != null)
			.reduce((earlier, later) -> later)
			.filter((answer) -> answer.nextUpdateOn() != null);
	}

	private Stream<Answer> by(String recipient, String obstacleId) {
		return of(obstacleId).stream()
			.filter((answer) -> answer.recipient().equals(new RecipientCode(recipient).value())
					&& answer.answer() != Answer.Kind.FORWARD);
	}

	/** Stores a recipient's answer; it concerns no obstacle until linked. */
	String store(String recipient, AnswerObstacle form) {
		boolean forward = form.answer() == AnswerObstacle.Choice.FORWARD;
		return insert(recipient, Answer.Kind.valueOf(form.answer().name()), form.text(),
				forward ? null : form.responsible(), forward ? null : form.coveredBy(), forward ? null : form.link(),
				forward ? null : form.nextUpdateOn());
	}

	/** Stores an answer that is only a text. */
	String store(String recipient, Answer.Kind kind, String text, LocalDate nextUpdateOn) {
		return insert(recipient, kind, text, null, null, null, nextUpdateOn);
	}

	/** Says that an answer concerns an obstacle; saying so twice changes nothing. */
	void link(String answerId, String obstacleId, int round) {
		link(answerId, obstacleId, round, false);
	}

	/**
	 * Lets an obstacle of another unit share an answer that was not written to it.
	 * @return whether its unit can read the text at once
	 */
	boolean share(Answer answer, Obstacle obstacle) {
		link(answer.id(), obstacle.id(), obstacle.round(), true);
		return Boolean.TRUE.equals(answer.shownToOthers());
	}

	private void link(String answerId, String obstacleId, int round, boolean writtenBefore) {
		if (!obstaclesOf(answerId).contains(obstacleId)) {
			this.jdbc
				.sql("insert into answer_obstacle (answer_id, obstacle_id, round, written_before) values (?, ?, ?, ?)")
				.params(answerId, obstacleId, round, writtenBefore)
				.update();
		}
	}

	/** Of the obstacle's answers, those written to another unit before it shared them. */
	Set<String> writtenBefore(String obstacleId) {
		return Set.copyOf(
				this.jdbc.sql("select answer_id from answer_obstacle where obstacle_id = ? and written_before = true")
					.param(obstacleId)
					.query(String.class)
					.list());
	}

	/** The obstacles of other units that share the answer and wait to read its text. */
	List<String> waitingToRead(String answerId) {
		return this.jdbc.sql(
				"select obstacle_id from answer_obstacle where answer_id = ? and written_before = true order by obstacle_id")
			.param(answerId)
			.query(String.class)
			.list();
	}

	/** Lets other units read the text, or not. */
	void show(String answerId, boolean shown) {
		this.jdbc.sql("update answer set shown_to_others = ? where id = ?").params(shown, answerId).update();
	}

	/**
	 * Those the secretariat has not looked at though others could read them: of obstacles
	 * others see, and those others share already. The oldest first.
	 * @param most how many at most
	 */
	List<Answer> notLookedAt(int most) {
		return this.jdbc.sql("select given.* from " + NOT_LOOKED_AT + " order by given.given_at, given.id limit :most")
			.param("gone", SharedObstacles.GONE)
			.param("most", most)
			.query(Rows.of(Answer.class))
			.list();
	}

	int numberNotLookedAt() {
		return this.jdbc.sql("select count(*) from " + NOT_LOOKED_AT)
			.param("gone", SharedObstacles.GONE)
			.query(Integer.class)
			.single();
	}

	/** The obstacles an answer concerns. */
	List<String> obstaclesOf(String answerId) {
		return this.jdbc.sql("select obstacle_id from answer_obstacle where answer_id = ? order by obstacle_id")
			.param(answerId)
			.query(String.class)
			.list();
	}

	/** Takes away every text said about this obstacle alone. */
	void eraseOnlyAbout(String obstacleId) {
		this.jdbc.sql("""
				update answer set text = null, responsible = null, covered_by = null, link = null
				where id in (select answer_id from answer_obstacle where obstacle_id = :obstacleId)
				and id not in (select answer_id from answer_obstacle where obstacle_id <> :obstacleId)
				""").param("obstacleId", obstacleId).update();
	}

	private String insert(String recipient, Answer.Kind kind, String text, String responsible, String coveredBy,
			String link, LocalDate nextUpdateOn) {
		Answer answer = new Answer(UUID.randomUUID().toString(), new RecipientCode(recipient).value(), kind, text,
				responsible, coveredBy, link, nextUpdateOn, this.currentUser.id(), this.calendar.now(), null);
		this.jdbc.sql("""
				insert into answer (id, recipient, answer, text, responsible, covered_by, link, next_update_on,
					given_by, given_at)
				values (:id, :recipient, :answer, :text, :responsible, :coveredBy, :link, :nextUpdateOn,
					:givenBy, :givenAt)
				""").params(Rows.values(answer)).update();
		return answer.id();
	}

}
