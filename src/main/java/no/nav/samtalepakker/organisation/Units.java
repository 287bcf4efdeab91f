package no.nav.samtalepakker.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.figures.SmallGroups;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.TransactionMemory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Units and the people in them today. Whoever asks for the people of a closed unit gets
 * those of the unit that took over.
 */
@Component("units")
public class Units {

	private static final String COLUMNS = "id, name, type, county_id, line, closed_on, successor_id";

	/** More are found by more words. */
	private static final int MOST_FOUND = 1_000;

	private static final String PEOPLE_IN_ORDER = """
			order by case role when 'LEADER' then 1 when 'CO_SIGNER' then 2 else 3 end, user_id
			""";

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	private final Identities identities;

	Units(JdbcClient jdbc, NorwegianCalendar calendar, Identities identities) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.identities = identities;
	}

	public Unit get(String id) {
		return find(id).orElseThrow(() -> new NotFound("Enheten finnes ikke."));
	}

	public Optional<Unit> find(String id) {
		Prefetched prefetched = prefetched();
		if (prefetched != null && prefetched.units().containsKey(id)) {
			return Optional.of(prefetched.units().get(id));
		}
		return (id != null) ? this.jdbc.sql("select " + COLUMNS + " from unit where id = ?")
			.param(id)
			.query(Rows.of(Unit.class))
			.optional() : Optional.empty();
	}

	/** Every unit that is still open. */
	public List<Unit> all() {
		return this.jdbc.sql("select " + COLUMNS + " from unit where closed_on is null or closed_on > ? order by id")
			.param(this.calendar.today())
			.query(Rows.of(Unit.class))
			.list();
	}

	/**
	 * Open units whose name and number have all the words, in small letters; of very many
	 * those with the lowest numbers, {@value #MOST_FOUND} at most.
	 * @param type of the units, or null for all
	 * @param county they are in, or null for all
	 */
	public List<Unit> search(List<String> words, UnitType type, String county) {
		return search("(closed_on is null or closed_on > :today)", words, type, county);
	}

	/** The same among all units there are or have been. */
	public List<Unit> searchEver(List<String> words) {
		return search("1 = 1", words, null, null);
	}

	private List<Unit> search(String which, List<String> words, UnitType type, String county) {
		StringBuilder conditions = new StringBuilder();
		Map<String, Object> values = new HashMap<>();
		for (String word : words) {
			// a database without a Norwegian locale knows small letters of English only
			String rough = word.replaceAll("([!%_])", "!$1").replaceAll("\\P{ASCII}", "_");
			conditions.append(" and lower(name || ' ' || id) like :word%1$d escape '!'".formatted(values.size()));
			values.put("word" + values.size(), "%" + rough + "%");
		}
		return this.jdbc
			.sql("select " + COLUMNS + " from unit where " + which + ((type != null) ? " and type = :type" : "")
					+ ((county != null) ? " and county_id = :county" : "") + conditions + " order by id fetch first "
					+ MOST_FOUND + " rows only")
			.params(values)
			.param("today", this.calendar.today())
			.param("type", (type != null) ? type.name() : null)
			.param("county", county)
			.query(Rows.of(Unit.class))
			.list()
			.stream()
			.filter((unit) -> words.stream()
				.allMatch((unit.name() + " " + unit.id()).toLowerCase(Locale.ROOT)::contains))
			.toList();
	}

	/**
	 * Open units nobody leads, of an MBA those where a side has nobody; of very many
	 * those with the lowest numbers, {@value #MOST_FOUND} at most.
	 */
	List<Unit> withoutLeader() {
		LocalDate today = this.calendar.today();
		String leads = """
				p.role <> 'DEPUTY' and p.valid_from <= :today and (p.valid_to is null or p.valid_to >= :today)
				""";
		return this.jdbc.sql("select " + COLUMNS + """
				 from unit where (closed_on is null or closed_on > :today) and id in (
					select u.id from unit u where u.type <> 'MBA'
						and not exists (select 1 from unit_person p where p.unit_id = u.id and %1$s)
					union all
					select u.id from unit u left join unit_person p on p.unit_id = u.id and %1$s
					where u.type = 'MBA' group by u.id having count(distinct p.party) < :parties)
				order by id fetch first %2$d rows only
				""".formatted(leads, MOST_FOUND))
			.param("today", today)
			.param("parties", Party.values().length)
			.query(Rows.of(Unit.class))
			.list();
	}

	/**
	 * The next of the units of these types that nobody will close, in the order of their
	 * ids.
	 * @param counties only theirs; empty for everybody
	 * @param after the one before the first
	 * @param most how many at most
	 */
	public List<Unit> next(Collection<UnitType> types, Collection<String> counties, String after, int most) {
		return this.jdbc
			.sql("select " + COLUMNS + " from unit where type in (:types) and closed_on is null and id > :after"
					+ (counties.isEmpty() ? "" : " and county_id in (:counties)") + " order by id limit :most")
			.param("types", types.stream().map(Enum::name).toList())
			.param("counties", counties)
			.param("after", after)
			.param("most", most)
			.query(Rows.of(Unit.class))
			.list();
	}

	/** The units of these ids. */
	public List<Unit> of(Collection<String> unitIds) {
		return unitIds.isEmpty() ? List.of()
				: this.jdbc.sql("select " + COLUMNS + " from unit where id in (:ids)")
					.param("ids", new HashSet<>(unitIds))
					.query(Rows.of(Unit.class))
					.list();
	}

	/** Those of the units that nobody will close. */
	public List<Unit> open(Collection<String> unitIds) {
		return unitIds.isEmpty() ? List.of()
				: this.jdbc.sql("select " + COLUMNS + " from unit where id in (:ids) and closed_on is null")
					.param("ids", unitIds)
					.query(Rows.of(Unit.class))
					.list();
	}

	/** The counties' names, by id, those that are closed included. */
	public Map<String, String> countyNames() {
		return this.jdbc.sql("select " + COLUMNS + " from unit where type = 'COUNTY'")
			.query(Rows.of(Unit.class))
			.list()
			.stream()
			.collect(Collectors.toMap(Unit::id, Unit::name));
	}

	/**
	 * The user who gets a unit's tasks: its leader, or null for an MBA, where both
	 * parties are equal, and for a unit without a leader. Whoever would change that waits
	 * until this transaction has ended.
	 */
	public String assignee(String unitId) {
		Unit unit = current(unitId);
		if (unit.type() != UnitType.MBA) {
			this.identities.lock(List.of(unit.group()));
		}
		return getsTasks(unitId);
	}

	/** The user who would get a task of the unit now, or null. */
	String getsTasks(String unitId) {
		Unit unit = current(unitId);
		return (unit.type() == UnitType.MBA) ? null : leader(unit.id()).map(Person::userId).orElse(null);
	}

	public Optional<Person> leader(String unitId) {
		return people(unitId).stream().filter((person) -> Person.LEADER.equals(person.role())).findFirst();
	}

	/** Who is written to: the leader; of an MBA, which has none, both parties. */
	public List<Person> leading(String unitId) {
		if (current(unitId).type() != UnitType.MBA) {
			return leader(unitId).stream().toList();
		}
		return people(unitId).stream().filter((person) -> !Person.DEPUTY.equals(person.role())).toList();
	}

	/** The units that have somebody who is written to today. */
	public Set<String> led() {
		LocalDate today = this.calendar.today();
		return this.jdbc.sql("""
				select p.unit_id from unit_person p join unit u on u.id = p.unit_id
				where p.valid_from <= ? and (p.valid_to is null or p.valid_to >= ?)
					and (p.role = 'LEADER' or u.type = 'MBA' and p.role <> 'DEPUTY')
				""").params(today, today).query(String.class).set();
	}

	/** Those of {@link #led} where somebody who is written to has an address. */
	public Set<String> reachedByEmail() {
		LocalDate today = this.calendar.today();
		return this.jdbc.sql("""
				select p.unit_id from unit_person p join unit u on u.id = p.unit_id
				where p.valid_from <= ? and (p.valid_to is null or p.valid_to >= ?) and p.email is not null
					and (p.role = 'LEADER' or u.type = 'MBA' and p.role <> 'DEPUTY')
				""").params(today, today).query(String.class).set();
	}

	/**
	 * Open units that somebody leads, and where nobody who leads has an address; of very
	 * many those with the lowest numbers, {@value #MOST_FOUND} at most.
	 */
	List<Unit> withoutEmail() {
		return this.jdbc.sql("select " + COLUMNS + """
				 from unit where (closed_on is null or closed_on > :today) and id in (
					select p.unit_id from unit_person p
					where p.role <> 'DEPUTY' and p.valid_from <= :today
						and (p.valid_to is null or p.valid_to >= :today)
					group by p.unit_id having count(p.email) = 0)
				order by id fetch first %d rows only
				""".formatted(MOST_FOUND)).param("today", this.calendar.today()).query(Rows.of(Unit.class)).list();
	}

	/** Those with a part in the unit today: leader, co-signer, deputies. */
	public List<Person> people(String unitId) {
		return peopleOn(current(unitId).id(), this.calendar.today());
	}

	/** Those with a part in any of these units today. */
	public List<Person> people(Collection<Unit> units) {
		// few have been closed since
		Set<String> ids = units.stream()
			.map((unit) -> (unit.closedOn() != null) ? current(unit.id()).id() : unit.id())
			.collect(Collectors.toSet());
		return ids.isEmpty() ? List.of()
				: this.jdbc.sql("""
						select user_id, role, party, email from unit_person
						where unit_id in (:ids) and valid_from <= :today and (valid_to is null or valid_to >= :today)
						""" + PEOPLE_IN_ORDER)
					.param("ids", ids)
					.param("today", this.calendar.today())
					.query(Rows.of(Person.class))
					.list();
	}

	/**
	 * Reads units and their people of today at once, for the rest of the transaction: who
	 * starts work for many units need not ask for each. Only for transactions that change
	 * neither.
	 */
	public void prefetch(Collection<String> unitIds) {
		if (unitIds.isEmpty()) {
			return;
		}
		LocalDate today = this.calendar.today();
		this.identities.lock(unitIds.stream().map(Unit::groupOf).toList());
		Map<String, Unit> units = this.jdbc.sql("select " + COLUMNS + " from unit where id in (:ids)")
			.param("ids", unitIds)
			.query(Rows.of(Unit.class))
			.list()
			.stream()
			.collect(Collectors.toMap(Unit::id, (unit) -> unit));
		Map<String, List<Person>> people = new HashMap<>();
		unitIds.forEach((id) -> people.put(id, new ArrayList<>()));
		this.jdbc.sql("""
				select unit_id, user_id, role, party, email from unit_person
				where unit_id in (:ids) and valid_from <= :today and (valid_to is null or valid_to >= :today)
				""" + PEOPLE_IN_ORDER).param("ids", unitIds).param("today", today).query((row) -> {
			people.get(row.getString("unit_id"))
				.add(new Person(row.getString("user_id"), row.getString("role"), Party.valueOf(row.getString("party")),
						row.getString("email")));
		});
		TransactionMemory.remember(Units.class, new Prefetched(today, units, people));
	}

	private Prefetched prefetched() {
		return TransactionMemory.recall(Units.class);
	}

	List<Person> peopleOn(String unitId, LocalDate date) {
		Prefetched prefetched = prefetched();
		if (prefetched != null && prefetched.on().equals(date) && prefetched.people().containsKey(unitId)) {
			return prefetched.people().get(unitId);
		}
		return this.jdbc.sql("""
				select user_id, role, party, email from unit_person
				where unit_id = ? and valid_from <= ? and (valid_to is null or valid_to >= ?)
				""" + PEOPLE_IN_ORDER).params(unitId, date, date).query(Rows.of(Person.class)).list();
	}

	/** The party the user speaks for in the unit. */
	public Party partyOf(String unitId, String userId) {
		return people(unitId).stream()
			.filter((person) -> person.userId().equals(userId))
			.map(Person::party)
			.findFirst()
			.orElseThrow(() -> new NotFound("Du hører ikke til i denne enheten."));
	}

	public boolean isMember(String unitId, String userId) {
		return people(unitId).stream().anyMatch((person) -> person.userId().equals(userId));
	}

	/**
	 * The address a person has today where they lead a unit or answer for a recipient.
	 */
	public Optional<String> emailOf(String userId) {
		return this.jdbc.sql("""
				select email from unit_person
				where user_id = :user and email is not null and (valid_to is null or valid_to >= :today)
				union all select email from recipient_contact where user_id = :user and email is not null
				""")
			.param("user", userId)
			.param("today", this.calendar.today())
			.query(String.class)
			.list()
			.stream()
			.findFirst();
	}

	/** The unit, for those who may know it. */
	public UnitPart named(Unit unit) {
		return new UnitPart(unit.id(), unit.name(), unit.type().name(), countyOf(unit));
	}

	/**
	 * The unit, for those who are not to know it. With few units of a kind in a county,
	 * naming the county would name the unit.
	 */
	public UnitPart unnamed(Unit unit) {
		return new UnitPart(null, null, unit.type().name(), isOneOfFew(unit) ? null : countyOf(unit));
	}

	/** The same for many, by their ids: one statement for each type in a county. */
	public Map<String, UnitPart> unnamed(Collection<String> unitIds) {
		Map<String, String> counties = countyNames();
		Map<List<Object>, Boolean> hidden = new HashMap<>();
		return of(unitIds).stream()
			.collect(Collectors.toMap(Unit::id, (unit) -> new UnitPart(null, null, unit.type().name(),
					hidden.computeIfAbsent(Arrays.asList(unit.countyId(), unit.type()), (kind) -> isOneOfFew(unit))
							? null : counties.get(unit.countyId()))));
	}

	private String countyOf(Unit unit) {
		return (unit.countyId() != null) ? find(unit.countyId()).map(Unit::name).orElse(null) : null;
	}

	/** Whether there are so few open units of its type in the county that it is known. */
	private boolean isOneOfFew(Unit unit) {
		return unit.countyId() == null || this.jdbc.sql("""
				select id from unit
				where type = ? and county_id = ? and (closed_on is null or closed_on > ?) limit ?
				""")
			.params(unit.type().name(), unit.countyId(), this.calendar.today(), SmallGroups.LEAST)
			.query(String.class)
			.list()
			.size() < SmallGroups.LEAST;
	}

	/** The units the user has a part in today. */
	public List<String> unitsOf(String userId) {
		LocalDate today = this.calendar.today();
		return this.jdbc.sql("""
				select distinct unit_id from unit_person
				where user_id = ? and valid_from <= ? and (valid_to is null or valid_to >= ?)
				order by unit_id
				""").params(userId, today, today).query(String.class).list();
	}

	/** These units, and the closed ones they have taken over from. */
	public Set<String> withPredecessors(Collection<String> unitIds) {
		Set<String> ids = new LinkedHashSet<>(unitIds);
		for (Set<String> newer = ids; !newer.isEmpty(); ids.addAll(newer)) {
			newer = this.jdbc.sql("select id from unit where successor_id in (:ids) and closed_on <= :today")
				.param("ids", newer)
				.param("today", this.calendar.today())
				.query(String.class)
				.set();
			newer.removeAll(ids);
		}
		return ids;
	}

	/** The unit itself, or the one that has taken over from it. */
	Unit current(String unitId) {
		Unit unit = get(unitId);
		while (unit.successorId() != null && unit.closedOn() != null
				&& !unit.closedOn().isAfter(this.calendar.today())) {
			unit = get(unit.successorId());
		}
		return unit;
	}

	/**
	 * What a transaction has read ahead.
	 *
	 * @param on the day the people are those of
	 * @param units by id
	 * @param people by unit, in the usual order
	 */
	private record Prefetched(LocalDate on, Map<String, Unit> units, Map<String, List<Person>> people) {
	}

}
