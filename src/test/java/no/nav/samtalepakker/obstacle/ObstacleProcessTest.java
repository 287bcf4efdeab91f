package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import no.nav.samtalepakker.followup.ActionPoint;
import no.nav.samtalepakker.followup.ActionPoints;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.testing.CaseTest;
import no.nav.samtalepakker.testing.ModelCoverage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.camunda.bpm.engine.test.assertions.bpmn.TaskAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.PessimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/** Obstacles from the report until they are closed, one test per story. */
class ObstacleProcessTest extends CaseTest {

	private static final String UNIT = "0101";

	private static final String OTHER_UNIT = "0104";

	/** A wording the secretariat has approved. */
	private static final String SHARED = "Fastlegene svarer sent";

	private static final String ANSWER = "userTask_answerObstacle";

	private static final String OVERDUE = "userTask_resolveOverdueAnswer";

	private static final String READ = "userTask_readAnswer";

	private static final String TRIAGE = "userTask_triageObstacle";

	private static final String UPDATE = "userTask_updateAnswer";

	/** Goes to RUNDSKRIV alone. */
	private static final String RULES = "REGELVERK.TOLKNING";

	/** Goes to ROEDT_SPOR and HR. */
	private static final String LEADERSHIP = "KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE";

	/** Three weeks after {@link #TODAY}. */
	private static final LocalDate DUE = LocalDate.of(2026, 9, 28);

	@Autowired
	private Journeys journeys;

	@Autowired
	private Wordings wordings;

	@Autowired
	private Obstacles obstacles;

	@Autowired
	private Routings routings;

	@Autowired
	private Answers answers;

	@Autowired
	private WaitingQuestions waiting;

	@Autowired
	private Reading reading;

	@Autowired
	private Triage triage;

	@Autowired
	private Interventions interventions;

	@Autowired
	private QuestionsOfRecipients questions;

	@Autowired
	private SharedObstacles shared;

	@Autowired
	private TriageAdvice advice;

	@Autowired
	private Redactions redactions;

	@Autowired
	private ActionPoints actionPoints;

	private String withoutContact;

	@AfterAll
	static void walksTheWholeModel() {
		ModelCoverage.assertCovers("obstacle", "obstacle.bpmn");
		ModelCoverage.assertCovers("answering", "answering.bpmn");
	}

	@AfterEach
	void giveContactsBack() {
		if (this.withoutContact != null) {
			this.jdbc.sql("update recipient_contact set recipient = ? where recipient = 'INGEN'")
				.param(this.withoutContact)
				.update();
			this.withoutContact = null;
		}
	}

	// one recipient

	@Test
	void isRoutedToOneRecipientAnsweredReadAndClosed() {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		waits(process, ANSWER).hasPassedInOrder("start_obstacleRaised", "businessRuleTask_routeObstacle", "start_round",
				"gateway_ask");
		ProcessInstance answering = answering(id);
		that(answering).hasPassedInOrder("start_asked", "start_question")
			.variables()
			.containsOnly(entry("obstacleId", id), entry("recipient", "rundskriv"));
		that(answerTask("RUNDSKRIV", id)).hasCandidateGroup("mottaker-rundskriv").isNotAssigned();
		assertThat(answerTask("RUNDSKRIV", id).getName())
			.isEqualTo("Svar på hindringen – Regelverk: Regler tolkes ulikt");
		assertThat(dateOf(answerTask("RUNDSKRIV", id))).isEqualTo(DUE);

		answer("RUNDSKRIV", id, "INCLUDED_IN_ONGOING");
		waits(process, READ);
		that(task(READ, id)).hasCandidateGroupAssociated("enhet-0101").isAssignedTo("leder-0101");
		assertThat(mails(id)).containsExactly("ANSWER_GIVEN leder-0101");

		read(id, "{'decision': 'CLOSE', 'helpful': 'PARTLY'}");
		that(process).isEnded()
			.hasPassedInOrder("businessRuleTask_routeObstacle", "callActivity_answering", "gateway_next",
					"gateway_readingOpen", READ, "end_roundRead", "gateway_askAgain", "end_closed")
			.hasNotPassed(TRIAGE, UPDATE);
		that(answering).isEnded()
			.hasPassedInOrder(ANSWER, "end_answered", "gateway_passedOn", "end_settled")
			.hasNotPassed(OVERDUE);
		assertThat(this.obstacles.get(id)).extracting(Obstacle::state, Obstacle::helpful, Obstacle::round)
			.containsExactly(Obstacle.State.CLOSED, Obstacle.Helpful.PARTLY, 1);
		assertThat(acts(id)).containsExactly("mottaker-rundskriv OBSTACLE_ANSWERED INCLUDED_IN_ONGOING",
				"leder-0101 ANSWER_READ CLOSE");
	}

	@Test
	void storesWhatTheTableSaidAndWhy() {
		String id = raise(RULES);
		assertThat(this.jdbc.sql("""
				select decided_by, scope, scope_rule, solvable_locally, structural, category, subcategory, level,
					target_group, table_version from routing where obstacle_id = ?
				""").param(id).query().singleRow()).containsEntry("DECIDED_BY", "RULE")
			.containsEntry("SCOPE", "ROUTE")
			.containsEntry("SCOPE_RULE", "rule_notSolvableLocally")
			.containsEntry("SOLVABLE_LOCALLY", "NO")
			.containsEntry("STRUCTURAL", true)
			.containsEntry("CATEGORY", "REGELVERK")
			.containsEntry("SUBCATEGORY", RULES)
			.containsEntry("LEVEL", "MESO")
			.containsEntry("TARGET_GROUP", "UNIT")
			.containsEntry("TABLE_VERSION", 1);
		AskedRecipient asked = this.routings.of(id).get(0);
		assertThat(asked.reason()).startsWith("Hindringen går til dem som oppdaterer rundskrivene");
		assertThat(asked.source()).startsWith("seed says");
		assertThat(asked.answerDays()).isEqualTo(21);
		assertThat(this.jdbc.sql("select rule_id from routing_recipient where obstacle_id = ?")
			.param(id)
			.query(String.class)
			.single()).isEqualTo("rule_regelverkTolkning_rundskriv");
	}

	@Test
	void givesOthersOutsideMoreTime() {
		String id = raise("EKSOGENT.POLITISK_VEDTATTE_RAMMER");
		assertThat(dateOf(answerTask("DEPARTEMENT", id))).isEqualTo(LocalDate.of(2026, 11, 6));
	}

	@Test
	void remindsTheRecipientFiveWorkingDaysBefore() {
		String id = raise(RULES);
		assertThat(dueDate("timer_answerReminder", id)).isEqualTo(LocalDate.of(2026, 9, 21));
		fire("timer_answerReminder", id);
		waits(process(id), ANSWER);
		that(answering(id)).hasPassedInOrder("timer_answerReminder", "serviceTask_remindRecipient",
				"end_recipientReminded");
		assertThat(mails(id)).containsExactly("ANSWER_REMINDER mottaker-rundskriv");
		assertThat(job("timer_answerReminder", id)).isNull();
	}

	// two recipients

	@Test
	void letsTheUnitReadWhatThereIsWhenOneIsSilent() {
		String id = raise(LEADERSHIP);
		ProcessInstance process = process(id);
		assertThat(asked(id)).containsExactlyInAnyOrder("mottaker-hr", "mottaker-roedt_spor");
		answer("HR", id, "CANNOT_SOLVE");
		assertThat(open(id)).containsExactly(ANSWER);
		assertThat(this.answers.of(id)).as("seen at once").hasSize(1);
		assertThat(dueDate("timer_readWhatThereIs", id)).isEqualTo(DUE.plusDays(14));

		goTo(DUE.plusDays(14));
		fire("timer_readWhatThereIs", id);
		waits(process, READ, ANSWER);

		answer("ROEDT_SPOR", id, "CANNOT_SOLVE");
		waits(process, READ).hasPassed("end_answersAdded");
		assertThat(this.answers.of(id)).extracting(Answer::recipient).containsExactly("HR", "ROEDT_SPOR");
		assertThat(mails(id)).as("one for each answer").hasSize(2);
		read(id, "{'decision': 'CLOSE'}");
		that(process).isEnded();
	}

	@Test
	void closingWithdrawsWhatIsStillUnanswered() {
		String id = raise(LEADERSHIP);
		ProcessInstance process = process(id);
		answer("HR", id, "CANNOT_SOLVE");
		fire("timer_readWhatThereIs", id);
		read(id, "{'decision': 'CLOSE'}");
		that(process).isEnded().hasNotPassed("end_answersAdded");
		assertThat(states(id)).containsExactlyInAnyOrder(tuple("HR", AskedRecipient.State.ANSWERED),
				tuple("ROEDT_SPOR", AskedRecipient.State.WITHDRAWN));
	}

	@Test
	void theUnitHasOneTaskOnlyWhenTriageComesAfterTheEarlyReading() {
		String id = raise(LEADERSHIP);
		fire("timer_readWhatThereIs", id);
		answer("HR", id, "CANNOT_SOLVE");
		submit(answerTask("ROEDT_SPOR", id), "{'personalData': true}");
		assertThat(open(id)).containsExactlyInAnyOrder(READ, TRIAGE);
		triage(id, "{'decision': 'REDACT', 'reason': 'Navn'}");
		fire("timer_readWhatThereIs", id);
		assertThat(open(id)).containsExactlyInAnyOrder(READ, ANSWER);
		withoutContact("STYRING");
		forward("ROEDT_SPOR", id, "STYRING");
		triage(id, "{'decision': 'NONE', 'reason': 'Fordi'}");
		assertThat(open(id)).containsExactly(READ);
	}

	@Test
	void twoRecipientsMayAnswerAtTheSameMoment() throws Exception {
		String id = raise(LEADERSHIP);
		atOnce(() -> answer("HR", id, "CANNOT_SOLVE"), () -> answer("ROEDT_SPOR", id, "CANNOT_SOLVE"));
		assertThat(open(id)).containsExactly(READ);
		assertThat(this.answers.of(id)).extracting(Answer::recipient).containsExactlyInAnyOrder("HR", "ROEDT_SPOR");
	}

	@Test
	void theUnitMayCloseWhileARecipientAnswers() throws Exception {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		fire("timer_readWhatThereIs", id);
		atOnce(() -> answer("RUNDSKRIV", id, "CANNOT_SOLVE"), () -> read(id, "{'decision': 'CLOSE'}"));
		that(process).isEnded();
		assertThat(this.obstacles.get(id).state()).isEqualTo(Obstacle.State.CLOSED);
		assertThat(this.routings.of(id)).extracting(AskedRecipient::state)
			.containsExactly(
					this.answers.of(id).isEmpty() ? AskedRecipient.State.WITHDRAWN : AskedRecipient.State.ANSWERED);
	}

	// triage

	@Test
	void goesToTriageWithoutARule() {
		for (String subcategory : Arrays.asList(null, "MAAL_OG_RESULTATSTYRING.INDIVIDUELLE_KRAV",
				"SAMHANDLING.EKSTERNE_AKTOERER")) {
			String id = raise(subcategory);
			waits(process(id), TRIAGE).hasPassedInOrder("businessRuleTask_routeObstacle", "gateway_next")
				.hasNotPassed("callActivity_answering");
			that(task(TRIAGE, id)).hasCandidateGroup("sekretariat");
			assertThat(dateOf(task(TRIAGE, id))).isEqualTo(LocalDate.of(2026, 9, 21));
			assertThat(this.routings.of(id)).isEmpty();
			clearCases();
		}
	}

