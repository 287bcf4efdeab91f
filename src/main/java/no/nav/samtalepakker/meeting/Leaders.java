package no.nav.samtalepakker.meeting;

import java.util.List;
import java.util.Set;

import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;

import org.springframework.stereotype.Component;

/**
 * Who is written to about a conversation: the leader, or both parties of a
 * co-determination body, which has no leader (design §5).
 */
@Component
class Leaders {

	private static final Set<String> PARTIES = Set.of("LEADER", "CO_SIGNER");

	private final Units units;

	Leaders(Units units) {
		this.units = units;
	}

	List<Person> of(Unit unit) {
		if (unit.type() == UnitType.MBA) {
			return this.units.people(unit.id()).stream().filter((person) -> PARTIES.contains(person.role())).toList();
		}
		return this.units.leader(unit.id()).stream().toList();
	}

}
