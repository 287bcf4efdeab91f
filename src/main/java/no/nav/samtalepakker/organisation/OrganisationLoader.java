package no.nav.samtalepakker.organisation;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import no.nav.samtalepakker.platform.Identities;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the units and recipients that ship with the application into the database. Adds
 * what is missing and touches nothing else, because the secretariat may have changed it
 * since.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
@Transactional
class OrganisationLoader implements ApplicationRunner {

	/** Those who ship have been there for longer than any case. */
	private static final LocalDate ALWAYS = LocalDate.of(2020, 1, 1);

	private static final CSVFormat CSV = CSVFormat.DEFAULT.builder()
		.setDelimiter(';')
		.setHeader()
		.setSkipHeaderRecord(true)
		.setNullString("")
		.get();

	private final JdbcTemplate jdbc;

	private final Identities identities;

	OrganisationLoader(JdbcTemplate jdbc, Identities identities) {
		this.jdbc = jdbc;
		this.identities = identities;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		loadUnits();
		loadRecipients();
	}

	private void loadUnits() {
		Set<String> known = new HashSet<>(this.jdbc.queryForList("select id from unit", String.class));
		List<Object[]> units = new ArrayList<>();
		List<Object[]> people = new ArrayList<>();
		for (CSVRecord row : read("organisation/organisation.csv")) {
			String id = row.get("unit_id");
			if (!known.contains(id)) {
				UnitType type = UnitType.valueOf(row.get("type"));
				units.add(new Object[] { id, row.get("name"), type.name(), row.get("county_id"), row.get("line") });
				addPerson(people, id, Person.LEADER, Party.EMPLOYER, row.get("leader"));
				addPerson(people, id, Person.CO_SIGNER, Party.EMPLOYEE, row.get("co_signer"));
			}
		}
		this.jdbc.batchUpdate("insert into unit (id, name, type, county_id, line) values (?, ?, ?, ?, ?)", units);
		this.jdbc.batchUpdate("""
				insert into unit_person (id, unit_id, role, party, user_id, email, valid_from, applied)
				values (?, ?, ?, ?, ?, ?, ?, true)
				""", people);
	}

	private void addPerson(List<Object[]> people, String unitId, String role, Party party, String userId) {
		if (userId != null) {
			people.add(new Object[] { UUID.randomUUID().toString(), unitId, role, party.name(), userId,
					this.identities.demoEmail(userId).orElse(null), ALWAYS });
		}
	}

	private void loadRecipients() {
		Set<String> known = new HashSet<>(this.jdbc.queryForList("select code from recipient", String.class));
		List<Object[]> recipients = new ArrayList<>();
		List<Object[]> contacts = new ArrayList<>();
		for (CSVRecord row : read("organisation/recipients.csv")) {
			Recipient recipient = new Recipient(row.get("code"), row.get("name"),
					RecipientType.valueOf(row.get("type")), row.get("department"), null, null);
			if (!known.contains(recipient.code())) {
				recipients.add(new Object[] { recipient.code(), recipient.name(), recipient.type().name(),
						recipient.department() });
				if (recipient.answers()) {
					// only the demonstration knows who answers; else the secretariat
					// names them
					this.identities.demoEmail(recipient.group())
						.ifPresent(
								(email) -> contacts.add(new Object[] { recipient.code(), recipient.group(), email }));
				}
			}
		}
		this.jdbc.batchUpdate("insert into recipient (code, name, type, department) values (?, ?, ?, ?)", recipients);
		this.jdbc.batchUpdate("insert into recipient_contact (recipient, user_id, email) values (?, ?, ?)", contacts);
	}

	private static List<CSVRecord> read(String path) {
		try (Reader reader = new InputStreamReader(new ClassPathResource(path).getInputStream(),
				StandardCharsets.UTF_8)) {
			return CSV.parse(reader).getRecords();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + path, ex);
		}
	}

}
