package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.summary.Summaries;
import no.nav.samtalepakker.testing.CaseTest;
import no.nav.samtalepakker.testing.ModelCoverage;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** From the order to the published summary, with the counties' say in between. */
class RolloutProcessTest extends CaseTest {

	private static final String DECIDE = "userTask_decideParticipation";

	private static final String REVIEW = "userTask_reviewSummary";

	/** Offices of county 0200, and one of county 0600. */
	private static final String[] OFFICES = { "0137", "0211", "0213", "0219" };

	private static final LocalDate CLOSES = TODAY.plusMonths(4);

	@Autowired
	private Rollouts rollouts;

	@Autowired
	private CountyDecisions decisions;

	@Autowired
	private Summaries summaries;

	@Autowired
	private Forms forms;

	@AfterAll
	static void walksTheWholeModel() {
		ModelCoverage.assertCovers("rollout", "rollout.bpmn");
	}

	@Test
	void aRolloutComesToItsEndByTimersAloneWhenEveryVoluntaryTaskIsLeftUndone() {
		ProcessInstance rollout = orderRollout("tillit-enhet", OFFICES);
		assertThat(rollout).isWaitingAt("timer_opens");
		assertThat(state(rollout)).isEqualTo(RolloutState.PLANNED);

		liveUntil(TODAY);
		assertThat(states(OFFICES)).containsOnly(ConversationState.PLANNING);
		plan("0211", TODAY.plusDays(20));
		alreadyHeld("0213");
		submitAsLeader("userTask_reportConversation", "0213", "{\"outcome\": \"WITHOUT_INPUT\"}");
		alreadyHeld("0219");

		liveUntil(CLOSES.plusDays(1));
		assertThat(state(rollout)).isEqualTo(RolloutState.CLOSED);
		liveUntil(CLOSES.plusDays(31));

		assertThat(state(rollout)).isEqualTo(RolloutState.CUT_OFF);
		assertThat(states(OFFICES)).containsOnly(ConversationState.ENDED);
		assertThat(Arrays.stream(OFFICES).map((unit) -> conversation(unit).endReason())).containsExactly("CLOSED",
				"CUT_OFF", "COMPLETED", "CUT_OFF");
		assertThat(this.runtime.createProcessInstanceQuery().count()).as("only the summary is left").isOne();
		assertThat(task(REVIEW, rollout.getBusinessKey())).isNotAssigned().hasCandidateGroup("sekretariat");

		review(rollout, "{\"approved\": true}");
		assertThat(rollout).isEnded()
			.hasPassedInOrder("start_rolloutRequested", "timer_opens", "serviceTask_openRollout",
					"serviceTask_startConversations", "timer_closes", "serviceTask_closeConversations", "timer_cutOff",
					"serviceTask_cutOffConversations", "serviceTask_draftSummary", REVIEW, "serviceTask_publishSummary",
					"end_published")
			.hasPassed("end_countiesDecided")
			.hasNotPassed(DECIDE, "timer_newAnswers", "end_stopped", "end_cancelled");
		assertThat(this.jdbc.sql("select type from milestone order by reached_at").query(String.class).list())
			.containsExactly("OPENED", "CLOSED", "CUT_OFF");
	}

	@Test
	void startsConversationsInChunksAndNeverTwice() {
		ProcessInstance rollout = rollout("tillit-enhet", "0137", "0211", "0213", "0214", "0215", "0216", "0221");
		assertThat(started()).isEqualTo(7);
		assertThat(rollout).isWaitingAt("timer_closes").hasPassed("gateway_moreToStart", "end_laneStarted");

		assertThat(this.rollouts.startChunk(rollout.getBusinessKey(), null)).isFalse();

		assertThat(started()).isEqualTo(7);
	}

