package no.nav.samtalepakker.reporting;

/** The names of {@code reporting.bpmn} that code needs. */
public final class ReportingProcess {

	public static final String REPORT_CONVERSATION = "userTask_reportConversation";

	public static final String APPROVE_REPORT = "userTask_approveReport";

	private ReportingProcess() {
	}

}
