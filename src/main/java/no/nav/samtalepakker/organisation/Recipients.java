package no.nav.samtalepakker.organisation;

import java.util.List;
import java.util.Optional;

import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The departments, processes and measures that answer obstacles. */
@Component("recipients")
public class Recipients {

	private final JdbcClient jdbc;

	Recipients(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The recipient with this code, upper or lower case. */
	public Recipient get(String code) {
		return find(code).orElseThrow(() -> new NotFound("Mottakeren finnes ikke."));
	}

	public Optional<Recipient> find(String code) {
		return (code != null) ? this.jdbc.sql("select code, name, type, department from recipient where code = ?")
			.param(new RecipientCode(code).value())
			.query(Rows.of(Recipient.class))
			.optional() : Optional.empty();
	}

	/** Those somebody answers for, by name. */
	public List<Recipient> answering() {
		return this.jdbc.sql("select code, name, type, department from recipient")
			.query(Rows.of(Recipient.class))
			.list()
			.stream()
			.filter(Recipient::answers)
			.sorted(NorwegianAlphabet.by(Recipient::name))
			.toList();
	}

	/** Whether anybody has been named to answer; without, an obstacle goes to triage. */
	public boolean hasContact(String code) {
		return !contacts(code).isEmpty();
	}

	public List<Contact> contacts(String code) {
		return this.jdbc.sql("select user_id, email from recipient_contact where recipient = ? order by user_id")
			.param(new RecipientCode(code).value())
			.query(Rows.of(Contact.class))
			.list();
	}

}
