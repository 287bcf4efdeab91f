package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Random;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Held;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.testing.CaseTest;
import no.nav.samtalepakker.testing.ModelCoverage;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** From the plan to the day somebody says how it went, with every detour. */
class ExecutionProcessTest extends CaseTest {

	private static final String UNIT = "0104";

	private static final String PREPARE = "userTask_prepareMeeting";

	private static final String CONFIRM = "userTask_confirmExecution";

	/** A Tuesday five weeks ahead. */
	private static final LocalDate MEETING = LocalDate.of(2026, 10, 13);

	private static final String PARTICIPANT = "deltaker@example.invalid";

	private static final String LEADER = "leder-0104@example.invalid";

	@Autowired
	private Meetings meetings;

	@AfterAll
	static void walksTheWholeModel() {
		ModelCoverage.assertCovers("execution", "execution.bpmn");
	}

	@Test
	void materialGoesOutTheLeaderPreparesAndConfirms() {
		ProcessInstance execution = planned(MEETING);
		assertThat(execution).isWaitingAt(PREPARE);
		assertThat(task(PREPARE, id())).isAssignedTo("leder-0104").hasCandidateGroupAssociated("enhet-0104");
		assertThat(task(PREPARE, id()).getName()).isEqualTo("Forbered møtet – Nav Moss (Tillit i egen enhet)");
		assertThat(taskDue(PREPARE)).as("the last day there is").isEqualTo("2026-10-12T23:59");
		assertThat(due("timer_meetingDay")).isEqualTo("2026-10-13T00:00");
		assertThat(due("timer_materialDue")).isEqualTo("2026-09-29T08:00");

		goTo(LocalDate.of(2026, 9, 29));
		fire("timer_materialDue", id());
		assertThat(mails("MATERIAL", id())).containsExactly(PARTICIPANT, LEADER);

		goTo(LocalDate.of(2026, 10, 5));
		submitAsLeader(PREPARE, UNIT, "{\"preparationMeeting\": \"YES\", \"checklist\": {\"c1\": true}}");
		assertThat(execution).as("the meeting is still ahead").isWaitingAt(PREPARE).hasNotPassed(CONFIRM);
		assertThat(task(CONFIRM, id())).as("exactly one open task").isNull();
		assertThat(task(PREPARE, id())).isAssignedTo("leder-0104");
		assertThat(task(PREPARE, id()).getName()).isEqualTo("Møtet er 13. oktober – Nav Moss (Tillit i egen enhet)");
		assertThat(task(PREPARE, id()).getDueDate()).as("nothing has to be done").isNull();

		liveUntil(MEETING.minusDays(1).atTime(23, 59));
		assertThat(task(CONFIRM, id())).isNull();
		liveUntil(MEETING.atStartOfDay());
		assertThat(execution).isWaitingAt(CONFIRM);
		assertThat(task(PREPARE, id())).as("exactly one open task").isNull();
		assertThat(task(CONFIRM, id())).isAssignedTo("leder-0104").hasCandidateGroupAssociated("enhet-0104");
		assertThat(taskDue(CONFIRM)).isEqualTo("2026-10-14T16:00");
		assertThat(due("timer_confirmReminder")).isEqualTo("2026-10-16T08:00");

		goTo(MEETING.plusDays(1));
		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"HELD\"}");

