package no.nav.samtalepakker.organisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.TransactionMemory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The departments, processes and measures that answer obstacles. */
@Component("recipients")
public class Recipients {

	private static final String COLUMNS = "code, name, type, department, deprecated_from, successor";

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	Recipients(JdbcClient jdbc, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/** The recipient with this code, upper or lower case. */
	public Recipient get(String code) {
		return find(code).orElseThrow(() -> new NotFound("Mottakeren finnes ikke."));
	}

	/**
	 * Reads all recipients and who answers for them at once, for the rest of the
	 * transaction: who sends many obstacles need not ask for each. Only for transactions
	 * that change neither.
	 */
	public void prefetch() {
		Map<String, Recipient> all = this.jdbc.sql("select " + COLUMNS + " from recipient")
			.query(Rows.of(Recipient.class))
			.list()
			.stream()
			.collect(Collectors.toMap(Recipient::code, (recipient) -> recipient));
		Map<String, List<Contact>> contacts = new HashMap<>();
		all.keySet().forEach((code) -> contacts.put(code, new ArrayList<>()));
		this.jdbc.sql("select recipient, user_id, email from recipient_contact order by user_id").query((row) -> {
			contacts.get(row.getString("recipient")).add(new Contact(row.getString("user_id"), row.getString("email")));
		});
		TransactionMemory.remember(Recipients.class, new Prefetched(all, contacts));
	}

	private static Prefetched prefetched() {
		return TransactionMemory.recall(Recipients.class);
	}

	public Optional<Recipient> find(String code) {
		Prefetched prefetched = prefetched();
		if (prefetched != null && code != null) {
			return Optional.ofNullable(prefetched.recipients().get(new RecipientCode(code).value()));
		}
		return (code != null) ? this.jdbc.sql("select " + COLUMNS + " from recipient where code = ?")
			.param(new RecipientCode(code).value())
			.query(Rows.of(Recipient.class))
			.optional() : Optional.empty();
	}

	/** Those somebody answers for, by name. */
	public List<Recipient> answering() {
		return this.jdbc.sql("select " + COLUMNS + " from recipient")
			.query(Rows.of(Recipient.class))
			.list()
			.stream()
			.filter(Recipient::answers)
			.sorted(NorwegianAlphabet.by(Recipient::name))
			.toList();
	}

	/** Those that can be asked now: somebody answers, and no other has taken over. */
	public List<Recipient> offered() {
		Set<String> reachable = Set
			.copyOf(this.jdbc.sql("select distinct recipient from recipient_contact").query(String.class).list());
		return answering().stream()
			.filter((recipient) -> !recipient.isDeprecatedOn(this.calendar.today())
					&& reachable.contains(recipient.code()))
			.toList();
	}

	/** Whether the recipient can be asked now. */
	public boolean canBeAsked(String code) {
		return find(code).filter((recipient) -> recipient.answers() && !recipient.isDeprecatedOn(this.calendar.today()))
			.isPresent() && hasContact(code);
	}

	/** The recipient itself, or the one that has taken over from it. */
	public Recipient current(String code) {
		Recipient recipient = get(code);
		// two people at once may have let two take over from each other
		Set<String> passed = new HashSet<>();
		while (recipient.isDeprecatedOn(this.calendar.today()) && passed.add(recipient.code())) {
			recipient = get(recipient.successor());
		}
		return recipient;
	}

	/** Whether anybody has been named to answer; without, an obstacle goes to triage. */
	public boolean hasContact(String code) {
		return !contacts(code).isEmpty();
	}

	/** What they are called, by code. */
	public Map<String, String> names() {
		return this.jdbc.sql("select " + COLUMNS + " from recipient")
			.query(Rows.of(Recipient.class))
			.list()
			.stream()
			.collect(Collectors.toMap(Recipient::code, Recipient::name));
	}

	/** How many answer for each that has any, by code. */
	public Map<String, Integer> contactCounts() {
		Map<String, Integer> counts = new HashMap<>();
		this.jdbc.sql("select recipient, count(*) as contacts from recipient_contact group by recipient")
			.query((row) -> {
				counts.put(row.getString("recipient"), row.getInt("contacts"));
			});
		return counts;
	}

	public List<Contact> contacts(String code) {
		Prefetched prefetched = prefetched();
		if (prefetched != null) {
			return prefetched.contacts().getOrDefault(new RecipientCode(code).value(), List.of());
		}
		return this.jdbc.sql("select user_id, email from recipient_contact where recipient = ? order by user_id")
			.param(new RecipientCode(code).value())
			.query(Rows.of(Contact.class))
			.list();
	}

	/**
	 * What a transaction has read ahead.
	 *
	 * @param recipients by code
	 * @param contacts by code, in the usual order
	 */
	private record Prefetched(Map<String, Recipient> recipients, Map<String, List<Contact>> contacts) {
	}

}
