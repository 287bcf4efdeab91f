package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What units have raised, for the secretariat: what has waited longest first, and never
 * which unit it was. The words may tell it all the same, so who has read them is
 * remembered.
 */
@Component
@Transactional
class ObstacleList {

	/** On one page. */
	static final int AT_ONCE = 25;

	private static final String PAGE = "hindringer";

	private static final int FIRST_WORDS = 140;

	private final JdbcClient jdbc;

	private final Taxonomy taxonomy;

	private final Recipients recipients;

	private final RecipientFigures figures;

	private final CurrentUser user;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	ObstacleList(JdbcClient jdbc, Taxonomy taxonomy, Recipients recipients, RecipientFigures figures, CurrentUser user,
			NorwegianCalendar calendar, Audit audit) {
		this.jdbc = jdbc;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
		this.figures = figures;
		this.user = user;
		this.calendar = calendar;
		this.audit = audit;
	}

	/**
	 * Whether how many there are may be told: how much one person has to answer may not
	 * (design §11).
	 */
	boolean isCounted(ObstacleFilter filter) {
		return filter.recipient() == null || this.recipients.find(filter.recipient()).isEmpty()
				|| !this.figures.isOnePerson(filter.recipient());
	}

	/**
	 * What the filter finds: how many are in each stage, whichever it asks for, and those
	 * of one page, what has waited longest first and what is over last, the newest of it
	 * first. That their words have been read is remembered, once a day.
	 * @param page from 0, each of {@link #AT_ONCE}; beyond the last the last one
	 */
	Found find(ObstacleFilter filter, int page) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		Page asked = read(filter, Math.max(page, 0));
		int last = Math.max(0, (asked.total() - 1) / AT_ONCE);
		Page there = (page > last) ? read(filter, last) : asked;
		return new Found(there.counts(), there.total(), Math.min(Math.max(page, 0), last), last, shown(there.ids()));
	}

	/** Counts and page in one go, since both must find out the stage of each obstacle. */
	private Page read(ObstacleFilter filter, int page) {
		Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
		List<String> ids = new ArrayList<>();
		this.jdbc.sql("""
				with found as (%1$s)
				select stage, count(*) as number, null as id, 0 as place,
					cast(null as timestamp with time zone) as raised, cast(null as timestamp with time zone) as closed
				from found group by stage
				union all (
					select stage, 1 as number, id, case when stage in (:waiting) then 0 else 1 end as place,
						case when stage in (:waiting) then raised_at end as raised, closed_at as closed
					from found where cast(:stage as varchar) is null or stage = :stage
					order by place, raised, closed desc, id offset :from rows fetch next :number rows only)
				order by place, raised, closed desc, id
				""".formatted(Stage.ofAll("o.id, o.raised_at, o.closed_at", filter.condition())))
			.params(values(filter))
			.param("waiting", Stage.waiting())
			.param("stage", (filter.stage() != null) ? filter.stage().name() : null)
			.param("from", (long) page * AT_ONCE)
			.param("number", AT_ONCE)
			.query((row) -> {
				if (row.getString("id") == null) {
					counts.put(Stage.valueOf(row.getString("stage")), row.getInt("number"));
				}
				else {
					ids.add(row.getString("id"));
				}
			});
		return new Page(counts, (filter.stage() != null) ? counts.getOrDefault(filter.stage(), 0)
				: counts.values().stream().mapToInt(Integer::intValue).sum(), ids);
	}

	/** These, in this order; those that are no more are left out. */
	List<Shown> shown(List<String> ids) {
		List<Shown> shown = described(ids);
		remember(shown);
		return shown;
	}

	/** The same, for whoever shows no words of theirs. */
	List<Shown> described(List<String> ids) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		if (ids.isEmpty()) {
			return List.of();
		}
		Map<String, List<Sent>> sent = sent(ids);
		Map<String, Shown> found = new LinkedHashMap<>();
		this.jdbc
			.sql("select o.id, o.unit_id, u.type, o.category, o.subcategory, o.text, o.published_text, o.raised_at, "
					+ Stage.OF_OBSTACLE + " as stage from obstacle o join unit u on u.id = o.unit_id "
					+ "where o.id in (:ids) and o.raised_at is not null")
			.param("ids", ids)
			.param("today", this.calendar.today())
			.query(Rows.of(Row.class))
			.list()
			.forEach((row) -> found.put(row.id(), shown(row, sent.getOrDefault(row.id(), List.of()))));
		return ids.stream().filter(found::containsKey).map(found::get).toList();
	}

	private void remember(List<Shown> shown) {
		Set<String> seen = this.audit.seenToday(Act.OBSTACLE_SEEN, PAGE);
		this.audit.record(Act.OBSTACLE_SEEN,
				shown.stream()
					.filter((obstacle) -> obstacle.ownWords() && !seen.contains(obstacle.id()))
					.map((obstacle) -> new Audit.Subject(obstacle.id(), obstacle.unitId(), PAGE))
					.toList());
	}

	private Map<String, Object> values(ObstacleFilter filter) {
		LocalDate today = this.calendar.today();
		Map<String, Object> values = filter.values(today, ApplicationClock.OSLO);
		values.put("today", today);
		return values;
	}

	private Map<String, List<Sent>> sent(List<String> ids) {
		return this.jdbc.sql("select q.obstacle_id, r.name, q.state, q.due_on from routing_recipient q "
				+ "join recipient r on r.code = q.recipient where q.obstacle_id in (:ids) order by q.position, q.id")
			.param("ids", ids)
			.query(Rows.of(Question.class))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Question::obstacleId, Collectors
				.mapping((asked) -> new Sent(asked.name(), asked.state(), asked.dueOn()), Collectors.toList())));
	}

	private Shown shown(Row row, List<Sent> sent) {
		boolean approved = row.publishedText() != null && !SharedObstacles.GONE.contains(row.publishedText());
		boolean gone = row.text() == null || SharedObstacles.GONE.contains(row.text());
		LocalDate raisedOn = this.calendar.dateOf(row.raisedAt());
		return new Shown(row.id(), row.unitId(), theme(this.taxonomy, row.category(), row.subcategory()),
				approved ? firstWords(row.publishedText()) : gone ? null : firstWords(row.text()), !approved && !gone,
				approved, kind(row.type()), sent, row.stage(), raisedOn,
				(int) ChronoUnit.DAYS.between(raisedOn, this.calendar.today()));
	}

	/** By its theme and first words, in a sentence about it. */
	String nameOf(Obstacle obstacle) {
		boolean approved = obstacle.publishedText() != null && !SharedObstacles.GONE.contains(obstacle.publishedText());
		String words = approved ? obstacle.publishedText() : obstacle.text();
		return (words == null || SharedObstacles.GONE.contains(words))
				? theme(this.taxonomy, obstacle.category(), obstacle.subcategory()) : "«" + firstWords(words) + "»";
	}

	/** Category and subcategory as on screen. */
	static String theme(Taxonomy taxonomy, String category, String subcategory) {
		String theme = Stream
			.of(Optional.ofNullable(category).flatMap(taxonomy::nameOfCategory),
					Optional.ofNullable(subcategory).flatMap(taxonomy::find).map(Taxonomy.Subcategory::name))
			.flatMap(Optional::stream)
			.collect(Collectors.joining(": "));
		return theme.isEmpty() ? "Uten kategori" : theme;
	}

	/** What a kind of unit is called. */
	static String kind(UnitType type) {
		return switch (type) {
			case COUNTY -> "Fylke";
			case OFFICE -> "Nav-kontor";
			case RESULT_UNIT -> "Resultatenhet";
			case USER_COUNCIL -> "Brukerutvalg";
			case MBA -> "Medbestemmelsesapparat";
		};
	}

	/** Whole words, as many as tell one case from another. */
	static String firstWords(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		if (line.length() <= FIRST_WORDS) {
			return line;
		}
		int end = line.lastIndexOf(' ', FIRST_WORDS);
		return line.substring(0, (end > FIRST_WORDS / 2) ? end : FIRST_WORDS) + " …";
	}

	/**
	 * What a filter finds.
	 *
	 * @param counts how many are in each stage, whichever the filter asks for
	 * @param total how many are in the stage it asks for
	 * @param page the one shown, from 0
	 * @param last the last one
	 * @param obstacles on that page
	 */
	record Found(Map<Stage, Integer> counts, int total, int page, int last, List<Shown> obstacles) {
	}

	private record Page(Map<Stage, Integer> counts, int total, List<String> ids) {
	}

	/**
	 * An obstacle in the list.
	 *
	 * @param unitId never shown
	 * @param theme category and subcategory
	 * @param words how it begins, in the approved wording if there is one; null once
	 * erased
	 * @param ownWords whether these are the unit's own words
	 * @param approved whether there is a wording for other units
	 * @param kind of unit
	 * @param sent where it has been sent, in that order
	 * @param days since it was raised
	 */
	record Shown(String id, String unitId, String theme, String words, boolean ownWords, boolean approved, String kind,
			List<Sent> sent, Stage stage, LocalDate raisedOn, int days) {

		/** Since when the unit has waited, or when it was raised. */
		public String age() {
			return switch (this.days) {
				case 0 -> "i dag";
				case 1 -> "i går";
				default -> "for " + this.days + " dager siden";
			};
		}

	}

	/**
	 * One it has been sent to.
	 *
	 * @param name of the recipient
	 * @param state what has become of the question
	 * @param dueOn when the answer is due
	 */
	record Sent(String name, AskedRecipient.State state, LocalDate dueOn) {
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Row(String id, String unitId, UnitType type, String category, String subcategory, String text,
			String publishedText, OffsetDateTime raisedAt, Stage stage) {
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Question(String obstacleId, String name, AskedRecipient.State state, LocalDate dueOn) {
	}

}
