package no.nav.samtalepakker.followup;

import java.time.LocalDate;
import java.time.LocalDateTime;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.testing.CaseTest;
import no.nav.samtalepakker.testing.ModelCoverage;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** The group looks at its action points again, on the day it chose, or never. */
class FollowUpProcessTest extends CaseTest {

	private static final String UNIT = "0106";

	private static final String SET_DATE = "userTask_setFollowUpDate";

	private static final String FOLLOW_UP = "userTask_followUpActions";

	private static final String ACTION_POINT = "\"actionPoints\": [{\"text\": \"Prøve stående møter\"}]";

	@Autowired
	private FollowUps followUps;

	@Autowired
	private ActionPoints actionPoints;

	@AfterAll
	static void walksTheWholeModel() {
		ModelCoverage.assertCovers("followUp", "follow-up.bpmn");
	}

	@Test
	void thereIsNothingToFollowUp() {
		reported("");
		assertThat(instance("followUp", id())).isNull();
		assertThat(this.history.createHistoricActivityInstanceQuery()
			.activityId("end_nothingToFollowUp")
			.processInstanceId(followUpInstance())
			.count()).isOne();
		assertThat(ended()).isEqualTo(FollowUp.Ending.NOTHING);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.ENDED);
	}

	@Test
	void theGroupFollowsUpOnTheDateItChose() {
		ProcessInstance followUp = reported(", \"followUpOn\": \"2026-10-07\", " + ACTION_POINT);
		assertThat(followUp).isWaitingAt("timer_followUp").hasNotPassed(SET_DATE);
		assertThat(due()).isEqualTo("2026-10-07T08:00");

		liveUntil(LocalDate.of(2026, 10, 7));

		assertThat(followUp).isWaitingAt(FOLLOW_UP);
		assertThat(task(FOLLOW_UP, id())).isAssignedTo("leder-0106")
			.hasCandidateGroupAssociated("enhet-0106")
			.hasDueDate(
					java.util.Date.from(LocalDateTime.of(2026, 10, 7, 8, 0).atZone(ApplicationClock.OSLO).toInstant()));
		assertThat(mails("FOLLOW_UP", id())).containsExactly("leder-0106@example.invalid");
		assertThat(conversation(UNIT).remindersSent()).as("asked for, so it is no reminder").isZero();

		submitAsLeader(FOLLOW_UP, UNIT, """
				{"actionPoints": [{"id": "%s", "status": "DONE"}], "learned": "Det virket"}
				""".formatted(this.actionPoints.of(id()).get(0).id()));

		assertThat(followUp).isEnded()
			.hasPassedInOrder("start_followUp", "gateway_actionPoints", "gateway_dateChosen", "timer_followUp",
					"serviceTask_noticeFollowUp", FOLLOW_UP, "gateway_nextDate", "end_followedUp")
			.hasNotPassed(SET_DATE, "timer_followUpLapsed");
		assertThat(ended()).isEqualTo(FollowUp.Ending.DONE);
		assertThat(conversation(UNIT).endReason()).isEqualTo("COMPLETED");
	}

	@Test
	void aDateInEasterMovesToTheNextWorkingDay() {
		goTo(LocalDate.of(2027, 3, 1));
		reported(", \"followUpOn\": \"2027-03-25\"");
		assertThat(due()).isEqualTo("2027-03-30T08:00");
	}

	@Test
	void theGroupMeetsAgainAsOftenAsItChooses() {
		ProcessInstance followUp = reported(", \"followUpOn\": \"2026-10-07\", " + ACTION_POINT);
		liveUntil(LocalDate.of(2026, 10, 7));

		submitAsLeader(FOLLOW_UP, UNIT, "{\"nextFollowUpOn\": \"2026-11-14\"}");
		assertThat(followUp).isWaitingAt("timer_followUp");
		assertThat(due()).as("a Saturday").isEqualTo("2026-11-16T08:00");

		liveUntil(LocalDate.of(2026, 11, 16));
		assertThat(mails("FOLLOW_UP", id())).as("one notice for each date").hasSize(2);
		submitAsLeader(FOLLOW_UP, UNIT, "{}");

		assertThat(followUp).isEnded()
			.hasPassedInOrder(FOLLOW_UP, "gateway_nextDate", "timer_followUp", FOLLOW_UP, "gateway_nextDate",
					"end_followedUp");
		assertThat(this.followUps.find(id()).orElseThrow().timesDone()).isEqualTo(2);
	}

	@Test
	void theGroupIsAskedForADateWhenItHasNone() {
		ProcessInstance followUp = reported(", " + ACTION_POINT);
		assertThat(followUp).isWaitingAt(SET_DATE);
		assertThat(task(SET_DATE, id())).isAssignedTo("leder-0106").hasCandidateGroupAssociated("enhet-0106");
		assertThatThrownBy(() -> submitAsLeader(SET_DATE, UNIT, "{}")).hasRootCauseInstanceOf(InvalidInput.class);

		submitAsLeader(SET_DATE, UNIT, "{\"followUpOn\": \"2026-10-05\"}");

		assertThat(followUp).isWaitingAt("timer_followUp")
			.hasPassedInOrder("gateway_dateChosen", SET_DATE, "gateway_wantsDate")
			.hasNotPassed("end_noDate");
		assertThat(due()).isEqualTo("2026-10-05T08:00");
	}

	@Test
	void theGroupNeedsNoDate() {
		ProcessInstance followUp = reported(", " + ACTION_POINT);

		submitAsLeader(SET_DATE, UNIT, "{\"noDate\": true}");

		assertThat(followUp).isEnded()
			.hasPassedInOrder(SET_DATE, "gateway_wantsDate", "end_noDate")
			.hasNotPassed("timer_followUp");
		assertThat(ended()).isEqualTo(FollowUp.Ending.NO_DATE);
		assertThat(conversation(UNIT).endReason()).isEqualTo("COMPLETED");
	}

	@Test
	void anUnansweredQuestionForADateLapsesAfterSixtyDays() {
		ProcessInstance followUp = reported(", " + ACTION_POINT);
		assertThat(dueDate("timer_dateLapsed", id())).isEqualTo(TODAY.plusDays(60));

		fire("timer_dateLapsed", id());

		assertThat(followUp).isEnded().hasPassedInOrder("timer_dateLapsed", "end_dateUnknown");
		assertThat(ended()).isEqualTo(FollowUp.Ending.UNKNOWN);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.ENDED);
		assertThat(conversation(UNIT).reported()).isEqualTo("WITHOUT_INPUT");
	}

	@Test
	void anUntouchedFollowUpLapsesAfterSixtyDays() {
		ProcessInstance followUp = reported(", \"followUpOn\": \"2026-10-07\"");
		liveUntil(LocalDate.of(2026, 10, 7));
		assertThat(dueDate("timer_followUpLapsed", id())).isEqualTo("2026-12-06");

		liveUntil(LocalDate.of(2026, 12, 7));

		assertThat(followUp).isEnded()
			.hasPassedInOrder("timer_followUp", "serviceTask_noticeFollowUp", "timer_followUpLapsed",
					"end_followUpUnknown")
			.hasNotPassed("end_followedUp");
		assertThat(ended()).isEqualTo(FollowUp.Ending.UNKNOWN);
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.ENDED);
	}

	/** A held conversation with this in its report; the instance is null once over. */
	private ProcessInstance reported(String more) {
		rollout("tillit-enhet", UNIT);
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT, "{\"outcome\": \"WITHOUT_INPUT\"" + more + "}");
		return instance("followUp", id());
	}

	private String id() {
		return conversationOf(UNIT);
	}

	private String followUpInstance() {
		return this.history.createHistoricProcessInstanceQuery()
			.processDefinitionKey("followUp")
			.processInstanceBusinessKey(id())
			.singleResult()
			.getId();
	}

	private FollowUp.Ending ended() {
		return this.followUps.find(id()).orElseThrow().ended();
	}

	private LocalDateTime due() {
		return job("timer_followUp", id()).getDuedate().toInstant().atZone(ApplicationClock.OSLO).toLocalDateTime();
	}

}
