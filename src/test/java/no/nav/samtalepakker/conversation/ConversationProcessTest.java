package no.nav.samtalepakker.conversation;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.testing.CaseTest;
import no.nav.samtalepakker.testing.ModelCoverage;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** One unit's whole way, and what closing, cut-off and stop do to it at every stage. */
class ConversationProcessTest extends CaseTest {

	private static final String UNIT = "0111";

	/** One unit for each stage: planning, planned, confirming, reporting, follow-up. */
	private static final String[] STAGES = { "0111", "0119", "0124", "0128", "0135" };

	private static final String PREPARATION = "callActivity_preparation";

	private static final String EXECUTION = "callActivity_execution";

	private static final String REPORTING = "callActivity_reporting";

	private static final String FOLLOW_UP = "callActivity_followUp";

	private static final String CONFIRM = "userTask_confirmExecution";

	@Autowired
	private Rollouts rollouts;

	@AfterAll
	static void walksTheWholeModel() {
		ModelCoverage.assertCovers("conversation", "conversation.bpmn");
	}

	@Test
	void aUnitPlansHoldsReportsAndFollowsUp() {
		rollout("tillit-enhet", UNIT);
		ProcessInstance conversation = process(UNIT);
		assertThat(conversation).isWaitingAt(PREPARATION);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.PLANNING);

