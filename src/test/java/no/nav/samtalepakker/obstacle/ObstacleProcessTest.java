package no.nav.samtalepakker.obstacle;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import javax.sql.DataSource;

import org.apache.commons.csv.CSVFormat;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Contact;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Recipient;
import no.nav.samtalepakker.organisation.RecipientType;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.security.Audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;

/**
 * An obstacle from the report to its end, with the real model, table, feature and
 * database; only the neighbouring features are stand-ins.
 */
@SpringJUnitConfig(ObstacleProcessTest.Setup.class)
class ObstacleProcessTest {

	private static final String UNIT = "0101";

	private static final String READ = "userTask_readAnswer";

	private static final String ANSWER = "userTask_answerObstacle";

	private static final String TRIAGE = "userTask_triageObstacle";

	private static final String OVERDUE = "userTask_resolveOverdueAnswer";

	private static final String UPDATE = "userTask_updateAnswer";

	@Autowired
	private Obstacles obstacles;

	@Autowired
	private Routings routings;

	@Autowired
	private Answers answers;

	@Autowired
	private Reading reading;

	@Autowired
	private Answering answering;

	@Autowired
	private Triage triage;

	@Autowired
	private Texts texts;

	@Autowired
	private Processes processes;

	@Autowired
	private Notifications notifications;

	@Autowired
	private Recipients recipients;

	@Autowired
	private Conversations conversations;

	@Autowired
	private ApplicationClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TaskService tasks;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ManagementService management;

	@Autowired
	private IdentityService identities;

	private String conversation;

