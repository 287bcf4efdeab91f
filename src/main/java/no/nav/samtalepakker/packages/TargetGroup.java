package no.nav.samtalepakker.packages;

/** Whom a package is for (design §10). */
public enum TargetGroup {

	/** Result units and offices. */
	UNIT("resultatenheter og Nav-kontorer"),
	/** User councils. */
	USER_COUNCIL("brukerutvalg"),
	/** Co-determination bodies. */
	MBA("medbestemmelsesapparat (MBA)"),
	/** Offices only. */
	OFFICE("Nav-kontorer");

	private final String words;

	TargetGroup(String words) {
		this.words = words;
	}

	/** Whom, in Norwegian. */
	public String words() {
		return this.words;
	}

}
