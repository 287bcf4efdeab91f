package no.nav.samtalepakker.organisation;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.GroupKind;

/**
 * A unit of NAV, or a body that belongs to one.
 *
 * @param id number or code, as in {@code organisation.csv}
 * @param name as people say it
 * @param type what kind of unit it is
 * @param countyId the county it belongs to, or null
 * @param line the directorate's department above it, or null
 * @param closedOn the first day it is no more, or null
 * @param successorId the unit that took over, or null
 */
public record Unit(String id, String name, UnitType type, String countyId, String line, LocalDate closedOn,
		String successorId) {

	/** The group that may work on the unit's tasks. */
	public String group() {
		return groupOf(this.id);
	}

	/** The group of the unit with this id. */
	public static String groupOf(String unitId) {
		return GroupKind.UNIT.of(unitId);
	}

	/** The unit whose group this is, or null if it is no unit's. */
	public static String ofGroup(String group) {
		return GroupKind.UNIT.idIn(group);
	}

	/** The group of one side of an MBA, which confirms what the other has written. */
	public String groupOf(Party party) {
		return GroupKind.PARTY.of(this.id + "-" + party.group());
	}

	/** The group its people belong to: a county's decide for the county. */
	String peoplesGroup() {
		return (this.type == UnitType.COUNTY) ? GroupKind.COUNTY.of(this.id) : group();
	}

	/** Every group somebody in the unit may belong to. */
	List<String> peoplesGroups() {
		return (this.type == UnitType.MBA)
				? Stream.concat(Stream.of(peoplesGroup()), Stream.of(Party.values()).map(this::groupOf)).toList()
				: List.of(peoplesGroup());
	}

	/** The groups a person belongs to by speaking for the party here. */
	List<String> groupsFor(Party party) {
		return (this.type == UnitType.MBA) ? List.of(peoplesGroup(), groupOf(party)) : List.of(peoplesGroup());
	}

	/** The group of the successor, a unit of the same kind, for each of our own. */
	Map<String, String> groupsTakenOverBy(Unit successor) {
		Map<String, String> groups = new LinkedHashMap<>();
		groups.put(group(), successor.group());
		if (this.type == UnitType.MBA) {
			Stream.of(Party.values()).forEach((party) -> groups.put(groupOf(party), successor.groupOf(party)));
		}
		return groups;
	}

	/** What the group is called. */
	String nameOf(String group) {
		return group.equals(groupOf(Party.EMPLOYER)) ? this.name + ", arbeidsgiver"
				: group.equals(groupOf(Party.EMPLOYEE)) ? this.name + ", arbeidstakere" : this.name;
	}

}
