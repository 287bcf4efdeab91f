package no.nav.samtalepakker.preparation;

import java.time.LocalDate;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Held;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.testing.CaseTest;
import no.nav.samtalepakker.testing.ModelCoverage;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** A unit finds out what to do with its conversation, or leaves it be. */
class PreparationProcessTest extends CaseTest {

	private static final String UNIT = "0101";

	private static final String PLAN = "userTask_planMeeting";

	@AfterAll
	static void walksTheWholeModel() {
		ModelCoverage.assertCovers("preparation", "preparation.bpmn");
	}

	@Test
	void theLeaderPlansTheMeeting() {
		ProcessInstance preparation = start();
		assertThat(preparation).isWaitingAt(PLAN);
		assertThat(task(PLAN, conversationOf(UNIT))).isAssignedTo("leder-0101")
			.hasCandidateGroupAssociated("enhet-0101");
		assertThat(task(PLAN, conversationOf(UNIT)).getDueDate()).as("nothing is demanded").isNull();

		plan(UNIT, TODAY.plusDays(30));

		assertThat(preparation).isEnded()
			.hasPassedInOrder("start_preparation", PLAN, "end_planned")
			.hasNotPassed("timer_planReminder", "serviceTask_remindAboutPlan");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.PLANNED);
	}

	@Test
	void aDeputyStepsInForTheLeader() {
		ProcessInstance preparation = start();
		this.identities.createMembership("leder-0104", "enhet-0101");
		try {
			submit(task(PLAN, conversationOf(UNIT)), "leder-0104", java.util.List.of("enhet-0101"), """
					{"meetingDate": "2026-10-01", "form": "DIGITAL", "participantCount": 5}
					""");
		}
		finally {
			this.identities.deleteMembership("leder-0104", "enhet-0101");
		}
		assertThat(preparation).isEnded();
	}

	@Test
	void remindsAfterFourteenDaysAndLetsTheTaskStand() {
		ProcessInstance preparation = start();
		assertThat(dueDate("timer_planReminder", conversationOf(UNIT))).isEqualTo("2026-09-21");

		fire("timer_planReminder", conversationOf(UNIT));

		assertThat(preparation).hasPassedInOrder("start_preparation", "timer_planReminder",
				"serviceTask_remindAboutPlan", "end_reminded");
		assertThat(preparation).isWaitingAt(PLAN);
		assertThat(mails("PLAN_REMINDER", conversationOf(UNIT))).containsExactly("leder-0101@example.invalid");
		assertThat(conversation(UNIT).remindersSent()).isOne();
		assertThat(job("timer_planReminder", conversationOf(UNIT))).as("reminded once").isNull();
	}

	@Test
	void remindsAfterEasterWhenTheFourteenDaysEndInIt() {
		goTo(LocalDate.of(2027, 3, 11));
		start();
		assertThat(dueDate("timer_planReminder", conversationOf(UNIT))).isEqualTo("2027-03-30");
	}

	@Test
	void doesNotRemindALeaderWhoHasPausedIt() {
		start();
		this.conversations.pauseReminders(conversationOf(UNIT), true);

		fire("timer_planReminder", conversationOf(UNIT));

		assertThat(mails("PLAN_REMINDER", conversationOf(UNIT))).isEmpty();
		assertThat(conversation(UNIT).remindersSent()).isZero();
	}

	@Test
	void oneClickSaysThatTheConversationWillNotBeHeld() {
		ProcessInstance preparation = start();

		submitAsLeader(PLAN, UNIT, "{\"choice\": \"NOT_HELD\"}");

		assertThat(preparation).isEnded().hasPassedInOrder("start_preparation", PLAN, "end_planned");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.ENDED);
		assertThat(conversation(UNIT).endReason()).isEqualTo("NOT_HELD");
		assertThat(conversation(UNIT).held()).isEqualTo(Held.NO);
	}

	@Test
	void oneClickSaysThatItWasHeldWithNothingToReport() {
		ProcessInstance preparation = start();

		submitAsLeader(PLAN, UNIT, "{\"choice\": \"HELD_NOTHING_TO_REPORT\"}");

		assertThat(preparation).isEnded();
		assertThat(conversation(UNIT).endReason()).isEqualTo("HELD_NOTHING_TO_REPORT");
		assertThat(conversation(UNIT).held()).isEqualTo(Held.YES);
		assertThat(conversation(UNIT).heldOn()).isEqualTo(TODAY);
	}

	@Test
	void aConversationHeldBeforeThePlanCanBeReported() {
		ProcessInstance preparation = start();

		submitAsLeader(PLAN, UNIT, "{\"choice\": \"ALREADY_HELD\", \"heldOn\": \"2026-08-20\"}");

		assertThat(preparation).isEnded();
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.REPORTING);
		assertThat(conversation(UNIT).heldOn()).isEqualTo("2026-08-20");
	}

	@Test
	void keepsTheTaskOpenWhenTheFormIsRefused() {
		ProcessInstance preparation = start();

		assertThatThrownBy(
				() -> submitAsLeader(PLAN, UNIT, "{\"choice\": \"ALREADY_HELD\", \"heldOn\": \"2026-09-08\"}"))
			.hasRootCauseInstanceOf(InvalidInput.class);

		assertThat(preparation).isWaitingAt(PLAN);
		assertThat(conversation(UNIT).held()).isNull();
	}

	private ProcessInstance start() {
		rollout("tillit-enhet", UNIT);
		return instance("preparation", conversationOf(UNIT));
	}

}
