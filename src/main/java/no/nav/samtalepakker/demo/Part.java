package no.nav.samtalepakker.demo;

import java.time.LocalDate;
import java.util.Map;

/**
 * What one unit does in a rollout of the demonstration.
 *
 * @param story how far it goes
 * @param plansOn the day its leader gets round to planning
 * @param meetsOn the day of the meeting
 * @param turn the unit's number, which varies what it says
 * @param obstacles rows of the labelled statements it reports
 */
record Part(Story story, LocalDate plansOn, LocalDate meetsOn, int turn,
		java.util.List<Map<String, String>> obstacles) {

	/** How far a unit goes. */
	enum Story {

		/** Plans, holds and reports with input. */
		REPORTS,
		/** Plans, holds and reports that there is nothing to add. */
		REPORTS_NOTHING,
		/** One click: held, nothing to report. */
		ONE_CLICK,
		/** Plans and holds, and leaves the rest. */
		HOLDS,
		/** Plans, and is still to hold it or to say so. */
		PLANS,
		/** Says that it will not be held. */
		REFUSES,
		/** Plans, and calls it off. */
		CANCELS,
		/** Says nothing, which is fine. */
		SILENT

	}

}