	@Test
	void anObstacleWithACategoryAloneGoesToTriage() {
		String id = report("""
				{'text': 'Vi står fast', 'solvableLocally': 'NO', 'structural': true, 'category': 'REGELVERK'}""")
			.get(0);
		waits(process(id), TRIAGE);
		assertThat(this.obstacles.get(id).level()).isNull();
	}

	@Test
	void aCodeOutsideTheTaxonomyIsRefusedAtTheForm() {
		prepareReport();
		for (String faulty : List.of("'subcategory': 'REGELVERK.UKJENT'", "'category': 'UKJENT'",
				"'category': 'KOMPETANSE', 'subcategory': 'REGELVERK.TOLKNING'")) {
			refused(() -> submitReport("{'text': 't', 'solvableLocally': 'NO', 'structural': true, " + faulty + "}"),
					"obstacles[0]." + (faulty.contains("sub") ? "subcategory" : "category"));
		}
		assertThat(this.obstacles.of(conversationOf(UNIT))).isEmpty();
	}

	@Test
	void triageAnswersThatTheUnitCanDoItItself() {
		String id = raise(null);
		ProcessInstance process = process(id);
		triage(id, "{'decision': 'LOCAL', 'reason': 'Dette kan dere avgjøre selv', 'publishedText': 'Delt'}");
		waits(process, READ).hasPassedInOrder(TRIAGE, "gateway_merged", "gateway_triageDecision");
		assertThat(this.answers.of(id)).extracting(Answer::recipient, Answer::answer, Answer::text)
			.containsExactly(tuple("SEKRETARIAT", Answer.Kind.LOCAL, "Dette kan dere avgjøre selv"));
		assertThat(this.obstacles.get(id).publishedText()).isEqualTo("Delt");
		assertThat(acts(id)).containsExactly("sekretariat OBSTACLE_TRIAGED LOCAL");
	}

	@Test
	void triageAnswersThatNobodyCanDoAnything() {
		String id = raise(null);
		triage(id, "{'decision': 'NONE', 'reason': 'Stortinget har bestemt det'}");
		assertThat(open(id)).containsExactly(READ);
		assertThat(this.answers.of(id)).extracting(Answer::answer).containsExactly(Answer.Kind.NONE);
	}

	@Test
	void triageSendsToTwo() {
		String id = raise(null);
		refused(() -> triage(id, "{'decision': 'ROUTE', 'reason': 'Fordi', 'recipients': ['HR', 'LOKALT']}"),
				"recipients[1]");
		refused(() -> triage(id, "{'decision': 'ROUTE', 'reason': 'Fordi', 'recipients': ['hr']}"), "recipients[0]");
		refused(() -> triage(id, "{'decision': 'ROUTE', 'reason': 'Fordi'}"), "recipients");
		assertThat(this.routings.of(id)).isEmpty();
		triage(id, "{'decision': 'ROUTE', 'reason': 'Fordi', 'recipients': ['HR', 'STYRING', 'HR']}");
		that(process(id)).hasPassedInOrder("businessRuleTask_routeObstacle", TRIAGE, "gateway_triageDecision");
		assertThat(asked(id)).containsExactlyInAnyOrder("mottaker-hr", "mottaker-styring");
		assertThat(this.routings.of(id)).extracting(AskedRecipient::reason).containsOnly("Fordi");
		answer("HR", id, "CANNOT_SOLVE");
		answer("STYRING", id, "CANNOT_SOLVE");
		assertThat(open(id)).containsExactly(READ);
	}

	@Test
	void goesToTriageAtOnceWhenNobodyAnswersForTheRecipient() {
		withoutContact("HR");
		String id = raise("HANDLINGSROM.SELVLEDELSE_I_NKS");
		assertThat(states(id)).containsExactly(tuple("FORSOK_NKS", AskedRecipient.State.OPEN),
				tuple("HR", AskedRecipient.State.NO_CONTACT));
		answer("FORSOK_NKS", id, "CANNOT_SOLVE");
		assertThat(open(id)).containsExactly(TRIAGE);
		refused(() -> triage(id, "{'decision': 'ROUTE', 'reason': 'Fordi', 'recipients': ['HR']}"), "recipients[0]");
		triage(id, "{'decision': 'NONE', 'reason': 'Ingen kan svare'}");
		assertThat(open(id)).containsExactly(READ);
	}

	@Test
	void goesToTriageAtOnceWhenTheOnlyRecipientCannotBeReached() {
		this.jdbc.sql("update recipient_contact set recipient = 'INGEN' where recipient = 'RUNDSKRIV'").update();
		try {
			waits(process(raise(RULES)), TRIAGE).hasNotPassed("callActivity_answering");
		}
		finally {
			this.jdbc.sql("update recipient_contact set recipient = 'RUNDSKRIV' where recipient = 'INGEN'").update();
		}
	}

	// merging

	@Test
	void aMergedObstacleWaitsForItsTarget() {
		List<String> ids = raiseAll(LEADERSHIP, null, null);
		String target = ids.get(0);
		String merged = ids.get(1);
		assertThat(this.triage.mergeTargets(merged)).extracting(OpenObstacle::id)
			.containsExactlyInAnyOrder(target, ids.get(2));
		refused(() -> triage(merged, merge(merged)), "mergeInto");
		refused(() -> triage(merged, merge("unknown")), "mergeInto");
		refused(() -> triage(merged, "{'decision': 'MERGE', 'reason': 'Fordi'}"), "mergeInto");
		triage(merged, merge(target));
		waits(process(merged), "event_targetAnswered");
		refused(() -> triage(ids.get(2), merge(merged)), "mergeInto");

		answer("HR", target, "CANNOT_SOLVE");
		assertThat(this.answers.of(merged)).as("seen at once").hasSize(1);
		waits(process(merged), "event_targetAnswered");
		answer("ROEDT_SPOR", target, "CANNOT_SOLVE");
		waits(process(merged), READ).hasPassedInOrder(TRIAGE, "gateway_merged", "event_targetAnswered", "gateway_next",
				"gateway_readingOpen");
		read(target, "{'decision': 'CLOSE'}");
		waits(process(merged), READ);

		read(merged, "{'decision': 'ASK_AGAIN', 'question': 'Hva med oss?'}");
		assertThat(asked(merged)).containsExactlyInAnyOrder("mottaker-hr", "mottaker-roedt_spor");
	}

	@Test
	void aTargetThatIsAnsweredAlreadyIsReadAtOnce() {
		List<String> ids = raiseAll(RULES, null);
		answer("RUNDSKRIV", ids.get(0), "CANNOT_SOLVE");
		read(ids.get(0), "{'decision': 'CLOSE'}");
		assertThat(this.triage.mergeTargets(ids.get(1))).extracting(OpenObstacle::id).containsExactly(ids.get(0));
		triage(ids.get(1), merge(ids.get(0)));
		waits(process(ids.get(1)), READ).hasNotPassed("event_targetAnswered");
		assertThat(this.answers.of(ids.get(1))).isEqualTo(this.answers.of(ids.get(0))).hasSize(1);
	}

	@Test
	void aWithdrawnTargetSendsTheMergedOneBackToTriage() {
		List<String> ids = raiseAll(RULES, null, null);
		triage(ids.get(2), merge(ids.get(1)));
		triage(ids.get(1), merge(ids.get(0)));
		assertThat(this.obstacles.get(ids.get(2)).mergedInto()).as("follows along").isEqualTo(ids.get(0));
		withdraw(ids.get(0), "leder-0101", "enhet-0101");
		for (String merged : ids.subList(1, 3)) {
			waits(process(merged), TRIAGE).hasPassedInOrder("event_targetAnswered", "gateway_next");
			assertThat(this.obstacles.get(merged)).extracting(Obstacle::mergedInto, Obstacle::state)
				.containsExactly(null, Obstacle.State.RAISED);
		}
	}

	@Test
	void aTargetClosedWithoutAnswerSendsTheMergedOneBackToTriage() {
		List<String> ids = raiseAll(RULES, null);
		triage(ids.get(1), merge(ids.get(0)));
		fire("timer_readWhatThereIs", ids.get(0));
		waits(process(ids.get(1)), "event_targetAnswered");
		read(ids.get(0), "{'decision': 'CLOSE'}");
		waits(process(ids.get(1)), TRIAGE);
	}

	@Test
	void aUnitThatIsReadingAlreadyMayAskAgainWhileItsObstacleWaitsForAnother() {
		String merged = mergedWhileReading();
		read(merged, "{'decision': 'ASK_AGAIN', 'question': 'Hva med oss?', 'askRecipients': ['HR']}");
		assertThat(this.obstacles.get(merged)).extracting(Obstacle::mergedInto, Obstacle::state)
			.containsExactly(null, Obstacle.State.RAISED);
		answer("HR", merged, "CANNOT_SOLVE");
		waits(process(merged), READ);
	}

	@Test
	void aUnitThatIsReadingAlreadyMayCloseWhileItsObstacleWaitsForAnother() {
		String merged = mergedWhileReading();
		ProcessInstance process = process(merged);
		read(merged, "{'decision': 'CLOSE'}");
		that(process).isEnded();
		assertThat(this.obstacles.get(merged).state()).isEqualTo(Obstacle.State.CLOSED);
	}

	private String mergedWhileReading() {
		List<String> ids = raiseAll(RULES, LEADERSHIP);
		String merged = ids.get(1);
		fire("timer_readWhatThereIs", merged);
		answer("HR", merged, "CANNOT_SOLVE");
		withoutContact("STYRING");
		forward("ROEDT_SPOR", merged, "STYRING");
		triage(merged, merge(ids.get(0)));
		assertThat(this.obstacles.get(merged).state()).isEqualTo(Obstacle.State.MERGED);
		assertThat(open(merged)).containsExactly(READ);
		return merged;
	}

	// joining

	@Test
	void aUnitThatJoinsWaitsForTheAnswerOfTheOthersAndReadsItItself() {
		String target = raiseShared();
		String joined = join(target);
		waits(process(joined), "event_targetAnswered")
			.hasPassedInOrder("start_obstacleRaised", "gateway_joins", "serviceTask_joinObstacle", "start_round",
					"gateway_next")
			.hasNotPassed("businessRuleTask_routeObstacle", TRIAGE, "callActivity_answering");
		assertThat(this.obstacles.get(joined))
			.extracting(Obstacle::unitId, Obstacle::state, Obstacle::mergedInto, Obstacle::joinsId, Obstacle::text)
			.containsExactly(OTHER_UNIT, Obstacle.State.MERGED, target, target, SHARED);
		assertThat(this.routings.of(joined)).as("nobody is asked twice").isEmpty();

		answer("HR", target, "CANNOT_SOLVE");
		waits(process(joined), READ).hasPassedInOrder("event_targetAnswered", "gateway_next");
		that(task(READ, joined)).hasCandidateGroupAssociated("enhet-" + OTHER_UNIT);
		assertThat(mails(joined)).containsExactly("ANSWER_GIVEN leder-" + OTHER_UNIT);
		assertThat(this.answers.of(joined)).isEqualTo(this.answers.of(target)).hasSize(1);
		ProcessInstance process = process(joined);
		submit(task(READ, joined), "leder-" + OTHER_UNIT, List.of("enhet-" + OTHER_UNIT), "{\"decision\": \"CLOSE\"}");
		that(process).isEnded();
		assertThat(open(target)).as("the others read for themselves").containsExactly(READ);
	}

