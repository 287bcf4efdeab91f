package no.nav.samtalepakker.platform;

import java.util.List;

import no.nav.samtalepakker.testing.CaseTest;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whether a form has arrived, for whoever has lost the answer. */
class ReceiptsTest extends CaseTest {

	private static final String UNIT = "0101";

	@Autowired
	private Receipts receipts;

	@Test
	void onlyWhoeverCompletedTheTaskGetsAReceiptAndOnlyAfterwards() {
		rollout("tillit-enhet", UNIT);
		Task plan = task("userTask_planMeeting", conversationOf(UNIT));
		as("leder-0101", List.of("enhet-0101"), () -> hasNone(plan));
		alreadyHeld(UNIT);
		as("leder-0101", List.of("enhet-0101"),
				() -> assertThat(this.receipts.of(plan.getId()).completedAt()).isNotNull());
		as("leder-0104", List.of("enhet-0104"), () -> hasNone(plan));
		as("sekretariat", List.of("sekretariat"), () -> hasNone(plan));
	}

	@Test
	void aTaskThatWasTakenAwayGivesNoReceipt() {
		rollout("tillit-enhet", UNIT);
		Task plan = task("userTask_planMeeting", conversationOf(UNIT));
		this.runtime.deleteProcessInstance(plan.getProcessInstanceId(), "test");
		as("leder-0101", List.of("enhet-0101"), () -> hasNone(plan));
	}

	private void hasNone(Task task) {
		assertThatThrownBy(() -> this.receipts.of(task.getId())).isInstanceOf(NotFound.class);
	}

}
