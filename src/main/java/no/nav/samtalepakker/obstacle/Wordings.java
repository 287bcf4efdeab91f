package no.nav.samtalepakker.obstacle;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.Text;
import no.nav.samtalepakker.privacy.Names;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The words in which other units see an obstacle. Most obstacles go straight to a
 * recipient, so the secretariat approves wordings here as well as in triage. What the
 * unit wrote stays as it is.
 */
@Component
@Transactional
class Wordings {

	/** On one page. */
	static final int AT_ONCE = 10;

	private static final String PAGE = "ordlyd";

	/** Where a recipient has found personal data, the text must be seen to first. */
	private static final String WAITING = "o.published_text is null and not " + Routings.WAITS_FOR_REDACTION;

	private static final String APPROVED = "o.published_text not in (:gone)";

	private final JdbcClient jdbc;

	private final Obstacles obstacles;

	private final Taxonomy taxonomy;

	private final Answers answers;

	private final Delivery delivery;

	private final Recipients recipients;

	private final Units units;

	private final Identities identities;

	private final Names names;

	private final CurrentUser user;

	private final Audit audit;

	private final NorwegianCalendar calendar;

	Wordings(JdbcClient jdbc, Obstacles obstacles, Taxonomy taxonomy, Answers answers, Delivery delivery,
			Recipients recipients, Units units, Identities identities, Names names, CurrentUser user, Audit audit,
			NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.obstacles = obstacles;
		this.taxonomy = taxonomy;
		this.answers = answers;
		this.delivery = delivery;
		this.recipients = recipients;
		this.units = units;
		this.identities = identities;
		this.names = names;
		this.user = user;
		this.audit = audit;
		this.calendar = calendar;
	}

	/**
	 * Obstacles others could learn from if they saw them, the newest first. That they
	 * have been looked at is remembered.
	 * @param page from 0, each of {@link #AT_ONCE}
	 */
	List<Shown> waiting(int page) {
		List<Shown> shown = list(WAITING, "o.text", page);
		// whoever approves one after the other looks at the same page again and again
		Set<String> seen = this.audit.seenToday(Act.OBSTACLE_SEEN, PAGE);
		this.audit.record(Act.OBSTACLE_SEEN,
				shown.stream()
					.filter((obstacle) -> !seen.contains(obstacle.id()))
					.map((obstacle) -> new Audit.Subject(obstacle.id(), obstacle.unitId(), PAGE))
					.toList());
		return shown;
	}

	/** The obstacle as it waits for a wording, if it does. */
	Optional<Shown> withoutWording(String obstacleId) {
		return list("o.id = :id and " + WAITING, "o.text", 0, obstacleId).stream().findFirst();
	}

	/** How many obstacles have no wording for others. */
	int numberWaiting() {
		return number(WAITING);
	}

	/**
	 * What others see now, the newest first.
	 * @param page from 0, each of {@link #AT_ONCE}
	 */
	List<Shown> approved(int page) {
		return list(APPROVED, "o.published_text", page);
	}

	int numberApproved() {
		return number(APPROVED);
	}

	/**
	 * Lets other units see the obstacle in these words. {@link NotFound} if there is no
	 * such obstacle, {@link Refused} if it is not any more as it was shown: somebody else
	 * may have approved a wording, or taken personal data out of the text.
	 * @param version of the text that was shown
	 * @param answers what was decided about the answers shown beside it
	 */
	void approve(String obstacleId, String version, Wording wording, List<Look> answers) {
		Obstacle obstacle = open(obstacleId);
		if (withoutWording(obstacleId).filter((shown) -> shown.version().equals(version)).isEmpty()) {
			throw new Refused("Hindringen er endret siden du så den. Se på den på nytt.");
		}
		this.obstacles.publish(obstacle.id(), wording.text());
		this.audit.record(Act.WORDING_APPROVED, obstacle.id(), obstacle.unitId(), null);
		Set<String> ofIt = this.answers.of(obstacleId).stream().map(Answer::id).collect(Collectors.toSet());
		answers.stream().filter((look) -> ofIt.contains(look.answerId())).forEach(this::decide);
	}

