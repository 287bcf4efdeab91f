package no.nav.samtalepakker.organisation;

import java.time.LocalDate;

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

	private static final String GROUP_PREFIX = "enhet-";

	/** The group that may work on the unit's tasks. */
	public String group() {
		return groupOf(this.id);
	}

	/** The group of the unit with this id. */
	public static String groupOf(String unitId) {
		return GROUP_PREFIX + unitId;
	}

	/** The unit whose group this is, or null if it is no unit's. */
	public static String ofGroup(String group) {
		return group.startsWith(GROUP_PREFIX) ? group.substring(GROUP_PREFIX.length()) : null;
	}

	/** The group its people belong to: a county's decide for the county. */
	String peoplesGroup() {
		return (this.type == UnitType.COUNTY) ? "fylke-" + this.id : group();
	}

}
