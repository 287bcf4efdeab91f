package no.nav.samtalepakker.organisation;

/** The two equal sides of a co-determination body (MBA). */
public enum Party {

	EMPLOYER, EMPLOYEE;

	/** The side across the table. */
	public Party other() {
		return (this == EMPLOYER) ? EMPLOYEE : EMPLOYER;
	}

}
