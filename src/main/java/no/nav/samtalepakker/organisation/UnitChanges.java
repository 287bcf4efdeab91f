package no.nav.samtalepakker.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Patience;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of people and units. Rows are dated; on the day a change takes effect the
 * group, the open tasks and the old access follow in the same transaction.
 */
@Component
class UnitChanges {

	private final JdbcClient jdbc;

	private final Units units;

	private final GivenEmails emails;

	private final Identities identities;

	private final Processes processes;

	private final CurrentUser currentUser;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final Patience patience;

	UnitChanges(JdbcClient jdbc, Units units, GivenEmails emails, Identities identities, Processes processes,
			CurrentUser currentUser, NorwegianCalendar calendar, Audit audit, ApplicationEventPublisher events,
			TransactionTemplate transaction, Patience patience) {
		this.jdbc = jdbc;
		this.units = units;
		this.emails = emails;
		this.identities = identities;
		this.processes = processes;
		this.currentUser = currentUser;
		this.calendar = calendar;
		this.audit = audit;
		this.events = events;
		this.transaction = transaction;
		this.patience = patience;
	}

	/** Gives a unit new people, from today or from a day to come. */
	@Transactional
	public void changePeople(String unitId, PeopleChange change) {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		this.identities.lock(this.units.get(unitId).peoplesGroups());
		Unit unit = open(unitId);
		change.check(unit);
		List<PeopleChange.Email> given = change.emails(this.units.peopleOn(unitId, this.calendar.today()));
		this.emails.refuseOthers(given);
		if (change.hasRoles()) {
			LocalDate from = (change.validFrom() != null) ? change.validFrom() : this.calendar.today();
			for (String role : List.of(Person.LEADER, Person.CO_SIGNER, Person.DEPUTY)) {
				change.wanted(role, (user) -> this.emails.of(user).orElse(null))
					.ifPresent((people) -> replace(unitId, role, people, from));
			}
			this.audit.record(Act.PEOPLE_CHANGED, unitId, unitId, "from " + from);
		}
		given.forEach((email) -> this.emails.give(email.userId(), email.address()));
		if (change.withoutEmail() != null) {
			change.withoutEmail().forEach(this.emails::takeAway);
		}
		if (change.hasRoles()) {
			applyDue(unit);
		}
	}

	/** Takes back what was to change on a later day; who has a role today keeps it. */
	@Transactional
	public void withdrawPlanned(String unitId) {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		this.identities.lock(this.units.get(unitId).peoplesGroups());
		open(unitId);
		LocalDate today = this.calendar.today();
		int withdrawn = this.jdbc
			.sql("delete from unit_person where unit_id = ? and valid_from > ? and applied = false")
			.params(unitId, today)
			.update();
		withdrawn += this.jdbc.sql("""
				update unit_person set valid_to = null, applied = true
				where unit_id = ? and valid_from <= ? and valid_to >= ?
				""").params(unitId, today, today).update();
		if (withdrawn == 0) {
			throw new Conflict("Ingenting er planlagt for enheten.");
		}
		this.audit.record(Act.PLANNED_PEOPLE_WITHDRAWN, unitId, unitId, null);
	}

	/** The unit, unless another has taken over. */
	Unit open(String unitId) {
		Unit unit = this.units.get(unitId);
		if (unit.successorId() != null) {
			throw new Conflict("Enheten er lagt ned.");
		}
		return unit;
	}

	/** Who may take over from the unit. */
	Unit successorOf(Unit unit, String successorId) {
		if (successorId == null) {
			throw new InvalidInput("unitId", "Enheten som tar over må fylles ut");
		}
		Unit successor = this.units.find(successorId)
			.orElseThrow(() -> new InvalidInput("unitId", "Enheten som skal ta over finnes ikke"));
		if (successor.id().equals(unit.id()) || successor.closedOn() != null || !sameKind(unit, successor)) {
			throw new InvalidInput("unitId", "Enheten som tar over må være en annen åpen enhet av samme slag");
		}
		return successor;
	}