	@Test
	void anOrderOfVeryManyUnitsComesInStepByStep() {
		this.jdbc.sql("insert into unit (id, name, type) values ('9900', 'Nav Storfylket', 'COUNTY')").update();
		IntStream.rangeClosed(0, Orders.UNITS_AT_ONCE)
			.forEach((i) -> this.jdbc
				.sql("insert into unit (id, name, type, county_id) values (?, 'Nav et sted', 'OFFICE', '9900')")
				.param("99-%04d".formatted(i))
				.update());
		try {
			ProcessInstance rollout = orderRollout("""
					{"name": "Overalt", "packageKeys": ["tillit-enhet"], "counties": ["9900"],
					 "opensOn": "%s", "closesOn": "%s"}
					""".formatted(TODAY, CLOSES));
			assertThat(rollout).isWaitingAt("serviceTask_addUnits").hasNotPassed("gateway_split");

			runAll("serviceTask_addUnits", rollout.getBusinessKey());

			assertThat(rollout).isWaitingAt("timer_opens")
				.hasPassedInOrder("start_rolloutRequested", "gateway_moreToAdd", "serviceTask_addUnits",
						"gateway_moreToAdd", "gateway_split");
			assertThat(this.conversations.states(rollout.getBusinessKey()))
				.isEqualTo(Map.of(ConversationState.PENDING, Orders.UNITS_AT_ONCE + 1));
		}
		finally {
			clearCases();
			this.jdbc.sql("delete from unit where county_id = '9900'").update();
			this.jdbc.sql("delete from unit where id = '9900'").update();
		}
	}

	@Test
	void orderingTheSameRolloutTwiceChangesNothing() {
		String order = order("[\"tillit-enhet\"]", "\"0137\"");
		orderRollout(order);

		assertThatThrownBy(() -> orderRollout(order)).isInstanceOf(InvalidInput.class);

		assertThat(this.runtime.createProcessInstanceQuery().processDefinitionKey("rollout").count()).isOne();
		assertThat(this.rollouts.all()).hasSize(1);
	}

	@Test
	void aUnitWithAnOpenConversationOnThePackageIsLeftOut() {
		rollout("tillit-enhet", "0137");
		String first = conversationOf("0137");
		goTo(TODAY.plusDays(1));

		rollout("tillit-enhet", "0137", "0211");

		assertThat(conversationOf("0137")).isNotEqualTo(first);
		assertThat(states("0137", "0211")).containsExactly(ConversationState.LEFT_OUT, ConversationState.PLANNING);
		assertThat(started()).isEqualTo(2);
	}

	@Test
	void twoPackagesForTheSameUnitAreRefused() {
		assertThatThrownBy(() -> orderRollout(order("[\"tillit-enhet\", \"rol\"]", "\"0137\"")))
			.isInstanceOf(InvalidInput.class);
		assertThat(this.rollouts.all()).isEmpty();
	}

	@Test
	void everyUnitGetsThePackageOfItsType() {
		ProcessInstance rollout = orderRollout(order("[\"tillit-enhet\", \"tillit-mba\", \"tillit-brukerutvalg\"]",
				"\"0137\", \"MBA-0200\", \"BU-0200\""));
		liveUntil(TODAY);
		assertThat(rollout).isWaitingAt("timer_closes");
		assertThat(conversation("0137").packageKey()).isEqualTo("tillit-enhet");
		assertThat(conversation("MBA-0200").packageKey()).isEqualTo("tillit-mba");
		assertThat(conversation("BU-0200").packageKey()).isEqualTo("tillit-brukerutvalg");
	}

	@Test
	void aCountyThatSaysYesBringsItsOfficesIn() {
		ProcessInstance rollout = orderRollout("rol", OFFICES);
		assertThat(states(OFFICES)).containsOnly(ConversationState.AWAITING_COUNTY);
		assertThat(ask(rollout, "0600")).hasCandidateGroup("fylke-0600").isNotAssigned();
		assertThat(ask(rollout, "0200")).hasCandidateGroup("fylke-0200")
			.hasDueDate(this.rollouts.decisionDue(rollout.getBusinessKey()));

		decide(rollout, "0200", "{\"participation\": \"YES\"}");
		start(rollout);

		assertThat(states(OFFICES)).containsExactly(ConversationState.PLANNING, ConversationState.PLANNING,
				ConversationState.PLANNING, ConversationState.AWAITING_COUNTY);
		assertThat(rollout).hasPassedInOrder("start_countyAsked", DECIDE, "serviceTask_startConversations")
			.isWaitingFor("message_countyDecided");
	}

