package no.nav.samtalepakker.packages;

/** Whom a package is for (design §10). */
public enum TargetGroup {

	/** Result units and offices. */
	UNIT,
	/** User councils. */
	USER_COUNCIL,
	/** Co-determination bodies. */
	MBA,
	/** Offices only. */
	OFFICE

}
