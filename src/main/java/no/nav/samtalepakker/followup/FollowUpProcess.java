package no.nav.samtalepakker.followup;

/** The names of {@code follow-up.bpmn} that code needs. */
public final class FollowUpProcess {

	public static final String SET_FOLLOW_UP_DATE = "userTask_setFollowUpDate";

	public static final String FOLLOW_UP_ACTIONS = "userTask_followUpActions";

	private FollowUpProcess() {
	}

}