	@Test
	void aCountyChoosesSomeOfItsOffices() {
		ProcessInstance rollout = orderRollout("rol", OFFICES);

		decide(rollout, "0200", "{\"participation\": \"YES\", \"unitIds\": [\"0211\"]}");
		start(rollout);

		assertThat(states("0137", "0211", "0213")).containsExactly(ConversationState.DECLINED,
				ConversationState.PLANNING, ConversationState.DECLINED);
	}

	@Test
	void anOfficeOfACountyThatSaidNoCanWishToTakePart() {
		ProcessInstance rollout = orderRollout("rol", OFFICES);
		decide(rollout, "0200", "{\"participation\": \"NO\", \"reasons\": [\"TOO_MUCH\"]}");
		start(rollout);
		assertThat(states("0137", "0211", "0213")).containsOnly(ConversationState.DECLINED);

		wish(rollout, "0137");
		wish(rollout, "0137");
		wish(rollout, "0219");
		assertThat(this.decisions.wishes(rollout.getBusinessKey(), "0200")).extracting("id").containsExactly("0137");
		assertThat(this.decisions.wishes(rollout.getBusinessKey(), "0600")).extracting("id").containsExactly("0219");

		revise(rollout, "0200", "{\"participation\": \"YES\", \"unitIds\": [\"0137\"]}");
		runAll("serviceTask_startJoined", rollout.getBusinessKey());
		assertThat(states("0137", "0211")).containsExactly(ConversationState.PLANNING, ConversationState.DECLINED);
		assertThatExceptionOfType(Conflict.class).as("already in").isThrownBy(() -> wish(rollout, "0137"));
	}

	@Test
	void aCountyThatWantsToWaitIsAskedOnTheDateItChose() {
		ProcessInstance rollout = orderRollout("rol", OFFICES);
		assertThatThrownBy(() -> decide(rollout, "0200", "{\"participation\": \"LATER\"}"))
			.hasRootCauseInstanceOf(InvalidInput.class);
		assertThat(asked("fylke-0600")).as("told at once").isOne();
		decide(rollout, "0600", "{\"participation\": \"LATER\", \"reconsiderOn\": \"2026-11-02\"}");
		assertThat(ask(rollout, "0600")).isNull();
		assertThat(dueDate("timer_reconsider", rollout.getBusinessKey())).isEqualTo("2026-11-02");

		liveUntil(LocalDate.of(2026, 11, 2));

		assertThat(ask(rollout, "0600")).as("asked again").isNotNull();
		assertThat(asked("fylke-0600")).as("and told again").isEqualTo(2);
		assertThat(rollout).hasPassedInOrder(DECIDE, "timer_reconsider");
		assertThat(conversation("0219").state()).isEqualTo(ConversationState.AWAITING_COUNTY);
	}

	private int asked(String user) {
		return this.jdbc.sql("select count(*) from notification where type = 'DECISION_ASKED' and user_id = ?")
			.param(user)
			.query(Integer.class)
			.single();
	}

	@Test
	void aCountyThatAnswersAfterTheOpeningBringsItsOfficesInInChunks() {
		ProcessInstance rollout = orderRollout("rol", OFFICES);
		start(rollout);
		assertThat(started()).isZero();
		goTo(TODAY.plusDays(30));

		revise(rollout, "0200", "{\"participation\": \"YES\"}");
		assertThat(ask(rollout, "0200")).as("the task is done with the same answer").isNull();
		runAll("serviceTask_startJoined", rollout.getBusinessKey());

		assertThat(rollout).hasPassedInOrder("start_unitsJoined", "serviceTask_startJoined", "gateway_moreJoined",
				"serviceTask_startJoined", "gateway_moreJoined", "end_joinedStarted");
		assertThat(states("0137", "0211", "0213")).containsOnly(ConversationState.PLANNING);
	}