	@Test
	void aUnitThatJoinsWhatIsAnsweredReadsTheAnswerAtOnce() {
		String target = raiseShared();
		answer("HR", target, "CANNOT_SOLVE");
		read(target, "{'decision': 'CLOSE'}");
		String joined = join(target);
		waits(process(joined), READ).hasPassedInOrder("gateway_joins", "serviceTask_joinObstacle", "gateway_next")
			.hasNotPassed("event_targetAnswered", TRIAGE);
		assertThat(this.answers.of(joined)).hasSize(1);
		assertThat(this.obstacles.get(joined).state()).isEqualTo(Obstacle.State.RAISED);
	}

	@Test
	void aUnitThatJoinsHearsOnceOfAllThatIsAnswered() {
		String target = raiseShared();
		answer("HR", target, "CANNOT_SOLVE");
		read(target, "{'decision': 'ASK_AGAIN', 'question': 'Hva da?'}");
		answer("HR", target, "CANNOT_SOLVE");
		this.answers.of(target).forEach((answer) -> this.answers.show(answer.id(), true));
		String joined = join(target);
		assertThat(this.answers.of(joined)).hasSize(2);
		assertThat(mails(joined)).containsExactly("ANSWER_GIVEN leder-" + OTHER_UNIT);
	}

	@Test
	void whatWasWrittenToAnotherUnitIsReadOnceTheSecretariatHasLookedAtIt() {
		String target = raiseShared();
		answer("HR", target, "CANNOT_SOLVE");
		String written = this.answers.of(target).get(0).text();
		String joined = join(target);
		assertThat(given(target)).containsExactly(written);
		assertThat(given(joined)).singleElement().asString().startsWith("Teksten kan leses når sekretariatet");
		assertThat(mails(joined)).as("there is nothing to read yet").isEmpty();

		read(target, "{'decision': 'ASK_AGAIN', 'question': 'Hva da?'}");
		answer("HR", target, "CANNOT_SOLVE");
		assertThat(given(joined)).as("what is written while they share it, is written to both").contains(written);

		look(target, false);
		assertThat(given(joined)).first().asString().startsWith("Teksten er skrevet til en annen enhet");
		look(target, true);
		assertThat(given(joined)).containsOnly(written);
		assertThat(mails(joined)).containsOnly("ANSWER_GIVEN leder-" + OTHER_UNIT).hasSize(2);
	}

	private List<String> given(String obstacle) {
		return this.journeys.of(this.obstacles.get(obstacle))
			.answers()
			.stream()
			.map((given) -> given.answer().text())
			.toList();
	}

	/** The secretariat decides about the first answer. */
	private void look(String obstacle, boolean shown) {
		Answer first = this.answers.of(obstacle).get(0);
		as("sekretariat", List.of("sekretariat"), () -> this.wordings.look(new Wordings.Look(first.id(),
				new Wordings.ShownAnswer(null, null, null, null, first.text(), null, null, null).version(), shown)));
	}

	@Test
	void aUnitThatHasJoinedMayAskAgainByItself() {
		String target = raiseShared();
		answer("HR", target, "CANNOT_SOLVE");
		String joined = join(target);
		submit(task(READ, joined), "leder-" + OTHER_UNIT, List.of("enhet-" + OTHER_UNIT),
				json("{'decision': 'ASK_AGAIN', 'question': 'Hva med oss?'}"));
		assertThat(asked(joined)).containsExactly("mottaker-hr");
		assertThat(open(target)).containsExactly(READ);
	}

	@Test
	void whatIsJoinedIsTheSameObstacle() {
		String target = raiseShared();
		String joined = join("'structural': false, 'category': 'KOMPETANSE', 'joinsId': '" + target + "'");
		assertThat(this.obstacles.get(joined))
			.extracting(Obstacle::category, Obstacle::subcategory, Obstacle::structural)
			.containsExactly("SAMHANDLING", "SAMHANDLING.EKSTERNE_AKTOERER", true);
	}

	@Test
	void aJoinedObstacleGoesToTriageWhenTheOthersWithdraw() {
		String target = raiseShared();
		String joined = join(target);
		withdraw(target, "leder-0101", "enhet-0101");
		waits(process(joined), TRIAGE).hasPassedInOrder("event_targetAnswered", "gateway_next");
		assertThat(this.obstacles.get(joined)).extracting(Obstacle::mergedInto, Obstacle::state, Obstacle::text)
			.containsExactly(null, Obstacle.State.RAISED, Redactions.ERASED);
	}

	@Test
	void aUnitMayWithdrawWhatItHasJoined() {
		String target = raiseShared();
		String joined = join(target);
		ProcessInstance process = process(joined);
		withdraw(joined, "leder-" + OTHER_UNIT, "enhet-" + OTHER_UNIT);
		that(process).isEnded();
		answer("HR", target, "CANNOT_SOLVE");
		assertThat(mails(joined)).isEmpty();
		assertThat(open(target)).containsExactly(READ);
	}

	@Test
	void anObstacleGoesItsOwnWayWhenWhatItJoinsIsGoneBeforeTheReportIsSent() {
		String target = raiseShared();
		rollout("tillit-mba", "MBA-0300");
		String employer = "arbeidsgiver-0300";
		submit(task("userTask_planMeeting", conversationOf("MBA-0300")), employer, List.of("enhet-MBA-0300"),
				json("{'choice': 'ALREADY_HELD', 'heldOn': '" + today() + "'}"));
		submit(task("userTask_reportConversation", conversationOf("MBA-0300")), employer, List.of("enhet-MBA-0300"),
				json("{'outcome': 'WITH_INPUT', 'obstacles': ["
						+ joining("'structural': true, 'joinsId': '" + target + "'") + "]}"));
		withdraw(target, "leder-0101", "enhet-0101");
		submit(task("userTask_approveReport", conversationOf("MBA-0300")), "tillitsvalgt-0300",
				List.of("part-MBA-0300-arbeidstaker"), json("{'approved': true}"));
		String own = this.obstacles.of(conversationOf("MBA-0300")).get(0).id();
		waits(process(own), TRIAGE).hasPassedInOrder("gateway_joins", "businessRuleTask_routeObstacle");
		assertThat(this.obstacles.get(own).mergedInto()).isNull();
	}

	@Test
	void refusesToJoinWhatCannotBeJoined() {
		String external = "SAMHANDLING.EKSTERNE_AKTOERER";
		List<String> ids = raiseAll(external, external, external, external, RULES);
		String target = ids.get(0);
		String withdrawn = ids.get(1);
		String erased = ids.get(2);
		String local = ids.get(3);
		String hidden = ids.get(4);
		ids.subList(0, 4).forEach(this::share);
		withdraw(withdrawn, "leder-0101", "enhet-0101");
		this.jdbc.sql("update obstacle set published_text = ? where id = ?").params(Redactions.ERASED, erased).update();
		this.jdbc.sql("update obstacle set state = 'LOCAL' where id = ?").param(local).update();
		prepareReport(OTHER_UNIT);
		for (String impossible : List.of("finnes-ikke", hidden, withdrawn, erased, local)) {
			refused(() -> submitReport(OTHER_UNIT, joining("'structural': true, 'joinsId': '" + impossible + "'")),
					"obstacles[0].joinsId");
		}
		String twice = joining("'structural': true, 'joinsId': '" + target + "'");
		refused(() -> submitReport(OTHER_UNIT, twice, twice), "obstacles[1].joinsId");
		refused(() -> submitReport(OTHER_UNIT, twice.replace("'NO'", "'PARTLY'")), "obstacles[0].joinsId");
		assertThat(this.obstacles.of(conversationOf(OTHER_UNIT))).isEmpty();
		// the newest conversation of the unit
		goTo(TODAY.plusDays(1));
		prepareReport(UNIT);
		refused(() -> submitReport(UNIT, twice), "obstacles[0].joinsId");
	}

	@Test
	void redactingTheApprovedWordingReachesThoseWhoJoined() {
		String target = raiseShared();
		String joined = join(target);
		assertThat(this.routings.kept(joined)).as("nobody of its own, and no reason that is not true").isEmpty();
		as("sekretariat", List.of("sekretariat"), () -> this.redactions.redact("obstacle", target, "Navn"));
		assertThat(this.obstacles.get(joined).text()).isEqualTo(Redactions.REDACTED);
	}

	@Test
	void whoJoinedGetsTheNewWordingAndLosesItWhenItIsTakenBack() {
		String target = raiseShared();
		String joined = join(target);
		this.obstacles.publish(target, "En annen ordlyd");
		assertThat(this.obstacles.get(joined).text()).isEqualTo("En annen ordlyd");
		this.obstacles.publish(target, null);
		assertThat(this.obstacles.get(joined)).extracting(Obstacle::text, Obstacle::mergedInto)
			.containsExactly(Redactions.ERASED, target);
	}

	@Test
	void whoJoinedInOtherWordsKeepsTheirOwn() {
		String target = raiseShared();
		String joined = join("'structural': true, 'joinsId': '" + target + "', 'text': 'Helt andre ord'");
		this.obstacles.publish(target, null);
		assertThat(this.obstacles.get(joined).text()).isEqualTo("Helt andre ord");
	}

	/** Raised by {@link #UNIT} and sent to HR; others may see the wording. */
	private String raiseShared() {
		String id = raise("SAMHANDLING.EKSTERNE_AKTOERER");
		share(id);
		return id;
	}

	private void share(String id) {
		triage(id, "{'decision': 'ROUTE', 'reason': 'Fordi', 'recipients': ['HR'], 'publishedText': '" + SHARED + "'}");
	}

	/** The other unit joins the obstacle, or reports with these fields; its new id. */
	private String join(String target) {
		prepareReport(OTHER_UNIT);
		submitReport(OTHER_UNIT,
				joining(target.contains("'") ? target : "'structural': true, 'joinsId': '" + target + "'"));
		return this.obstacles.of(conversationOf(OTHER_UNIT)).get(0).id();
	}

	private static String joining(String fields) {
		String text = fields.contains("'text'") ? "" : "'text': '" + SHARED + "', ";
		return "{" + text + "'solvableLocally': 'NO', " + fields + "}";
	}

	// redaction

	@Test
	void redactsAndReturnsToTheRecipientThatFlaggedIt() {
		String id = report("""
				{'text': 'Navn i teksten', 'solvableLocally': 'NO', 'structural': true, 'subcategory': '%s',
				 'assistance': 'Spør Kari', 'involved': 'Kari', 'regulation': {'which': 'w', 'how': 'h'}}
				""".formatted(RULES)).get(0);
		this.obstacles.publish(id, "Navn også i ordlyden til de andre");
		ProcessInstance process = process(id);
		refused(() -> submit(answerTask("RUNDSKRIV", id), "{'personalData': true, 'alsoFor': ['x']}"), "alsoFor");
		submit(answerTask("RUNDSKRIV", id), "{'personalData': true}");
		waits(process, TRIAGE);
		goTo(TODAY.plusDays(7));
		triage(id, "{'decision': 'REDACT', 'reason': 'Navn', 'publishedText': 'Regler tolkes ulikt'}");
		waits(process, ANSWER);
		that(answerTask("RUNDSKRIV", id)).hasCandidateGroup("mottaker-rundskriv");
		assertThat(dateOf(answerTask("RUNDSKRIV", id))).as("their time starts anew").isEqualTo(DUE.plusDays(7));
		assertThat(this.obstacles.get(id))
			.extracting(Obstacle::text, Obstacle::assistance, Obstacle::involved, Obstacle::regulationWhich,
					Obstacle::regulationHow, Obstacle::publishedText)
			.containsExactly("Regler tolkes ulikt", null, null, null, null, null);
		assertThat(acts(id)).containsExactly("mottaker-rundskriv PERSONAL_DATA_FOUND rundskriv",
				"sekretariat OBSTACLE_TRIAGED REDACT");
		assertThat(acts("obstacle:" + id)).containsExactly("sekretariat TEXT_REDACTED null");
		answer("RUNDSKRIV", id, "CANNOT_SOLVE");
		waits(process, READ);
	}