		plan(UNIT, LocalDate.of(2026, 9, 21));
		assertThat(conversation).isWaitingAt(EXECUTION);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.PLANNED);

		liveUntil(LocalDate.of(2026, 9, 22));
		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"HELD\"}");
		assertThat(conversation).isWaitingAt(REPORTING);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.REPORTING);

		report(UNIT);
		assertThat(conversation).isWaitingAt(FOLLOW_UP);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.FOLLOW_UP);

		liveUntil(LocalDate.of(2026, 10, 8));
		submitAsLeader("userTask_followUpActions", UNIT, "{}");
		assertThat(conversation).isEnded()
			.hasPassedInOrder("start_conversationStarted", PREPARATION, "gateway_choice", EXECUTION, "gateway_outcome",
					"gateway_anythingToReport", REPORTING, FOLLOW_UP, "end_completed")
			.hasNotPassed("end_notHeld", "end_nothingToReport", "end_meetingCancelled");
		Conversation row = conversation(UNIT);
		assertThat(row.state()).isEqualTo(ConversationState.ENDED);
		assertThat(row.held()).isEqualTo(Held.YES);
		assertThat(row.heldOn()).isEqualTo("2026-09-21");
		assertThat(row.reported()).isEqualTo("WITHOUT_INPUT");
		assertThat(row.endReason()).isEqualTo("COMPLETED");
		assertThat(row.endedAt()).isNotNull();
	}

	@Test
	void aUnitThatWillNotHoldItEndsIt() {
		rollout("tillit-enhet", UNIT);
		ProcessInstance conversation = process(UNIT);

		submitAsLeader("userTask_planMeeting", UNIT,
				"{\"choice\": \"NOT_HELD\", \"reason\": \"Vi har nettopp gjort det\"}");

		assertThat(conversation).isEnded()
			.hasPassedInOrder(PREPARATION, "gateway_choice", "end_notHeld")
			.hasNotPassed(EXECUTION, REPORTING);
	}

	@Test
	void aUnitThatHasHeldItWithNothingToReportIsDone() {
		rollout("tillit-enhet", UNIT);
		ProcessInstance conversation = process(UNIT);

		submitAsLeader("userTask_planMeeting", UNIT, "{\"choice\": \"HELD_NOTHING_TO_REPORT\"}");

		assertThat(conversation).isEnded()
			.hasPassedInOrder(PREPARATION, "gateway_choice", "gateway_anythingToReport", "end_nothingToReport")
			.hasNotPassed(EXECUTION, REPORTING, FOLLOW_UP);
	}

	@Test
	void aMeetingPostponedWithoutADateIsPlannedAgainAndThenCancelled() {
		rollout("tillit-enhet", UNIT);
		ProcessInstance conversation = process(UNIT);
		plan(UNIT, TODAY);

		submitAsLeader(CONFIRM, UNIT, "{\"outcome\": \"POSTPONED\"}");
		assertThat(conversation).isWaitingAt(PREPARATION);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.PLANNING);

		plan(UNIT, TODAY.plusDays(10));
		submitAsLeader("userTask_prepareMeeting", UNIT, "{\"outcome\": \"CANCELLED\"}");
		assertThat(conversation).isEnded()
			.hasPassedInOrder(PREPARATION, EXECUTION, "gateway_outcome", PREPARATION, EXECUTION, "gateway_outcome",
					"end_meetingCancelled")
			.hasNotPassed(REPORTING);
		assertThat(conversation(UNIT).endReason()).isEqualTo("CANCELLED");
	}

	@Test
	void closingEndsOnlyWhatHasNoPlan() {
		ProcessInstance rollout = atEveryStage();
		ProcessInstance planning = process("0111");

		close(rollout);

		assertThat(planning).isEnded().hasPassedInOrder("event_preparationClosed", "end_preparationClosed");
		assertThat(conversation("0111").endReason()).isEqualTo("CLOSED");
		assertThat(conversation("0111").held()).as("unknown").isNull();
		assertThat(states()).containsExactly(ConversationState.ENDED, ConversationState.PLANNED,
				ConversationState.PLANNED, ConversationState.REPORTING, ConversationState.FOLLOW_UP);
		assertThat(process("0119")).isWaitingAt(EXECUTION);
		assertThat(process("0124")).isWaitingAt(EXECUTION);
		assertThat(process("0128")).isWaitingAt(REPORTING);
		assertThat(process("0135")).isWaitingAt(FOLLOW_UP);
	}

	@Test
	void cutOffWithdrawsWhatIsOpenAndLetsFollowUpRunOn() {
		ProcessInstance rollout = atEveryStage();
		close(rollout);
		ProcessInstance planned = process("0119");
		ProcessInstance reporting = process("0128");
		submitAsLeader(CONFIRM, "0124", "{\"outcome\": \"POSTPONED\"}");
		ProcessInstance plannedAnew = process("0124");
		assertThat(plannedAnew).isWaitingAt(PREPARATION);

		fire("timer_cutOff", rollout.getBusinessKey());
		runAll("serviceTask_cutOffConversations", rollout.getBusinessKey());

		assertThat(planned).isEnded().hasPassedInOrder("event_executionCutOff", "end_executionCutOff");
		assertThat(plannedAnew).isEnded().hasPassedInOrder("event_preparationCutOff", "end_preparationCutOff");
		assertThat(reporting).isEnded().hasPassedInOrder("event_reportingCutOff", "end_reportingCutOff");
		for (String unit : List.of("0119", "0124", "0128")) {
			assertThat(conversation(unit).endReason()).isEqualTo("CUT_OFF");
			assertThat(this.tasks.createTaskQuery().processInstanceBusinessKey(conversationOf(unit)).count()).isZero();
		}
		assertThat(conversation("0119").held()).as("unknown").isNull();
		assertThat(conversation("0128").held()).as("held and not reported").isEqualTo(Held.YES);
		assertThat(conversation("0128").reported()).isNull();
		assertThat(process("0135")).isWaitingAt(FOLLOW_UP);
		liveUntil(rolloutDate(rollout).plusDays(31));
		submitAsLeader("userTask_followUpActions", "0135", "{}");
		assertThat(conversation("0135").endReason()).isEqualTo("COMPLETED");
	}

	@Test
	void stoppingEndsEveryStageButFollowUpAndTellsWhy() {
		ProcessInstance rollout = atEveryStage();
		ProcessInstance planning = process("0111");
		ProcessInstance planned = process("0119");
		ProcessInstance reporting = process("0128");

		this.rollouts.stop(rollout.getBusinessKey(), "Vi trenger en pause");
		runAll("serviceTask_stopConversations", rollout.getBusinessKey());

		assertThat(planning).isEnded().hasPassedInOrder("event_preparationStopped", "end_preparationStopped");
		assertThat(planned).isEnded().hasPassedInOrder("event_executionStopped", "end_executionStopped");
		assertThat(reporting).isEnded().hasPassedInOrder("event_reportingStopped", "end_reportingStopped");
		assertThat(process("0135")).isWaitingAt(FOLLOW_UP);
		for (String unit : List.of("0111", "0119", "0124", "0128")) {
			assertThat(conversation(unit).endReason()).isEqualTo("STOPPED");
			assertThat(mails("ROLLOUT_STOPPED", conversationOf(unit)))
				.containsExactly("leder-" + unit + "@example.invalid");
		}
		assertThat(mails("ROLLOUT_STOPPED", conversationOf("0135"))).isEmpty();
	}

	private ProcessInstance atEveryStage() {
		ProcessInstance rollout = rollout("tillit-enhet", STAGES);
		plan("0119", TODAY.plusDays(60));
		plan("0124", TODAY);
		alreadyHeld("0128");
		alreadyHeld("0135");
		report("0135");
		assertThat(states()).containsExactly(ConversationState.PLANNING, ConversationState.PLANNED,
				ConversationState.PLANNED, ConversationState.REPORTING, ConversationState.FOLLOW_UP);
		return rollout;
	}

	private void close(ProcessInstance rollout) {
		fire("timer_closes", rollout.getBusinessKey());
		runAll("serviceTask_closeConversations", rollout.getBusinessKey());
	}

	private LocalDate rolloutDate(ProcessInstance rollout) {
		return this.rollouts.get(rollout.getBusinessKey()).opensOn();
	}

	private void report(String unitId) {
		submitAsLeader("userTask_reportConversation", unitId, """
				{"outcome": "WITHOUT_INPUT", "actionPoints": [{"text": "Møtes oftere"}], "followUpOn": "2026-10-07"}
				""");
	}

	private ProcessInstance process(String unitId) {
		return instance("conversation", conversationOf(unitId));
	}

	private List<ConversationState> states() {
		return List.of(STAGES).stream().map((unit) -> conversation(unit).state()).toList();
	}

}
