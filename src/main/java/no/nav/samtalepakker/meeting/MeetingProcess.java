package no.nav.samtalepakker.meeting;

/** The names of {@code execution.bpmn} that code needs. */
public final class MeetingProcess {

	public static final String PREPARE_MEETING = "userTask_prepareMeeting";

	public static final String CONFIRM_EXECUTION = "userTask_confirmExecution";

	/** Timers that follow the date of the meeting. */
	static final String[] DATE_TIMERS = { "timer_materialDue", "timer_meetingDay", "timer_confirmReminder" };

	private MeetingProcess() {
	}

}