		assertThat(execution).isEnded()
			.hasPassedInOrder("start_execution", "gateway_begun", "timer_materialDue", "serviceTask_sendMaterial",
					"end_materialSent", PREPARE, "gateway_stillPlanned", "gateway_begun", PREPARE, "timer_meetingDay",
					"gateway_begun", CONFIRM, "gateway_meetingOutcome", "end_held")
			.hasNotPassed("timer_confirmReminder", "end_cancelled", "end_postponed", "end_settledEarly");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.REPORTING);
		assertThat(conversation(UNIT).held()).isEqualTo(Held.YES);
		assertThat(conversation(UNIT).heldOn()).isEqualTo(MEETING);
		assertThat(mails("MEETING_CANCELLED", id())).isEmpty();
	}

	@Test
	void deadlinesKeepClearOfEaster() {
		goTo(LocalDate.of(2027, 2, 1));
		planned(LocalDate.of(2027, 4, 12));
		assertThat(due("timer_materialDue")).as("fourteen days before is Easter Monday").isEqualTo("2027-03-24T08:00");

		submitAsLeader(PREPARE, UNIT, "{\"newMeetingDate\": \"2027-03-24\"}");
		liveUntil(LocalDate.of(2027, 3, 24));

		assertThat(taskDue(CONFIRM)).isEqualTo("2027-03-30T16:00");
		assertThat(due("timer_confirmReminder")).isEqualTo("2027-04-01T08:00");
	}

	@Test
	void materialGoesOutAtOnceWhenTheMeetingIsNear() {
		ProcessInstance execution = planned(TODAY.plusDays(3));
		assertThat(job("timer_materialDue", id()).getDuedate()).isBefore(Date.from(this.clock.instant()));

		liveUntil(TODAY);

		assertThat(execution).hasPassed("serviceTask_sendMaterial").isWaitingAt(PREPARE);
		assertThat(mails("MATERIAL", id())).containsExactly(PARTICIPANT, LEADER);
	}

	@Test
	void anUnusedPreparationIsWithdrawnWhenTheMeetingDayBegins() {
		ProcessInstance execution = planned(MEETING);

		liveUntil(MEETING);

		assertThat(execution).hasPassedInOrder("gateway_begun", PREPARE, "timer_meetingDay", "gateway_begun")
			.hasNotPassed("gateway_stillPlanned")
			.isWaitingAt(CONFIRM);
		assertThat(task(PREPARE, id())).isNull();
		assertThat(this.meetings.find(id()).orElseThrow().prepared()).isFalse();
		assertThat(this.meetings.find(id()).orElseThrow().preparationMeeting()).as("unknown").isNull();
	}

	@Test
	void theMeetingDayBelongsToTheMeetingAheadUntilItsHour() {
		rollout("tillit-enhet", UNIT);
		plan(MEETING, "12:30");
		ProcessInstance execution = instance("execution", id());
		assertThat(due("timer_meetingDay")).isEqualTo("2026-10-13T00:00");

		liveUntil(MEETING.atStartOfDay());
		assertThat(execution).hasPassedInOrder(PREPARE, "timer_meetingDay", "gateway_begun").isWaitingAt(PREPARE);
		assertThat(task(PREPARE, id()).getName()).as("the offer to prepare is over")
			.isEqualTo("Møtet er i dag kl. 12.30 – Nav Moss (Tillit i egen enhet)");
		assertThat(this.meetings.find(id()).orElseThrow().prepared()).as("unknown").isFalse();
		assertThat(due("timer_meetingDay")).isEqualTo("2026-10-13T12:30");

		submitAsLeader(PREPARE, UNIT, "{\"newMeetingTime\": \"14:00\"}");
		liveUntil(MEETING.atTime(13, 59));
		assertThat(task(CONFIRM, id())).as("the meeting has not begun").isNull();
		liveUntil(MEETING.atTime(14, 0));
		assertThat(execution).isWaitingAt(CONFIRM);
		assertThat(taskDue(CONFIRM)).isEqualTo("2026-10-14T16:00");
	}

	@Test
	void aMeetingLaterTodayIsAheadAndOneThatHasBegunIsNot() {
		rollout("tillit-enhet", UNIT);
		plan(TODAY, "09:01");
		assertThat(instance("execution", id())).isWaitingAt(PREPARE);
		assertThat(task(PREPARE, id()).getName()).startsWith("Møtet er i dag kl. 09.01");

		submitAsLeader(PREPARE, UNIT, "{\"newMeetingTime\": \"09:00\"}");
		assertThat(instance("execution", id())).isWaitingAt(CONFIRM);
	}

	@Test
	void whoOnlyChangesTheMeetingIsStillOfferedToPrepareIt() {
		planned(MEETING);
		submitAsLeader(PREPARE, UNIT, "{\"newMeetingTime\": \"10:00\", \"roles\": \"Fagleder noterer\"}");
		assertThat(task(PREPARE, id()).getName()).startsWith("Forbered møtet");
		submitAsLeader(PREPARE, UNIT, "{}");
		assertThat(task(PREPARE, id()).getName()).startsWith("Møtet er 13. oktober kl. 10.00");
		submitAsLeader(PREPARE, UNIT, "{\"newMeetingDate\": \"2026-10-20\"}");
		assertThat(task(PREPARE, id()).getName()).as("it is prepared, whenever it is")
			.startsWith("Møtet er 20. oktober kl. 10.00");
	}

	/**
	 * A leader plans, prepares, moves, postpones and confirms as luck will have it, while
	 * time passes; whatever happens, there is one task, and it fits the time.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })
	void fromPlanToReportTheLeaderHasExactlyOneOpenTask(int seed) {
		Random luck = new Random(seed);
		rollout("tillit-enhet", UNIT);
		for (int step = 0; step < 25 && conversation(UNIT).held() == null; step++) {
			Task task = theOneTask();
			String key = task.getTaskDefinitionKey();
			String day = today().plusDays(luck.nextInt(4)).toString();
			String hour = "%02d:30".formatted(7 + luck.nextInt(9));
			switch (luck.nextInt(key.equals("userTask_planMeeting") ? 2 : 5)) {
				case 0 -> liveUntil(LocalDateTime.ofInstant(this.clock.instant(), ApplicationClock.OSLO)
					.plusHours(1 + luck.nextInt(30)));
				default -> submitAsLeader(key, UNIT, switch (key) {
					case "userTask_planMeeting" -> """
							{"meetingDate": "%s", %s"form": "DIGITAL", "participantCount": 8}
							""".formatted(day, luck.nextBoolean() ? "\"meetingTime\": \"" + hour + "\", " : "");
					case PREPARE -> List
						.of("{}", "{\"newMeetingDate\": \"%s\"}".formatted(day),
								"{\"newMeetingTime\": \"%s\"}".formatted(hour), "{\"outcome\": \"POSTPONED\"}")
						.get(luck.nextInt(4));
					default -> List
						.of("{\"outcome\": \"POSTPONED\"}",
								"{\"outcome\": \"POSTPONED\", \"newMeetingDate\": \"%s\"}".formatted(day),
								"{\"outcome\": \"POSTPONED\", \"newMeetingDate\": \"%s\", \"newMeetingTime\": \"%s\"}"
									.formatted(day, hour),
								"{\"outcome\": \"HELD\"}")
						.get(luck.nextInt((step > 15) ? 4 : 3));
				});
			}
		}
		theOneTask();
	}

	private Task theOneTask() {
		List<Task> open = this.tasks.createTaskQuery().processInstanceBusinessKey(id()).list();
		assertThat(open).as("open tasks").hasSize(1);
		String key = open.get(0).getTaskDefinitionKey();
		if (key.equals(PREPARE) || key.equals(CONFIRM)) {
			assertThat(this.meetings.liesAhead(id())).as("the meeting is ahead at %s", key)
				.isEqualTo(key.equals(PREPARE));
		}
		return open.get(0);
	}

	@Test
	void thereIsNoPreparationWhenTheMeetingIsToday() {
		ProcessInstance execution = planned(TODAY);
		assertThat(execution).isWaitingAt(CONFIRM)
			.hasPassedInOrder("start_execution", "gateway_begun")
			.hasNotPassed(PREPARE);
	}

	@Test
	void aNewDateInPreparationMovesEveryDeadline() {
		ProcessInstance execution = planned(MEETING);

		submitAsLeader(PREPARE, UNIT, "{\"newMeetingDate\": \"2026-11-10\"}");

		assertThat(execution).isWaitingAt(PREPARE);
		assertThat(due("timer_materialDue")).isEqualTo("2026-10-27T08:00");
		assertThat(due("timer_meetingDay")).isEqualTo("2026-11-10T00:00");
		assertThat(taskDue(PREPARE)).isEqualTo("2026-11-09T23:59");
		assertThat(mails("MEETING_MOVED", id())).as("nobody has been invited yet").isEmpty();
	}

	@Test
	void aNewDateAfterTheInvitationIsAnnouncedAndTheMaterialIsSentOnlyOnce() {
		ProcessInstance execution = planned(MEETING);
		fire("timer_materialDue", id());

		submitAsLeader(PREPARE, UNIT, "{\"newMeetingDate\": \"2026-11-10\"}");
		assertThat(mails("MEETING_MOVED", id())).containsExactly(PARTICIPANT, LEADER);
		assertThat(job("timer_materialDue", id())).isNull();

		liveUntil(LocalDate.of(2026, 11, 10));
		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"POSTPONED\", \"newMeetingDate\": \"2026-12-01\"}");
		assertThat(mails("MEETING_MOVED", id())).hasSize(4);
		assertThat(mails("MATERIAL", id())).containsExactly(PARTICIPANT, LEADER);
		assertThat(execution).as("ahead again").isWaitingAt(PREPARE);
		liveUntil(LocalDate.of(2026, 12, 1));
		assertThat(taskDue(CONFIRM)).isEqualTo("2026-12-02T16:00");
	}

	@Test
	void aMeetingPostponedToANewDateIsPreparedAgain() {
		ProcessInstance execution = planned(MEETING);
		liveUntil(MEETING);

		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"POSTPONED\", \"newMeetingDate\": \"2026-11-10\"}");

		assertThat(execution).isWaitingAt(PREPARE)
			.hasPassedInOrder("timer_meetingDay", CONFIRM, "gateway_meetingOutcome", "gateway_newDate", "gateway_begun")
			.hasNotPassed("end_postponed");
		assertThat(due("timer_meetingDay")).isEqualTo("2026-11-10T00:00");
		assertThat(taskDue(PREPARE)).isEqualTo("2026-11-09T23:59");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.PLANNED);
		assertThat(conversation(UNIT).held()).isNull();
	}

	@Test
	void theMaterialTimerFollowsADateMovedFromTheConfirmation() {
		planned(TODAY);

		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"POSTPONED\", \"newMeetingDate\": \"2026-11-10\"}");

		assertThat(due("timer_materialDue")).isEqualTo("2026-10-27T08:00");
		assertThat(due("timer_meetingDay")).isEqualTo("2026-11-10T00:00");
	}

	@Test
	void aMeetingPostponedWithoutADateIsPlannedAndInvitedToAnew() {
		ProcessInstance execution = planned(MEETING);
		fire("timer_materialDue", id());
		liveUntil(MEETING);

		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"POSTPONED\"}");

		assertThat(execution).isEnded()
			.hasPassedInOrder(CONFIRM, "gateway_meetingOutcome", "gateway_newDate", "end_postponed")
			.hasNotPassed("end_held");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.PLANNING);
		assertThat(mails("MEETING_CANCELLED", id())).containsExactly(PARTICIPANT, LEADER);

		plan(UNIT, LocalDate.of(2026, 12, 1), PARTICIPANT);
		fire("timer_materialDue", id());
		assertThat(mails("MATERIAL", id())).as("the new plan is invited to").hasSize(4);
	}

	@Test
	void aMeetingIsPostponedWithoutADateBeforeItsDay() {
		ProcessInstance execution = planned(MEETING);
		fire("timer_materialDue", id());

		submitAsLeader(PREPARE, UNIT, "{\"outcome\": \"POSTPONED\"}");

		assertThat(execution).isEnded()
			.hasPassedInOrder(PREPARE, "gateway_stillPlanned", "end_settledEarly")
			.hasNotPassed(CONFIRM);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.PLANNING);
		assertThat(task("userTask_planMeeting", id())).isNotNull();
		assertThat(mails("MEETING_CANCELLED", id())).containsExactly(PARTICIPANT, LEADER);
	}

	@Test
	void aMeetingIsCancelledWhilePreparing() {
		ProcessInstance execution = planned(MEETING);
		fire("timer_materialDue", id());

		submitAsLeader(PREPARE, UNIT, "{\"outcome\": \"CANCELLED\"}");

		assertThat(execution).isEnded()
			.hasPassedInOrder(PREPARE, "gateway_stillPlanned", "end_settledEarly")
			.hasNotPassed(CONFIRM);
		assertThat(conversation(UNIT).endReason()).isEqualTo("CANCELLED");
		assertThat(conversation(UNIT).held()).isEqualTo(Held.NO);
		assertThat(mails("MEETING_CANCELLED", id())).containsExactly(PARTICIPANT, LEADER);
	}

	@Test
	void aMeetingIsCancelledWhenItShouldBeConfirmed() {
		ProcessInstance execution = planned(TODAY);

		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"CANCELLED\"}");

		assertThat(execution).isEnded()
			.hasPassedInOrder(CONFIRM, "gateway_meetingOutcome", "end_cancelled")
			.hasNotPassed("gateway_newDate", "end_held");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.ENDED);
		assertThat(conversation(UNIT).endReason()).isEqualTo("CANCELLED");
		assertThat(conversation(UNIT).held()).isEqualTo(Held.NO);
	}

	@Test
	void aConversationHeldBeforeItsMeetingIsSettledWhilePreparing() {
		ProcessInstance execution = planned(MEETING);

		submitAsLeader(PREPARE, UNIT, "{\"outcome\": \"ALREADY_HELD\"}");

		assertThat(execution).isEnded()
			.hasPassedInOrder(PREPARE, "gateway_stillPlanned", "end_settledEarly")
			.hasNotPassed(CONFIRM);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.REPORTING);
		assertThat(conversation(UNIT).heldOn()).isEqualTo(TODAY);
	}

	@Test
	void oneClickConfirmsWithNothingToReport() {
		ProcessInstance execution = planned(TODAY);

		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"HELD_NOTHING_TO_REPORT\"}");

		assertThat(execution).isEnded().hasPassedInOrder(CONFIRM, "gateway_meetingOutcome", "end_held");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.ENDED);
		assertThat(conversation(UNIT).endReason()).isEqualTo("HELD_NOTHING_TO_REPORT");
		assertThat(conversation(UNIT).held()).isEqualTo(Held.YES);
	}

	@Test
	void remindsOfTheConfirmationAndLetsTheTaskStand() {
		ProcessInstance execution = planned(TODAY);

		fire("timer_confirmReminder", id());

		assertThat(execution)
			.hasPassedInOrder("timer_confirmReminder", "serviceTask_remindAboutConfirmation", "end_reminded")
			.isWaitingAt(CONFIRM);
		assertThat(mails("CONFIRM_REMINDER", id())).containsExactly(LEADER);
		assertThat(conversation(UNIT).remindersSent()).isOne();
	}

	@Test
	void remindsTwiceInAllHoweverOftenTheMeetingIsPostponed() {
		rollout("tillit-enhet", UNIT);
		fire("timer_planReminder", id());
		plan(UNIT, TODAY);
		fire("timer_confirmReminder", id());
		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"POSTPONED\"}");

		fire("timer_planReminder", id());
		plan(UNIT, TODAY);
		fire("timer_confirmReminder", id());

		assertThat(conversation(UNIT).remindersSent()).isEqualTo(2);
		assertThat(mails("PLAN_REMINDER", id())).hasSize(1);
		assertThat(mails("CONFIRM_REMINDER", id())).hasSize(1);
	}

	@Test
	void remindsNobodyOnceTheRolloutHasClosed() {
		ProcessInstance rollout = rollout("tillit-enhet", UNIT);
		plan(UNIT, TODAY);
		fire("timer_closes", rollout.getBusinessKey());
		runAll("serviceTask_closeConversations", rollout.getBusinessKey());

		fire("timer_confirmReminder", id());

		assertThat(mails("CONFIRM_REMINDER", id())).isEmpty();
		assertThat(conversation(UNIT).remindersSent()).isZero();
	}

	@Test
	void bothPartiesOfAnMbaAreRemindedAndItCountsOnce() {
		rollout("tillit-mba", "MBA-0200");
		fire("timer_planReminder", conversationOf("MBA-0200"));
		assertThat(mails("PLAN_REMINDER", conversationOf("MBA-0200"))).hasSize(2);
		assertThat(conversation("MBA-0200").remindersSent()).isOne();

		submit(task("userTask_planMeeting", conversationOf("MBA-0200")), "tillitsvalgt-0200", List.of("enhet-MBA-0200"),
				"""
						{"meetingDate": "2026-09-08", "form": "PHYSICAL", "participantCount": 6}
						""");
		assertThat(task(PREPARE, conversationOf("MBA-0200"))).isNotAssigned().hasCandidateGroup("enhet-MBA-0200");
	}

	@Test
	void keepsTheTaskOpenWhenTheNewDateIsPast() {
		ProcessInstance execution = planned(MEETING);
		assertThatThrownBy(() -> submitAsLeader(PREPARE, UNIT, "{\"newMeetingDate\": \"2026-09-06\"}"))
			.hasRootCauseInstanceOf(InvalidInput.class);
		assertThat(execution).isWaitingAt(PREPARE);
		assertThat(due("timer_materialDue")).isEqualTo("2026-09-29T08:00");
	}

	private ProcessInstance planned(LocalDate meetingDate) {
		rollout("tillit-enhet", UNIT);
		plan(UNIT, meetingDate, PARTICIPANT);
		return instance("execution", id());
	}

	private void plan(LocalDate date, String time) {
		submitAsLeader("userTask_planMeeting", UNIT, """
				{"meetingDate": "%s", "meetingTime": "%s", "form": "PHYSICAL", "participantCount": 8}
				""".formatted(date, time));
	}

	private String id() {
		return conversationOf(UNIT);
	}

	private LocalDateTime taskDue(String key) {
		return local(task(key, id()).getDueDate());
	}

	private LocalDateTime due(String timer) {
		return local(job(timer, id()).getDuedate());
	}

	private static LocalDateTime local(Date date) {
		return date.toInstant().atZone(ApplicationClock.OSLO).toLocalDateTime();
	}

	/** What a timer sends has gone out before the next thing happens. */
	@Override
	protected void fire(String activityId, String businessKey) {
		super.fire(activityId, businessKey);
		this.jdbc.sql("update notification set state = 'SENT' where calendar is not null and state = 'QUEUED'")
			.update();
	}

}