	/**
	 * Lets other units read an answer, or not. {@link NotFound} if there is no text to
	 * read, {@link Refused} if it is not any more as it was shown.
	 */
	void look(Look look) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		decide(look);
	}

	private void decide(Look look) {
		this.obstacles.lock(this.answers.obstaclesOf(look.answerId()));
		Answer answer = this.answers.find(look.answerId())
			.filter((found) -> found.hasText() && found.answer() != Answer.Kind.FORWARD)
			.orElseThrow(() -> new NotFound("Svaret finnes ikke, eller teksten er slettet."));
		if (!versionOf(answer.text()).equals(look.version())) {
			throw new Refused("Svaret er endret siden du så det. Se på det på nytt.");
		}
		this.answers.show(answer.id(), look.shown());
		this.audit.record(look.shown() ? Act.ANSWER_SHOWN : Act.ANSWER_NOT_SHOWN,
				this.answers.obstaclesOf(answer.id())
					.stream()
					.map(this.obstacles::get)
					.map((obstacle) -> new Audit.Subject(answer.id(), obstacle.unitId(), obstacle.id()))
					.toList());
		if (look.shown()) {
			this.delivery.isShownToOthers(answer);
		}
	}

	/**
	 * The answers nobody has looked at though others could read them, the oldest first,
	 * {@link #AT_ONCE} at most.
	 */
	List<ShownAnswer> answersToLookAt() {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return this.answers.notLookedAt(AT_ONCE).stream().map(this::shown).toList();
	}

	/** How many answers nobody has looked at. */
	int numberOfAnswersToLookAt() {
		return this.answers.numberNotLookedAt();
	}

	private List<ShownAnswer> answersTo(String obstacleId) {
		return this.answers.of(obstacleId)
			.stream()
			.filter((answer) -> answer.hasText() && answer.answer() != Answer.Kind.FORWARD)
			.map(this::shown)
			.toList();
	}

	private ShownAnswer shown(Answer answer) {
		List<Obstacle> about = this.obstacles.all(this.answers.obstaclesOf(answer.id()))
			.values()
			.stream()
			.sorted(Comparator.comparing(Obstacle::id))
			.toList();
		return new ShownAnswer(answer.id(), this.recipients.get(answer.recipient()).name(), answer.answer().words(),
				this.calendar.dateOf(answer.givenAt()), answer.text(), answer.shownToOthers(), named(answer, about),
				about.stream()
					.map(Obstacle::publishedText)
					.filter((text) -> text != null && !SharedObstacles.GONE.contains(text))
					.findFirst()
					.orElse(null));
	}

	/**
	 * What in an answer could tell which unit it was written to, or names somebody: the
	 * units it concerns, their people, persons named in what the units wrote, and
	 * whatever else looks like a person's name.
	 */
	private List<String> named(Answer answer, List<Obstacle> about) {
		String text = answer.text();
		List<Unit> asking = this.units.of(about.stream().map(Obstacle::unitId).toList());
		Collection<String> people = this.identities
			.names(this.units.people(asking).stream().map(Person::userId).toList())
			.values();
		List<String> told = about.stream()
			.flatMap((obstacle) -> obstacle.texts().stream())
			.flatMap((words) -> Names.capitalsIn(words).stream())
			.toList();
		return this.names.telling(text, asking, Stream.concat(people.stream(), told.stream()).toList());
	}

	/**
	 * Other units do not see the obstacle any more, and the wording goes wherever it
	 * went. Who has joined the obstacle stays with it. {@link Conflict} if there is no
	 * wording.
	 */
	void takeBack(String obstacleId) {
		Obstacle obstacle = open(obstacleId);
		if (obstacle.publishedText() == null) {
			throw new Conflict("Ordlyden er alt tatt tilbake.");
		}
		this.obstacles.publish(obstacle.id(), null);
		this.audit.record(Act.WORDING_TAKEN_BACK, obstacle.id(), obstacle.unitId(), null);
	}

	private Obstacle open(String obstacleId) {
		this.user.mustBeIn(Identities.SECRETARIAT);
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

	private int number(String condition) {
		return this.jdbc
			.sql("select count(*) from obstacle o where " + SharedObstacles.SHAREABLE
					+ " and o.text not in (:gone) and " + condition)
			.param("gone", SharedObstacles.GONE)
			.query(Integer.class)
			.single();
	}

	private List<Shown> list(String condition, String text, int page) {
		return list(condition, text, page, "");
	}

	private List<Shown> list(String condition, String text, int page, String id) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return this.jdbc
			.sql("select o.id, o.unit_id, o.category, o.subcategory, o.raised_at, " + text
					+ " as text from obstacle o where " + SharedObstacles.SHAREABLE + " and o.text not in (:gone) and "
					+ condition + " order by o.raised_at desc, o.id offset :from rows fetch next :number rows only")
			.param("gone", SharedObstacles.GONE)
			.param("id", id)
			.param("from", page * AT_ONCE)
			.param("number", AT_ONCE)
			.query(Rows.of(Row.class))
			.list()
			.stream()
			.map((row) -> new Shown(row.id(), row.unitId(), about(row), row.text(),
					row.raisedAt().atZoneSameInstant(ApplicationClock.OSLO).toLocalDate(), answersTo(row.id())))
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
	 * @param answers those with a text, oldest first
	 */
	record Shown(String id, String unitId, String about, String text, LocalDate raisedOn, List<ShownAnswer> answers) {

		/** Another one when the text is another one. */
		public String version() {
			return versionOf(this.text);
		}

	}

	private static String versionOf(String text) {
		return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
	}

	/**
	 * An answer on the page.
	 *
	 * @param recipient name of who answered
	 * @param kind what kind of answer it is, in Norwegian
	 * @param shown whether others may read it; null before anybody has looked
	 * @param named what in it could name the unit or a person
	 * @param wording how others see the obstacle, or null
	 */
	record ShownAnswer(String id, String recipient, String kind, LocalDate givenOn, String text, Boolean shown,
			List<String> named, String wording) {

		/** Another one when the text is another one. */
		public String version() {
			return versionOf(this.text);
		}

	}

	/**
	 * What somebody decided who has looked at an answer.
	 *
	 * @param version of the text that was shown
	 * @param shown whether others may read it
	 */
	record Look(String answerId, String version, boolean shown) {
	}

	/**
	 * What is approved.
	 *
	 * @param text without anything that tells which unit or person it is about
	 */
	record Wording(@Required("Ordlyden") @Text String text) {
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Row(String id, String unitId, String category, String subcategory, OffsetDateTime raisedAt, String text) {
	}

}
