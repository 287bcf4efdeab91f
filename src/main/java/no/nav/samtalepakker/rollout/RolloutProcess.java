package no.nav.samtalepakker.rollout;

/** The names of {@code rollout.bpmn} that code needs. */
public final class RolloutProcess {

	public static final String KEY = "rollout";

	public static final String DECIDE_PARTICIPATION = "userTask_decideParticipation";

	public static final String REVIEW_SUMMARY = "userTask_reviewSummary";

	/** The wait for answers once a summary is published. */
	public static final String NEW_ANSWERS = "timer_newAnswers";

	/** Starts the next version of a summary that nothing was expected to change. */
	public static final String NEW_VERSION = "message_newVersion";

	static final String UNITS_JOINED = "message_unitsJoined";

	static final String COUNTY_DECIDED = "message_countyDecided";

	static final String ROLLOUT_CANCELLED = "message_rolloutCancelled";

	static final String ROLLOUT_STOPPED = "message_rolloutStopped";

	/** Messages the conversations wait for. */
	static final String CLOSED = "message_closed";

	static final String CUT_OFF = "message_cutOff";

	static final String STOPPED = "message_stopped";

	/** Timers that follow the closing and the cut-off date. */
	static final String[] DATE_TIMERS = { "timer_closes", "timer_countiesClosed", "timer_cutOff" };

	private RolloutProcess() {
	}

}
