package no.nav.samtalepakker.organisation;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.PeopleFile.Column;
import no.nav.samtalepakker.organisation.PeopleFile.Fault;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Preview;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes the people of many units at once: what a file would change is shown row by row,
 * and then done in one transaction or not at all.
 */
@Component
@Transactional
class PeopleImport {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	/** As we write it, and as a Norwegian spreadsheet does. */
	private static final List<DateTimeFormatter> DATES = Stream.of("uuuu-MM-dd", "d.M.uuuu")
		.map((pattern) -> DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT))
		.toList();

	/** Numbers of offices, which a spreadsheet takes for numbers. */
	private static final int DIGITS = 4;

	private final JdbcClient jdbc;

	private final Units units;

	private final UnitChanges changes;

	private final GivenEmails emails;

	private final Identities identities;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final CurrentUser user;

	private final Audit audit;

	PeopleImport(JdbcClient jdbc, Units units, UnitChanges changes, GivenEmails emails, Identities identities,
			Processes processes, NorwegianCalendar calendar, CurrentUser user, Audit audit) {
		this.jdbc = jdbc;
		this.units = units;
		this.changes = changes;
		this.emails = emails;
		this.identities = identities;
		this.processes = processes;
		this.calendar = calendar;
		this.user = user;
		this.audit = audit;
	}

	/** Who has which role today, as a file to change and send back. */
	byte[] today() {
		this.user.mustBeIn(Identities.SECRETARIAT);
		Known known = known();
		this.audit.record(Act.PEOPLE_EXPORTED, "all");
		return PeopleFile.write(NorwegianAlphabet.sorted(this.units.all(), Unit::name).stream().map((unit) -> {
			Map<Column, String> row = new EnumMap<>(Column.class);
			row.put(Column.UNIT, unit.id());
			row.put(Column.NAME, unit.name());
			for (Column column : List.of(Column.LEADER, Column.CO_SIGNER, Column.DEPUTIES,
					Column.DEPUTIES_OF_EMPLOYEES)) {
				row.put(column, String.join(", ", known.ids(unit, column)));
			}
			row.put(Column.LEADER_EMAIL, known.email(unit, Column.LEADER));
			row.put(Column.CO_SIGNER_EMAIL, known.email(unit, Column.CO_SIGNER));
			return row;
		}).toList());
	}

	/** What the file would change, or why it cannot be read; changes nothing. */
	Plan plan(String text) {
		PeopleFile file = PeopleFile.of(text);
		List<Fault> faults = new ArrayList<>(file.faults());
		List<Change> changed = new ArrayList<>();
		Known known = known();
		Set<String> seen = new HashSet<>();
		Addresses addresses = new Addresses(known);
		int same = 0;
		for (PeopleFile.Row row : file.rows()) {
			RowReader reader = new RowReader(row, known, addresses, faults);
			Unit unit = reader.unit();
			if (unit == null) {
				continue;
			}
			if (!seen.add(unit.id())) {
				reader.fault(Column.UNIT, "Enheten står i en rad lenger opp", "Ta bort den ene raden");
				continue;
			}
			Change change = reader.change(unit);
			if (change != null) {
				changed.add(change);
			}
			else {
				same++;
			}
		}
		return new Plan(faults, changed, faults.isEmpty() ? same : 0,
				faults.isEmpty() ? follows(changed, known, addresses) : List.of());
	}

	/**
	 * Does what has been seen.
	 * @param seen version of the preview
	 * @return how many units have got new people
	 */
	int carryOut(String text, String seen) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		// all at once and in order, so that two who do this do not wait for each other
		this.identities
			.lock(plan(text).changed().stream().flatMap((change) -> change.unit().peoplesGroups().stream()).toList());
		Plan plan = plan(text);
		if (!plan.preview().version().equals(seen)) {
			throw new Conflict("Noe er endret siden du så på dette. Se over en gang til.");
		}
		plan.changed().forEach((change) -> this.changes.changePeople(change.unit().id(), change.people()));
		return plan.changed().size();
	}

	private List<String> follows(List<Change> changed, Known known, Addresses addresses) {
		LocalDate today = this.calendar.today();
		List<String> lines = new ArrayList<>();
		int tasks = changed.stream()
			.filter((change) -> change.people().leader() != null && !change.from().isAfter(today))
			.filter((change) -> change.unit().type() != UnitType.MBA && change.unit().type() != UnitType.COUNTY)
			.mapToInt((change) -> (int) this.processes.countTasks(change.unit().group()))
			.sum();
		if (tasks > 0) {
			lines.add(Counted.of(tasks, "Én åpen oppgave går til den nye lederen.",
					"%d åpne oppgaver går til de nye lederne."));
		}
		long later = changed.stream().filter((change) -> change.from().isAfter(today)).count();
		if (later > 0) {
			lines.add(
					"%s en endring fram i tid. Oppgaver og tilgang følger med den dagen, og endringen kan tas tilbake til da."
						.formatted(Counted.of(later, "Én enhet får", "%d enheter får")));
		}
		List<String> planned = changed.stream()
			.filter((change) -> known.planned().contains(change.unit().id()))
			.map((change) -> change.unit().name())
			.toList();
		if (!planned.isEmpty()) {
			lines.add("Det som var planlagt fra før for de samme rollene, gjelder ikke lenger for %s."
				.formatted(String.join(", ", planned)));
		}
		Set<String> unknown = new TreeSet<>();
		changed.forEach((change) -> change.joining()
			.stream()
			.filter((person) -> !known.names().containsKey(person))
			.forEach(unknown::add));
		if (!unknown.isEmpty()) {
			lines.add(
					"Disse bruker-id-ene har ingen brukt her før: %s. Se at de er riktige: den som eier en, får tilgang."
						.formatted(String.join(", ", unknown)));
		}
		lines.addAll(addresses.follows());
		return lines;
	}

	private Known known() {
		LocalDate today = this.calendar.today();
		Map<String, List<Person>> people = new HashMap<>();
		this.jdbc.sql("""
				select unit_id, user_id, role, party, email from unit_person
				where valid_from <= :today and (valid_to is null or valid_to >= :today) order by user_id
				""").param("today", today).query((row) -> {
			people.computeIfAbsent(row.getString("unit_id"), (unit) -> new ArrayList<>())
				.add(new Person(row.getString("user_id"), row.getString("role"), Party.valueOf(row.getString("party")),
						row.getString("email")));
		});
		Set<String> planned = new HashSet<>(this.jdbc
			.sql("select distinct unit_id from unit_person where valid_from > :today or valid_to >= :today")
			.param("today", today)
			.query(String.class)
			.list());
		Map<String, Unit> units = this.jdbc
			.sql("select id, name, type, county_id, line, closed_on, successor_id from unit")
			.query(Rows.of(Unit.class))
			.list()
			.stream()
			.collect(Collectors.toMap(Unit::id, Function.identity()));
		return new Known(units, people, planned, this.identities.names(), this.emails.all(),
				this.identities.emailsFromLogin().keySet(), today);
	}

	/** Reads one row, and remembers what is wrong with it. */
	private static final class RowReader {

		private final PeopleFile.Row row;

		private final Known known;

		private final Addresses addresses;

		private final List<Fault> faults;

		private RowReader(PeopleFile.Row row, Known known, Addresses addresses, List<Fault> faults) {
			this.row = row;
			this.known = known;
			this.addresses = addresses;
			this.faults = faults;
		}

		private void fault(Column column, String wrong, String cure) {
			this.faults.add(new Fault(this.row.number(), column.title(), wrong, cure));
		}

		/** The unit the row is about, or null. */
		private Unit unit() {
			String id = this.row.cells().get(Column.UNIT);
			String padded = id.matches("\\d{1," + DIGITS + "}") ? "0".repeat(DIGITS - id.length()) + id : id;
			Unit unit = this.known.units().getOrDefault(id, this.known.units().get(padded));
			if (id.isEmpty()) {
				fault(Column.UNIT, "Nummeret på enheten mangler", "Skriv nummeret, for eksempel 0104");
			}
			else if (unit == null) {
				fault(Column.UNIT, "Ingen enhet har nummeret «%s»".formatted(shortened(id)),
						"Finn nummeret under «Enheter og folk»");
			}
			else if (unit.successorId() != null) {
				fault(Column.UNIT, "%s er lagt ned".formatted(unit.name()), "Ta bort raden");
				return null;
			}
			return unit;
		}

		/** What the row changes, or null if nothing. */
		private Change change(Unit unit) {
			boolean mba = unit.type() == UnitType.MBA;
			int before = this.faults.size();
			String leader = one(unit, Column.LEADER, "Skriv bruker-id-en til den som leder enheten");
			String coSigner = one(unit, Column.CO_SIGNER, "Skriv bruker-id-en til den tillitsvalgte");
			if (!mba) {
				for (Column column : List.of(Column.CO_SIGNER, Column.CO_SIGNER_EMAIL, Column.DEPUTIES_OF_EMPLOYEES)) {
					if (!cell(column).isEmpty()) {
						fault(column, "Bare medbestemmelsesapparat har dette", "La feltet stå tomt");
					}
				}
			}
			List<PeopleChange.Deputy> deputies = deputies(unit, mba);
			String leaderEmail = email(unit, Column.LEADER_EMAIL, Column.LEADER, leader);
			String coSignerEmail = mba ? email(unit, Column.CO_SIGNER_EMAIL, Column.CO_SIGNER, coSigner) : null;
			boolean roles = leader != null || coSigner != null || deputies != null;
			if (this.faults.size() > before || !roles && leaderEmail == null && coSignerEmail == null) {
				return null;
			}
			// an address counts at once
			LocalDate from = roles ? from() : this.known.today();
			if (from == null) {
				return null;
			}
			PeopleChange people = new PeopleChange(leader, coSigner, deputies, from, leaderEmail, coSignerEmail, null);
			try {
				people.check(unit);
			}
			catch (InvalidInput ex) {
				fault(columnOf(ex.field(), people), ex.advice().replaceFirst("\\.$", ""), "Rett bruker-id-en");
				return null;
			}
			return described(unit, people, from);
		}

		private static Column columnOf(String field, PeopleChange people) {
			if (!field.startsWith("deputies")) {
				return "coSigner".equals(field) ? Column.CO_SIGNER : Column.LEADER;
			}
			int number = Integer.parseInt(field.replaceAll("\\D", ""));
			return (people.deputies().get(number).party() == Party.EMPLOYEE) ? Column.DEPUTIES_OF_EMPLOYEES
					: Column.DEPUTIES;
		}

		/** Whom the role gets, or null if it stays as it is. */
		private String one(Unit unit, Column column, String missing) {
			List<String> wanted = ids(cell(column));
			List<String> now = this.known.ids(unit, column);
			if (!has(column) || wanted.equals(now) || column == Column.CO_SIGNER && unit.type() != UnitType.MBA) {
				return null;
			}
			if (wanted.size() != 1) {
				fault(column, wanted.isEmpty() ? "Feltet er tomt, og rollen kan ikke stå tom" : "Her står det flere",
						missing);
				return null;
			}
			return wanted.get(0);
		}

		/** The address whoever has the role gets, or null if it stays as it is. */
		private String email(Unit unit, Column column, Column role, String coming) {
			String user = (coming != null) ? coming : this.known.ids(unit, role).stream().findFirst().orElse(null);
			if (user != null) {
				this.addresses.writtenTo(user);
			}
			String written = cell(column);
			if (written.isEmpty()) {
				return null;
			}
			if (user == null) {
				fault(column, "Her er det ingen som har rollen", "Skriv også bruker-id-en, eller la feltet stå tomt");
				return null;
			}
			try {
				return this.addresses.given(user, PeopleChange.email(column.name(), written), this.row.number());
			}
			catch (InvalidInput ex) {
				fault(column, ex.advice().replaceFirst("\\.$", ""),
						"Skriv personens egen e-postadresse, eller la feltet stå tomt");
				return null;
			}
		}

		private List<PeopleChange.Deputy> deputies(Unit unit, boolean mba) {
			List<PeopleChange.Deputy> wanted = new ArrayList<>();
			boolean same = true;
			for (Column column : mba ? List.of(Column.DEPUTIES, Column.DEPUTIES_OF_EMPLOYEES)
					: List.of(Column.DEPUTIES)) {
				List<String> now = this.known.ids(unit, column);
				List<String> then = has(column) ? ids(cell(column)) : now;
				same &= Set.copyOf(now).equals(Set.copyOf(then));
				Party party = (column == Column.DEPUTIES) ? Party.EMPLOYER : Party.EMPLOYEE;
				then.forEach((id) -> wanted.add(new PeopleChange.Deputy(id, party)));
			}
			return same ? null : wanted;
		}

		/** From which day, or null if that cannot be. */
		private LocalDate from() {
			String written = cell(Column.VALID_FROM);
			if (written.isEmpty()) {
				return this.known.today();
			}
			for (DateTimeFormatter format : DATES) {
				try {
					LocalDate day = LocalDate.parse(written, format);
					if (day.isBefore(this.known.today()) || day.getYear() > this.known.today().getYear() + 10) {
						fault(Column.VALID_FROM, "Dagen har vært, eller er for langt fram",
								"Skriv i dag eller en senere dag, eller la feltet stå tomt");
						return null;
					}
					return day;
				}
				catch (DateTimeParseException ex) {
					// perhaps the next one
				}
			}
			fault(Column.VALID_FROM, "«%s» er ikke en dato".formatted(shortened(written)),
					"Skriv den som 2027-01-31 eller 31.1.2027");
			return null;
		}

		private Change described(Unit unit, PeopleChange people, LocalDate from) {
			List<String> lines = new ArrayList<>();
			List<Person> before = this.known.people().getOrDefault(unit.id(), List.of());
			Set<String> joining = new LinkedHashSet<>();
			Set<String> staying = new HashSet<>();
			for (String role : List.of(Person.LEADER, Person.CO_SIGNER, Person.DEPUTY)) {
				List<Person> now = before.stream().filter((person) -> person.role().equals(role)).toList();
				List<Person> then = people.wanted(role, (id) -> null).orElse(now);
				then.forEach((person) -> staying.add(person.userId()));
				String title = UnitChanges.title(unit.type(), role).toLowerCase(Locale.ROOT);
				without(then, now).forEach((person) -> {
					joining.add(person.userId());
					lines.add("%s blir %s.".formatted(this.known.called(person.userId()), title));
				});
				without(now, then).forEach((person) -> lines
					.add("%s er ikke lenger %s.".formatted(this.known.called(person.userId()), title)));
			}
			before.stream()
				.map(Person::userId)
				.filter((id) -> !staying.contains(id))
				.distinct()
				.forEach((id) -> lines.add("%s mister tilgangen.".formatted(this.known.called(id))));
			people.emails(before)
				.forEach((email) -> lines.add("E-post til %s går til %s fra i dag."
					.formatted(this.known.called(email.userId()), email.address())));
			return new Change(this.row.number(), unit, from, lines, joining, before, people);
		}

		private static List<Person> without(List<Person> these, List<Person> others) {
			return these.stream()
				.filter((person) -> others.stream()
					.noneMatch((other) -> other.userId().equals(person.userId()) && other.party() == person.party()))
				.toList();
		}

		private boolean has(Column column) {
			return this.row.cells().containsKey(column);
		}

		private String cell(Column column) {
			return this.row.cells().getOrDefault(column, "");
		}

		private static List<String> ids(String written) {
			return Arrays.stream(written.split("[\\s,;]+")).filter((id) -> !id.isEmpty()).distinct().toList();
		}

		private static String shortened(String text) {
			return (text.length() > 40) ? text.substring(0, 40) + "…" : text;
		}

	}

	/** The addresses a file gives, one to each person, and who is left without. */
	private static final class Addresses {

		/** More would be a list nobody reads. */
		private static final int MOST_NAMED = 10;

		private final Known known;

		private final Map<String, String> owners = new HashMap<>();

		private final Map<String, String> given = new HashMap<>();

		private final Map<String, Integer> rows = new HashMap<>();

		private final Set<String> writtenTo = new TreeSet<>();

		private final Set<String> overruled = new TreeSet<>();

		private Addresses(Known known) {
			this.known = known;
			known.emails().forEach((user, email) -> this.owners.put(email.toLowerCase(Locale.ROOT), user));
		}

		/** Takes note of somebody e-mail is for. */
		void writtenTo(String userId) {
			this.writtenTo.add(userId);
		}

		/** The address if it is new, or null if it stays as it is. */
		String given(String userId, String email, int row) {
			boolean same = email.equalsIgnoreCase(this.known.emails().get(userId));
			String owner = same ? userId : this.owners.putIfAbsent(email, userId);
			if (owner != null && !owner.equals(userId)) {
				throw new InvalidInput("rows", "E-postadressen står alt på %s".formatted(owner));
			}
			String other = this.given.putIfAbsent(userId, email);
			if (other != null && !other.equals(email)) {
				throw new InvalidInput("rows",
						"%s har en annen e-postadresse i rad %d".formatted(userId, this.rows.get(userId)));
			}
			this.rows.putIfAbsent(userId, row);
			if (same) {
				return null;
			}
			if (this.known.fromLogin().contains(userId)) {
				this.overruled.add(userId);
				return null;
			}
			return email;
		}

		/** What it means for those who are written to. */
		List<String> follows() {
			List<String> lines = new ArrayList<>();
			if (!this.overruled.isEmpty()) {
				lines.add(
						"Disse har logget inn, og e-posten går til adressen derfra. Adressen i fila blir ikke brukt: %s."
							.formatted(named(this.overruled)));
			}
			Set<String> without = new TreeSet<>(this.writtenTo);
			without.removeAll(this.known.emails().keySet());
			without.removeAll(this.given.keySet());
			if (!without.isEmpty()) {
				lines.add("%s: %s.".formatted(
						Counted.of(without.size(), "Én person i fila får ikke e-post før hun eller han logger inn",
								"%d personer i fila får ikke e-post før de logger inn"),
						named(without)));
			}
			return lines;
		}

		private String named(Set<String> users) {
			String names = users.stream().limit(MOST_NAMED).map(this.known::called).collect(Collectors.joining(", "));
			return (users.size() > MOST_NAMED) ? "%s og %d til".formatted(names, users.size() - MOST_NAMED) : names;
		}

	}

	/** All there is to know, read at once. */
	private record Known(Map<String, Unit> units, Map<String, List<Person>> people, Set<String> planned,
			Map<String, String> names, Map<String, String> emails, Set<String> fromLogin, LocalDate today) {

		/** The address of whoever has the role, or nothing. */
		String email(Unit unit, Column role) {
			return ids(unit, role).stream().map((user) -> this.emails.getOrDefault(user, "")).findFirst().orElse("");
		}

		/** The user ids that stand in the column today. */
		List<String> ids(Unit unit, Column column) {
			String role = switch (column) {
				case LEADER -> Person.LEADER;
				case CO_SIGNER -> Person.CO_SIGNER;
				default -> Person.DEPUTY;
			};
			boolean employees = column == Column.DEPUTIES_OF_EMPLOYEES;
			return this.people.getOrDefault(unit.id(), List.of())
				.stream()
				.filter((person) -> person.role().equals(role))
				.filter((person) -> column != Column.DEPUTIES && !employees
						|| (person.party() == Party.EMPLOYEE) == employees)
				.map(Person::userId)
				.toList();
		}

		String called(String userId) {
			String name = this.names.getOrDefault(userId, userId);
			return name.equals(userId) ? userId : "%s (%s)".formatted(name, userId);
		}

	}

	/**
	 * What a file would change.
	 *
	 * @param faults what cannot be read; then nothing is done
	 * @param changed the units that get other people
	 * @param same how many units stay as they are
	 * @param follows what it brings about besides
	 */
	record Plan(List<Fault> faults, List<Change> changed, int same, List<String> follows) {

		/** How many units get other people, not only other addresses. */
		public long roles() {
			return this.changed.stream().filter((change) -> change.people().hasRoles()).count();
		}

		/** How many people get an address. */
		public long emails() {
			return this.changed.stream()
				.flatMap((change) -> change.people().emails(change.before()).stream().map(PeopleChange.Email::userId))
				.distinct()
				.count();
		}

		/** The same for the act that does it. */
		Preview preview() {
			List<String> lines = new ArrayList<>(this.follows);
			lines.add(Objects.toString(this.same));
			this.changed.forEach((change) -> lines.add(change.unit().id() + change.from() + change.lines()));
			return new Preview("Lagre endringene", lines, false);
		}

	}

	/**
	 * What a row changes.
	 *
	 * @param row as a spreadsheet counts
	 * @param unit whose people they are
	 * @param from the first day
	 * @param lines who comes and who goes
	 * @param joining the user ids that come
	 * @param before those of the unit until then
	 * @param people the change itself
	 */
	record Change(int row, Unit unit, LocalDate from, List<String> lines, Set<String> joining, List<Person> before,
			PeopleChange people) {

		/** The first day in words. */
		public String day() {
			return DAY.format(this.from);
		}

	}

}
