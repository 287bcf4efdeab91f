package no.nav.samtalepakker.security;

import com.fasterxml.jackson.databind.JsonNode;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import no.nav.samtalepakker.testing.OnH2;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What Cockpit's page of tasks tells the secretariat about groups. */
@OnH2
class TasksByGroupTest extends HttpCaseTest {

	private static final String REPORT = "/camunda/api/engine/engine/default/task/report/candidate-group-count";

	@Autowired
	private TaskService tasks;

	@Test
	void countsUnitsTogetherAndListsNone() {
		int before = units();
		for (int i = 0; i < 2; i++) {
			String unit = conversationStarted(UnitType.OFFICE);
			this.tasks.setAssignee(leaderOf(unit).task("planMeeting"), null);
		}
		assertThat(units()).isEqualTo(before + 2);
		assertThat(browser("sekretariat").get(REPORT).expect(200).body()).doesNotContain("enhet-");
		assertThat(browser("admin").get(REPORT).expect(200).body()).contains("enhet-");
		browser("evaluator").get(REPORT).expect(403);
	}

	private int units() {
		for (JsonNode group : browser("sekretariat").get(REPORT).expect(200).json()) {
			if (group.path("groupName").asText().equals("Enheter")) {
				return group.path("taskCount").asInt();
			}
		}
		return 0;
	}

}