	/** Closes a unit; everything it has running goes to another. */
	@Transactional
	public void close(String unitId, String successorId) {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		if (successorId == null) {
			throw new InvalidInput("unitId", "Enheten som tar over må fylles ut");
		}
		this.identities.lock(Stream.of(unitId, successorId)
			.flatMap((id) -> this.units.find(id).stream())
			.flatMap((unit) -> unit.peoplesGroups().stream())
			.toList());
		Unit unit = this.units.get(unitId);
		if (successorId.equals(unit.successorId())) {
			return;
		}
		if (unit.successorId() != null) {
			throw new Conflict("Enheten er allerede lagt ned og har en annen etterfølger.");
		}
		Unit successor = successorOf(unit, successorId);
		LocalDate today = this.calendar.today();
		this.jdbc.sql("update unit set closed_on = ?, successor_id = ? where id = ?")
			.params(today, successorId, unitId)
			.update();
		this.events.publishEvent(new UnitClosed(unitId, successorId));
		List<String> moved = this.processes.moveUnit(unitId, successorId, unit.groupsTakenOverBy(successor),
				this.units.assignee(successorId));
		for (Person person : this.units.peopleOn(unitId, today)) {
			for (String group : unit.groupsFor(person.party())) {
				this.identities.leave(person.userId(), group);
				this.audit.record(Act.MEMBER_REMOVED, person.userId(), unitId, group);
			}
		}
		this.jdbc.sql("delete from unit_person where unit_id = ? and valid_from > ? and applied = false")
			.params(unitId, today)
			.update();
		this.jdbc.sql("""
				update unit_person set valid_to = ?, applied = true
				where unit_id = ? and (valid_to is null or valid_to >= ?)
				""").params(today.minusDays(1), unitId, today).update();
		this.audit.record(Act.UNIT_CLOSED, unitId, unitId, successorId);
		recordMoved(moved, unitId, successorId);
		this.events.publishEvent(new PeopleChanged(successorId));
	}

	/** Lets the changes whose day has come take effect; safe to repeat. */
	@Scheduled(cron = "0 5 0 * * *", zone = "Europe/Oslo")
	@EventListener(ApplicationReadyEvent.class)
	public void applyDue() {
		LocalDate today = this.calendar.today();
		this.jdbc.sql("""
				select distinct unit_id from unit_person
				where applied = false and (valid_from <= ? or valid_to < ?)
				""")
			.params(today, today)
			.query(String.class)
			.list()
			.forEach((unitId) -> this.patience
				.insist(() -> this.transaction.executeWithoutResult((status) -> applyDue(this.units.get(unitId)))));
	}

	private static boolean sameKind(Unit unit, Unit successor) {
		return switch (unit.type()) {
			case COUNTY -> false;
			case OFFICE, RESULT_UNIT -> successor.type() == UnitType.OFFICE || successor.type() == UnitType.RESULT_UNIT;
			case USER_COUNCIL, MBA -> successor.type() == unit.type();
		};
	}

	private void replace(String unitId, String role, List<Person> wanted, LocalDate from) {
		List<Row> rows = this.jdbc.sql("""
				select id, user_id, party, valid_from, valid_to, applied from unit_person
				where unit_id = ? and role = ? and (valid_to is null or valid_to >= ?)
				""").params(unitId, role, from).query(Rows.of(Row.class)).list();
		for (Row row : rows) {
			if (row.stays(wanted, from)) {
				if (row.validTo() != null) {
					this.jdbc.sql("update unit_person set valid_to = null where id = ?").param(row.id()).update();
				}
			}
			else if (!row.validFrom().isBefore(from) && !row.applied()) {
				// planned, and never came into force
				this.jdbc.sql("delete from unit_person where id = ?").param(row.id()).update();
			}
			else {
				this.jdbc.sql("update unit_person set valid_to = ?, applied = false where id = ?")
					.params(from.minusDays(1), row.id())
					.update();
			}
		}
		for (Person person : wanted) {
			if (rows.stream().noneMatch((row) -> row.stays(List.of(person), from))) {
				this.jdbc.sql("""
						insert into unit_person (id, unit_id, role, party, user_id, email, valid_from, applied)
						values (:id, :unitId, :role, :party, :userId, :email, :from, false)
						""")
					.params(Rows.values(person))
					.param("id", UUID.randomUUID().toString())
					.param("unitId", unitId)
					.param("role", role)
					.param("from", from)
					.update();
			}
		}
	}

