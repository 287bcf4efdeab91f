package no.nav.samtalepakker.organisation;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Preview;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the secretariat must know to change who leads a unit and who answers for a
 * recipient, and what a change would bring about. Changes nothing.
 */
@Component
@Transactional(readOnly = true)
class OrganisationDesk {

	/** More are found by more words. */
	static final int MOST = 50;

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	private final JdbcClient jdbc;

	private final Units units;

	private final UnitChanges changes;

	private final Recipients recipients;

	private final RecipientChanges recipientChanges;

	private final GivenEmails emails;

	private final Identities identities;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	OrganisationDesk(JdbcClient jdbc, Units units, UnitChanges changes, Recipients recipients,
			RecipientChanges recipientChanges, GivenEmails emails, Identities identities, Processes processes,
			NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.units = units;
		this.changes = changes;
		this.recipients = recipients;
		this.recipientChanges = recipientChanges;
		this.emails = emails;
		this.identities = identities;
		this.processes = processes;
		this.calendar = calendar;
	}

	// units

	/** Open units whose name or number has all the words, by name. */
	List<Found> search(String words) {
		return found(this.units.search(List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")), null, null));
	}

	/** Open units nobody leads; of an MBA, those where a side has nobody. */
	List<Found> withoutLeader() {
		return found(this.units.withoutLeader());
	}

	/** Open units that are led, where nobody who leads has an address. */
	List<Found> withoutEmail() {
		return found(this.units.withoutEmail());
	}

	private List<Found> found(List<Unit> units) {
		List<Unit> shown = NorwegianAlphabet.sorted(units, Unit::name).stream().limit(MOST + 1L).toList();
		Map<String, List<String>> leaders = leaders(shown.stream().map(Unit::id).toList());
		Map<String, String> names = this.identities.names(leaders.values().stream().flatMap(List::stream).toList());
		Map<String, String> counties = this.units.countyNames();
		return shown.stream()
			.map((unit) -> new Found(unit, (unit.countyId() != null) ? counties.get(unit.countyId()) : null,
					leaders.getOrDefault(unit.id(), List.of()).stream().map(names::get).toList()))
			.toList();
	}

	/** Those who lead these units, by unit. */
	private Map<String, List<String>> leaders(List<String> unitIds) {
		Map<String, List<String>> leaders = new HashMap<>();
		if (!unitIds.isEmpty()) {
			this.jdbc.sql("""
					select unit_id, user_id from unit_person
					where unit_id in (:units) and role <> 'DEPUTY'
						and valid_from <= :today and (valid_to is null or valid_to >= :today)
					order by unit_id, party desc, user_id
					""").param("units", unitIds).param("today", this.calendar.today()).query((row) -> {
				leaders.computeIfAbsent(row.getString("unit_id"), (id) -> new ArrayList<>())
					.add(row.getString("user_id"));
			});
		}
		return leaders;
	}

	View of(String unitId) {
		Unit unit = this.units.get(unitId);
		return new View(unit, (unit.successorId() != null) ? this.units.get(unit.successorId()) : null,
				peopleNow(unit).stream().map((person) -> named(unit, person)).toList(), planned(unit),
				this.calendar.today());
	}

	/** Of the unit itself, not of the one that took over. */
	private List<Person> peopleNow(Unit unit) {
		return this.units.peopleOn(unit.id(), this.calendar.today());
	}

	private NamedPerson named(Unit unit, Person person) {
		String role = UnitChanges.title(unit.type(), person.role());
		boolean side = unit.type() == UnitType.MBA && person.isDeputy();
		return new NamedPerson(person, nameOf(person.userId()),
				side ? "%s, %s".formatted(role, (person.party() == Party.EMPLOYER) ? "arbeidsgiver" : "arbeidstakere")
						: role);
	}

	private List<String> planned(Unit unit) {
		LocalDate today = this.calendar.today();
		List<String> lines = new ArrayList<>();
		this.jdbc.sql("""
				select user_id, role, valid_from, valid_to from unit_person
				where unit_id = ? and (valid_from > ? or valid_to >= ?) order by valid_from, role, user_id
				""").params(unit.id(), today, today).query(Rows.of(Planned.class)).list().forEach((row) -> {
			String role = UnitChanges.title(unit.type(), row.role()).toLowerCase(Locale.ROOT);
			if (row.validFrom().isAfter(today)) {
				lines.add("%s blir %s %s.".formatted(nameOf(row.userId()), role, DAY.format(row.validFrom())));
			}
			if (row.validTo() != null) {
				lines.add("%s er %s til og med %s.".formatted(nameOf(row.userId()), role, DAY.format(row.validTo())));
			}
		});
		return lines;
	}

	Preview previewPeople(String unitId, PeopleChange change) {
		Unit unit = this.changes.open(unitId);
		change.check(unit);
		LocalDate today = this.calendar.today();
		LocalDate from = (change.validFrom() != null) ? change.validFrom() : today;
		if (from.isBefore(today)) {
			throw new InvalidInput("validFrom", "Velg i dag eller en senere dag");
		}
		List<Person> before = peopleNow(unit);
		List<String> lines = new ArrayList<>();
		Set<String> staying = new HashSet<>();
		for (String role : List.of(Person.LEADER, Person.CO_SIGNER, Person.DEPUTY)) {
			List<Person> now = before.stream().filter((person) -> person.role().equals(role)).toList();
			List<Person> then = change.wanted(role, (user) -> null).orElse(now);
			then.forEach((person) -> staying.add(person.userId()));
			String title = UnitChanges.title(unit.type(), role).toLowerCase(Locale.ROOT);
			difference(then, now)
				.forEach((person) -> lines.add("%s blir %s.".formatted(called(person.userId()), title)));
			difference(now, then)
				.forEach((person) -> lines.add("%s er ikke lenger %s.".formatted(called(person.userId()), title)));
		}
		List<String> emails = emails(unit, change, before);
		if (lines.isEmpty()) {
			if (emails.isEmpty()) {
				throw new Conflict("Ingenting er endret.");
			}
			return new Preview("Lagre endringen", emails, false);
		}
		lines.add(0, from.isAfter(today) ? "Fra %s:".formatted(DAY.format(from)) : "Fra i dag:");
		before.stream()
			.map(Person::userId)
			.filter((user) -> !staying.contains(user))
			.distinct()
			.forEach((user) -> lines.add("%s mister tilgangen til enheten.".formatted(nameOf(user))));
		if (change.leader() != null && unit.type() != UnitType.MBA && unit.type() != UnitType.COUNTY) {
			lines.add("%s får de åpne oppgavene til enheten, %d nå.".formatted(nameOf(change.leader()),
					this.processes.countTasks(unit.group())));
		}
		lines.addAll(emails);
		lines.addAll(unknown(staying));
		if (!planned(unit).isEmpty()) {
			lines.add("Det som var planlagt fra før for de samme rollene, gjelder ikke lenger: "
					+ String.join(" ", planned(unit)));
		}
		return new Preview("Lagre endringen", lines, false);
	}

	/** Where e-mail goes after the change, and whom it does not reach. */
	private List<String> emails(Unit unit, PeopleChange change, List<Person> before) {
		List<PeopleChange.Email> given = change.emails(before);
		this.emails.refuseOthers(given);
		List<String> lines = new ArrayList<>();
		Set<String> reached = new HashSet<>();
		given.forEach((email) -> {
			reached.add(email.userId());
			lines.add(this.identities.emailFromLogin(email.userId()).isPresent()
					? "%s har logget inn, og e-posten går til adressen derfra.".formatted(called(email.userId()))
					: "E-post til %s går til %s fra i dag, til adressen kommer fra innloggingen."
						.formatted(called(email.userId()), email.address()));
		});
		Set<String> without = (change.withoutEmail() != null) ? new LinkedHashSet<>(change.withoutEmail())
				: new LinkedHashSet<>();
		Stream.of(change.leader(), (unit.type() == UnitType.MBA) ? change.coSigner() : null)
			.filter((user) -> user != null && this.emails.of(user).isEmpty())
			.forEach(without::add);
		without.removeAll(reached);
		without.forEach((user) -> lines.add(this.identities.emailFromLogin(user).isPresent()
				? "%s har logget inn, og e-posten går til adressen derfra.".formatted(called(user))
				: "%s får ikke e-post før hun eller han logger inn.".formatted(called(user))));
		return lines;
	}

	private static List<Person> difference(List<Person> these, List<Person> others) {
		return these.stream()
			.filter((person) -> others.stream()
				.noneMatch((other) -> other.userId().equals(person.userId()) && other.party() == person.party()))
			.toList();
	}

	/** A mistyped id would give somebody else access. */
	private List<String> unknown(Collection<String> userIds) {
		return userIds.stream()
			.filter((user) -> !this.identities.exists(user))
			.sorted()
			.map((user) -> "Vi kjenner ikke bruker-id-en «%s». Se at den er riktig: den som eier den, får tilgang."
				.formatted(user))
			.toList();
	}

	Preview previewWithdrawal(String unitId) {
		Unit unit = this.changes.open(unitId);
		List<String> lines = new ArrayList<>(planned(unit));
		if (lines.isEmpty()) {
			throw new Conflict("Ingenting er planlagt for enheten.");
		}
		lines.add(0, "Dette skjer ikke likevel:");
		lines.add("De som har rollene i dag, beholder dem.");
		return new Preview("Ta tilbake det som er planlagt", lines, false);
	}

	Preview previewClose(String unitId, String successorId) {
		Unit unit = this.changes.open(unitId);
		Unit successor = this.changes.successorOf(unit, successorId);
		List<String> lines = new ArrayList<>();
		lines.add("%s er lagt ned fra i dag, og %s tar over.".formatted(unit.name(), successor.name()));
		lines.add("Samtaler, hindringer og %s går til %s.".formatted(
				Counted.of(this.processes.countTasks(unit.group()), "én åpen oppgave", "%d åpne oppgaver"),
				leaderOf(successor)));
		List<String> leaving = peopleNow(unit).stream()
			.map(Person::userId)
			.distinct()
			.filter((user) -> !this.units.isMember(successor.id(), user))
			.map(this::nameOf)
			.toList();
		if (!leaving.isEmpty()) {
			lines.add("Disse mister tilgangen: %s.".formatted(String.join(", ", leaving)));
		}
		lines.add("Det kan ikke angres.");
		return new Preview("Legg ned enheten", lines, true);
	}

	private String leaderOf(Unit unit) {
		String leaders = this.units.leading(unit.id())
			.stream()
			.map((person) -> nameOf(person.userId()))
			.collect(Collectors.joining(" og "));
		return leaders.isEmpty() ? unit.name() + ", som mangler leder" : leaders;
	}

	// recipients

	List<RecipientRow> recipients() {
		return this.recipients.answering().stream().map(this::row).toList();
	}

	RecipientRow recipient(String code) {
		return row(answering(code));
	}

	private Recipient answering(String code) {
		Recipient recipient = this.recipients.get(code);
		if (!recipient.answers()) {
			throw new NotFound("Denne mottakeren svarer ikke selv.");
		}
		return recipient;
	}

	private RecipientRow row(Recipient recipient) {
		return new RecipientRow(recipient,
				(recipient.successor() != null) ? this.recipients.get(recipient.successor()) : null,
				recipient.isDeprecatedOn(this.calendar.today()),
				(recipient.successor() != null) ? this.recipientChanges.movable(recipient.code(), recipient.successor())
						: 0,
				this.recipients.contacts(recipient.code())
					.stream()
					.map((contact) -> new Identities.Named(contact.userId(), nameOf(contact.userId())))
					.toList());
	}

	/** The names of those that can take over from this one, by code. */
	Map<String, String> successors(String code) {
		Map<String, String> successors = new LinkedHashMap<>();
		this.recipients.answering()
			.stream()
			.filter((other) -> !other.code().equals(code) && other.deprecatedFrom() == null)
			.forEach((other) -> successors.put(other.code(), other.name()));
		return successors;
	}

	Preview previewAdded(RecipientChanges.Added added) {
		this.recipientChanges.check(added);
		return new Preview("Legg til mottakeren", List.of(
				"%s blir en mottaker, med koden %s. Koden står fast.".formatted(added.name(),
						this.recipientChanges.codeFor(added.name())),
				"Ingen svarer for den ennå. Den kan velges når dere har lagt inn hvem som svarer.",
				"Ingen regel sender hindringer til den før beslutningstabellen er endret. Dere kan sende den det dere vurderer selv.",
				"En mottaker blir aldri slettet, men kan gå ut."), false);
	}

	Preview previewRenamed(String code, String name) {
		Recipient recipient = answering(code);
		this.recipientChanges.refuseTaken(name, recipient.code());
		if (recipient.name().equals(name)) {
			throw new Conflict("Ingenting er endret.");
		}
		return new Preview("Endre navnet",
				List.of("%s heter %s overalt fra nå av.".formatted(recipient.name(), name),
						"Oppsummeringer som er publisert, har fortsatt navnet de ble publisert med.",
						"Navnet kan endres tilbake."),
				false);
	}

	Preview previewDeprecated(String code, RecipientChanges.Deprecated deprecated) {
		Recipient recipient = answering(code);
		Recipient successor = this.recipientChanges.successorOf(recipient, deprecated);
		int open = this.recipientChanges.openAt(recipient.code());
		List<String> lines = new ArrayList<>();
		lines.add("Fra %s kan ingen velge %s, og nye hindringer går til %s. Enhetene får vite det i begrunnelsen."
			.formatted(DAY.format(deprecated.from()), recipient.name(), successor.name()));
		if (deprecated.moves()) {
			this.recipientChanges.mustHaveContact(successor);
			lines.addAll(moving(recipient, successor));
		}
		else {
			lines.add(staying(open));
		}
		lines.add("De som svarer for %s, mister tilgangen når de ikke har noe igjen.".formatted(recipient.name()));
		if (!this.recipients.hasContact(successor.code())) {
			lines.add("Ingen svarer for %s ennå. Til noen gjør det, går hindringene til vurdering hos dere."
				.formatted(successor.name()));
		}
		lines.add("Svarene som er gitt, står som før. Dere kan la mottakeren bli likevel.");
		return new Preview("La mottakeren gå ut", lines, false);
	}

	private static String staying(int open) {
		return switch (open) {
			case 0 -> "Ingen spørsmål venter på svar nå.";
			case 1 ->
				"Ett spørsmål er ikke ferdig. Det blir hos dem som svarer nå, som kan svare eller sende det videre. Dere kan også flytte det.";
			default ->
				"%d spørsmål er ikke ferdige. De blir hos dem som svarer nå, som kan svare eller sende dem videre. Dere kan også flytte dem."
					.formatted(open);
		};
	}

	/** What is moved, and what is not. */
	private List<String> moving(Recipient recipient, Recipient successor) {
		int moved = this.recipientChanges.movable(recipient.code(), successor.code());
		int staying = this.recipientChanges.openAt(recipient.code()) - moved;
		List<String> lines = new ArrayList<>();
		lines.add((moved == 0) ? "Ingen spørsmål kan flyttes."
				: "%s som venter på svar, går til %s med en gang. Fristene er de samme."
					.formatted(Counted.of(moved, "Ett spørsmål", "%d spørsmål"), successor.name()));
		if (moved > 0) {
			lines.add("De som svarer for %s, får en e-post. Enhetene ser hvem som har spørsmålet nå."
				.formatted(successor.name()));
			lines.add("De som svarer for %s, mister oppgavene, også dem de har begynt på.".formatted(recipient.name()));
		}
		if (staying > 0) {
			lines.add("%d blir der de er: løfter om nytt svar, forslag, det dere vurderer nå, og det %s har hatt før."
				.formatted(staying, successor.name()));
		}
		return lines;
	}

	Preview previewMoved(String code) {
		Recipient recipient = answering(code);
		List<String> lines = new ArrayList<>(moving(recipient, this.recipientChanges.toMoveTo(code)));
		lines.add("Det kan ikke angres, men dere kan sende hver hindring videre fra «Hindringer».");
		return new Preview("Flytt spørsmålene", lines, false);
	}

	Preview previewReinstated(String code) {
		Recipient recipient = answering(code);
		if (recipient.deprecatedFrom() == null) {
			throw new Conflict("Mottakeren går ikke ut.");
		}
		List<String> lines = new ArrayList<>();
		lines.add("%s kan velges, og nye hindringer går dit igjen.".formatted(recipient.name()));
		if (recipient.isDeprecatedOn(this.calendar.today())) {
			lines.add("Det som alt er sendt til %s, blir der."
				.formatted(this.recipients.get(recipient.successor()).name()));
		}
		if (!this.recipients.hasContact(recipient.code())) {
			lines.add("Ingen svarer for den nå. Legg inn hvem som gjør det.");
		}
		return new Preview("La mottakeren bli", lines, false);
	}

	Preview previewContacts(String code, ContactsChange change) {
		Recipient recipient = answering(code);
		List<String> now = this.recipients.contacts(code).stream().map(Contact::userId).toList();
		List<String> then = change.userIds();
		List<String> lines = new ArrayList<>();
		then.stream()
			.filter((user) -> !now.contains(user))
			.forEach((user) -> lines.add("%s kan svare for %s.".formatted(called(user), recipient.name())));
		now.stream()
			.filter((user) -> !then.contains(user))
			.forEach((user) -> lines
				.add("%s mister tilgangen, og oppgaver hun eller han har tatt, blir ledige.".formatted(called(user))));
		if (lines.isEmpty()) {
			throw new Conflict("Ingenting er endret.");
		}
		if (then.isEmpty()) {
			lines.add(
					"Da er det ingen som svarer. Nye hindringer går til vurdering hos dere, og %d spørsmål blir liggende."
						.formatted(this.processes.countTasks(recipient.group())));
		}
		lines.addAll(unknown(then));
		return new Preview("Lagre endringen", lines, false);
	}

	private String called(String userId) {
		String name = nameOf(userId);
		return name.equals(userId) ? userId : "%s (%s)".formatted(name, userId);
	}

	private String nameOf(String userId) {
		return this.identities.nameOf(userId).orElse(userId);
	}

	private record Planned(String userId, String role, LocalDate validFrom, LocalDate validTo) {
	}

	/**
	 * A unit that was looked for.
	 *
	 * @param unit the unit
	 * @param county name of its county, or null
	 * @param leaders who leads it today
	 */
	record Found(Unit unit, String county, List<String> leaders) {

		public String kind() {
			return OrganisationDesk.kind(this.unit.type());
		}

	}

	/** What a kind of unit is called. */
	private static String kind(UnitType type) {
		return switch (type) {
			case COUNTY -> "Fylke";
			case OFFICE -> "Nav-kontor";
			case RESULT_UNIT -> "Resultatenhet";
			case USER_COUNCIL -> "Brukerutvalg";
			case MBA -> "Medbestemmelsesapparat";
		};
	}

	/**
	 * A unit and its people.
	 *
	 * @param unit the unit
	 * @param successor who took over, or null
	 * @param people those of today
	 * @param planned what is going to change, in sentences
	 * @param today the first day a change may be from
	 */
	record View(Unit unit, Unit successor, List<NamedPerson> people, List<String> planned, LocalDate today) {

		public String kind() {
			return OrganisationDesk.kind(this.unit.type());
		}

		/** The user ids of a role and party, as they are written in the form. */
		public String ids(String role, String party) {
			return this.people.stream()
				.map(NamedPerson::person)
				.filter((person) -> person.role().equals(role)
						&& (party == null || person.party().name().equals(party)))
				.map(Person::userId)
				.collect(Collectors.joining(", "));
		}

		/** The address of whoever has the role, as it is written in the form. */
		public String email(String role) {
			return this.people.stream()
				.map(NamedPerson::person)
				.filter((person) -> person.role().equals(role) && person.email() != null)
				.map(Person::email)
				.findFirst()
				.orElse("");
		}

	}

	/**
	 * A person as a page shows one.
	 *
	 * @param person the person
	 * @param name first and last name
	 * @param role what the person is in the unit
	 */
	record NamedPerson(Person person, String name, String role) {
	}

	/**
	 * A recipient and who answers for it.
	 *
	 * @param recipient the recipient
	 * @param successor who takes over or has done so, or null
	 * @param gone whether it is asked no more
	 * @param movable how many questions the successor can be given
	 * @param contacts those who answer
	 */
	record RecipientRow(Recipient recipient, Recipient successor, boolean gone, int movable,
			List<Identities.Named> contacts) {

		/** As they are written in the form. */
		public String ids() {
			return this.contacts.stream().map(Identities.Named::userId).collect(Collectors.joining(", "));
		}

	}

}
