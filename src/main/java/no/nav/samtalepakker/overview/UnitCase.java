package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.Story;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.FollowUpProcess;
import no.nav.samtalepakker.meeting.MeetingProcess;
import no.nav.samtalepakker.obstacle.Journey;
import no.nav.samtalepakker.obstacle.NextStep;
import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.ObstacleProcess;
import no.nav.samtalepakker.preparation.PreparationProcess;
import no.nav.samtalepakker.reporting.ReportingProcess;

/**
 * A unit's conversation, for its own people.
 *
 * @param id of the conversation
 * @param unit name of the unit
 * @param packageKey its package
 * @param packageName what the conversation is about
 * @param rollout name of the rollout
 * @param started whether the unit has got it
 * @param sentence how it stands
 * @param steps of its way from plan to follow-up, empty where none was walked
 * @param heldOn the day it was held, or null
 * @param reportedOn the day the report was sent, or null
 * @param erased whether its texts have been erased after their time
 * @param positive what goes well, or null
 * @param shared what the group has come to see in the same way
 * @param journeys its obstacles
 * @param withdrawable ids of those the reader may take back
 * @param actionPoints what the group agreed to do
 * @param next the day the group meets or looks at it again, or null
 * @param arena where it follows up, or null
 * @param task what the reader can do in it now, or null
 * @param mayReopenUntil the last day the unit may hold it after all, or null if it may
 * not
 * @param mayWish whether the unit may say that it would like to take part
 * @param wished whether it has said so
 * @param chapters what else the features tell; empty in a list
 */
record UnitCase(String id, String unit, String packageKey, String packageName, String rollout, boolean started,
		String sentence, List<Standing.Step> steps, LocalDate heldOn, LocalDate reportedOn, boolean erased,
		String positive, List<String> shared, List<Journey> journeys, Set<String> withdrawable,
		List<ActionPoint> actionPoints, NextDate next, String arena, OpenTask task, LocalDate mayReopenUntil,
		boolean mayWish, boolean wished, Map<Story.Chapter, List<Story.Entry>> chapters) {

	/** How many of the obstacles have answers the unit may read and close. */
	public long toRead() {
		return this.journeys.stream().filter((journey) -> journey.next().kind() == NextStep.Kind.READ).count();
	}

	/**
	 * Those of the obstacles somebody else was to answer, and that were not taken back.
	 */
	public List<Journey> sentOn() {
		return this.journeys.stream().filter((journey) -> switch (journey.obstacle().state()) {
			case RAISED, MERGED, CLOSED, ANSWERED_UNREAD -> true;
			// among the action points, or what goes well
			case DRAFT, LOCAL, NONE, WITHDRAWN -> false;
		}).toList();
	}

	/** What goes well, and what the group sees in the same way, in its own words. */
	public List<String> good() {
		return Stream
			.of(Stream.ofNullable(this.positive),
					this.journeys.stream()
						.map(Journey::obstacle)
						.filter((obstacle) -> obstacle.state() == Obstacle.State.NONE)
						.map(Obstacle::text)
						.filter(Objects::nonNull),
					this.shared.stream())
			.flatMap((texts) -> texts)
			.toList();
	}

	/**
	 * What the reader can do now.
	 *
	 * @param id of the task
	 * @param key of the task in its model
	 * @param prepared whether the meeting has been prepared already
	 */
	record OpenTask(String id, String key, boolean prepared) {

		/** What stands on the button. */
		public String words() {
			return switch (this.key) {
				case PreparationProcess.PLAN_MEETING -> "Planlegg samtalen";
				case MeetingProcess.PREPARE_MEETING ->
					this.prepared ? "Se eller endre møtet" : "Forbered eller endre møtet";
				case MeetingProcess.CONFIRM_EXECUTION -> "Si om samtalen ble holdt";
				case ReportingProcess.REPORT_CONVERSATION -> "Fortell hva samtalen ga";
				case ReportingProcess.APPROVE_REPORT -> "Les og svar på rapporten";
				case FollowUpProcess.SET_FOLLOW_UP_DATE -> "Velg dag for oppfølging";
				case FollowUpProcess.FOLLOW_UP_ACTIONS -> "Følg opp";
				case ObstacleProcess.READ_ANSWER -> "Les svaret";
				default -> "Åpne oppgaven";
			};
		}

	}

	/**
	 * A day ahead.
	 *
	 * @param title what happens on it
	 * @param on the day
	 * @param at when it begins, or null
	 * @param minutes how long it lasts
	 * @param lastOn the last day, the same as the first but for groups on several days
	 * @param meeting whether it is the conversation itself
	 * @param sequence of the invitation
	 */
	record NextDate(String title, LocalDate on, LocalTime at, int minutes, LocalDate lastOn, boolean meeting,
			int sequence) {
	}

}
