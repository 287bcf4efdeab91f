package no.nav.samtalepakker.preparation;

/** The names of {@code preparation.bpmn} that code needs. */
public final class PreparationProcess {

	public static final String PLAN_MEETING = "userTask_planMeeting";

	private PreparationProcess() {
	}

}
