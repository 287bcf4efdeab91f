package no.nav.samtalepakker.organisation;

/** Kinds of units; a package goes to one or more of them. */
public enum UnitType {

	COUNTY, OFFICE, RESULT_UNIT, USER_COUNCIL, MBA

}