	@Test
	void aCountyThatChangesItsMindStopsOnlyConversationsWithoutAPlan() {
		ProcessInstance rollout = orderRollout("rol", OFFICES);
		decide(rollout, "0200", "{\"participation\": \"YES\"}");
		start(rollout);
		plan("0137", TODAY.plusDays(30));

		revise(rollout, "0200", "{\"participation\": \"NO\"}");

		assertThat(rollout).hasPassedInOrder(DECIDE, "event_countyDecided");
		assertThat(states("0137", "0211", "0213")).containsExactly(ConversationState.PLANNED, ConversationState.ENDED,
				ConversationState.ENDED);
		assertThat(conversation("0211").endReason()).isEqualTo("STOPPED");
		assertThat(conversation("0211").held()).isNull();
		assertThat(this.jdbc.sql("select participation from county_decision order by decided_at, participation desc")
			.query(String.class)
			.list()).containsExactly("YES", "NO");
	}

	@Test
	void countiesThatHaveNotAnsweredAtClosingAreUndecided() {
		ProcessInstance rollout = orderRollout("rol", OFFICES);
		decide(rollout, "0200", "{\"participation\": \"NO\"}");

		liveUntil(CLOSES.plusDays(1));

		assertThat(rollout).hasPassed("timer_countiesClosed", "end_countiesUnclear");
		assertThat(states(OFFICES)).containsExactly(ConversationState.DECLINED, ConversationState.DECLINED,
				ConversationState.DECLINED, ConversationState.UNDECIDED);
		assertThat(ask(rollout, "0600")).isNull();
		assertThatExceptionOfType(Conflict.class)
			.isThrownBy(() -> revise(rollout, "0600", "{\"participation\": \"YES\"}"));
		assertThatExceptionOfType(Conflict.class).isThrownBy(() -> wish(rollout, "0137"));
	}

	@Test
	void movedDatesMoveTheTimers() {
		ProcessInstance rollout = orderRollout("rol", OFFICES);
		start(rollout);
		String id = rollout.getBusinessKey();
		assertThat(dueDate("timer_closes", id)).isEqualTo(CLOSES.plusDays(1));

		this.rollouts.changeDates(id, LocalDate.of(2027, 2, 1), null);

		assertThat(dueDate("timer_closes", id)).isEqualTo("2027-02-02");
		assertThat(dueDate("timer_countiesClosed", id)).isEqualTo("2027-02-02");
		assertThat(ask(rollout, "0200")).hasDueDate(this.rollouts.decisionDue(id));
		assertThat(this.rollouts.decisionDue(id)).as("on the closing date itself")
			.isBetween("2027-02-01", "2027-02-02");
		assertThat(this.rollouts.get(id).cutOffOn()).isEqualTo("2027-03-03");

		liveUntil(LocalDate.of(2027, 2, 2));
		assertThat(dueDate("timer_cutOff", id)).isEqualTo("2027-03-04");
		this.rollouts.changeDates(id, null, LocalDate.of(2027, 4, 1));
		assertThat(dueDate("timer_cutOff", id)).isEqualTo("2027-04-02");
		assertThatExceptionOfType(Conflict.class)
			.isThrownBy(() -> this.rollouts.changeDates(id, LocalDate.of(2027, 5, 1), null));
	}

	@Test
	void aRolloutIsCancelledBeforeItOpens() {
		ProcessInstance rollout = orderRollout("rol", OFFICES);

		this.rollouts.cancel(rollout.getBusinessKey());

		assertThat(rollout).isEnded()
			.hasPassedInOrder("start_rolloutCancelled", "end_cancelled")
			.hasNotPassed("serviceTask_openRollout");
		assertThat(state(rollout)).isEqualTo(RolloutState.CANCELLED);
		assertThat(states(OFFICES)).containsOnly(ConversationState.NOT_STARTED);
		assertThat(this.tasks.createTaskQuery().count()).isZero();
	}

