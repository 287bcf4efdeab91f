package no.nav.samtalepakker.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonCreator;
import no.nav.samtalepakker.platform.EmailAddress;
import no.nav.samtalepakker.platform.InvalidInput;

/**
 * New people for a unit. What is left out stays as it is; an empty list of deputies means
 * none.
 *
 * @param leader user id; in an MBA the employer's side
 * @param coSigner user id of the employees' side
 * @param deputies everybody else who may step in
 * @param validFrom the first day; today if left out
 * @param leaderEmail where e-mail goes to who leads now, or will after the change, until
 * a login says where; counts from now on
 * @param coSignerEmail the same of the employees' side
 * @param withoutEmail user ids whose addresses are taken away
 */
record PeopleChange(String leader, String coSigner, List<Deputy> deputies, LocalDate validFrom, String leaderEmail,
		String coSignerEmail, List<String> withoutEmail) {

	private static final String USER_ID = "[A-Za-z0-9_-]{1,64}";

	void check(Unit unit) {
		if (!hasRoles() && this.leaderEmail == null && this.coSignerEmail == null && this.withoutEmail == null) {
			throw new InvalidInput("leader", "Leder, medunderskriver eller stedfortredere må fylles ut");
		}
		if (this.coSignerEmail != null && unit.type() != UnitType.MBA) {
			throw new InvalidInput("coSignerEmail", "Bare medbestemmelsesapparat har en tillitsvalgt");
		}
		for (int i = 0; this.withoutEmail != null && i < this.withoutEmail.size(); i++) {
			String field = "withoutEmail[" + i + "]";
			if (this.withoutEmail.get(i) == null) {
				throw new InvalidInput(field, "Bruker-id må fylles ut");
			}
			checkUser(field, this.withoutEmail.get(i));
		}
		checkUser("leader", this.leader);
		checkUser("coSigner", this.coSigner);
		for (int i = 0; this.deputies != null && i < this.deputies.size(); i++) {
			String field = "deputies[" + i + "]";
			Deputy deputy = this.deputies.get(i);
			if (deputy == null || deputy.userId() == null) {
				throw new InvalidInput(field + ".userId", "Bruker-id må fylles ut");
			}
			checkUser(field + ".userId", deputy.userId());
			if (unit.type() == UnitType.MBA && deputy.party() == null) {
				throw new InvalidInput(field + ".party", "Part må fylles ut for medbestemmelsesapparat");
			}
		}
	}

	/** Whether anybody gets or loses a role. */
	boolean hasRoles() {
		return this.leader != null || this.coSigner != null || this.deputies != null;
	}

	/**
	 * The addresses the change gives.
	 * @param people those of the unit now
	 */
	List<Email> emails(List<Person> people) {
		List<Email> emails = new ArrayList<>();
		put(emails, "leaderEmail", this.leaderEmail, this.leader, Person.LEADER, people);
		put(emails, "coSignerEmail", this.coSignerEmail, this.coSigner, Person.CO_SIGNER, people);
		return emails;
	}

	private static void put(List<Email> emails, String field, String written, String coming, String role,
			List<Person> people) {
		if (written != null) {
			String user = (coming != null) ? coming
					: people.stream()
						.filter((person) -> person.role().equals(role))
						.map(Person::userId)
						.findFirst()
						.orElseThrow(() -> new InvalidInput(field, "Skriv også hvem adressen gjelder"));
			emails.add(new Email(field, user, email(field, written)));
		}
	}

	/** One address as mail servers take it. */
	static String email(String field, String written) {
		List<String> found = EmailAddress.in(written);
		if (found.size() != 1) {
			throw new InvalidInput(field, "Skriv én e-postadresse, for eksempel navn@etat.no");
		}
		EmailAddress.faultOf(found.get(0)).ifPresent((fault) -> {
			throw new InvalidInput(field, fault);
		});
		return found.get(0);
	}

	private static void checkUser(String field, String userId) {
		if (userId != null && !userId.matches(USER_ID)) {
			throw new InvalidInput(field, "Bruker-id kan bare ha bokstaver (a–z), tall, bindestrek og understrek");
		}
	}

	/** The people a role has after the change; empty if the role is not touched. */
	Optional<List<Person>> wanted(String role, Function<String, String> emailOf) {
		List<Person> people = new ArrayList<>();
		switch (role) {
			case Person.LEADER -> add(people, this.leader, role, Party.EMPLOYER, emailOf);
			case Person.CO_SIGNER -> add(people, this.coSigner, role, Party.EMPLOYEE, emailOf);
			default -> {
				if (this.deputies == null) {
					return Optional.empty();
				}
				for (Deputy deputy : this.deputies) {
					add(people, deputy.userId(), role, (deputy.party() != null) ? deputy.party() : Party.EMPLOYER,
							emailOf);
				}
				return Optional.of(people);
			}
		}
		return people.isEmpty() ? Optional.empty() : Optional.of(people);
	}

	private static void add(List<Person> people, String userId, String role, Party party,
			Function<String, String> emailOf) {
		if (userId != null && people.stream().noneMatch((person) -> person.userId().equals(userId))) {
			people.add(new Person(userId, role, party, emailOf.apply(userId)));
		}
	}

	/**
	 * An address somebody gets.
	 *
	 * @param field where it is written
	 * @param userId whose it is
	 * @param address in small letters
	 */
	record Email(String field, String userId, String address) {
	}

	/**
	 * A deputy; a bare user id will do where there is only one party.
	 *
	 * @param userId the user
	 * @param party the side the deputy speaks for in an MBA
	 */
	record Deputy(String userId, Party party) {

		@JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
		Deputy {
		}

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		static Deputy of(String userId) {
			return new Deputy(userId, null);
		}

	}

}