	@Test
	void redactsWhatNobodyHasBeenAskedAndStaysInTriage() {
		String id = raise(null);
		triage(id, "{'decision': 'REDACT', 'reason': 'Navn'}");
		waits(process(id), TRIAGE).hasPassed(TRIAGE);
		assertThat(this.obstacles.get(id).text()).isEqualTo(Redactions.REDACTED);
	}

	@Test
	void nobodyElseIsShownATextThatWaitsToBeRedacted() {
		List<String> ids = raiseAll(LEADERSHIP, LEADERSHIP);
		String id = ids.get(0);
		String other = ids.get(1);
		submit(answerTask("ROEDT_SPOR", id), "{'personalData': true}");
		refusedToAsk(Conflict.class, id, "STYRING");
		refusedToSend(id);
		refusedToMergeOrAnswer(id, other);
		refused(() -> forward("HR", id, "STYRING"), "answer");
		refused(() -> forward("HR", other, "STYRING", id), "alsoFor[0]");
		assertThat(this.questions.movable("HR", "STYRING")).as("the other alone").isEqualTo(1);
		intervene(() -> assertThatExceptionOfType(Conflict.class).isThrownBy(
				() -> this.interventions.previewWording(new Interventions.NewWording(id, "Ledelsen er uklar"))));
		liveUntil(DUE.plusDays(1));
		refused(() -> overdue(id, "{'action': 'REROUTE', 'recipients': ['STYRING']}"), "action");
		overdue(id, "{'action': 'ANSWER_NOW', 'text': 'Vi svarer for dem'}");
		waits(process(id), TRIAGE);
		refusedToSend(id);
		refusedToMergeOrAnswer(id, other);
		for (String decision : List.of("'ROUTE', 'recipients': ['STYRING']", "'MERGE', 'mergeInto': '" + other + "'",
				"'NONE'", "'LOCAL', 'publishedText': 'Ledelsen er uklar'")) {
			refused(() -> triage(id, "{'decision': " + decision + ", 'reason': 'Heller dem'}"), "decision");
		}
		assertThat(this.advice.on(this.obstacles.get(id)).redactFirst()).isTrue();
		assertThat(states(id)).as("nobody is asked")
			.extracting((asked) -> asked.toList().get(0))
			.containsExactlyInAnyOrder("HR", "ROEDT_SPOR");
		triage(id, "{'decision': 'REDACT', 'reason': 'Navn'}");
		intervene(() -> this.interventions.send(new Interventions.Send(id, "STYRING", "ROEDT_SPOR", "Heller dem")));
		assertThat(asked(id)).containsExactly("mottaker-styring");
	}

	@Test
	void aTextThatIsRedactedElsewhereWaitsNoMore() {
		List<String> ids = raiseAll(LEADERSHIP, RULES);
		String id = ids.get(0);
		submit(answerTask("ROEDT_SPOR", id), "{'personalData': true}");
		refusedToMergeOrAnswer(id, ids.get(1));
		as("sekretariat", "sekretariat", () -> this.redactions.redact("obstacle", id, "Navn"));
		intervene(() -> this.interventions.merge(new Interventions.Merge(id, ids.get(1), "Det er samme sak")));
		assertThat(this.obstacles.get(id).mergedInto()).isEqualTo(ids.get(1));
		assertThat(asked(id)).isEmpty();
	}

	@Test
	void triageIsToldWhatIsLeftToDecideOnceTheTextIsRedactedElsewhere() {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		submit(answerTask("RUNDSKRIV", id), "{'personalData': true}");
		assertThat(this.advice.on(this.obstacles.get(id)).why()).hasSize(1);
		as("sekretariat", "sekretariat", () -> this.redactions.redact("obstacle", id, "Navn"));
		waits(process, TRIAGE);
		assertThat(this.advice.on(this.obstacles.get(id)).why()).hasSize(2)
			.last()
			.asString()
			.startsWith("Teksten er alt sladdet.")
			.contains("«Fjern personopplysninger»", "tilbake til mottakeren");
		triage(id, "{'decision': 'REDACT', 'reason': 'Navn', 'publishedText': 'Regler tolkes ulikt'}");
		waits(process, ANSWER);
		that(answerTask("RUNDSKRIV", id)).hasCandidateGroup("mottaker-rundskriv");
		assertThat(this.obstacles.get(id).text()).isEqualTo("Regler tolkes ulikt");
	}

	@Test
	void othersAreMergedIntoWhatWaitsToBeRedactedAndReadItsAnswerAlone() {
		List<String> ids = raiseAll(LEADERSHIP, RULES);
		String target = ids.get(0);
		String merged = ids.get(1);
		submit(answerTask("ROEDT_SPOR", target), "{'personalData': true}");
		Interventions.Merge merge = new Interventions.Merge(merged, target, "Det er samme sak");
		intervene(() -> {
			assertThat(this.interventions.previewMerge(merge).lines()).contains(
					"Det er meldt fra om personopplysninger i den. Ingen nye leser teksten, men svaret kan la vente "
							+ "på seg.");
			this.interventions.merge(merge);
		});
		answer("HR", target, "CANNOT_SOLVE");
		waits(process(target), TRIAGE);
		triage(target, "{'decision': 'REDACT', 'reason': 'Navn'}");
		answer("ROEDT_SPOR", target, "CANNOT_SOLVE");
		waits(process(target), READ);
		waits(process(merged), READ);
		assertThat(this.answers.of(merged)).isEqualTo(this.answers.of(target)).hasSize(2);
	}

	@Test
	void whatWaitsToBeRedactedIsOfferedToNobodyNew() {
		String target = raiseShared();
		assertThat(similarTo(SHARED)).contains(target);
		submit(answerTask("HR", target), "{'personalData': true}");
		assertThat(similarTo(SHARED)).doesNotContain(target);
		refused(() -> join(target), "obstacles[0].joinsId");
		triage(target, "{'decision': 'REDACT', 'reason': 'Navn'}");
		answer("HR", target, "CANNOT_SOLVE");
		assertThat(similarTo(SHARED)).as("the wording is gone with it").doesNotContain(target);
	}

	private List<String> similarTo(String text) {
		return this.shared.like(text).stream().map(SharedObstacles.Similar::id).toList();
	}

	private void refusedToMergeOrAnswer(String id, String other) {
		Interventions.Merge merge = new Interventions.Merge(id, other, "Det er samme sak");
		Interventions.Reply reply = new Interventions.Reply(id, "Dette er løst sentralt");
		for (Runnable act : List.<Runnable>of(() -> this.interventions.previewMerge(merge),
				() -> this.interventions.merge(merge), () -> this.interventions.previewReply(reply),
				() -> this.interventions.reply(reply))) {
			assertThatExceptionOfType(Conflict.class).isThrownBy(() -> intervene(act))
				.withMessageContaining("personopplysninger som må tas ut først");
		}
	}

	private void refusedToSend(String id) {
		Interventions.Send send = new Interventions.Send(id, "STYRING", null, "Heller dem");
		assertThatExceptionOfType(Conflict.class)
			.isThrownBy(() -> intervene(() -> this.interventions.previewSend(send)))
			.withMessageContaining("personopplysninger som må tas ut først");
		assertThatExceptionOfType(Conflict.class).isThrownBy(() -> intervene(() -> this.interventions.send(send)))
			.withMessageContaining("personopplysninger som må tas ut først");
	}

	@Test
	void theUnitAsksAgainWhenTheTextIsRedacted() {
		String id = raise(LEADERSHIP);
		answer("HR", id, "CANNOT_SOLVE");
		fire("timer_readWhatThereIs", id);
		submit(answerTask("ROEDT_SPOR", id), "{'personalData': true}");
		String again = "{'decision': 'ASK_AGAIN', 'question': 'Hva med oss?', 'askRecipients': ['HR']}";
		refused(() -> read(id, again), "decision");
		triage(id, "{'decision': 'REDACT', 'reason': 'Navn'}");
		read(id, again);
		assertThat(asked(id)).contains("mottaker-hr");
	}

	@Test
	void onlyTheSecretariatRedactsTextsOutsideTasks() {
		List<String> ids = report(obstacle(RULES), obstacle(RULES, "YES", false));
		answer("RUNDSKRIV", ids.get(0), "CANNOT_SOLVE");
		as("leder-0101", "enhet-0101", () -> assertThatExceptionOfType(Refused.class)
			.isThrownBy(() -> this.redactions.redact("obstacle", ids.get(0), "navn")));
		as("sekretariat", "sekretariat", () -> {
			this.redactions.redact("answer", this.answers.of(ids.get(0)).get(0).id(), "navn");
			this.redactions.redact("obstacle", ids.get(1), "navn");
			for (String type : List.of("report", "report-answer", "report-point", "report-comment", "action-point",
					"follow-up", "meeting", "conversation", "county-decision", "unknown")) {
				assertThatExceptionOfType(NotFound.class)
					.isThrownBy(() -> this.redactions.redact(type, "none", "navn"));
			}
		});
		assertThat(this.answers.of(ids.get(0))).extracting(Answer::text, Answer::link)
			.containsExactly(tuple(Redactions.REDACTED, null));
		assertThat(this.obstacles.get(ids.get(1)).text()).isEqualTo(Redactions.REDACTED);
		assertThat(points()).as("the copy too").containsExactly(tuple(Redactions.REDACTED, ActionPoint.Status.OPEN));
	}

	// sending on

	@Test
	void isSentOnAtMostTwiceAndNeverBack() {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		forward("RUNDSKRIV", id, "HR");
		assertThat(asked(id)).containsExactly("mottaker-hr");
		refused(() -> forward("HR", id, "RUNDSKRIV"), "forwardTo");
		refused(() -> forward("HR", id, "LOKALT"), "forwardTo");
		refused(() -> forward("HR", id, "UKJENT"), "forwardTo");
		forward("HR", id, "STYRING");
		assertThat(asked(id)).containsExactly("mottaker-styring");
		assertThat(mails(id)).as("sending on is no answer").isEmpty();
		forward("STYRING", id, "KUNNSKAP");
		waits(process, TRIAGE);
		assertThat(states(id)).containsExactly(tuple("RUNDSKRIV", AskedRecipient.State.FORWARDED),
				tuple("HR", AskedRecipient.State.FORWARDED), tuple("STYRING", AskedRecipient.State.TO_TRIAGE));
		assertThat(this.answers.of(id)).extracting(Answer::answer).hasSize(3).containsOnly(Answer.Kind.FORWARD);
		triage(id, "{'decision': 'ROUTE', 'reason': 'Fordi', 'recipients': ['KUNNSKAP']}");
		assertThat(asked(id)).containsExactly("mottaker-kunnskap");
	}

	@Test
	void isNotSentOnToTheOtherRecipient() {
		String id = raise(LEADERSHIP);
		refused(() -> forward("HR", id, "ROEDT_SPOR"), "forwardTo");
		assertThat(asked(id)).hasSize(2);
		assertThat(this.answers.of(id)).isEmpty();
	}

