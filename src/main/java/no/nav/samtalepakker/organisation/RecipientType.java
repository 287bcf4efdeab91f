package no.nav.samtalepakker.organisation;

/**
 * Kinds of recipients; the last three are places an obstacle can end up, nobody answers
 * there.
 */
public enum RecipientType {

	DEPARTMENT, ONGOING_PROCESS, REFORM_MEASURE, EXPERIMENT, EXTERNAL, LOCAL, NONE, SECRETARIAT

}