	@BeforeEach
	void startConversation() {
		this.clock.moveTo(Instant.parse("2027-02-01T09:00:00Z"));
		this.conversation = UUID.randomUUID().toString();
		String rollout = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into rollout (id, name, opens_on, closes_on, cut_off_on, state, started_by, created_at)
				values (?, 'r', ?, ?, ?, 'RUNNING', 'sekretariat', current_timestamp)
				""")
			.params(rollout, LocalDate.of(2027, 1, 1), LocalDate.of(2027, 5, 1), LocalDate.of(2027, 6, 1))
			.update();
		this.jdbc.sql("""
				insert into conversation (id, rollout_id, unit_id, package_key, package_version, lane, state)
				values (?, ?, ?, 'tillit-enhet', 1, 0, 'REPORTING')
				""").params(this.conversation, rollout, UNIT).update();
		Conversation row = mock();
		given(row.id()).willReturn(this.conversation);
		given(row.rolloutId()).willReturn(rollout);
		given(row.unitId()).willReturn(UNIT);
		given(row.packageKey()).willReturn("tillit-enhet");
		given(row.packageVersion()).willReturn(1);
		given(this.conversations.get(this.conversation)).willReturn(row);
		ConversationPackage unitPackage = mock();
		given(unitPackage.targetGroup()).willReturn(TargetGroup.UNIT);
		given(this.conversations.packageOf(anyString())).willReturn(unitPackage);
		given(this.recipients.hasContact(anyString())).willReturn(true);
		reset(this.notifications);
		as("sekretariat", "sekretariat");
	}

	@AfterEach
	void endConversations() {
		this.runtime.createProcessInstanceQuery()
			.list()
			.forEach((instance) -> this.runtime.deleteProcessInstance(instance.getId(), "test"));
		// what one test leaves open would be offered to the next in alsoFor
		this.jdbc.sql("update routing_recipient set state = 'WITHDRAWN' where state = 'OPEN'").update();
		this.jdbc.sql("update obstacle set state = 'CLOSED' where state in ('RAISED', 'MERGED')").update();
		this.identities.clearAuthentication();
		this.clock.reset();
	}

	@Test
	void asksEveryRecipientOfTheTableAndLetsTheUnitReadWhenAllHaveAnswered() {
		String id = raise("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE");
		assertThat(askedNow(id)).containsExactlyInAnyOrder("mottaker-roedt_spor", "mottaker-hr");
		assertThat(this.routings.of(id)).extracting(AskedRecipient::dueOn).containsOnly(LocalDate.of(2027, 2, 22));

		answer(id, "HR", AnswerObstacle.Choice.CANNOT_SOLVE);
		assertThat(open(id)).doesNotContain(READ);
		assertThat(this.answers.of(id)).hasSize(1);
		assertThat(queued()).containsExactly("ANSWER_GIVEN");

		answer(id, "ROEDT_SPOR", AnswerObstacle.Choice.INCLUDED_IN_ONGOING);
		assertThat(open(id)).containsExactly(READ);
		assertThat(task(id, READ).getAssignee()).isEqualTo("leder-0101");

		read(id, close());
		assertThat(ended(id)).isTrue();
		assertThat(this.obstacles.get(id).state()).isEqualTo(Obstacle.State.CLOSED);
		assertThat(this.obstacles.get(id).helpful()).isEqualTo(Obstacle.Helpful.YES);
	}

	@Test
	void keepsLocalObstaclesWithTheUnit() {
		this.obstacles.draft(this.conversation,
				List.of(reported("REGELVERK.TOLKNING", Obstacle.Solvable.YES, true),
						reported("KONTROLL.POSITIV_TILBAKEMELDING", Obstacle.Solvable.NO, false),
						reported("REGELVERK.TOLKNING", Obstacle.Solvable.NO, false)));
		List<LocalObstacle> local = this.obstacles.settle(this.conversation);
		List<Obstacle> all = this.obstacles.of(this.conversation);
		assertThat(local).extracting(LocalObstacle::id).containsExactly(all.get(0).id());
		assertThat(all).extracting(Obstacle::state)
			.containsExactly(Obstacle.State.LOCAL, Obstacle.State.NONE, Obstacle.State.RAISED);
		assertThat(this.jdbc.sql("select scope_rule from routing where obstacle_id in (?, ?) order by scope")
			.params(all.get(0).id(), all.get(1).id())
			.query(String.class)
			.list()).containsExactly("rule_solvableLocally", "rule_positiveFeedback");
	}

	@Test
	void refusesACodeUnderTheWrongCategory() {
		ReportedObstacle wrong = new ReportedObstacle("t", Obstacle.Solvable.NO, true, "KOMPETANSE",
				"REGELVERK.TOLKNING", null, null, null, null, null, null);
		assertThatExceptionOfType(InvalidInput.class)
			.isThrownBy(() -> this.obstacles.draft(this.conversation, List.of(wrong)))
			.satisfies((invalid) -> assertThat(invalid.field()).isEqualTo("obstacles[0].subcategory"));
	}

	@Test
	void sendsWhatNoRuleKnowsToTriage() {
		String id = raise(null);
		assertThat(open(id)).containsExactly(TRIAGE);

		triage(id, TriageObstacle.Decision.ROUTE, List.of("HR"), null);
		assertThat(askedNow(id)).containsExactly("mottaker-hr");
		answer(id, "HR", AnswerObstacle.Choice.CANNOT_SOLVE);
		assertThat(open(id)).containsExactly(READ);
	}

	@Test
	void triageCanAnswerItself() {
		String id = raise(null);
		triage(id, TriageObstacle.Decision.LOCAL, List.of(), null);
		assertThat(open(id)).containsExactly(READ);
		assertThat(this.answers.of(id)).extracting(Answer::answer).containsExactly(Answer.Kind.LOCAL);
	}

	@Test
	void asksForTriageWhenARecipientHasNoContact() {
		given(this.recipients.hasContact("HR")).willReturn(false);
		String id = raise("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE");
		assertThat(askedNow(id)).containsExactly("mottaker-roedt_spor");
		answer(id, "ROEDT_SPOR", AnswerObstacle.Choice.CANNOT_SOLVE);
		assertThat(open(id)).containsExactly(TRIAGE);
		triage(id, TriageObstacle.Decision.NONE, List.of(), null);
		assertThat(open(id)).containsExactly(READ);
	}

	@Test
	void sendsOnAtMostTwice() {
		String id = raise("REGELVERK.TOLKNING");
		forward(id, "RUNDSKRIV", "HR");
		assertThat(askedNow(id)).containsExactly("mottaker-hr");
		assertThat(this.processes.openTasks(id, ANSWER, "recipient", "hr")).hasSize(1);
		refused(id, ANSWER,
				new AnswerObstacle(AnswerObstacle.Choice.FORWARD, "t", null, null, null, "RUNDSKRIV", null, null, null),
				"forwardTo");
		forward(id, "HR", "STYRING");
		assertThat(askedNow(id)).containsExactly("mottaker-styring");
		forward(id, "STYRING", "KUNNSKAP");
		assertThat(open(id)).containsExactly(TRIAGE);
		assertThat(this.answers.of(id)).extracting(Answer::answer).containsOnly(Answer.Kind.FORWARD).hasSize(3);
	}

	@Test
	void doesNotAskTheSameTwice() {
		String id = raise("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE");
		Task hr = this.tasks.createTaskQuery()
			.processInstanceBusinessKey(id)
			.taskCandidateGroup("mottaker-hr")
			.singleResult();
		assertThatThrownBy(() -> this.processes.complete(hr.getId(), new AnswerObstacle(AnswerObstacle.Choice.FORWARD,
				"t", null, null, null, "ROEDT_SPOR", null, null, null)))
			.hasRootCauseInstanceOf(InvalidInput.class);
		assertThat(askedNow(id)).hasSize(2);
	}

	@Test
	void redactsPersonalDataAndAsksAgain() {
		String id = raise("REGELVERK.TOLKNING");
		complete(id, ANSWER, new AnswerObstacle(null, null, null, null, null, null, null, null, true));
		assertThat(open(id)).containsExactly(TRIAGE);
		complete(id, TRIAGE,
				new TriageObstacle(TriageObstacle.Decision.REDACT, null, null, "navn", "Regler tolkes ulikt"));
		assertThat(this.obstacles.get(id).text()).isEqualTo("Regler tolkes ulikt");
		assertThat(askedNow(id)).containsExactly("mottaker-rundskriv");
		answer(id, "RUNDSKRIV", AnswerObstacle.Choice.CANNOT_SOLVE);
		assertThat(open(id)).containsExactly(READ);
	}

	@Test
	void redactsInTriageAndStaysThere() {
		String id = raise(null);
		triage(id, TriageObstacle.Decision.REDACT, List.of(), null);
		assertThat(open(id)).containsExactly(TRIAGE);
		assertThat(this.obstacles.get(id).text()).isEqualTo("[Teksten er sladdet]");
	}

	@Test
	void asksTheSecretariatWhenTheNextRecipientCannotBeReached() {
		given(this.recipients.hasContact("STYRING")).willReturn(false);
		String id = raise("REGELVERK.TOLKNING");
		forward(id, "RUNDSKRIV", "STYRING");
		assertThat(open(id)).containsExactly(TRIAGE);
	}

	@Test
	void onlyTheSecretariatRedactsTextsAndEmptyOnesStayEmpty() {
		String id = raise("REGELVERK.TOLKNING");
		answer(id, "RUNDSKRIV", AnswerObstacle.Choice.CANNOT_SOLVE);
		String answer = this.answers.of(id).get(0).id();
		this.texts.redact("answer", answer, "navn");
		this.texts.redact("obstacle", id, "navn");
		assertThat(this.answers.of(id)).extracting(Answer::text).containsExactly("[Teksten er sladdet]");
		assertThat(this.answers.of(id)).extracting(Answer::link).containsOnlyNulls();
		assertThat(this.obstacles.get(id).text()).isEqualTo("[Teksten er sladdet]");
		for (String type : List.of("report", "report-answer", "report-point", "report-comment", "action-point",
				"follow-up", "meeting", "county-decision", "unknown")) {
			assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.texts.redact(type, "none", "navn"));
		}
		as("leder-0101", "enhet-0101");
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> this.texts.redact("obstacle", id, "navn"));
	}

	@Test
	void opensWhatThereIsAfterFourteenDaysAndClosingWithdrawsTheRest() {
		String id = raise("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE");
		assertThat(job(id, "timer_readWhatThereIs").getDuedate()).isEqualTo(Instant.parse("2027-03-08T07:00:00Z"));
		answer(id, "HR", AnswerObstacle.Choice.CANNOT_SOLVE);
		fire(id, "timer_readWhatThereIs");
		assertThat(open(id)).containsExactlyInAnyOrder(ANSWER, READ);
		read(id, close());
		assertThat(ended(id)).isTrue();
		assertThat(this.routings.of(id)).extracting(AskedRecipient::state)
			.containsExactlyInAnyOrder(AskedRecipient.State.ANSWERED, AskedRecipient.State.WITHDRAWN);
	}

	@Test
	void addsLateAnswersToTheOpenTask() {
		String id = raise("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE");
		fire(id, "timer_readWhatThereIs");
		answer(id, "HR", AnswerObstacle.Choice.CANNOT_SOLVE);
		answer(id, "ROEDT_SPOR", AnswerObstacle.Choice.CANNOT_SOLVE);
		assertThat(open(id)).containsExactly(READ);
		assertThat(this.answers.of(id)).hasSize(2);
	}

	@Test
	void givesTheUnitOneTaskOnlyWhenTriageComesAfterTheEarlyReading() {
		String id = raise("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE");
		fire(id, "timer_readWhatThereIs");
		answer(id, "HR", AnswerObstacle.Choice.CANNOT_SOLVE);
		complete(id, ANSWER, new AnswerObstacle(null, null, null, null, null, null, null, null, true));
		assertThat(open(id)).containsExactlyInAnyOrder(READ, TRIAGE);
		complete(id, TRIAGE, new TriageObstacle(TriageObstacle.Decision.REDACT, null, null, "navn", null));
		fire(id, "timer_readWhatThereIs");
		assertThat(open(id)).containsExactlyInAnyOrder(READ, ANSWER);
		complete(id, ANSWER, new AnswerObstacle(null, null, null, null, null, null, null, null, true));
		triage(id, TriageObstacle.Decision.NONE, List.of(), null);
		assertThat(open(id)).containsExactly(READ);
	}

	@Test
	void asksOnceMoreOnly() {
		String id = raise("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE");
		answer(id, "HR", AnswerObstacle.Choice.CANNOT_SOLVE);
		answer(id, "ROEDT_SPOR", AnswerObstacle.Choice.CANNOT_SOLVE);
		refused(id, READ, askAgain("STYRING"), "askRecipients[0]");
		read(id, askAgain("HR"));
		assertThat(askedNow(id)).containsExactly("mottaker-hr");
		assertThat(this.obstacles.get(id).round()).isEqualTo(2);
		answer(id, "HR", AnswerObstacle.Choice.CANNOT_SOLVE);
		refused(id, READ, askAgain("HR"), "decision");
		fire(id, "timer_notRead");
		assertThat(ended(id)).isTrue();
		assertThat(this.obstacles.get(id).state()).isEqualTo(Obstacle.State.ANSWERED_UNREAD);
	}

	@Test
	void asksTheSecretariatWhenNobodyElseAnswered() {
		String id = raise(null);
		triage(id, TriageObstacle.Decision.LOCAL, List.of(), null);
		read(id, new ReadAnswer(ReadAnswer.Decision.ASK_AGAIN, "Hvordan?", null, null, null));
		assertThat(open(id)).containsExactly(TRIAGE);
	}

	@Test
	void lapsesWhenNobodyReads() {
		String id = raise("REGELVERK.TOLKNING");
		answer(id, "RUNDSKRIV", AnswerObstacle.Choice.CANNOT_SOLVE);
		fire(id, "timer_notRead");
		assertThat(ended(id)).isTrue();
		assertThat(this.obstacles.get(id).state()).isEqualTo(Obstacle.State.ANSWERED_UNREAD);
		assertThat(this.obstacles.get(id).closedAt()).isNotNull();
	}

	@Test
	void remindsTheRecipientOnce() {
		String id = raise("REGELVERK.TOLKNING");
		assertThat(job(id, "timer_answerReminder").getDuedate()).isEqualTo(Instant.parse("2027-02-15T07:00:00Z"));
		fire(id, "timer_answerReminder");
		assertThat(queued()).containsExactly("ANSWER_REMINDER");
		assertThat(open(id)).containsExactly(ANSWER);
	}

	@Test
	void extendsTwiceThenAsksAnother() {
		String id = raise("REGELVERK.TOLKNING");
		assertThat(job(id, "timer_answerOverdue").getDuedate()).isEqualTo(Instant.parse("2027-02-22T23:00:00Z"));
		fire(id, "timer_answerOverdue");
		for (int i = 0; i < 2; i++) {
			assertThat(open(id)).containsExactlyInAnyOrder(ANSWER, OVERDUE);
			complete(id, OVERDUE, new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.EXTEND, 30 - i, null, null));
			assertThat(open(id)).containsExactly(ANSWER);
			fire(id, "timer_extendedDue");
		}
		assertThat(task(id, ANSWER).getDueDate()).isEqualTo(Instant.parse("2027-03-02T15:00:00Z"));
		refused(id, OVERDUE, new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.EXTEND, 3, null, null), "action");
		refused(id, OVERDUE,
				new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.REROUTE, null, List.of("RUNDSKRIV"), null),
				"recipients");
		complete(id, OVERDUE, new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.REROUTE, null, List.of("HR"), null));
		assertThat(askedNow(id)).containsExactly("mottaker-hr");
		assertThat(open(id)).containsExactly(ANSWER);
		fire(id, "timer_answerOverdue");
		complete(id, OVERDUE,
				new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.ANSWER_NOW, null, null, "Vi vet ikke ennå."));
		assertThat(open(id)).containsExactly(READ);
		assertThat(this.answers.of(id)).extracting(Answer::recipient).containsExactly("SEKRETARIAT");
	}

	@Test
	void comesBackAsPromisedEvenAfterTheUnitHasClosed() {
		String id = raise("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE");
		promise(id, "HR", LocalDate.of(2027, 3, 1));
		assertThat(askedNow(id)).containsExactly("mottaker-roedt_spor");
		promise(id, "ROEDT_SPOR", LocalDate.of(2027, 3, 8));
		read(id, close());
		assertThat(ended(id)).isFalse();
		assertThat(open(id)).isEmpty();

		fireOne(id, "timer_updateDue");
		assertThat(groups(task(id, UPDATE))).containsExactly("mottaker-hr");
		complete(id, UPDATE, new UpdateAnswer("Nesten ferdig", LocalDate.of(2027, 4, 1)));
		assertThat(open(id)).isEmpty();
		assertThat(this.answers.latest(id, "hr").orElseThrow().text()).isEqualTo("Nesten ferdig");
		assertThat(this.management.createJobQuery().activityId("timer_updateDue").count()).isEqualTo(2);
		fireOne(id, "timer_updateDue");
		fireOne(id, "timer_updateDue");
		assertThat(open(id)).containsExactly(UPDATE, UPDATE);
		this.tasks.createTaskQuery()
			.processInstanceBusinessKey(id)
			.list()
			.forEach((task) -> this.processes.complete(task.getId(), new UpdateAnswer("Ferdig", null)));
		assertThat(ended(id)).isTrue();
	}

	@Test
	void givesUpOnAPromiseAfterSixtyDays() {
		String id = raise("REGELVERK.TOLKNING");
		promise(id, "RUNDSKRIV", LocalDate.of(2027, 3, 1));
		read(id, close());
		fireOne(id, "timer_updateDue");
		fire(id, "timer_updateLapsed");
		assertThat(ended(id)).isTrue();
	}

	@Test
	void answersSeveralAtOnceAndComesBackToAllOfThem() {
		List<String> ids = raiseAll("REGELVERK.TOLKNING", "REGELVERK.TOLKNING", "KOMMUNIKASJON.KLARSPRAAK");
		assertThat(this.answering.alsoFor(ids.get(0), "rundskriv")).extracting(OpenObstacle::id)
			.containsExactly(ids.get(1));
		refused(ids.get(0), ANSWER, includedAlso(List.of(ids.get(1), ids.get(2))), "alsoFor[1]");
		assertThat(this.answers.of(ids.get(0))).isEmpty();

		complete(ids.get(0), ANSWER, includedAlso(List.of(ids.get(1))));
		assertThat(open(ids.get(0))).containsExactly(READ);
		assertThat(open(ids.get(1))).containsExactly(READ);
		assertThat(this.answers.of(ids.get(1))).isEqualTo(this.answers.of(ids.get(0))).hasSize(1);

		assertThat(this.reading.alsoFor(ids.get(0))).extracting(OpenObstacle::id).containsExactly(ids.get(1));
		refused(ids.get(0), READ, new ReadAnswer(ReadAnswer.Decision.CLOSE, null, null, null, List.of(ids.get(2))),
				"alsoFor[0]");
		read(ids.get(0), new ReadAnswer(ReadAnswer.Decision.CLOSE, null, null, null, List.of(ids.get(1))));
		assertThat(this.obstacles.get(ids.get(1)).state()).isEqualTo(Obstacle.State.CLOSED);

		fireOne(ids.get(0), "timer_updateDue");
		fireOne(ids.get(1), "timer_updateDue");
		complete(ids.get(0), UPDATE, new UpdateAnswer("Ferdig", null));
		assertThat(ended(ids.get(0))).isTrue();
		assertThat(ended(ids.get(1))).isTrue();
		assertThat(this.answers.of(ids.get(1))).hasSize(2);
	}

	@Test
	void aMergedObstacleSharesTheAnswer() {
		List<String> ids = raiseAll("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE", null, null);
		String target = ids.get(0);
		String merged = ids.get(1);
		refused(merged, TRIAGE, new TriageObstacle(TriageObstacle.Decision.MERGE, null, merged, "r", null),
				"mergeInto");
		assertThat(this.triage.mergeTargets(merged)).extracting(OpenObstacle::id)
			.containsExactlyInAnyOrder(target, ids.get(2));
		triage(merged, TriageObstacle.Decision.MERGE, List.of(), target);
		assertThat(open(merged)).isEmpty();
		refused(ids.get(2), TRIAGE, new TriageObstacle(TriageObstacle.Decision.MERGE, null, merged, "r", null),
				"mergeInto");
		answer(target, "HR", AnswerObstacle.Choice.CANNOT_SOLVE);
		assertThat(this.answers.of(merged)).hasSize(1);
		assertThat(open(merged)).isEmpty();
		answer(target, "ROEDT_SPOR", AnswerObstacle.Choice.CANNOT_SOLVE);
		assertThat(open(merged)).containsExactly(READ);

		triage(ids.get(2), TriageObstacle.Decision.MERGE, List.of(), target);
		assertThat(open(ids.get(2))).containsExactly(READ);
		assertThat(this.answers.of(ids.get(2))).hasSize(2);

		read(merged, new ReadAnswer(ReadAnswer.Decision.ASK_AGAIN, "Hva med oss?", null, null, null));
		assertThat(askedNow(merged)).containsExactlyInAnyOrder("mottaker-hr", "mottaker-roedt_spor");
	}

	@Test
	void withdrawingTheTargetSendsTheMergedOneBackToTriage() {
		List<String> ids = raiseAll("REGELVERK.TOLKNING", null);
		triage(ids.get(1), TriageObstacle.Decision.MERGE, List.of(), ids.get(0));
		this.reading.withdraw(ids.get(0), null);
		assertThat(ended(ids.get(0))).isTrue();
		assertThat(open(ids.get(1))).containsExactly(TRIAGE);
		assertThat(this.obstacles.get(ids.get(1)).mergedInto()).isNull();
	}

	@Test
	void withdrawingErasesEveryText() {
		String id = raise("KULTUR_ARBEIDSMILJOE_OG_LEDELSE.LEDELSE");
		promise(id, "HR", LocalDate.of(2027, 3, 1));
		as("fremmed", "enhet-0102");
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.reading.withdraw(id, "x"));
		as("leder-0101", "enhet-0101");
		this.reading.withdraw(id, "Gjaldt ikke oss");
		assertThat(ended(id)).isTrue();
		assertThat(this.obstacles.get(id).text()).isNull();
		assertThat(this.obstacles.get(id).state()).isEqualTo(Obstacle.State.WITHDRAWN);
		assertThat(this.answers.of(id)).extracting(Answer::text).containsOnlyNulls();
		assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.reading.withdraw(id, "x"));
	}

	// what people do

	private String raise(String subcategory) {
		return raiseAll(new String[] { subcategory }).get(0);
	}

	private List<String> raiseAll(String... subcategories) {
		List<ReportedObstacle> reported = new ArrayList<>();
		for (String subcategory : subcategories) {
			reported.add(reported(subcategory, Obstacle.Solvable.NO, true));
		}
		this.obstacles.draft(this.conversation, reported);
		this.obstacles.settle(this.conversation);
		return this.obstacles.of(this.conversation).stream().map(Obstacle::id).toList();
	}

	private static ReportedObstacle reported(String subcategory, Obstacle.Solvable solvable, boolean structural) {
		return new ReportedObstacle("Vi står fast", solvable, structural, null, subcategory, null, null, null, null,
				null, null);
	}

	private void answer(String id, String recipient, AnswerObstacle.Choice choice) {
		completeFor(recipient, id,
				new AnswerObstacle(choice, "Svar fra " + recipient, null, null, null, null, null, null, null));
	}

	private void promise(String id, String recipient, LocalDate nextUpdateOn) {
		completeFor(recipient, id, new AnswerObstacle(AnswerObstacle.Choice.OWN_MEASURE, "Vi tar tak i det", "Fagsjef",
				null, "https://nav.no", null, nextUpdateOn, null, null));
	}

	private void forward(String id, String recipient, String to) {
		completeFor(recipient, id, new AnswerObstacle(AnswerObstacle.Choice.FORWARD, "Hører hjemme hos dem", null, null,
				null, to, null, null, null));
	}

	private static AnswerObstacle includedAlso(List<String> alsoFor) {
		return new AnswerObstacle(AnswerObstacle.Choice.INCLUDED_IN_ONGOING, "Er med", null, null, null, null,
				LocalDate.of(2027, 3, 1), alsoFor, null);
	}

	private void triage(String id, TriageObstacle.Decision decision, List<String> recipients, String mergeInto) {
		complete(id, TRIAGE, new TriageObstacle(decision, recipients, mergeInto, "Fordi", null));
	}

	private static ReadAnswer close() {
		return new ReadAnswer(ReadAnswer.Decision.CLOSE, null, null, Obstacle.Helpful.YES, null);
	}

	private static ReadAnswer askAgain(String recipient) {
		return new ReadAnswer(ReadAnswer.Decision.ASK_AGAIN, "Når?", List.of(recipient), null, null);
	}

	private void read(String id, ReadAnswer form) {
		complete(id, READ, form);
	}

	private void complete(String id, String task, Object form) {
		this.processes.complete(task(id, task).getId(), form);
	}

	private void completeFor(String recipient, String id, AnswerObstacle form) {
		Task task = this.tasks.createTaskQuery()
			.processInstanceBusinessKey(id)
			.taskDefinitionKey(ANSWER)
			.taskCandidateGroup("mottaker-" + Routings.groupCode(recipient))
			.singleResult();
		this.processes.complete(task.getId(), form);
	}

	private void refused(String id, String task, Object form, String field) {
		assertThatThrownBy(() -> complete(id, task, form)).rootCause()
			.isInstanceOfSatisfying(InvalidInput.class, (invalid) -> assertThat(invalid.field()).isEqualTo(field));
	}

	private void as(String user, String... groups) {
		this.identities.setAuthentication(user, List.of(groups));
	}

	// what can be seen

	private List<String> open(String id) {
		return this.tasks.createTaskQuery()
			.processInstanceBusinessKey(id)
			.list()
			.stream()
			.map(Task::getTaskDefinitionKey)
			.toList();
	}

	private Task task(String id, String key) {
		return this.tasks.createTaskQuery().processInstanceBusinessKey(id).taskDefinitionKey(key).singleResult();
	}

	private List<String> askedNow(String id) {
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

	private boolean ended(String id) {
		return this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(id).count() == 0;
	}

	private List<String> queued() {
		ArgumentCaptor<Notification> queued = ArgumentCaptor.captor();
		verify(this.notifications, atLeast(0)).queue(queued.capture());
		return queued.getAllValues().stream().map(Notification::type).toList();
	}

	private Job job(String id, String activity) {
		return jobs(id, activity).get(0);
	}

	private List<Job> jobs(String id, String activity) {
		return this.management.createJobQuery()
			.processInstanceId(this.obstacles.get(id).processInstanceId())
			.activityId(activity)
			.orderByJobDuedate()
			.asc()
			.list();
	}

	private void fire(String id, String activity) {
		assertThat(jobs(id, activity)).hasSize(1);
		fireOne(id, activity);
	}

	private void fireOne(String id, String activity) {
		this.identities.clearAuthentication();
		this.management.executeJob(job(id, activity).getId());
		as("sekretariat", "sekretariat");
	}

	/** The feature with engine and database; everything else is a stand-in. */
	@EnableTransactionManagement
	@ComponentScan(basePackages = { "no.nav.samtalepakker.obstacle", "no.nav.samtalepakker.platform" },
			excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Errors|Controller|Test.*)"))
	static class Setup {

		@Bean
		DataSource dataSource() {
			DataSource database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
				.generateUniqueName(true)
				.build();
			Flyway.configure().dataSource(database).load().migrate();
			return database;
		}

		@Bean
		JdbcClient jdbcClient(DataSource database) {
			return JdbcClient.create(database);
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource database) {
			return new DataSourceTransactionManager(database);
		}

		@Bean
		LocalValidatorFactoryBean validator() {
			return new LocalValidatorFactoryBean();
		}

		@Bean
		ProcessEngineFactoryBean processEngine(DataSource database, PlatformTransactionManager transactions,
				ApplicationContext context, List<ProcessEnginePlugin> plugins) {
			SpringProcessEngineConfiguration engine = new SpringProcessEngineConfiguration();
			engine.setDataSource(database);
			engine.setTransactionManager(transactions);
			engine.setDatabaseSchemaUpdate("true");
			engine.setJobExecutorActivate(false);
			engine.setApplicationContext(context);
			engine.setGeneralResourceWhitelistPattern("[a-zA-Z0-9_-]+");
			engine.setMetricsEnabled(false);
			engine.setDeploymentResources(new Resource[] { new ClassPathResource("processes/obstacle.bpmn"),
					new ClassPathResource("processes/obstacle-routing.dmn") });
			List<ProcessEnginePlugin> all = new ArrayList<>(plugins);
			all.add(0, new SpinProcessEnginePlugin());
			engine.setProcessEnginePlugins(all);
			ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
			factory.setProcessEngineConfiguration(engine);
			return factory;
		}

		@Bean
		CamundaBpmProperties settings() {
			return new CamundaBpmProperties();
		}

		@Bean
		TaskService taskService(ProcessEngine engine) {
			return engine.getTaskService();
		}

		@Bean
		RuntimeService runtimeService(ProcessEngine engine) {
			return engine.getRuntimeService();
		}

		@Bean
		ManagementService managementService(ProcessEngine engine) {
			return engine.getManagementService();
		}

		@Bean
		IdentityService identityService(ProcessEngine engine) {
			return engine.getIdentityService();
		}

		@Bean
		RepositoryService repositoryService(ProcessEngine engine) {
			return engine.getRepositoryService();
		}

		@Bean
		DecisionService decisionService(ProcessEngine engine) {
			return engine.getDecisionService();
		}

		@Bean
		TaskListener caseTitleListener() {
			return (task) -> {
			};
		}

		@Bean
		Notifications notifications() {
			return mock();
		}

		@Bean
		Audit audit() {
			return mock();
		}

		@Bean
		Conversations conversations() {
			return mock();
		}

		@Bean
		Units units(JdbcClient jdbc) {
			jdbc.sql("insert into unit (id, name, type) values (?, 'Nav Halden', 'OFFICE')").param(UNIT).update();
			Unit unit = mock();
			given(unit.type()).willReturn(UnitType.OFFICE);
			Units units = mock();
			given(units.get(any())).willReturn(unit);
			given(units.assignee(UNIT)).willReturn("leder-0101");
			given(units.leader(UNIT)).willReturn(
					Optional.of(new Person("leder-0101", "LEADER", Party.EMPLOYER, "leder-0101@example.invalid")));
			return units;
		}

		@Bean
		Recipients recipients(JdbcClient jdbc) throws IOException {
			Map<String, Recipient> shipped = new TreeMap<>();
			CSVFormat format = CSVFormat.DEFAULT.builder()
				.setDelimiter(';')
				.setHeader()
				.setSkipHeaderRecord(true)
				.get();
			try (Reader file = new InputStreamReader(
					new ClassPathResource("organisation/recipients.csv").getInputStream(), StandardCharsets.UTF_8)) {
				format.parse(file)
					.forEach((row) -> shipped.put(row.get("code"), new Recipient(row.get("code"), row.get("name"),
							RecipientType.valueOf(row.get("type")), row.get("department"))));
			}
			shipped.values()
				.forEach((recipient) -> jdbc.sql("insert into recipient (code, name, type) values (?, ?, ?)")
					.params(recipient.code(), recipient.name(), recipient.type().name())
					.update());
			Recipients recipients = mock();
			given(recipients.find(any()))
				.willAnswer((call) -> Optional.ofNullable(shipped.get(call.<String>getArgument(0))));
			given(recipients.get(any())).willAnswer((call) -> shipped.get(call.<String>getArgument(0)));
			given(recipients.contacts(any())).willReturn(List.of(new Contact("mottaker", "mottaker@example.invalid")));
			return recipients;
		}

	}

}
