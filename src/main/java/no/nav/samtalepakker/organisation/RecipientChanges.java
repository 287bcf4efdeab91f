package no.nav.samtalepakker.organisation;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Patience;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recipients come, get other names, and go, but are never deleted: what they have
 * answered stays theirs. One that goes has a successor, which is asked in its place; its
 * people keep their access until they have nothing left to answer.
 */
@Component
class RecipientChanges {

	private static final int LONGEST_CODE = 40;

	private final JdbcClient jdbc;

	private final Recipients recipients;

	private final List<WorkOfRecipients> work;

	private final Identities identities;

	private final CurrentUser user;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	private final TransactionTemplate transaction;

	private final Patience patience;

	RecipientChanges(JdbcClient jdbc, Recipients recipients, List<WorkOfRecipients> work, Identities identities,
			CurrentUser user, NorwegianCalendar calendar, Audit audit, TransactionTemplate transaction,
			Patience patience) {
		this.jdbc = jdbc;
		this.recipients = recipients;
		this.work = work;
		this.identities = identities;
		this.user = user;
		this.calendar = calendar;
		this.audit = audit;
		this.transaction = transaction;
		this.patience = patience;
	}

	/** The code a recipient of this name gets. */
	String codeFor(String name) {
		String plain = Normalizer
			.normalize(name.toUpperCase(Locale.ROOT).replace("Æ", "AE").replace("Ø", "OE").replace("Å", "AA"),
					Normalizer.Form.NFD)
			.replaceAll("[^A-Z0-9]+", "_")
			.replaceAll("^_|_$", "");
		if (plain.isEmpty()) {
			throw new InvalidInput("name", "Navnet må ha minst én bokstav");
		}
		String code = plain.substring(0, Math.min(plain.length(), LONGEST_CODE));
		for (int number = 2; this.recipients.find(code).isPresent(); number++) {
			code = plain.substring(0, Math.min(plain.length(), LONGEST_CODE - 3)) + "_" + number;
		}
		return code;
	}