	@Test
	void anOpenRolloutIsStoppedInChunksAndNotCancelled() {
		ProcessInstance rollout = rollout("tillit-enhet", OFFICES);
		String id = rollout.getBusinessKey();
		assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.rollouts.cancel(id));

		this.rollouts.stop(id, "Vi trenger en pause");
		runAll("serviceTask_stopConversations", id);

		assertThat(rollout).isEnded()
			.hasPassedInOrder("start_rolloutStopped", "serviceTask_stopConversations", "gateway_moreToStop",
					"serviceTask_stopConversations", "gateway_moreToStop", "end_stopped")
			.hasNotPassed("serviceTask_closeConversations");
		assertThat(state(rollout)).isEqualTo(RolloutState.STOPPED);
		assertThat(states(OFFICES)).containsOnly(ConversationState.ENDED);
		assertThat(mails("ROLLOUT_STOPPED", conversationOf("0137"))).containsExactly("leder-0137@example.invalid");
	}

	@Test
	void aMessageToThoseWithoutAPlanCountsAmongTheTwoReminders() {
		ProcessInstance rollout = rollout("tillit-enhet", OFFICES);
		String id = rollout.getBusinessKey();
		plan("0211", TODAY.plusDays(20));
		this.conversations.pauseReminders(conversationOf("0213"), true);

		assertThat(this.rollouts.message(id, "Hei igjen")).isEqualTo(2);
		assertThat(mails("ROLLOUT_MESSAGE", conversationOf("0137"))).containsExactly("leder-0137@example.invalid");
		fire("timer_planReminder", conversationOf("0137"));

		assertThat(conversation("0137").remindersSent()).isEqualTo(2);
		assertThat(conversation("0211").remindersSent()).isZero();
		assertThat(this.rollouts.message(id, "Hei igjen")).as("0137 has had its two").isOne();
	}

	@Test
	void theSummaryIsDraftedUntilApprovedAndNewAnswersMakeNewVersions() {
		ProcessInstance rollout = rollout("tillit-enhet", "0137");
		String id = rollout.getBusinessKey();
		alreadyHeld("0137");
		submitAsLeader("userTask_reportConversation", "0137", """
				{"outcome": "WITH_INPUT", "obstacles": [
				 {"text": "Ledelsen er langt unna", "solvableLocally": "NO", "structural": true, "quoteConsent": true,
				  "category": "KULTUR_ARBEIDSMILJOE_OG_LEDELSE",
				  "subcategory": "KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE"}]}
				""");
		goTo(CLOSES.plusDays(31));
		for (String step : List.of("timer_closes", "serviceTask_closeConversations", "timer_cutOff",
				"serviceTask_cutOffConversations", "serviceTask_draftSummary")) {
			runAll(step, id);
		}

		review(rollout, "{\"approved\": false, \"comment\": \"Kortere innledning\"}");
		assertThat(this.summaries.published(id)).isEmpty();
		assertThat(this.summaries.latest(id).orElseThrow().comment()).isEqualTo("Kortere innledning");
		fire("serviceTask_draftSummary", id);
		assertThat(this.summaries.versions(id)).as("still the same draft").hasSize(1);
		review(rollout, "{\"approved\": true}");
		assertThat(this.summaries.published(id).orElseThrow().version()).isOne();
		assertThat(rollout).isWaitingAt("timer_newAnswers");

		goTo(today().plusDays(30));
		fire("timer_newAnswers", id);
		assertThat(rollout).as("nothing new, but answers are expected").isWaitingAt("timer_newAnswers");

		answer("HR");
		goTo(today().plusDays(30));
		fire("timer_newAnswers", id);
		fire("serviceTask_draftSummary", id);
		assertThat(this.summaries.published(id).orElseThrow().version()).as("until the next is approved").isOne();
		review(rollout, "{\"approved\": true}");
		assertThat(this.summaries.published(id).orElseThrow().version()).isEqualTo(2);
		assertThat(rollout).isWaitingAt("timer_newAnswers");

		goTo(today().plusDays(1));
		answer("ROEDT_SPOR");
		goTo(today().plusDays(30));
		fire("timer_newAnswers", id);
		fire("serviceTask_draftSummary", id);
		review(rollout, "{\"approved\": true}");

		assertThat(this.summaries.published(id).orElseThrow().version()).isEqualTo(3);
		assertThat(rollout).isEnded()
			.hasPassedInOrder("serviceTask_draftSummary", REVIEW, "gateway_summaryApproved", "serviceTask_draftSummary",
					REVIEW, "serviceTask_publishSummary", "gateway_answersExpected", "timer_newAnswers",
					"gateway_newAnswers", "timer_newAnswers", "gateway_newAnswers", "serviceTask_draftSummary",
					"serviceTask_publishSummary", "timer_newAnswers", "serviceTask_draftSummary",
					"serviceTask_publishSummary", "end_published");

		ProcessInstance next = this.runtime.startProcessInstanceByMessage(RolloutProcess.NEW_VERSION, id,
				Map.of("rolloutId", id));
		fire("serviceTask_draftSummary", id);
		review(next, "{\"approved\": true}");
		assertThat(this.summaries.published(id).orElseThrow().version()).isEqualTo(4);
		assertThat(next).isEnded()
			.hasPassedInOrder("start_newVersion", "serviceTask_draftSummary", REVIEW, "serviceTask_publishSummary",
					"end_published");
	}

	private void answer(String recipient) {
		Task task = openTasks("userTask_answerObstacle").stream()
			.filter((open) -> this.tasks.getIdentityLinksForTask(open.getId())
				.stream()
				.anyMatch((link) -> ("mottaker-" + recipient.toLowerCase(java.util.Locale.ROOT))
					.equals(link.getGroupId())))
			.findFirst()
			.orElseThrow();
		String group = "mottaker-" + recipient.toLowerCase(java.util.Locale.ROOT);
		submit(task, group, List.of(group), "{\"answer\": \"INCLUDED_IN_ONGOING\", \"text\": \"Vi tar det med oss\"}");
	}

	private void review(ProcessInstance rollout, String json) {
		submit(task(REVIEW, rollout.getBusinessKey()), "sekretariat", List.of("sekretariat"), json);
	}

	private Task ask(ProcessInstance rollout, String countyId) {
		return this.tasks.createTaskQuery()
			.processInstanceBusinessKey(rollout.getBusinessKey())
			.taskDefinitionKey(DECIDE)
			.taskCandidateGroup("fylke-" + countyId)
			.singleResult();
	}

	private void decide(ProcessInstance rollout, String countyId, String json) {
		submit(ask(rollout, countyId), "fylke-" + countyId, List.of("fylke-" + countyId), json);
	}

	private void revise(ProcessInstance rollout, String countyId, String json) {
		as("fylke-" + countyId, List.of("fylke-" + countyId), () -> this.decisions.revise(rollout.getBusinessKey(),
				countyId, this.forms.read(json, DecideParticipation.class)));
	}

	private void wish(ProcessInstance rollout, String unitId) {
		as("leder-" + unitId, List.of("enhet-" + unitId), () -> this.decisions.wish(rollout.getBusinessKey(), unitId));
	}

	private void start(ProcessInstance rollout) {
		fire("timer_opens", rollout.getBusinessKey());
		runAll("serviceTask_startConversations", rollout.getBusinessKey());
	}

	private String order(String packageKeys, String unitIds) {
		return """
				{"name": "Høstens samtaler", "packageKeys": %s, "unitIds": [%s], "opensOn": "%s", "closesOn": "%s"}
				""".formatted(packageKeys, unitIds, TODAY, CLOSES);
	}

	private RolloutState state(ProcessInstance rollout) {
		return this.rollouts.get(rollout.getBusinessKey()).state();
	}

	private List<ConversationState> states(String... unitIds) {
		return Arrays.stream(unitIds).map((unit) -> conversation(unit).state()).toList();
	}

	private long started() {
		return this.runtime.createProcessInstanceQuery().processDefinitionKey("conversation").count();
	}

}
