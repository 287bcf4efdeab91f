package no.nav.samtalepakker.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Units and the people in them today. Whoever asks for the people of a closed unit gets
 * those of the unit that took over.
 */
@Component("units")
public class Units {

	private static final String COLUMNS = "id, name, type, county_id, line, closed_on, successor_id";

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	Units(JdbcClient jdbc, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	public Unit get(String id) {
		return find(id).orElseThrow(() -> new NotFound("Enheten finnes ikke."));
	}

	public Optional<Unit> find(String id) {
		return (id != null)
				? this.jdbc.sql("select " + COLUMNS + " from unit where id = ?").param(id).query(Unit.class).optional()
				: Optional.empty();
	}

	/** Every unit that is still open. */
	public List<Unit> all() {
		return this.jdbc.sql("select " + COLUMNS + " from unit where closed_on is null or closed_on > ? order by id")
			.param(this.calendar.today())
			.query(Unit.class)
			.list();
	}

	/** The open offices of a county. */
	public List<Unit> offices(String countyId) {
		return all().stream()
			.filter((unit) -> unit.type() == UnitType.OFFICE && countyId.equals(unit.countyId()))
			.toList();
	}

	/**
	 * The user who gets a unit's tasks: its leader, or null for an MBA, where both
	 * parties are equal, and for a unit without a leader.
	 */
	public String assignee(String unitId) {
		Unit unit = current(unitId);
		return (unit.type() == UnitType.MBA) ? null : leader(unit.id()).map(Person::userId).orElse(null);
	}

	public Optional<Person> leader(String unitId) {
		return people(unitId).stream().filter((person) -> Person.LEADER.equals(person.role())).findFirst();
	}

	/** Those with a part in the unit today: leader, co-signer, deputies. */
	public List<Person> people(String unitId) {
		return peopleOn(current(unitId).id(), this.calendar.today());
	}

	List<Person> peopleOn(String unitId, LocalDate date) {
		return this.jdbc.sql("""
				select user_id, role, party, email from unit_person
				where unit_id = ? and valid_from <= ? and (valid_to is null or valid_to >= ?)
				order by case role when 'LEADER' then 1 when 'CO_SIGNER' then 2 else 3 end, user_id
				""").params(unitId, date, date).query(Person.class).list();
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
	 * How many open units of a type there are.
	 * @param countyId the county, or null for all of them
	 */
	public long openUnits(String countyId, UnitType type) {
		return all().stream()
			.filter((unit) -> unit.type() == type && (countyId == null || countyId.equals(unit.countyId())))
			.count();
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

	/** The unit itself, or the one that has taken over from it. */
	Unit current(String unitId) {
		Unit unit = get(unitId);
		while (unit.successorId() != null && unit.closedOn() != null
				&& !unit.closedOn().isAfter(this.calendar.today())) {
			unit = get(unit.successorId());
		}
		return unit;
	}

}