	/** Adds one nobody answers for yet. */
	@Transactional
	public String add(Added added) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		hold();
		check(added);
		String code = codeFor(added.name());
		this.jdbc.sql("insert into recipient (code, name, type, department) values (?, ?, ?, ?)")
			.params(code, added.name(), added.type().name(), added.department())
			.update();
		Recipient recipient = this.recipients.get(code);
		this.identities.ensureGroup(recipient.group(), recipient.groupName());
		this.audit.record(Act.RECIPIENT_ADDED, code, null, added.type().name());
		return code;
	}

	void check(Added added) {
		refuseTaken(added.name(), null);
		if (!new Recipient("", added.name(), added.type(), null, null, null).answers()) {
			throw new InvalidInput("type", "Velg et slag som noen svarer for");
		}
	}

	/** Gives it another name, for everything that is read from now on. */
	@Transactional
	public void rename(String code, String name) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		hold();
		Recipient recipient = this.recipients.get(code);
		refuseTaken(name, recipient.code());
		this.jdbc.sql("update recipient set name = ? where code = ?").params(name, recipient.code()).update();
		this.identities.renameGroup(recipient.group(), Recipient.groupName(name));
		this.audit.record(Act.RECIPIENT_RENAMED, recipient.code());
	}

	void refuseTaken(String name, String except) {
		boolean taken = this.recipients.answering()
			.stream()
			.anyMatch((other) -> !other.code().equals(except) && other.name().equalsIgnoreCase(name));
		if (taken) {
			throw new InvalidInput("name", "En annen mottaker heter det samme");
		}
	}

	/**
	 * From the day on its successor is asked in its place; what waits for an answer goes
	 * there at once if that is wanted.
	 * @return how many questions were moved
	 */
	@Transactional
	public int deprecate(String code, Deprecated deprecated) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		hold();
		Recipient recipient = this.recipients.get(code);
		Recipient successor = successorOf(recipient, deprecated);
		if (this.jdbc.sql("""
				update recipient set deprecated_from = ?, successor = ? where code = ? and deprecated_from is null
				""").params(deprecated.from(), successor.code(), recipient.code()).update() == 0) {
			throw new Conflict("Mottakeren går alt ut.");
		}
		this.audit.record(Act.RECIPIENT_DEPRECATED, recipient.code(), null, deprecated.from() + " " + successor.code());
		int moved = deprecated.moves() ? move(recipient, successor) : 0;
		endAccess(recipient.code());
		return moved;
	}

	/** Whoever changes recipients waits for whoever does so at this moment. */
	private void hold() {
		this.jdbc.sql("select code from recipient order by code for update").query(String.class).list();
	}

	/**
	 * Gives all that waits for an answer to the successor.
	 * @return how many questions
	 */
	@Transactional
	public int moveQuestions(String code) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		hold();
		int moved = move(this.recipients.get(code), toMoveTo(code));
		endAccess(new RecipientCode(code).value());
		return moved;
	}

	private int move(Recipient recipient, Recipient successor) {
		mustHaveContact(successor);
		int moved = this.work.stream().mapToInt((feature) -> feature.moveTo(recipient.code(), successor.code())).sum();
		this.audit.record(Act.RECIPIENT_QUESTIONS_MOVED, recipient.code(), null, moved + " " + successor.code());
		return moved;
	}

	/** Who gets the questions; refuses where nobody would. */
	Recipient toMoveTo(String code) {
		Recipient recipient = this.recipients.get(code);
		if (recipient.successor() == null) {
			throw new Conflict("Mottakeren går ikke ut.");
		}
		Recipient successor = this.recipients.get(recipient.successor());
		mustHaveContact(successor);
		if (movable(recipient.code(), successor.code()) == 0) {
			throw new Conflict("Ingen spørsmål kan flyttes.");
		}
		return successor;
	}

	void mustHaveContact(Recipient successor) {
		if (!this.recipients.hasContact(successor.code())) {
			throw new Conflict(
					"Ingen svarer for %s ennå, så spørsmålene kan ikke flyttes dit.".formatted(successor.name()));
		}
	}

	/** Who may take over; refuses what cannot be. */
	Recipient successorOf(Recipient recipient, Deprecated deprecated) {
		if (recipient.deprecatedFrom() != null) {
			throw new Conflict("Mottakeren går alt ut.");
		}
		if (deprecated.from().isBefore(this.calendar.today())) {
			throw new InvalidInput("from", "Velg i dag eller en senere dag");
		}
		Recipient successor = this.recipients.find(deprecated.successor())
			.orElseThrow(() -> new InvalidInput("successor", "Velg mottakeren som tar over"));
		if (successor.code().equals(recipient.code()) || !successor.answers() || successor.deprecatedFrom() != null) {
			throw new InvalidInput("successor", "Velg en annen mottaker, som ikke selv går ut");
		}
		return successor;
	}

	/** It is asked as before. */
	@Transactional
	public void reinstate(String code) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		hold();
		Recipient recipient = this.recipients.get(code);
		if (recipient.deprecatedFrom() == null) {
			throw new Conflict("Mottakeren går ikke ut.");
		}
		this.jdbc.sql("update recipient set deprecated_from = null, successor = null where code = ?")
			.param(recipient.code())
			.update();
		this.audit.record(Act.RECIPIENT_REINSTATED, recipient.code());
	}

	/** How many questions the recipient has still to do with. */
	int openAt(String code) {
		return this.work.stream().mapToInt((feature) -> feature.openAt(code)).sum();
	}

	/** How many of them the other can be given. */
	int movable(String code, String successor) {
		return this.work.stream().mapToInt((feature) -> feature.movable(code, successor)).sum();
	}

	/**
	 * Ends the access of people whose recipient has gone and who have nothing left to
	 * answer; safe to repeat.
	 */
	@Scheduled(cron = "0 15 0 * * *", zone = "Europe/Oslo")
	@EventListener(ApplicationReadyEvent.class)
	public void endAccess() {
		this.recipients.answering()
			.forEach((recipient) -> this.patience
				.insist(() -> this.transaction.executeWithoutResult((status) -> endAccess(recipient.code()))));
	}

	private void endAccess(String code) {
		Recipient recipient = this.recipients.get(code);
		List<Contact> contacts = this.recipients.contacts(code);
		if (!recipient.isDeprecatedOn(this.calendar.today()) || contacts.isEmpty() || openAt(code) > 0) {
			return;
		}
		for (Contact contact : contacts) {
			this.identities.leave(contact.userId(), recipient.group());
			this.audit.record(Act.MEMBER_REMOVED, contact.userId(), null, recipient.group());
		}
		this.jdbc.sql("delete from recipient_contact where recipient = ?").param(code).update();
	}

	/**
	 * A new recipient.
	 *
	 * @param name as units read it
	 * @param type what kind it is; one that somebody answers for
	 * @param department where it belongs, or null
	 */
	record Added(@Required("Navn") @Text(Text.NAME) String name, @Required("Slag") RecipientType type,
			@Text(Text.NAME) String department) {
	}

	/** Another name. */
	record Renamed(@Required("Navn") @Text(Text.NAME) String name) {
	}

	/**
	 * A recipient that goes.
	 *
	 * @param from the first day it is not asked
	 * @param successor code of the one that is asked instead
	 * @param move whether it gets at once what waits for an answer; null for no
	 */
	record Deprecated(@Required("Dato") LocalDate from, @Required("Mottakeren som tar over") String successor,
			Boolean move) {

		boolean moves() {
			return Boolean.TRUE.equals(this.move);
		}

	}

}
