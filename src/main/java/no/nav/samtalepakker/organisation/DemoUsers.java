package no.nav.samtalepakker.organisation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One user for every role, so that anybody can try the application on their own machine.
 * Adds what is missing; a user who is there keeps the groups the secretariat has given.
 */
@Component
@Profile("demo")
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
@Transactional
class DemoUsers implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(DemoUsers.class);

	private final JdbcClient jdbc;

	private final Units units;

	private final Recipients recipients;

	private final Identities identities;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	DemoUsers(JdbcClient jdbc, Units units, Recipients recipients, Identities identities, Processes processes,
			NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.units = units;
		this.recipients = recipients;
		this.identities = identities;
		this.processes = processes;
		this.calendar = calendar;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.processes.atOnce(this::createUsers);
	}

	private void createUsers() {
		Set<String> known = this.identities.users();
		Set<String> created = new HashSet<>();
		Set<String> groups = new HashSet<>();
		add(known, created, groups, Identities.SECRETARIAT, "Sekretariatet", "Tillitsreformen", Identities.SECRETARIAT,
				"Sekretariatet");
		add(known, created, groups, "evaluator", "Evaluator", "Følgeforskningen", "evaluator", "Evaluering");
		for (Recipient recipient : shipped()) {
			add(known, created, groups, recipient.group(), "Mottaker", recipient.name(), recipient.group(),
					recipient.groupName());
		}
		Map<String, Unit> byId = this.units.all().stream().collect(Collectors.toMap(Unit::id, Function.identity()));
		for (Member member : membersToday()) {
			Unit unit = byId.get(member.unitId());
			String title = UnitChanges.title(unit.type(), member.role());
			unit.groupsFor(member.party())
				.forEach((group) -> add(known, created, groups, member.userId(), title, unit.name(), group,
						unit.nameOf(group)));
		}
		log.info(
				"Demonstration: {} users, all with the password «{}», reachable from this machine only. "
						+ "Try sekretariat, leder-0104, leder-4400, fylke-0200, "
						+ "arbeidsgiver-dmba and tillitsvalgt-dmba, mottaker-hr, evaluator, admin.",
				known.size() + created.size(), Identities.DEMO_PASSWORD);
	}

	/** The secretariat says itself who answers for those it has added. */
	private List<Recipient> shipped() {
		return this.recipients.answering()
			.stream()
			.filter((recipient) -> this.recipients.contacts(recipient.code())
				.stream()
				.anyMatch((contact) -> contact.userId().equals(recipient.group())))
			.toList();
	}

	private List<Member> membersToday() {
		return this.jdbc.sql("""
				select unit_id, user_id, role, party from unit_person
				where valid_from <= :today and (valid_to is null or valid_to >= :today)
				order by unit_id, role
				""").param("today", this.calendar.today()).query(Rows.of(Member.class)).list();
	}

	private void add(Set<String> known, Set<String> created, Set<String> groups, String userId, String firstName,
			String lastName, String group, String groupName) {
		if (known.contains(userId)) {
			return;
		}
		if (groups.add(group)) {
			this.identities.ensureGroup(group, groupName);
		}
		if (created.add(userId)) {
			this.identities.addUser(userId, firstName, lastName);
		}
		this.identities.addMember(userId, group);
	}

	private record Member(String unitId, String userId, String role, Party party) {
	}

}
