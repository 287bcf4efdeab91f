package no.nav.samtalepakker.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.CaseTasks;
import no.nav.samtalepakker.platform.GroupKind;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gathers what the system knows about one user, for that user. */
@Component
class OwnDataRegister {

	private static final int MOST_ROWS = 200;

	/** What counts as having looked into a unit's case. */
	private static final List<String> OPENING = List.of(Act.CONVERSATION_SEEN.name(), Act.REPORT_SEEN.name(),
			Act.OBSTACLE_SEEN.name(), Act.OBSTACLE_UNIT_SEEN.name(), Act.TEXTS_SEEN.name(), Act.EXAMPLE_SEEN.name(),
			Act.FEEDBACK_SEEN.name());

	/** Acts on a unit have its id as their subject. */
	private static final String UNIT = Act.PEOPLE_CHANGED.subject();

	private final JdbcClient jdbc;

	private final Identities identities;

	private final Units units;

	private final CaseTasks tasks;

	private final RetentionPeriods periods;

	private final NorwegianCalendar calendar;

	OwnDataRegister(JdbcClient jdbc, Identities identities, Units units, CaseTasks tasks, RetentionPeriods periods,
			NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.identities = identities;
		this.units = units;
		this.tasks = tasks;
		this.periods = periods;
		this.calendar = calendar;
	}

	OwnData of(String userId) {
		return new OwnData(userId, this.identities.nameOf(userId).orElse(null),
				this.identities.emailOf(userId).orElse(null), this.identities.groupsOf(userId), roles(userId),
				this.tasks.assignedTo(userId), written(userId), messages(userId), acts(userId), opened(userId));
	}

	private List<OwnData.Role> roles(String userId) {
		return this.jdbc.sql("""
				select p.unit_id, u.name as unit, p.role, p.email, p.valid_from, p.valid_to
				from unit_person p join unit u on u.id = p.unit_id
				where p.user_id = ?
				""")
			.param(userId)
			.query(Rows.of(OwnData.Role.class))
			.list()
			.stream()
			.sorted(Comparator.comparing(OwnData.Role::validFrom)
				.reversed()
				.thenComparing(NorwegianAlphabet.by(OwnData.Role::unit)))
			.toList();
	}

	private List<OwnData.Written> written(String userId) {
		Map<String, Rollout> rollouts = new HashMap<>();
		this.jdbc.sql("select id, name, cut_off_on from rollout").query((row) -> {
			rollouts.put(row.getString("id"),
					new Rollout(row.getString("name"), row.getObject("cut_off_on", LocalDate.class)));
		});
		List<OwnData.Written> written = new ArrayList<>();
		for (PersonColumn person : PersonColumn.values()) {
			this.jdbc
				.sql("select rollout, count(*) as number from (select " + person.rollout() + " as rollout from "
						+ person.table() + " where " + person.column() + " = ?) named group by rollout")
				.param(userId)
				.query((row) -> {
					Rollout rollout = rollouts.get(row.getString("rollout"));
					written.add(new OwnData.Written(person.label(), row.getInt("number"),
							(rollout != null) ? rollout.name() : null,
							(rollout != null) ? rollout.cutOffOn().plus(this.periods.texts()) : null));
				});
		}
		return written;
	}

	/** The day only: by the hour recipients could tell which obstacles came together. */
	private List<OwnData.Message> messages(String userId) {
		return this.jdbc.sql("""
				select coalesce(sent_at, created_at) as at, email, subject from notification where user_id = ?
				order by at desc limit ?
				""")
			.params(userId, MOST_ROWS)
			.query((row, number) -> new OwnData.Message(this.calendar.dateOf(row.getObject("at", OffsetDateTime.class)),
					row.getString("email"), row.getString("subject")))
			.list();
	}

	/**
	 * A unit is shown to its own people and to the secretariat, who know it anyway. For a
	 * recipient the log would tell which unit each obstacle came from.
	 */
	private List<OwnData.Done> acts(String userId) {
		boolean all = this.identities.groupsOf(userId).contains(Identities.SECRETARIAT);
		Set<String> own = this.units.withPredecessors(this.units.unitsOf(userId));
		return this.jdbc.sql("""
				select at, action, subject_type, subject_id, unit_id from audit where user_id = ?
				order by at desc limit ?
				""").params(userId, MOST_ROWS).query((row, number) -> {
			String unit = row.getString("unit_id");
			boolean known = unit == null || all || own.contains(unit);
			return new OwnData.Done(row.getObject("at", OffsetDateTime.class), row.getString("action"),
					words(row.getString("action")), row.getString("subject_type"),
					(known || !UNIT.equals(row.getString("subject_type"))) ? row.getString("subject_id") : null,
					known ? unit : null);
		}).list();
	}

	private List<OwnData.Opened> opened(String userId) {
		List<String> own = this.units.unitsOf(userId);
		if (own.isEmpty()) {
			return List.of();
		}
		Map<Opening, Integer> times = new HashMap<>();
		this.jdbc.sql("""
				select floor(extract(epoch from a.at) / 3600) as clock_hour, a.user_id, u.name as unit, a.action,
					count(*) as times
				from audit a join unit u on u.id = a.unit_id
				where a.unit_id in (:units) and a.action in (:opening) and a.user_id is not null
				group by floor(extract(epoch from a.at) / 3600), a.user_id, u.name, a.action
				""").param("units", own).param("opening", OPENING).query((row) -> {
			// an hour, for no database tells the day of another place the same way
			LocalDate day = LocalDate.ofInstant(Instant.EPOCH.plus(Duration.ofHours(row.getLong("clock_hour"))),
					ApplicationClock.OSLO);
			times.merge(new Opening(day, row.getString("user_id"), row.getString("unit"), row.getString("action")),
					row.getInt("times"), Integer::sum);
		});
		Map<String, String> names = new HashMap<>();
		Map<String, List<String>> groups = new HashMap<>();
		return times.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((entry) -> new OwnData.Opened(entry.getKey().day(),
					names.computeIfAbsent(entry.getKey().userId(), this::nameAndId),
					groups.computeIfAbsent(entry.getKey().userId(), this::access), entry.getKey().unit(),
					words(entry.getKey().act()), entry.getValue()))
			.toList();
	}

	private String nameAndId(String userId) {
		return this.identities.nameOf(userId).map((name) -> name + " (" + userId + ")").orElse(userId);
	}

	/** Only what says why somebody could look: not everything that person belongs to. */
	private List<String> access(String userId) {
		Set<String> telling = Set.of(Identities.SECRETARIAT, Identities.ADMIN);
		return this.identities.groupsOf(userId)
			.stream()
			.filter((group) -> telling.contains(group) || GroupKind.RECIPIENT.has(group))
			.toList();
	}

	private static String words(String act) {
		try {
			return Act.valueOf(act).words();
		}
		catch (IllegalArgumentException ex) {
			// from before this list was kept
			return act;
		}
	}

	private record Rollout(String name, LocalDate cutOffOn) {
	}

	/** What is told together; the newest day first. */
	private record Opening(LocalDate day, String userId, String unit, String act) implements Comparable<Opening> {

		@Override
		public int compareTo(Opening other) {
			return Comparator.comparing(Opening::day, Comparator.reverseOrder())
				.thenComparing(Opening::userId)
				.thenComparing(Opening::unit)
				.thenComparing(Opening::act)
				.compare(this, other);
		}

	}

}