	private void applyDue(Unit unit) {
		LocalDate today = this.calendar.today();
		this.identities.lock(unit.peoplesGroups());
		List<String> formerLeaders = this.jdbc.sql("""
				select distinct user_id from unit_person
				where unit_id = ? and role = ? and applied = false and valid_to < ?
				""").params(unit.id(), Person.LEADER, today).query(String.class).list();
		List<Person> people = this.units.peopleOn(unit.id(), today);
		people.forEach((person) -> this.identities.ensureUser(person.userId(), title(unit.type(), person.role()),
				unit.name()));
		String assignee = (unit.type() == UnitType.COUNTY) ? null : this.units.assignee(unit.id());
		String group = unit.peoplesGroup();
		for (String each : unit.peoplesGroups()) {
			this.identities.ensureGroup(each, unit.nameOf(each));
			Set<String> wanted = people.stream()
				.filter((person) -> unit.groupsFor(person.party()).contains(each))
				.map(Person::userId)
				.collect(Collectors.toSet());
			fill(unit, each, wanted, assignee);
		}
		for (String leader : formerLeaders) {
			if (assignee != null && !leader.equals(assignee)) {
				recordMoved(this.processes.reassign(group, leader, assignee), unit.id(), assignee);
			}
		}
		if (assignee != null) {
			// tasks that came while the unit had no leader
			recordMoved(this.processes.reassign(group, null, assignee), unit.id(), assignee);
		}
		this.jdbc.sql("""
				update unit_person set applied = true
				where unit_id = ? and applied = false and (valid_to < ? or (valid_from <= ? and valid_to is null))
				""").params(unit.id(), today, today).update();
		// in force, and to end on a day that is already known
		this.jdbc.sql("""
				update unit_person set applied = false
				where unit_id = ? and valid_to >= ? and applied = true
				""").params(unit.id(), today).update();
		this.events.publishEvent(new PeopleChanged(unit.id()));
	}

	/**
	 * Makes just these people members; the open tasks of the others go to the assignee.
	 */
	private void fill(Unit unit, String group, Set<String> wanted, String assignee) {
		for (String user : wanted) {
			if (!this.identities.isMember(user, group)) {
				this.identities.join(user, group);
				this.audit.record(Act.MEMBER_ADDED, user, unit.id(), group);
			}
		}
		for (String member : this.identities.members(group)) {
			if (!wanted.contains(member)) {
				List<String> moved = this.identities.leave(member, group, assignee);
				this.audit.record(Act.MEMBER_REMOVED, member, unit.id(), group);
				recordMoved(moved, unit.id(), assignee);
			}
		}
	}

	private void recordMoved(List<String> tasks, String unitId, String to) {
		this.audit.record(Act.TASK_REASSIGNED,
				tasks.stream().map((task) -> new Audit.Subject(task, unitId, to)).toList());
	}

	/** What the role is called. */
	static String title(UnitType type, String role) {
		return switch (role) {
			case Person.LEADER -> switch (type) {
				case COUNTY -> "Fylkesdirektør";
				case MBA -> "Arbeidsgiver";
				default -> "Leder";
			};
			case Person.CO_SIGNER -> "Tillitsvalgt";
			default -> "Stedfortreder";
		};
	}

	private record Row(String id, String userId, Party party, LocalDate validFrom, LocalDate validTo, boolean applied) {

		boolean stays(List<Person> wanted, LocalDate from) {
			return !this.validFrom.isAfter(from) && wanted.stream()
				.anyMatch(
						(person) -> person.userId().equals(this.userId) && Objects.equals(person.party(), this.party));
		}

	}

}
