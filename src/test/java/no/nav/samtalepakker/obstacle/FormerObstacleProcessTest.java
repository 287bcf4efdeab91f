package no.nav.samtalepakker.obstacle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.testing.CaseTest;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/**
 * A case goes on as it began: under the model from before each recipient's part became a
 * process of its own, while the code is today's and new cases follow today's model.
 */
class FormerObstacleProcessTest extends CaseTest {

	private static final String UNIT = "0101";

	/** Goes to RUNDSKRIV alone. */
	private static final String RULES = "REGELVERK.TOLKNING";

	private static final String ANSWER = "userTask_answerObstacle";

	private static final String READ = "userTask_readAnswer";

	private static final String OVERDUE = "userTask_resolveOverdueAnswer";

	private static final String TRIAGE = "userTask_triageObstacle";

	@Autowired
	private RepositoryService repository;

	@Autowired
	private Obstacles obstacles;

	@Autowired
	private Answers answers;

	@Autowired
	private Reading reading;

	@Autowired
	private Routings routings;

	@Autowired
	private Interventions interventions;

	private final List<String> deployments = new ArrayList<>();

	private String today;

	@BeforeEach
	void deployFormerModel() {
		this.today = this.repository.createProcessDefinitionQuery()
			.processDefinitionKey("obstacle")
			.latestVersion()
			.singleResult()
			.getDeploymentId();
		deploy(builderOfToday().addClasspathResource("former/obstacle.bpmn"));
	}

	@AfterEach
	void takeBackModels() {
		Collections.reverse(this.deployments);
		this.deployments.forEach((deployment) -> this.repository.deleteDeployment(deployment, true, true));
	}

	@Test
	void isAnsweredAndReadUnderTheModelItBeganWith() {
		String id = raise(RULES).get(0);
		ProcessInstance process = instance("obstacle", id);
		assertThat(instance("answering", id)).as("not called by the former model").isNull();
		BpmnAwareTests.assertThat(task(ANSWER, id)).hasCandidateGroup("mottaker-rundskriv");

		fire("timer_answerReminder", id);
		answer(id, "RUNDSKRIV");
		assertThat(this.answers.of(id)).extracting(Answer::recipient, Answer::text)
			.containsExactly(tuple("RUNDSKRIV", "Svar fra oss"));
		BpmnAwareTests.assertThat(task(READ, id)).isAssignedTo("leder-" + UNIT);
		read(id, "{\"decision\": \"CLOSE\"}");
		BpmnAwareTests.assertThat(process)
			.isEnded()
			.hasPassedInOrder("start_branch", "start_asked", ANSWER, "end_answered", "end_branchSettled",
					"gateway_needsTriage", READ, "end_roundRead", "end_closed");
		assertThat(this.obstacles.get(id).state()).isEqualTo(Obstacle.State.CLOSED);
	}

	@Test
	void isPassedOnAndAskedAboutAgain() {
		String id = raise(RULES).get(0);
		ProcessInstance process = instance("obstacle", id);
		fire("timer_answerOverdue", id);
		resolve(id, "{\"action\": \"EXTEND\", \"days\": 7}");
		fire("timer_extendedDue", id);
		resolve(id, "{\"action\": \"REROUTE\", \"recipients\": [\"HR\"]}");
		answer(id, "HR");
		read(id, "{\"decision\": \"ASK_AGAIN\", \"question\": \"Når?\", \"askRecipients\": [\"HR\"]}");
		answer(id, "HR");
		read(id, "{\"decision\": \"CLOSE\"}");
		BpmnAwareTests.assertThat(process).isEnded().hasPassed("gateway_overdueAction", "gateway_passedOn");
	}

	@Test
	void goesBackToTheSecretariatWhenTheOneItWaitsForIsWithdrawn() {
		List<String> ids = raise(RULES, "");
		String waiting = ids.get(1);
		submit(task(TRIAGE, waiting), "sekretariat", List.of("sekretariat"),
				"{\"decision\": \"MERGE\", \"reason\": \"Samme sak\", \"mergeInto\": \"" + ids.get(0) + "\"}");
		as("leder-" + UNIT, List.of("enhet-" + UNIT), () -> this.reading.withdraw(ids.get(0), "Gjaldt ikke oss"));
		BpmnAwareTests.assertThat(instance("obstacle", waiting))
			.hasPassedInOrder("event_targetAnswered", "gateway_targetWithdrawn", "gateway_needsTriage");
		assertThat(task(TRIAGE, waiting)).isNotNull();
	}

	@Test
	void nobodyCanBeAskedBesidesAndTheSecretariatIsToldWhy() {
		String id = raise(RULES).get(0);
		as("sekretariat", List.of("sekretariat"),
				() -> assertThatThrownBy(
						() -> this.interventions.askOneMore(new Interventions.OneMore(id, "HR", "De eier halve saken")))
					.isInstanceOf(Conflict.class)
					.hasMessageContaining("følger en eldre modell"));
		assertThat(this.routings.of(id)).hasSize(1);
	}

	/** Obstacles begun under the former model; afterwards today's is the newest again. */
	private List<String> raise(String... subcategories) {
		rollout("tillit-enhet", UNIT);
		submitAsLeader("userTask_planMeeting", UNIT, "{\"choice\": \"ALREADY_HELD\", \"heldOn\": \"" + today() + "\"}");
		submitAsLeader("userTask_reportConversation", UNIT, "{\"outcome\": \"WITH_INPUT\", \"obstacles\": ["
				+ Stream.of(subcategories).map(FormerObstacleProcessTest::obstacle).collect(Collectors.joining(", "))
				+ "]}");
		List<String> ids = this.obstacles.of(conversationOf(UNIT)).stream().map(Obstacle::id).toList();
		String former = this.deployments.get(0);
		deploy(builderOfToday());
		assertThat(ids).hasSameSizeAs(subcategories)
			.allSatisfy((id) -> assertThat(
					this.repository.getProcessDefinition(instance("obstacle", id).getProcessDefinitionId())
						.getDeploymentId())
				.isEqualTo(former));
		return ids;
	}

	private static String obstacle(String subcategory) {
		return "{\"text\": \"Vi står fast\", \"solvableLocally\": \"NO\", \"structural\": true"
				+ (subcategory.isEmpty() ? "}" : ", \"subcategory\": \"" + subcategory + "\"}");
	}

	/** With everything deployed today except the model of obstacles. */
	private DeploymentBuilder builderOfToday() {
		List<String> others = this.repository.getDeploymentResourceNames(this.today)
			.stream()
			.filter((name) -> !this.deployments.isEmpty() || !name.endsWith("obstacle.bpmn"))
			.toList();
		return this.repository.createDeployment().addDeploymentResourcesByName(this.today, others);
	}

	private void deploy(DeploymentBuilder builder) {
		this.deployments.add(builder.deploy().getId());
	}

	private void answer(String id, String recipient) {
		String group = "mottaker-" + recipient.toLowerCase(java.util.Locale.ROOT);
		Task task = task(ANSWER, id);
		BpmnAwareTests.assertThat(task).hasCandidateGroup(group);
		submit(task, group, List.of(group), "{\"answer\": \"CANNOT_SOLVE\", \"text\": \"Svar fra oss\"}");
	}

	private void resolve(String id, String form) {
		submit(task(OVERDUE, id), "sekretariat", List.of("sekretariat"), form);
	}

	private void read(String id, String form) {
		submit(task(READ, id), "leder-" + UNIT, List.of("enhet-" + UNIT), form);
	}

}
