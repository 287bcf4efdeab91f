package no.nav.samtalepakker.organisation;

/** The two equal sides of a co-determination body (MBA). */
public enum Party {

	EMPLOYER, EMPLOYEE

}
