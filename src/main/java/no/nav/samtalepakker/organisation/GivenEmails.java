package no.nav.samtalepakker.organisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where e-mail goes to people who have not logged in yet, as the secretariat says. What a
 * login tells takes its place, and is not overruled. It stands with the roles a person
 * has, and goes with them.
 */
@Component
@Transactional
class GivenEmails {

	private final JdbcClient jdbc;

	private final Units units;

	private final Identities identities;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	GivenEmails(JdbcClient jdbc, Units units, Identities identities, NorwegianCalendar calendar, Audit audit) {
		this.jdbc = jdbc;
		this.units = units;
		this.identities = identities;
		this.calendar = calendar;
		this.audit = audit;
	}

	/** Where e-mail goes to the user, if anybody has said so. */
	Optional<String> of(String userId) {
		return this.identities.emailFromLogin(userId)
			.or(() -> this.units.emailOf(userId))
			.or(() -> this.identities.demoEmail(userId));
	}

	/** The addresses of everybody with a role now or later, by user. */
	Map<String, String> all() {
		Map<String, String> emails = new HashMap<>();
		this.jdbc.sql("""
				select user_id, email from recipient_contact where email is not null
				union select user_id, email from unit_person
				where email is not null and (valid_to is null or valid_to >= :today)
				""").param("today", this.calendar.today()).query((row) -> {
			emails.put(row.getString("user_id"), row.getString("email"));
		});
		emails.putAll(this.identities.emailsFromLogin());
		return emails;
	}

	/** Mail to one must not be read by another. */
	void refuseOthers(List<PeopleChange.Email> given) {
		for (PeopleChange.Email email : given) {
			List<String> others = this.jdbc.sql("""
					select user_id from unit_person
					where lower(email) = :email and user_id <> :user and (valid_to is null or valid_to >= :today)
					union select user_id from recipient_contact where lower(email) = :email and user_id <> :user
					order by user_id
					""")
				.param("email", email.address())
				.param("user", email.userId())
				.param("today", this.calendar.today())
				.query(String.class)
				.list();
			if (!others.isEmpty()) {
				throw new InvalidInput(email.field(), "E-postadressen står alt på %s. Hver person må ha sin egen"
					.formatted(String.join(", ", others)));
			}
		}
		if (given.size() > 1 && given.get(0).userId().equals(given.get(1).userId()) != given.get(0)
			.address()
			.equals(given.get(1).address())) {
			throw new InvalidInput(given.get(1).field(), "Hver person må ha sin egen e-postadresse");
		}
	}

	/** Stores an address with every role of the user, unless a login has told one. */
	void give(String userId, String email) {
		if (this.identities.emailFromLogin(userId).isEmpty()) {
			int changed = this.jdbc.sql("""
					update unit_person set email = cast(:email as varchar(254))
					where user_id = :user and (valid_to is null or valid_to >= :today)
						and coalesce(email, '') <> coalesce(cast(:email as varchar(254)), '')
					""").param("email", email).param("user", userId).param("today", this.calendar.today()).update();
			changed += this.jdbc.sql("""
					update recipient_contact set email = cast(:email as varchar(254))
					where user_id = :user and coalesce(email, '') <> coalesce(cast(:email as varchar(254)), '')
					""").param("email", email).param("user", userId).update();
			if (changed > 0) {
				this.audit.record(Act.EMAIL_GIVEN, userId);
			}
		}
	}

	/** Takes an address away that no login has told. */
	void takeAway(String userId) {
		give(userId, null);
	}

}
