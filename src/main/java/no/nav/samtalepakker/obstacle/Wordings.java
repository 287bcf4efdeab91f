package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.Text;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.security.Act;
import no.nav.samtalepakker.security.Audit;

/**
 * The words in which other units see an obstacle. Most obstacles go straight to a
 * recipient, so the secretariat approves wordings here as well as in triage. What the
 * unit wrote stays as it is.
 */
@Component
class Wordings {

	/** Of those that wait, on one page. */
	static final int AT_ONCE = 10;

	/** Of those that are approved. */
	static final int NEWEST = 50;

	private final JdbcClient jdbc;

	private final Obstacles obstacles;

	private final Taxonomy taxonomy;

	private final CurrentUser user;

	private final Audit audit;

	Wordings(JdbcClient jdbc, Obstacles obstacles, Taxonomy taxonomy, CurrentUser user, Audit audit) {
		this.jdbc = jdbc;
		this.obstacles = obstacles;
		this.taxonomy = taxonomy;
		this.user = user;
		this.audit = audit;
	}

	/**
	 * Obstacles others could learn from if they saw them, the newest first. That they
	 * have been looked at is remembered.
	 * @param page from 0, each of {@link #AT_ONCE}
	 */
	@Transactional
	List<Shown> waiting(int page) {
		List<Shown> shown = list("published_text is null", "o.text", page * AT_ONCE, AT_ONCE);
		this.audit.record(Act.OBSTACLE_SEEN,
				shown.stream().map((it) -> new Audit.Subject(it.id(), it.unitId(), "ordlyd")).toList());
		return shown;
	}

	/** How many obstacles have no wording for others. */
	int waiting() {
		return this.jdbc
			.sql("select count(*) from obstacle o where " + SharedObstacles.SHAREABLE
					+ " and o.text not in (:gone) and published_text is null")
			.param("gone", SharedObstacles.GONE)
			.query(Integer.class)
			.single();
	}

	/** What others see now, the {@link #NEWEST} first. */
	List<Shown> approved() {
		return list("published_text not in (:gone)", "published_text", 0, NEWEST);
	}

	/**
	 * Lets other units see the obstacle in these words; {@link NotFound} if it is not
	 * there any more.
	 */
	@Transactional
	void approve(String obstacleId, Wording wording) {
		Obstacle obstacle = open(obstacleId);
		this.obstacles.publish(obstacle.id(), wording.text());
		this.audit.record(Act.WORDING_APPROVED, obstacle.id(), obstacle.unitId(), null);
	}

	/** Other units do not see the obstacle any more; who has joined it stays with it. */
	@Transactional
	void takeBack(String obstacleId) {
		Obstacle obstacle = open(obstacleId);
		this.obstacles.publish(obstacle.id(), null);
		this.audit.record(Act.WORDING_TAKEN_BACK, obstacle.id(), obstacle.unitId(), null);
	}

	private Obstacle open(String obstacleId) {
		this.user.mustBeIn("sekretariat");
		this.obstacles.lock(List.of(obstacleId));
		return this.jdbc
			.sql("select o.* from obstacle o where o.id = :id and o.text not in (:gone) and "
					+ SharedObstacles.SHAREABLE)
			.param("id", obstacleId)
			.param("gone", SharedObstacles.GONE)
			.query(Rows.of(Obstacle.class))
			.optional()
			.orElseThrow(() -> new NotFound("Hindringen finnes ikke, eller den er trukket eller slått sammen."));
	}

	private List<Shown> list(String condition, String text, int from, int number) {
		this.user.mustBeIn("sekretariat");
		return this.jdbc
			.sql("select o.id, o.unit_id, o.category, o.subcategory, o.raised_at, " + text
					+ " as text from obstacle o where " + SharedObstacles.SHAREABLE + " and o.text not in (:gone) and "
					+ condition + " order by o.raised_at desc, o.id offset :from rows fetch next :number rows only")
			.param("gone", SharedObstacles.GONE)
			.param("from", from)
			.param("number", number)
			.query(Rows.of(Row.class))
			.list()
			.stream()
			.map((row) -> new Shown(row.id(), row.unitId(), about(row), row.text(),
					row.raisedAt().atZoneSameInstant(ApplicationClock.OSLO).toLocalDate()))
			.toList();
	}

	private String about(Row row) {
		return Stream
			.of(this.taxonomy.nameOfCategory(row.category()),
					this.taxonomy.find(row.subcategory()).map(Taxonomy.Subcategory::name))
			.flatMap(Optional::stream)
			.collect(Collectors.joining(": "));
	}

	/**
	 * An obstacle on the page.
	 *
	 * @param unitId never shown
	 * @param about category and subcategory as on screen, empty without
	 * @param text what the unit wrote, or the approved wording
	 */
	record Shown(String id, String unitId, String about, String text, LocalDate raisedOn) {
	}

	/**
	 * What is approved.
	 *
	 * @param text without anything that tells which unit or person it is about
	 */
	record Wording(@Required("Ordlyden") @Text String text) {
	}

	record Row(String id, String unitId, String category, String subcategory, OffsetDateTime raisedAt, String text) {
	}

}
