package no.nav.samtalepakker.preparation;

import java.util.List;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationFigures;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.testing.CaseTest;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** A unit that had ended its conversation holds it after all. */
class ReopeningProcessTest extends CaseTest {

	private static final String UNIT = "0501";

	private static final String PLAN = "userTask_planMeeting";

	private static final String PREPARE = "userTask_prepareMeeting";

	private static final String LEADER = "leder-0501@example.invalid";

	@Autowired
	private Reopenings reopenings;

	@Autowired
	private Rollouts rollouts;

	@Autowired
	private ConversationFigures figures;

	@Test
	void startsAnewAtThePlanAndCountsAsNotToldYet() {
		rollout("tillit-enhet", UNIT);
		Conversation before = conversation(UNIT);
		submitAsLeader(PLAN, UNIT, "{\"choice\": \"NOT_HELD\", \"reason\": \"Vi rekker det ikke\"}");
		assertThat(progress().notHeld()).isOne();

		reopen();

		assertThat(instance("conversation", id())).isWaitingAt("callActivity_preparation");
		assertThat(task(PLAN, id())).isAssignedTo("leder-0501").hasCandidateGroupAssociated("enhet-0501");
		assertThat(conversation(UNIT)).as("the same row, package and reminders").isEqualTo(before);
		assertThat(progress().notHeld()).isZero();
		assertThat(progress().unknown()).isOne();
		assertThat(this.jdbc.sql("select not_held_reason from conversation where id = ?")
			.param(id())
			.query((row, number) -> String.valueOf(row.getString(1)))
			.single()).isEqualTo("null");
		assertThat(this.jdbc.sql("select count(*) from audit where action = 'CONVERSATION_REOPENED' and subject_id = ?")
			.param(id())
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void invitesAnewToAMeetingThatHadBeenCalledOff() {
		rollout("tillit-enhet", UNIT);
		plan(UNIT, TODAY.plusDays(10), "kari@example.invalid");
		fire("timer_materialDue", id());
		this.jdbc.sql("update notification set state = 'SENT'").update();
		submitAsLeader(PREPARE, UNIT, "{\"outcome\": \"CANCELLED\"}");
		assertThat(mails("MEETING_CANCELLED", id())).containsExactly("kari@example.invalid", LEADER);

		reopen();
		plan(UNIT, TODAY.plusDays(12), "kari@example.invalid");
		fire("timer_materialDue", id());

		assertThat(mails("MATERIAL", id())).containsExactly("kari@example.invalid", "kari@example.invalid", LEADER,
				LEADER);
		assertThat(task(PREPARE, id()).getName()).as("to be prepared anew").startsWith("Forbered møtet");
	}

	@Test
	void isRemindedTwiceInAllHoweverOftenItStartsAnew() {
		rollout("tillit-enhet", UNIT);
		for (int round = 0; round < 3; round++) {
			fire("timer_planReminder", id());
			submitAsLeader(PLAN, UNIT, "{\"choice\": \"NOT_HELD\"}");
			reopen();
		}
		assertThat(conversation(UNIT).remindersSent()).isEqualTo(2);
		assertThat(mails("PLAN_REMINDER", id())).containsExactly(LEADER, LEADER);
	}

	@Test
	void isClosedWithTheOthers() {
		ProcessInstance rollout = rollout("tillit-enhet", UNIT);
		submitAsLeader(PLAN, UNIT, "{\"choice\": \"NOT_HELD\"}");
		reopen();
		close(rollout);
		assertThat(conversation(UNIT).endReason()).isEqualTo("CLOSED");
		refused("Samtalen er ikke avlyst, så den kan ikke åpnes igjen.");
	}

	@Test
	void isTooLateOnceTheRolloutHasClosed() {
		ProcessInstance rollout = rollout("tillit-enhet", UNIT);
		submitAsLeader(PLAN, UNIT, "{\"choice\": \"NOT_HELD\"}");
		goTo(this.rollouts.get(rollout.getBusinessKey()).closesOn().plusDays(1));
		refused("Utrullingen er lukket, så samtalen kan ikke åpnes igjen.");
		close(rollout);
		refused("Utrullingen er lukket, så samtalen kan ikke åpnes igjen.");
	}

	@Test
	void isTooLateOnceTheRolloutIsStopped() {
		ProcessInstance rollout = rollout("tillit-enhet", UNIT);
		submitAsLeader(PLAN, UNIT, "{\"choice\": \"NOT_HELD\"}");
		this.rollouts.stop(rollout.getBusinessKey(), "Vi stopper");
		refused("Utrullingen er lukket, så samtalen kan ikke åpnes igjen.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"choice\": \"HELD_NOTHING_TO_REPORT\"}", "{\"choice\": \"ALREADY_HELD\"}",
			"{\"meetingDate\": \"2026-10-01\", \"form\": \"DIGITAL\", \"participantCount\": 8}" })
	void onlyTheUnitsOwnNoCanBeTakenBack(String choice) {
		rollout("tillit-enhet", UNIT);
		refused("Samtalen er ikke avlyst, så den kan ikke åpnes igjen.");
		submitAsLeader(PLAN, UNIT, choice);
		refused("Samtalen er ikke avlyst, så den kan ikke åpnes igjen.");
	}

	@Test
	void isRefusedBesideAnotherOpenConversationOnTheSamePackage() {
		rollout("tillit-enhet", UNIT);
		submitAsLeader(PLAN, UNIT, "{\"choice\": \"NOT_HELD\"}");
		String first = id();
		rollout("tillit-enhet", UNIT);
		assertThatThrownBy(() -> asLeader(() -> this.reopenings.reopen(first))).isInstanceOf(Conflict.class)
			.hasMessage("Dere har allerede en annen åpen samtale med denne samtalepakken.");
		assertThat(this.conversations.get(first).state()).isEqualTo(ConversationState.ENDED);
	}

	@Test
	void isForTheUnitsOwnPeople() {
		rollout("tillit-enhet", UNIT);
		submitAsLeader(PLAN, UNIT, "{\"choice\": \"NOT_HELD\"}");
		for (String other : List.of("leder-0104", "sekretariat", "admin")) {
			assertThatThrownBy(() -> as(other, List.of(), () -> this.reopenings.reopen(id())))
				.isInstanceOf(NotFound.class);
		}
		assertThatThrownBy(() -> asLeader(() -> this.reopenings.reopen("finnes-ikke"))).isInstanceOf(NotFound.class);
	}

	private void refused(String reason) {
		assertThatThrownBy(this::reopen).isInstanceOf(Conflict.class).hasMessage(reason);
		assertThat(this.reopenings.isPossible(conversation(UNIT))).isFalse();
	}

	private void reopen() {
		asLeader(() -> this.reopenings.reopen(id()));
	}

	private void asLeader(Runnable act) {
		as("leder-0501", List.of("enhet-0501"), act);
	}

	private Progress progress() {
		return Progress
			.sum(ConversationFigures.byCounty(this.figures.ofRollout(conversation(UNIT).rolloutId())).values());
	}

	private void close(ProcessInstance rollout) {
		fire("timer_closes", rollout.getBusinessKey());
		runAll("serviceTask_closeConversations", rollout.getBusinessKey());
	}

	private String id() {
		return conversationOf(UNIT);
	}

}
