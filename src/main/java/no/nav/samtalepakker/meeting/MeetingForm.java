package no.nav.samtalepakker.meeting;

/** Where people sit. */
public enum MeetingForm {

	PHYSICAL, HYBRID, DIGITAL

}
