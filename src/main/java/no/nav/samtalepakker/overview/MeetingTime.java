package no.nav.samtalepakker.overview;

/**
 * Where the time of a meeting may go, in steps of five minutes: most of it to the
 * questions. A proposal for the sheet; the group does as it likes.
 *
 * @param minutes the whole meeting
 * @param opening why we are here, and how we talk
 * @param question each of the questions
 * @param spare a break, and what takes longer
 * @param agreeing what we do now
 */
record MeetingTime(int minutes, int opening, int question, int spare, int agreeing) {

	private static final int USUAL = 120;

	private static final int LEAST = 30;

	private static final int MOST = 600;

	private static final int STEP = 5;

	private static final int LONG = 90;

	private static final int SHARE_FOR_AGREEING = 6;

	/**
	 * @param planned how long the meeting is planned to last; null for the usual two
	 * hours
	 * @param questions how many there are to talk about
	 */
	static MeetingTime of(Integer planned, int questions) {
		int minutes = (planned != null && planned >= LEAST && planned <= MOST) ? planned : USUAL;
		int opening = (minutes >= LONG) ? 2 * STEP : STEP;
		int agreeing = inSteps(minutes / SHARE_FOR_AGREEING);
		int rest = minutes - opening - agreeing;
		int question = (questions > 0) ? Math.max(1, inSteps((rest - STEP) / questions)) : 0;
		return new MeetingTime(minutes, opening, question, Math.max(0, rest - question * questions), agreeing);
	}

	private static int inSteps(int minutes) {
		return (minutes < STEP) ? minutes : minutes - minutes % STEP;
	}

}
