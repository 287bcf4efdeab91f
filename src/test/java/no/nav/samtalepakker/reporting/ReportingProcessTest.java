package no.nav.samtalepakker.reporting;

import java.util.List;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.testing.CaseTest;
import no.nav.samtalepakker.testing.ModelCoverage;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** What a unit tells, and how the two parties of an MBA agree on it. */
class ReportingProcessTest extends CaseTest {

	private static final String UNIT = "0105";

	private static final String MBA = "MBA-0300";

	private static final String EMPLOYER = "arbeidsgiver-0300";

	private static final String EMPLOYEE = "tillitsvalgt-0300";

	private static final String REPORT = "userTask_reportConversation";

	private static final String APPROVE = "userTask_approveReport";

	private static final String WITH_INPUT = """
			{"outcome": "WITH_INPUT", "positive": "Vi snakket godt sammen",
			 "obstacles": [{"text": "Rundskrivet er uklart", "solvableLocally": "NO", "structural": true,
			                "category": "REGELVERK", "subcategory": "REGELVERK.TOLKNING"},
			               {"text": "Vi møtes for sjelden", "solvableLocally": "YES", "structural": false}],
			 "actionPoints": [{"text": "Ta en kaffe sammen", "responsible": "Fagkoordinator"}]}
			""";

	@Autowired
	private Reports reports;

	@Autowired
	private ActionPoints actionPoints;

	@AfterAll
	static void walksTheWholeModel() {
		ModelCoverage.assertCovers("reporting", "reporting.bpmn");
	}

