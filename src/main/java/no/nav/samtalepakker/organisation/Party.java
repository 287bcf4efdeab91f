package no.nav.samtalepakker.organisation;

/** The two equal sides of a co-determination body (MBA). */
public enum Party {

	EMPLOYER("arbeidsgiver"), EMPLOYEE("arbeidstaker");

	private final String group;

	Party(String group) {
		this.group = group;
	}

	/** How the names of the groups of this side end. */
	public String group() {
		return this.group;
	}

	/** The side across the table. */
	public Party other() {
		return (this == EMPLOYER) ? EMPLOYEE : EMPLOYER;
	}

}