	@Test
	void sendingOnToNobodyGoesToTriage() {
		withoutContact("HR");
		String id = raise(RULES);
		forward("RUNDSKRIV", id, "HR");
		waits(process(id), TRIAGE);
	}

	// silence

	@Test
	void theSecretariatExtendsTwiceThenAsksAnother() {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		assertThat(dueDate("timer_answerOverdue", id)).isEqualTo(DUE.plusDays(1));
		goTo(DUE.plusDays(1));
		fire("timer_answerOverdue", id);
		waits(process, ANSWER, OVERDUE);
		that(task(OVERDUE, id)).hasCandidateGroup("sekretariat");
		refused(() -> overdue(id, "{'action': 'EXTEND', 'days': 31}"), "days");
		overdue(id, "{'action': 'EXTEND', 'days': 10}");
		waits(process, ANSWER, "timer_extendedDue");
		assertThat(dateOf(answerTask("RUNDSKRIV", id))).isEqualTo(LocalDate.of(2026, 10, 9));
		assertThat(dueDate("timer_extendedDue", id)).isEqualTo(LocalDate.of(2026, 10, 10));
		fire("timer_extendedDue", id);
		overdue(id, "{'action': 'EXTEND', 'days': 20}");
		fire("timer_extendedDue", id);
		refused(() -> overdue(id, "{'action': 'EXTEND', 'days': 1}"), "action");
		waits(process, ANSWER, OVERDUE);

		for (String faulty : List.of("'RUNDSKRIV'", "'LOKALT'", "'hr'", "'HR', 'STYRING'", "")) {
			refused(() -> overdue(id, "{'action': 'REROUTE', 'recipients': [" + faulty + "]}"), "recipients");
		}
		overdue(id, "{'action': 'REROUTE', 'recipients': ['HR']}");
		waits(process, ANSWER);
		that(answering(id)).hasPassedInOrder("timer_answerOverdue", "timer_extendedDue", OVERDUE,
				"gateway_overdueAction", "end_overdueSettled", "gateway_passedOn");
		assertThat(asked(id)).containsExactly("mottaker-hr");
		answer("HR", id, "CANNOT_SOLVE");
		waits(process, READ);
	}

	@Test
	void theSecretariatAnswersInThePlaceOfASilentRecipient() {
		String id = raise(RULES);
		fire("timer_answerOverdue", id);
		refused(() -> overdue(id, "{'action': 'ANSWER_NOW'}"), "text");
		overdue(id, "{'action': 'ANSWER_NOW', 'text': 'Vi vet ikke ennå'}");
		waits(process(id), READ);
		assertThat(states(id)).containsExactly(tuple("RUNDSKRIV", AskedRecipient.State.WITHDRAWN));
		assertThat(this.answers.of(id)).extracting(Answer::recipient, Answer::answer)
			.containsExactly(tuple("SEKRETARIAT", Answer.Kind.ANSWERED_BY_SECRETARIAT));
		assertThat(acts(id)).containsExactly("sekretariat OVERDUE_ANSWER_RESOLVED ANSWER_NOW");
	}