	@Test
	void aUnitsReportIsSentAtOnceAndItsObstaclesGoWhereTheyBelong() {
		ProcessInstance reporting = held("tillit-enhet", UNIT);
		assertThat(reporting).isWaitingAt(REPORT);
		assertThat(task(REPORT, conversationOf(UNIT))).isAssignedTo("leder-0105")
			.hasCandidateGroupAssociated("enhet-0105");
		assertThat(task(REPORT, conversationOf(UNIT)).getDueDate()).as("voluntary").isNull();

		submitAsLeader(REPORT, UNIT, WITH_INPUT);

		assertThat(reporting).isEnded()
			.hasPassedInOrder("start_reporting", REPORT, "gateway_needsApproval", "serviceTask_sendReport",
					"end_reported")
			.hasNotPassed(APPROVE);
		assertThat(conversation(UNIT).reported()).isEqualTo("WITH_INPUT");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.FOLLOW_UP);
		assertThat(this.actionPoints.of(conversationOf(UNIT))).extracting(ActionPoint::text)
			.containsExactly("Ta en kaffe sammen", "Vi møtes for sjelden");
		assertThat(obstacleProcesses()).as("only what is routed starts a process").isOne();
	}

	@Test
	void aReportWithoutInputIsACompleteSuccess() {
		ProcessInstance reporting = held("tillit-enhet", UNIT);

		submitAsLeader(REPORT, UNIT, "{\"outcome\": \"WITHOUT_INPUT\"}");

		assertThat(reporting).isEnded().hasPassedInOrder(REPORT, "gateway_needsApproval", "serviceTask_sendReport");
		assertThat(conversation(UNIT).reported()).isEqualTo("WITHOUT_INPUT");
		assertThat(conversation(UNIT).state()).isEqualTo(ConversationState.ENDED);
		assertThat(conversation(UNIT).endReason()).isEqualTo("COMPLETED");
		assertThat(obstacleProcesses()).isZero();
	}

	@Test
	void theOtherPartyOfAnMbaConfirmsTheReport() {
		ProcessInstance reporting = held("tillit-mba", MBA);
		assertThat(task(REPORT, conversationOf(MBA))).isNotAssigned().hasCandidateGroup("enhet-MBA-0300");

		write(EMPLOYER);

		assertThat(reporting).isWaitingAt(APPROVE);
		assertThat(task(APPROVE, conversationOf(MBA))).isNotAssigned().hasCandidateGroup("part-MBA-0300-arbeidstaker");
		assertThat(this.tasks.getIdentityLinksForTask(task(APPROVE, conversationOf(MBA)).getId()))
			.as("not offered to those who wrote it")
			.hasSize(1);
		assertThat(report().state()).isEqualTo(Report.State.DRAFT);
		assertThat(report().authorParty()).isEqualTo(Party.EMPLOYER);
		assertThat(conversation(MBA).reported()).as("nothing is sent yet").isNull();
		assertThat(obstacleProcesses()).isZero();

		review(EMPLOYEE, "{\"approved\": true}");

		assertThat(reporting).isEnded()
			.hasPassedInOrder(REPORT, "gateway_needsApproval", APPROVE, "gateway_approved", "serviceTask_sendReport",
					"end_reported");
		assertThat(report().state()).isEqualTo(Report.State.SENT);
		assertThat(report().approvedBy()).isEqualTo(EMPLOYEE);
		assertThat(conversation(MBA).reported()).isEqualTo("WITH_INPUT");
		assertThat(obstacleProcesses()).isOne();
	}

	@Test
	void neitherTheWritingPartyNorAnOutsiderCanConfirm() {
		ProcessInstance reporting = held("tillit-mba", MBA);
		write(EMPLOYEE);

		assertThatThrownBy(() -> review(EMPLOYEE, "{\"approved\": true}")).hasRootCauseInstanceOf(NotFound.class);
		assertThatThrownBy(() -> review("leder-0105", "{\"approved\": true}")).hasRootCauseInstanceOf(NotFound.class);
		assertThat(reporting).isWaitingAt(APPROVE);

		review(EMPLOYER, "{\"approved\": true}");
		assertThat(reporting).isEnded();
	}

	@Test
	void aReportTheOtherPartyDoesNotConfirmComesBackWithTheComment() {
		ProcessInstance reporting = held("tillit-mba", MBA);
		write(EMPLOYER);
		assertThatThrownBy(() -> review(EMPLOYEE, "{\"approved\": false}")).hasRootCauseInstanceOf(InvalidInput.class);
		assertThatThrownBy(() -> review(EMPLOYEE, "{\"approved\": false, \"remark\": \"Vi er uenige\"}"))
			.as("a remark only from the second round")
			.hasRootCauseInstanceOf(InvalidInput.class);

		review(EMPLOYEE, "{\"approved\": false, \"comment\": \"Ta med bemanningen\"}");

		assertThat(reporting).isWaitingAt(REPORT);
		assertThat(this.reports.comments(report().id())).extracting(ReportComment::text)
			.containsExactly("Ta med bemanningen");
		assertThat(conversation(MBA).reported()).isNull();

		write(EMPLOYEE);
		assertThat(report().round()).isEqualTo(2);
		assertThat(task(APPROVE, conversationOf(MBA))).isNotAssigned().hasCandidateGroup("part-MBA-0300-arbeidsgiver");
		assertThatThrownBy(() -> review(EMPLOYEE, "{\"approved\": true}")).hasRootCauseInstanceOf(NotFound.class);
		review(EMPLOYER, "{\"approved\": true}");

		assertThat(reporting).isEnded()
			.hasPassedInOrder(REPORT, APPROVE, "gateway_approved", REPORT, APPROVE, "gateway_approved",
					"serviceTask_sendReport", "end_reported");
		assertThat(this.actionPoints.of(conversationOf(MBA))).as("of the second round only").hasSize(2);
		assertThat(obstacleProcesses()).isOne();
	}

	@Test
	void fromTheSecondRoundTheReportIsSentWithTheOtherPartysRemark() {
		ProcessInstance reporting = held("tillit-mba", MBA);
		write(EMPLOYER);
		review(EMPLOYEE, "{\"approved\": false, \"comment\": \"Ta med bemanningen\"}");
		write(EMPLOYER);

		review(EMPLOYEE, "{\"approved\": false, \"remark\": \"Vi ser det annerledes\"}");

		assertThat(reporting).isEnded().hasPassedInOrder(APPROVE, REPORT, APPROVE, "serviceTask_sendReport");
		assertThat(report().state()).isEqualTo(Report.State.SENT);
		assertThat(report().remark()).isEqualTo("Vi ser det annerledes");
		assertThat(report().approvedBy()).isNull();
		assertThat(conversation(MBA).reported()).isEqualTo("WITH_INPUT");
	}

	@Test
	void tellsAPartyWhenItIsItsTurn() {
		held("tillit-mba", MBA);
		write(EMPLOYER);
		assertThat(waiting()).containsExactly("REPORT_WRITTEN " + EMPLOYEE);

		review(EMPLOYEE, "{\"approved\": false, \"comment\": \"Ta med bemanningen\"}");
		assertThat(waiting()).as("the other is overtaken").containsExactly("REPORT_SENT_BACK " + EMPLOYER);
		assertThat(this.jdbc.sql("select body from notification").query(String.class).list())
			.noneMatch((body) -> body.contains("bemanningen"));

		write(EMPLOYER);
		assertThat(waiting()).containsExactly("REPORT_WRITTEN " + EMPLOYEE);
		review(EMPLOYEE, "{\"approved\": true}");
		assertThat(waiting()).isEmpty();
	}

	@Test
	void tellsWhatIsNewInTheSecondVersion() {
		held("tillit-mba", MBA);
		write(EMPLOYER);
		assertThat(this.reports.newTexts(report())).as("all of it, so nothing").isEmpty();
		review(EMPLOYEE, "{\"approved\": false, \"comment\": \"Ta med bemanningen\"}");
		submit(task(REPORT, conversationOf(MBA)), EMPLOYER, List.of("enhet-MBA-0300"),
				WITH_INPUT.replace("Rundskrivet er uklart", "Vi er for få"));

		assertThat(this.reports.newTexts(report())).containsExactly("Vi er for få");
		assertThat(this.reports.goneTexts(report())).isOne();
		review(EMPLOYEE, "{\"approved\": true}");
		assertThat(this.jdbc.sql("select count(*) from report_former_text").query(Integer.class).single()).isZero();
	}

	private List<String> waiting() {
		return this.jdbc.sql("""
				select type || ' ' || user_id from notification
				where state = 'QUEUED' and type in ('REPORT_WRITTEN', 'REPORT_SENT_BACK')
				""").query(String.class).list();
	}

	@Test
	void anMbaWithNothingToReportNeedsNoConfirmation() {
		ProcessInstance reporting = held("tillit-mba", MBA);

		submit(task(REPORT, conversationOf(MBA)), EMPLOYEE, List.of("enhet-MBA-0300"), """
				{"outcome": "WITHOUT_INPUT", "actionPoints": [{"text": "Møtes oftere"}], "followUpOn": "2026-10-01"}
				""");

		assertThat(reporting).isEnded()
			.hasPassedInOrder(REPORT, "gateway_needsApproval", "serviceTask_sendReport")
			.hasNotPassed(APPROVE);
		assertThat(conversation(MBA).reported()).isEqualTo("WITHOUT_INPUT");
		assertThat(conversation(MBA).state()).isEqualTo(ConversationState.FOLLOW_UP);
		assertThat(dueDate("timer_followUp", conversationOf(MBA))).isEqualTo("2026-10-01");
	}

	private ProcessInstance held(String packageKey, String unitId) {
		rollout(packageKey, unitId);
		String user = unitId.equals(MBA) ? EMPLOYER : "leder-" + unitId;
		submit(task("userTask_planMeeting", conversationOf(unitId)), user, List.of("enhet-" + unitId),
				"{\"choice\": \"ALREADY_HELD\"}");
		return instance("reporting", conversationOf(unitId));
	}

	private void write(String user) {
		submit(task(REPORT, conversationOf(MBA)), user, List.of("enhet-MBA-0300"), WITH_INPUT);
	}

	private void review(String user, String json) {
		submit(task(APPROVE, conversationOf(MBA)), user,
				List.of("enhet-MBA-0300", "part-MBA-0300-arbeidsgiver", "part-MBA-0300-arbeidstaker"), json);
	}

	private Report report() {
		return this.reports.find(conversationOf(MBA)).orElseThrow();
	}

	private long obstacleProcesses() {
		return this.runtime.createProcessInstanceQuery().processDefinitionKey("obstacle").count();
	}

}