	@Test
	void aLateAnswerTakesTheSecretariatsTaskAway() {
		String id = raise(RULES);
		fire("timer_answerOverdue", id);
		answer("RUNDSKRIV", id, "CANNOT_SOLVE");
		waits(process(id), READ);
		assertThat(openTasks(OVERDUE)).isEmpty();
		as("sekretariat", "sekretariat",
				() -> assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.triage.resolveOverdue(id,
						"rundskriv", new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.EXTEND, 3, null, null))));
	}

	// reading

	@Test
	void asksOnceMoreWithTheMarkedRecipientsOnly() {
		String id = raise(LEADERSHIP);
		ProcessInstance process = process(id);
		answer("HR", id, "CANNOT_SOLVE");
		answer("ROEDT_SPOR", id, "CANNOT_SOLVE");
		refused(() -> read(id, "{'decision': 'ASK_AGAIN'}"), "question");
		refused(() -> read(id, "{'decision': 'ASK_AGAIN', 'question': 'Når?', 'askRecipients': ['HR', 'STYRING']}"),
				"askRecipients[1]");
		read(id, "{'decision': 'ASK_AGAIN', 'question': 'Når?', 'askRecipients': ['HR']}");
		waits(process, ANSWER).hasPassedInOrder(READ, "end_roundRead", "gateway_askAgain");
		assertThat(asked(id)).containsExactly("mottaker-hr");
		assertThat(this.obstacles.get(id)).extracting(Obstacle::round, Obstacle::question, Obstacle::readOpenedAt)
			.containsExactly(2, "Når?", null);
		answer("HR", id, "CANNOT_SOLVE");
		waits(process, READ);
		refused(() -> read(id, "{'decision': 'ASK_AGAIN', 'question': 'Når da?'}"), "decision");
		read(id, "{'decision': 'CLOSE', 'helpful': 'NO'}");
		that(process).isEnded();
	}

	@Test
	void asksTheSecretariatAgainWhenNobodyElseHadAnswered() {
		String id = raise(null);
		triage(id, "{'decision': 'LOCAL', 'reason': 'Fordi'}");
		read(id, "{'decision': 'ASK_AGAIN', 'question': 'Hvordan?'}");
		waits(process(id), TRIAGE);
		triage(id, "{'decision': 'NONE', 'reason': 'Fordi'}");
		waits(process(id), READ);
	}

	@Test
	void isAnsweredButUnreadWhenNobodyOpensItForSixtyDays() {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		answer("RUNDSKRIV", id, "CANNOT_SOLVE");
		assertThat(dueDate("timer_notRead", id)).isEqualTo(TODAY.plusDays(60));
		goTo(TODAY.plusDays(60));
		fire("timer_notRead", id);
		that(process).isEnded().hasPassedInOrder("timer_notRead", "end_notAcknowledged", "gateway_askAgain");
		assertThat(this.obstacles.get(id).state()).isEqualTo(Obstacle.State.ANSWERED_UNREAD);
	}

	@Test
	void sendsSeveralOnInOneGo() {
		List<String> ids = raiseAll(RULES, RULES, RULES, "KOMMUNIKASJON.KLARSPRAAK");
		String first = ids.get(0);
		// one that HR has had cannot come back to it
		forward("RUNDSKRIV", ids.get(2), "HR");
		forward("HR", ids.get(2), "STYRING");
		for (String foreign : List.of(ids.get(2), ids.get(3), first, "unknown")) {
			refused(() -> forward("RUNDSKRIV", first, "HR", ids.get(1), foreign), "alsoFor[1]");
		}
		refused(() -> forward("RUNDSKRIV", first, "RUNDSKRIV", ids.get(1)), "forwardTo");
		refused(() -> forward("STYRING", ids.get(2), "HR"), "forwardTo");
		assertThat(this.answers.of(first)).isEmpty();
		assertThat(asked(first)).containsExactly("mottaker-rundskriv");

		forward("RUNDSKRIV", first, "HR", ids.get(1));
		for (String id : ids.subList(0, 2)) {
			assertThat(asked(id)).containsExactly("mottaker-hr");
			assertThat(states(id)).containsExactly(tuple("RUNDSKRIV", AskedRecipient.State.FORWARDED),
					tuple("HR", AskedRecipient.State.OPEN));
		}
		assertThat(this.answers.of(ids.get(1))).isEqualTo(this.answers.of(first)).hasSize(1);
		submit(answerTask("HR", first), also("'" + ids.get(1) + "'"));
		assertThat(open(ids.get(1))).containsExactly(READ);
	}

	@Test
	void whatGoesAlongGoesToTheSecretariatAfterTooManyHops() {
		List<String> ids = raiseAll(RULES, RULES);
		forward("RUNDSKRIV", ids.get(1), "STYRING");
		forward("STYRING", ids.get(1), "KUNNSKAP");
		forward("RUNDSKRIV", ids.get(0), "KUNNSKAP");
		forward("KUNNSKAP", ids.get(0), "HR", ids.get(1));
		assertThat(asked(ids.get(0))).containsExactly("mottaker-hr");
		assertThat(open(ids.get(1))).containsExactly(TRIAGE);
	}

	@Test
	void answersAndClosesSeveralInOneGo() {
		List<String> ids = raiseAll(RULES, RULES, "KOMMUNIKASJON.KLARSPRAAK", RULES);
		String first = ids.get(0);
		assertThat(this.waiting.of("rundskriv")).extracting(WaitingQuestion::id)
			.containsExactlyInAnyOrder(first, ids.get(1), ids.get(3));
		for (String foreign : List.of(ids.get(2), first, "unknown")) {
			refused(() -> submit(answerTask("RUNDSKRIV", first), also("'" + ids.get(1) + "', '" + foreign + "'")),
					"alsoFor[1]");
		}
		assertThat(this.answers.of(first)).isEmpty();
		assertThat(this.answers.of(ids.get(1))).isEmpty();
		submit(answerTask("RUNDSKRIV", first), also("'" + ids.get(1) + "'"));
		assertThat(open(first)).containsExactly(READ);
		assertThat(open(ids.get(1))).containsExactly(READ);
		assertThat(open(ids.get(3))).containsExactly(ANSWER);
		assertThat(this.answers.of(ids.get(1))).isEqualTo(this.answers.of(first)).hasSize(1);

		refused(() -> read(first, "{'decision': 'CLOSE', 'alsoFor': ['" + ids.get(2) + "']}"), "alsoFor[0]");
		refused(() -> read(first, "{'decision': 'ASK_AGAIN', 'question': 'Når?', 'alsoFor': ['" + ids.get(1) + "']}"),
				"alsoFor");
		assertThat(this.obstacles.get(first).state()).isEqualTo(Obstacle.State.RAISED);
		read(first, "{'decision': 'CLOSE', 'helpful': 'YES', 'alsoFor': ['" + ids.get(1) + "']}");
		assertThat(this.obstacles.get(ids.get(1))).extracting(Obstacle::state, Obstacle::helpful)
			.containsExactly(Obstacle.State.CLOSED, Obstacle.Helpful.YES);
		assertThat(instance("obstacle", ids.get(1))).isNull();
	}

	// promises

	@Test
	void theRecipientComesBackOnThePromisedDateEvenAfterClosing() {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		refused(() -> promise("RUNDSKRIV", id, TODAY), "nextUpdateOn");
		promise("RUNDSKRIV", id, LocalDate.of(2026, 10, 1));
		waits(process, READ, "timer_updateDue");
		read(id, "{'decision': 'CLOSE'}");
		waits(process, "timer_updateDue");
		assertThat(dueDate("timer_updateDue", id)).isEqualTo(LocalDate.of(2026, 10, 1));

		goTo(LocalDate.of(2026, 10, 1));
		fire("timer_updateDue", id);
		that(task(UPDATE, id)).hasCandidateGroup("mottaker-rundskriv");
		refused(() -> update(id, "{'text': 'Nesten', 'nextUpdateOn': '2026-10-01'}"), "nextUpdateOn");
		update(id, "{'text': 'Nesten', 'nextUpdateOn': '2026-11-02'}");
		waits(process, "timer_updateDue").hasPassedInOrder(UPDATE, "gateway_anotherUpdate");
		fire("timer_updateDue", id);
		update(id, "{'text': 'Ferdig'}");
		that(process).isEnded().hasPassed("end_updated");
		assertThat(this.answers.of(id)).extracting(Answer::answer)
			.containsExactly(Answer.Kind.OWN_MEASURE, Answer.Kind.UPDATE, Answer.Kind.UPDATE);
		assertThat(mails(id)).as("the update reaches the unit").hasSize(3);
	}

	@Test
	void aPromiseLapsesAfterSixtyDays() {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		promise("RUNDSKRIV", id, LocalDate.of(2026, 10, 1));
		read(id, "{'decision': 'CLOSE'}");
		goTo(LocalDate.of(2026, 10, 1));
		fire("timer_updateDue", id);
		assertThat(dueDate("timer_updateLapsed", id)).isEqualTo(LocalDate.of(2026, 11, 30));
		fire("timer_updateLapsed", id);
		that(process).isEnded().hasPassed("end_updateLapsed").hasNotPassed("end_updated");
	}

	@Test
	void anUpdateToSeveralIsGivenOnce() {
		List<String> ids = raiseAll(RULES, RULES);
		submit(answerTask("RUNDSKRIV", ids.get(0)), also("'" + ids.get(1) + "'", "2026-10-01"));
		ids.forEach((id) -> fire("timer_updateDue", id));
		goTo(LocalDate.of(2026, 10, 1));
		update(ids.get(0), "{'text': 'Ferdig'}");
		assertThat(openTasks(UPDATE)).isEmpty();
		assertThat(this.answers.of(ids.get(1))).hasSize(2).isEqualTo(this.answers.of(ids.get(0)));
	}

	@Test
	void anUpdateDoesNotReachWhatIsStillToCome() {
		List<String> ids = raiseAll(RULES, RULES);
		submit(answerTask("RUNDSKRIV", ids.get(0)), also("'" + ids.get(1) + "'", "2026-10-01"));
		goTo(LocalDate.of(2026, 10, 1));
		fire("timer_updateDue", ids.get(0));
		update(ids.get(0), "{'text': 'Ferdig'}");
		fire("timer_updateDue", ids.get(1));
		assertThat(openTasks(UPDATE)).hasSize(1);
		update(ids.get(1), "{'text': 'Ferdig her også'}");
		assertThat(job("timer_updateDue", ids.get(1))).isNull();
	}

	@Test
	void aSecondAnswerKeepsThePromiseOrMovesIt() {
		String kept = raiseAndPromise();
		answer("RUNDSKRIV", kept, "CANNOT_SOLVE");
		assertThat(dueDate("timer_updateDue", kept)).isEqualTo(LocalDate.of(2026, 10, 1));
		fire("timer_updateDue", kept);
		assertThat(dateOf(task(UPDATE, kept))).isEqualTo(LocalDate.of(2026, 10, 1));

		clearCases();
		String moved = raiseAndPromise();
		promise("RUNDSKRIV", moved, LocalDate.of(2026, 11, 2));
		assertThat(dueDate("timer_updateDue", moved)).as("one timer only").isEqualTo(LocalDate.of(2026, 11, 2));
	}

	private String raiseAndPromise() {
		String id = raise(RULES);
		promise("RUNDSKRIV", id, LocalDate.of(2026, 10, 1));
		read(id, "{'decision': 'ASK_AGAIN', 'question': 'Når?'}");
		return id;
	}

	// withdrawing

	@Test
	void theUnitWithdrawsAndEveryTextGoes() {
		String id = report("""
				{'text': 'T', 'solvableLocally': 'NO', 'structural': true, 'subcategory': '%s', 'assistance': 'A',
				 'involved': 'I', 'regulation': {'which': 'W', 'how': 'H', 'consequence': 'C'}}
				""".formatted(LEADERSHIP)).get(0);
		ProcessInstance process = process(id);
		promise("HR", id, LocalDate.of(2026, 10, 1));
		fire("timer_answerOverdue", id);
		as("leder-0105", "enhet-0105",
				() -> assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.reading.withdraw(id, "x")));
		withdraw(id, "leder-0101", "enhet-0101");
		that(process).isEnded().hasPassedInOrder("start_withdrawn", "end_withdrawn");
		assertThat(open(id)).isEmpty();
		Obstacle erased = this.obstacles.get(id);
		assertThat(erased.state()).isEqualTo(Obstacle.State.WITHDRAWN);
		assertThat(Arrays.asList(erased.text(), erased.assistance(), erased.involved(), erased.regulationWhich(),
				erased.regulationHow(), erased.regulationConsequence()))
			.containsOnlyNulls();
		assertThat(this.answers.of(id)).extracting(Answer::text).containsOnlyNulls();
		assertThat(acts(id)).endsWith("leder-0101 OBSTACLE_WITHDRAWN null");
		as("leder-0101", "enhet-0101",
				() -> assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.reading.withdraw(id, "x")));
	}

	@Test
	void withdrawingALocalObstacleErasesItsActionPoint() {
		String id = report(obstacle(RULES, "YES", true)).get(0);
		withdraw(id, "sekretariat", "sekretariat");
		assertThat(points()).containsExactly(tuple(Redactions.ERASED, ActionPoint.Status.DROPPED));
		assertThat(this.obstacles.get(id).state()).isEqualTo(Obstacle.State.WITHDRAWN);
	}

	@Test
	void anAnswerToAnotherUnitTooStaysWhenOneWithdraws() {
		List<String> ids = raiseAll(RULES, RULES);
		submit(answerTask("RUNDSKRIV", ids.get(0)), also("'" + ids.get(1) + "'"));
		withdraw(ids.get(0), "sekretariat", "sekretariat");
		assertThat(this.answers.of(ids.get(1))).extracting(Answer::text).containsExactly("Det er vi i gang med");
	}

	@Test
	void whatIsClosedCannotBeWithdrawn() {
		String id = raise(RULES);
		answer("RUNDSKRIV", id, "CANNOT_SOLVE");
		read(id, "{'decision': 'CLOSE'}");
		as("sekretariat", "sekretariat",
				() -> assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.reading.withdraw(id, "x")));
	}

	// scope, and what goes on beside it

	@Test
	void onlyWhatTheUnitCannotSolveIsSentOn() {
		List<String> ids = report(obstacle(RULES, "PARTLY", true), obstacle(RULES, "NO", false),
				obstacle(RULES, "PARTLY", false), obstacle(RULES, "YES", true),
				obstacle("KONTROLL.POSITIV_TILBAKEMELDING", "NO", false));
		assertThat(ids.stream().map(this.obstacles::get)).extracting(Obstacle::scope)
			.containsExactly(Obstacle.Scope.ROUTE, Obstacle.Scope.ROUTE, Obstacle.Scope.LOCAL, Obstacle.Scope.LOCAL,
					Obstacle.Scope.NONE);
		assertThat(ids.stream().filter((id) -> instance("obstacle", id) != null))
			.containsExactlyElementsOf(ids.subList(0, 2));
		assertThat(this.actionPoints.of(conversationOf(UNIT))).extracting(ActionPoint::obstacleId)
			.containsExactlyElementsOf(ids.subList(2, 4));
		assertThat(this.jdbc.sql("select obstacle_id, scope_rule from routing").query().listOfRows())
			.extracting((row) -> row.get("OBSTACLE_ID"), (row) -> row.get("SCOPE_RULE"))
			.containsExactlyInAnyOrder(tuple(ids.get(0), "rule_partlyStructural"),
					tuple(ids.get(1), "rule_notSolvableLocally"), tuple(ids.get(2), "rule_partlyAmongPeople"),
					tuple(ids.get(3), "rule_solvableLocally"), tuple(ids.get(4), "rule_positiveFeedback"));
	}

	@Test
	void followUpNeverWaitsForAnObstacle() {
		String alone = raise(RULES);
		assertThat(instance("conversation", conversationOf(UNIT))).isNull();
		waits(process(alone), ANSWER);

		clearCases();
		List<String> ids = report(obstacle(RULES), obstacle(RULES, "YES", false));
		assertThat(task("userTask_setFollowUpDate", conversationOf(UNIT))).isNotNull();
		waits(process(ids.get(0)), ANSWER);
	}

	@Test
	void theCutOffDoesNotTouchObstacles() {
		String id = raise(RULES);
		String rollout = this.jdbc.sql("select id from rollout").query(String.class).single();
		goTo(TODAY.plusMonths(6));
		for (String job : List.of("timer_closes", "serviceTask_closeConversations", "timer_cutOff",
				"serviceTask_cutOffConversations")) {
			fire(job, rollout);
		}
		waits(process(id), ANSWER);
		answer("RUNDSKRIV", id, "CANNOT_SOLVE");
		waits(process(id), READ);
	}

	// the triage desk

	@Test
	void eachRecipientHasASentenceOfItsOwn() {
		String id = raise(null);
		triage(id, "{'decision': 'ROUTE', 'recipients': ['HR', 'STYRING'], 'reason': 'For alle', "
				+ "'reasons': {'HR': 'De eier kompetansen', 'STYRING': ' '}}");
		assertThat(this.routings.of(id)).extracting(AskedRecipient::recipient, AskedRecipient::reason)
			.containsExactly(tuple("HR", "De eier kompetansen"), tuple("STYRING", "For alle"));
	}

	@Test
	void aSentenceForEachNeedsNoReasonForAll() {
		List<String> ids = raiseAll(null, null);
		triage(ids.get(0), "{'decision': 'ROUTE', 'recipients': ['HR'], 'reasons': {'HR': 'De eier kompetansen'}}");
		assertThat(this.routings.openOf(ids.get(0))).extracting(AskedRecipient::reason)
			.containsExactly("De eier kompetansen");
		refused(() -> triage(ids.get(1),
				"{'decision': 'ROUTE', 'recipients': ['HR', 'STYRING'], 'reasons': {'HR': 'De eier kompetansen'}}"),
				"reason");
		refused(() -> triage(ids.get(1),
				"{'decision': 'NONE', 'reason': 'x', 'reasons': {'HR': 'De eier kompetansen'}}"), "reasons");
	}

	@Test
	void triageIsToldWhyWhoAndWhatIsAlike() {
		String answered = report(obstacle(RULES).replace("Vi står fast", "Reglene for reisetid tolkes ulikt hos oss"))
			.get(0);
		answer("RUNDSKRIV", answered, "CANNOT_SOLVE");
		prepareReport(OTHER_UNIT);
		submitReport(OTHER_UNIT, obstacle(null).replace("Vi står fast", "Reglene for reisetid tolkes ulikt her"));
		String id = this.obstacles.of(conversationOf(OTHER_UNIT)).get(0).id();
		TriageAdvice.Advice advice = this.advice.on(this.obstacles.get(id));
		assertThat(advice.why()).containsExactly("Enheten visste ikke hvilken kategori hindringen hører til.");
		assertThat(advice.similar()).extracting(SimilarCases.Similar::id, SimilarCases.Similar::stage)
			.containsExactly(tuple(answered, "Svart, hos enheten"));
		assertThat(advice.suggested()).filteredOn((one) -> one.code().equals("RUNDSKRIV"))
			.singleElement()
			.satisfies((one) -> {
				assertThat(one.reasons()).contains("Har svart på noe som ligner.");
				assertThat(one.sentence()).isNotBlank();
			});
		assertThat(this.triage.readersOf(id, this.triage.mergeTargets(id))).containsExactly(entry(answered, 2));
	}

	@Test
	void triageIsToldWhoCouldNotAnswer() {
		String id = raise(RULES);
		submit(answerTask("RUNDSKRIV", id), "{'personalData': true}");
		assertThat(this.advice.on(this.obstacles.get(id)).why()).singleElement()
			.asString()
			.endsWith("har meldt fra om personopplysninger i teksten.");
		assertThat(this.advice.on(this.obstacles.get(id)).suggested()).as("whoever has had it")
			.noneMatch((one) -> one.code().equals("RUNDSKRIV"));
	}

	@Test
	void whatATableIsAskedForAdviceIsNoDecision() {
		String id = raise(RULES);
		submit(answerTask("RUNDSKRIV", id), "{'personalData': true}");
		long taken = this.history.createHistoricDecisionInstanceQuery().count();
		assertThat(
				this.history.createHistoricDecisionInstanceQuery().decisionDefinitionKey("obstacle-recipients").count())
			.isPositive();
		assertThat(this.advice.on(this.obstacles.get(id)).suggested()).isNotEmpty();
		assertThat(this.history.createHistoricDecisionInstanceQuery().count()).isEqualTo(taken);
	}

	@Test
	void twoMissingAnswersAreToldApart() {
		String id = raise(LEADERSHIP);
		liveUntil(DUE.plusDays(1));
		assertThat(openTasks(OVERDUE)).extracting(Task::getName)
			.allMatch((name) -> name.startsWith("Svar mangler – "))
			.doesNotHaveDuplicates()
			.hasSize(2);
		assertThat(id).isNotNull();
	}

	// what the secretariat does besides its tasks

	@Test
	void theSecretariatSendsItFromOneRecipientToAnother() {
		String id = raise(LEADERSHIP);
		intervene(() -> this.interventions
			.send(new Interventions.Send(id, "STYRING", "HR", "De eier styringen av dette")));
		assertThat(states(id)).containsExactly(tuple("ROEDT_SPOR", AskedRecipient.State.OPEN),
				tuple("HR", AskedRecipient.State.REROUTED), tuple("STYRING", AskedRecipient.State.OPEN));
		assertThat(this.routings.open(id, "STYRING").orElseThrow().reason()).isEqualTo("De eier styringen av dette");
		assertThat(answerTask("HR", id)).isNull();
		that(answerTask("STYRING", id)).hasCandidateGroup("mottaker-styring");
		answer("ROEDT_SPOR", id, "INCLUDED_IN_ONGOING");
		answer("STYRING", id, "CANNOT_SOLVE");
		waits(process(id), READ);
	}

	@Test
	void theSecretariatSendsItFromAllToOne() {
		String id = raise(LEADERSHIP);
		intervene(() -> this.interventions.send(new Interventions.Send(id, "STYRING", null, "Én svarer for alle")));
		assertThat(openTasks(ANSWER)).hasSize(1);
		answer("STYRING", id, "INCLUDED_IN_ONGOING");
		waits(process(id), READ);
	}

	@Test
	void theSecretariatAnswersWhatRecipientsHave() {
		String id = raise(LEADERSHIP);
		ProcessInstance asked = process(id);
		intervene(() -> this.interventions.reply(new Interventions.Reply(id, "Dette er løst sentralt")));
		waits(asked, READ);
		assertThat(openTasks(ANSWER)).isEmpty();
		assertThat(this.answers.of(id)).extracting(Answer::answer, Answer::text)
			.containsExactly(tuple(Answer.Kind.NONE, "Dette er løst sentralt"));
		that(asked).hasPassed("gateway_next");
		read(id, "{'decision': 'CLOSE'}");
		that(asked).isEnded();
	}

	@Test
	void alsoWhenTheAnswerIsOverdue() {
		String id = raise(RULES);
		liveUntil(DUE.plusDays(1));
		assertThat(task(OVERDUE, id)).isNotNull();
		intervene(() -> this.interventions.reply(new Interventions.Reply(id, "Dette er løst sentralt")));
		assertThat(task(OVERDUE, id)).as("goes with the question").isNull();
		waits(process(id), READ);
	}

	@Test
	void theSecretariatMergesWhatRecipientsHave() {
		List<String> ids = raiseAll(RULES, LEADERSHIP);
		intervene(() -> this.interventions
			.merge(new Interventions.Merge(String.join(",", ids), ids.get(0), "Det er samme sak")));
		that(process(ids.get(1))).isWaitingAt("event_targetAnswered");
		assertThat(openTasks(ANSWER)).hasSize(1);
		answer("RUNDSKRIV", ids.get(0), "INCLUDED_IN_ONGOING");
		waits(process(ids.get(0)), READ);
		waits(process(ids.get(1)), READ);
	}

	@Test
	void theSecretariatActsOnSeveralThatWaitForTriageAtOnce() {
		List<String> ids = raiseAll(null, null);
		intervene(() -> this.interventions
			.send(new Interventions.Send(String.join(",", ids), "HR", null, "HR eier dette")));
		assertThat(openTasks(TRIAGE)).isEmpty();
		assertThat(openTasks(ANSWER)).hasSize(2);
		assertThat(this.routings.open(ids.get(1), "HR").orElseThrow().reason()).isEqualTo("HR eier dette");
	}

	@Test
	void theSecretariatAsksOneMoreBesidesTheFirst() {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		goTo(TODAY.plusDays(1));
		askOneMore(id, "HR");
		waits(process, ANSWER, ANSWER).hasPassedInOrder("businessRuleTask_routeObstacle", "start_round", "gateway_ask",
				"start_asking", "start_oneMoreAsked");
		that(answerTask("RUNDSKRIV", id)).hasCandidateGroup("mottaker-rundskriv");
		assertThat(dateOf(answerTask("RUNDSKRIV", id))).as("keeps its date").isEqualTo(DUE);
		that(answerTask("HR", id)).hasCandidateGroup("mottaker-hr");
		assertThat(dateOf(answerTask("HR", id))).isEqualTo(DUE.plusDays(1));
		assertThat(this.routings.open(id, "HR").orElseThrow()).extracting(AskedRecipient::reason, AskedRecipient::round)
			.containsExactly("De eier halve saken", 1);
		assertThat(askedByMail(id)).containsExactlyInAnyOrder("mottaker-rundskriv", "mottaker-hr");
		assertThat(mails(id)).as("the unit gets none").isEmpty();
		assertThat(acts(id)).containsExactly("sekretariat ONE_MORE_ASKED HR");
		assertThat(this.journeys.of(this.obstacles.get(id)).sent()).extracting(Journey.Sent::recipient)
			.containsExactly("RUNDSKRIV", "HR");

		answer("RUNDSKRIV", id, "CANNOT_SOLVE");
		waits(process, ANSWER).hasPassed("end_asking").hasNotPassed("gateway_next");
		assertThat(this.answers.of(id)).as("seen at once").hasSize(1);
		assertThat(this.journeys.of(this.obstacles.get(id)).next().sentence()).startsWith("Én av to har svart.");
		askOneMore(id, "STYRING");
		waits(process, ANSWER, ANSWER);
		answer("STYRING", id, "CANNOT_SOLVE");
		answer("HR", id, "INCLUDED_IN_ONGOING");
		waits(process, READ).hasPassedInOrder("end_asking", "end_oneMoreSettled", "gateway_next",
				"gateway_readingOpen");
		assertThat(this.answers.of(id)).extracting(Answer::recipient).containsExactly("RUNDSKRIV", "STYRING", "HR");
		read(id, "{'decision': 'CLOSE'}");
		that(process).isEnded().hasNotPassed(TRIAGE);
	}

	@Test
	void oneMoreIsAskedAboutSeveralAtOnceAndMayBeTakenBack() {
		List<String> ids = raiseAll(RULES, LEADERSHIP);
		askOneMore(String.join(",", ids), "STYRING");
		assertThat(ids).allSatisfy((id) -> that(answerTask("STYRING", id)).isNotNull());
		intervene(() -> this.interventions
			.send(new Interventions.Send(ids.get(0), "KLARSPRAAK", "STYRING", "Heller dem")));
		assertThat(asked(ids.get(0))).containsExactlyInAnyOrder("mottaker-rundskriv", "mottaker-klarspraak");
		intervene(() -> this.interventions.reply(new Interventions.Reply(ids.get(1), "Dette er løst sentralt")));
		waits(process(ids.get(1)), READ);
		assertThat(asked(ids.get(1))).isEmpty();
	}

	@Test
	void whatOneMoreCannotAnswerGoesToTriage() {
		String id = raise(RULES);
		askOneMore(id, "HR");
		submit(answerTask("RUNDSKRIV", id), "{'personalData': true}");
		waits(process(id), ANSWER);
		refusedToAsk(Conflict.class, id, "STYRING");
		answer("HR", id, "CANNOT_SOLVE");
		waits(process(id), TRIAGE).hasPassedInOrder("end_asking", "end_oneMoreSettled", "gateway_next");
		triage(id, "{'decision': 'REDACT', 'reason': 'Navn'}");
		assertThat(asked(id)).containsExactly("mottaker-rundskriv");
		askOneMore(id, "STYRING");
		assertThat(asked(id)).containsExactlyInAnyOrder("mottaker-rundskriv", "mottaker-styring");
	}

	@Test
	void theUnitReadsWhatThereIsWhileOneMoreIsAsked() {
		String id = raise(RULES);
		ProcessInstance process = process(id);
		askOneMore(id, "HR");
		answer("RUNDSKRIV", id, "CANNOT_SOLVE");
		assertThat(dueDate("timer_readWhatThereIs", id)).isEqualTo(DUE.plusDays(14));
		fire("timer_readWhatThereIs", id);
		waits(process, READ, ANSWER);
		askOneMore(id, "STYRING");
		answer("HR", id, "CANNOT_SOLVE");
		waits(process, READ, ANSWER);
		read(id, "{'decision': 'CLOSE'}");
		that(process).isEnded();
		assertThat(states(id)).containsExactly(tuple("RUNDSKRIV", AskedRecipient.State.ANSWERED),
				tuple("HR", AskedRecipient.State.ANSWERED), tuple("STYRING", AskedRecipient.State.WITHDRAWN));
	}

	@Test
	void oneMoreIsOnlyAskedAboutWhatRecipientsHave() {
		List<String> ids = raiseAll(RULES, null, LEADERSHIP);
		String id = ids.get(0);
		refusedToAsk(InvalidInput.class, id, "RUNDSKRIV");
		refusedToAsk(InvalidInput.class, id, "UKJENT");
		forward("RUNDSKRIV", id, "HR");
		refusedToAsk(InvalidInput.class, id, "RUNDSKRIV");
		this.jdbc.sql("update recipient set deprecated_from = ? where code = 'STYRING'").param(TODAY).update();
		try {
			refusedToAsk(InvalidInput.class, id, "STYRING");
		}
		finally {
			this.jdbc.sql("update recipient set deprecated_from = null where code = 'STYRING'").update();
		}
		refusedToAsk(Conflict.class, ids.get(1), "STYRING");
		triage(ids.get(1), merge(id));
		refusedToAsk(Conflict.class, ids.get(1), "STYRING");
		refusedToAsk(Conflict.class, id + "," + ids.get(1), "STYRING");
		assertThat(asked(id)).as("none of them, if not all").containsExactly("mottaker-hr");
		answer("HR", id, "CANNOT_SOLVE");
		refusedToAsk(Conflict.class, id, "STYRING");
		read(id, "{'decision': 'CLOSE'}");
		refusedToAsk(Conflict.class, id, "STYRING");
		withdraw(ids.get(2), "leder-0101", "enhet-0101");
		refusedToAsk(Conflict.class, ids.get(2), "STYRING");
		clearCases();
		prepareReport();
		submitReport(UNIT, obstacle(RULES, "YES", true));
		refusedToAsk(NotFound.class, this.obstacles.of(conversationOf(UNIT)).get(0).id(), "STYRING");
	}

	private void askOneMore(String ids, String recipient) {
		Interventions.OneMore more = new Interventions.OneMore(ids, recipient, "De eier halve saken");
		intervene(() -> {
			assertThat(this.interventions.previewOneMore(more).lines()).anyMatch((line) -> line.contains("får også"));
			this.interventions.askOneMore(more);
		});
	}

	private void refusedToAsk(Class<? extends RuntimeException> why, String ids, String recipient) {
		Interventions.OneMore more = new Interventions.OneMore(ids, recipient, "Nei");
		assertThatExceptionOfType(why).isThrownBy(() -> intervene(() -> this.interventions.previewOneMore(more)));
		assertThatExceptionOfType(why).isThrownBy(() -> intervene(() -> this.interventions.askOneMore(more)));
	}

	private List<String> askedByMail(String id) {
		return this.jdbc.sql("select user_id from notification where obstacle_id = ? and type = 'ANSWER_ASKED'")
			.param(id)
			.query(String.class)
			.list();
	}

	@Test
	void theSecretariatRemindsARecipientOnceADay() {
		String id = raise(RULES);
		for (int i = 0; i < 2; i++) {
			intervene(() -> this.interventions.remind(new Interventions.Chosen(id)));
		}
		assertThat(mails(id)).containsOnlyOnce("ANSWER_REMINDER mottaker-rundskriv");
		waits(process(id), ANSWER);
	}

	@Test
	void whatIsReadOrOverIsTheUnitsOwn() {
		String id = raise(RULES);
		answer("RUNDSKRIV", id, "INCLUDED_IN_ONGOING");
		for (Runnable act : List.<Runnable>of(() -> this.interventions.reply(new Interventions.Reply(id, "Nei")),
				() -> this.interventions.send(new Interventions.Send(id, "HR", null, "Nei")),
				() -> this.interventions.remind(new Interventions.Chosen(id)))) {
			assertThatExceptionOfType(Conflict.class).isThrownBy(() -> intervene(act));
		}
		waits(process(id), READ);
	}

	@Test
	void nobodyIsAskedTwice() {
		String id = raise(LEADERSHIP);
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(
				() -> intervene(() -> this.interventions.send(new Interventions.Send(id, "ROEDT_SPOR", "HR", "Nei"))));
		assertThat(states(id)).extracting((state) -> state.toList().get(1)).containsOnly(AskedRecipient.State.OPEN);
	}

	private void intervene(Runnable act) {
		as("sekretariat", "sekretariat", act);
	}

	// what people do

	private String raise(String subcategory) {
		return raiseAll(subcategory).get(0);
	}

	private List<String> raiseAll(String... subcategories) {
		return report(Arrays.stream(subcategories).map(ObstacleProcessTest::obstacle).toArray(String[]::new));
	}

	/** A conversation reports these obstacles; their ids in the same order. */
	private List<String> report(String... obstacles) {
		prepareReport();
		submitReport(UNIT, obstacles);
		return this.obstacles.of(conversationOf(UNIT)).stream().map(Obstacle::id).toList();
	}

	private void prepareReport() {
		prepareReport(UNIT);
	}

	private void prepareReport(String unit) {
		rollout("tillit-enhet", unit);
		submitAsLeader("userTask_planMeeting", unit, json("{'choice': 'ALREADY_HELD', 'heldOn': '" + today() + "'}"));
	}

	private void submitReport(String obstacle) {
		submitReport(UNIT, obstacle);
	}

	private void submitReport(String unit, String... obstacles) {
		submitAsLeader("userTask_reportConversation", unit,
				json("{'outcome': 'WITH_INPUT', 'obstacles': [" + String.join(", ", obstacles) + "]}"));
	}

	private static String obstacle(String subcategory) {
		return obstacle(subcategory, "NO", true);
	}

	private static String obstacle(String subcategory, String solvableLocally, boolean structural) {
		return "{'text': 'Vi står fast', 'solvableLocally': '" + solvableLocally + "', 'structural': " + structural
				+ ((subcategory != null) ? ", 'subcategory': '" + subcategory + "'}" : "}");
	}

	private void answer(String recipient, String id, String kind) {
		submit(answerTask(recipient, id), "{'answer': '" + kind + "', 'text': 'Svar fra oss'}");
	}

	private void promise(String recipient, String id, LocalDate nextUpdateOn) {
		submit(answerTask(recipient, id), """
				{'answer': 'OWN_MEASURE', 'text': 'Vi tar tak i det', 'responsible': 'Fagsjef',
				 'link': 'https://www.nav.no', 'nextUpdateOn': '%s'}""".formatted(nextUpdateOn));
	}

	private void forward(String recipient, String id, String to, String... alsoFor) {
		String others = Arrays.stream(alsoFor).collect(Collectors.joining("', '", "['", "']"));
		submit(answerTask(recipient, id), "{'answer': 'FORWARD', 'text': 'Hører hjemme hos dem', 'forwardTo': '" + to
				+ "'" + ((alsoFor.length > 0) ? ", 'alsoFor': " + others : "") + "}");
	}

	private static String also(String ids) {
		return "{'answer': 'INCLUDED_IN_ONGOING', 'text': 'Det er vi i gang med', 'alsoFor': [" + ids + "]}";
	}

	private static String also(String ids, String nextUpdateOn) {
		return also(ids).replace("}", ", 'nextUpdateOn': '" + nextUpdateOn + "'}");
	}

	private static String merge(String target) {
		return "{'decision': 'MERGE', 'reason': 'Samme sak', 'mergeInto': '" + target + "'}";
	}

	private void triage(String id, String form) {
		submit(task(TRIAGE, id), "sekretariat", List.of("sekretariat"), json(form));
	}

	private void overdue(String id, String form) {
		submit(task(OVERDUE, id), "sekretariat", List.of("sekretariat"), json(form));
	}

	private void read(String id, String form) {
		submit(task(READ, id), "leder-0101", List.of("enhet-0101"), json(form));
	}

	private void update(String id, String form) {
		submit(task(UPDATE, id), form);
	}

	/** As the recipient that has the task. */
	private void submit(Task task, String form) {
		String group = groups(task).get(0);
		submit(task, group, List.of(group), json(form));
	}

	private void withdraw(String id, String user, String group) {
		as(user, group, () -> this.reading.withdraw(id, "Gjaldt ikke oss"));
	}

	private void as(String user, String group, Runnable act) {
		this.identities.setAuthentication(user, List.of(group));
		try {
			act.run();
		}
		finally {
			this.identities.clearAuthentication();
		}
	}

	private static void refused(ThrowingCallable act, String field) {
		assertThatThrownBy(act).satisfies((failure) -> assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
			.isInstanceOfSatisfying(InvalidInput.class, (invalid) -> assertThat(invalid.field()).isEqualTo(field)));
	}

	/**
	 * Two people act at once; whoever loses the race finds the task gone or tries again.
	 */
	private static void atOnce(Runnable one, Runnable other) throws Exception {
		CyclicBarrier start = new CyclicBarrier(2);
		ExecutorService people = Executors.newFixedThreadPool(2);
		try {
			List<Future<Void>> acts = new ArrayList<>();
			for (Runnable act : List.of(one, other)) {
				acts.add(people.submit((Callable<Void>) () -> {
					start.await();
					untilDone(act);
					return null;
				}));
			}
			for (Future<Void> act : acts) {
				act.get();
			}
		}
		catch (ExecutionException ex) {
			throw new AssertionError("nobody may see anything but a lost race", ex.getCause());
		}
		finally {
			people.shutdownNow();
		}
	}

	private static void untilDone(Runnable act) {
		for (int i = 0; i < 20; i++) {
			try {
				act.run();
				return;
			}
			catch (PessimisticLockingFailureException | ProcessEngineException ex) {
				// lost the race, as 409 tells; tries again
			}
			catch (AssertionError | NullPointerException ex) {
				// the task is gone
				return;
			}
		}
		throw new IllegalStateException("never got through");
	}

	private void withoutContact(String recipient) {
		this.withoutContact = recipient;
		this.jdbc.sql("update recipient_contact set recipient = 'INGEN' where recipient = ?").param(recipient).update();
	}

	// what can be seen

	private ProcessInstance process(String id) {
		return instance("obstacle", id);
	}

	/** The one recipient's part of the case. */
	private ProcessInstance answering(String id) {
		return instance("answering", id);
	}

	private static ProcessInstanceAssert that(ProcessInstance process) {
		return BpmnAwareTests.assertThat(process);
	}

	/** The process stands at these tasks and events and nowhere else. */
	private ProcessInstanceAssert waits(ProcessInstance process, String... activities) {
		assertThat(this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(process.getBusinessKey())
			.list()
			.stream()
			.flatMap((instance) -> leaves(this.runtime.getActivityInstance(instance.getId())))
			.map(ActivityInstance::getActivityId)
			.filter((activity) -> !activity.startsWith("callActivity_answering")))
			.containsExactlyInAnyOrder(activities);
		return that(process);
	}

	private static Stream<ActivityInstance> leaves(ActivityInstance instance) {
		ActivityInstance[] children = instance.getChildActivityInstances();
		return (children.length == 0) ? Stream.of(instance)
				: Arrays.stream(children).flatMap(ObstacleProcessTest::leaves);
	}

	private static TaskAssert that(Task task) {
		return BpmnAwareTests.assertThat(task);
	}

	private static String json(String form) {
		return form.replace('\'', '"');
	}

	private List<String> open(String id) {
		return this.tasks.createTaskQuery()
			.processInstanceBusinessKey(id)
			.list()
			.stream()
			.map(Task::getTaskDefinitionKey)
			.toList();
	}

	private Task answerTask(String recipient, String id) {
		return this.tasks.createTaskQuery()
			.processInstanceBusinessKey(id)
			.taskDefinitionKey(ANSWER)
			.taskCandidateGroup("mottaker-" + recipient.toLowerCase(Locale.ROOT))
			.singleResult();
	}

	private List<String> asked(String id) {
		return this.tasks.createTaskQuery()
			.processInstanceBusinessKey(id)
			.taskDefinitionKey(ANSWER)
			.list()
			.stream()
			.flatMap((task) -> groups(task).stream())
			.toList();
	}

	private List<String> groups(Task task) {
		return this.tasks.getIdentityLinksForTask(task.getId()).stream().map((link) -> link.getGroupId()).toList();
	}

	private static LocalDate dateOf(Task task) {
		return task.getDueDate().toInstant().atZone(ApplicationClock.OSLO).toLocalDate();
	}

	private List<org.assertj.core.groups.Tuple> states(String id) {
		return this.routings.of(id).stream().map((asked) -> tuple(asked.recipient(), asked.state())).toList();
	}

	private List<org.assertj.core.groups.Tuple> points() {
		return this.actionPoints.of(conversationOf(UNIT))
			.stream()
			.map((point) -> tuple(point.text(), point.status()))
			.toList();
	}

	/** Without those that tell where the obstacle has gone. */
	private List<String> mails(String id) {
		return this.jdbc.sql("""
				select type, user_id from notification
				where obstacle_id = ? and type not in ('OBSTACLE_ROUTED', 'ANSWER_ASKED') order by created_at
				""").param(id).query((row, number) -> row.getString(1) + " " + row.getString(2)).list();
	}

	private List<String> acts(String id) {
		return this.jdbc.sql("select user_id, action, detail from audit where subject_id = ?")
			.param(id)
			.query((row, number) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
			.list();
	}

}
