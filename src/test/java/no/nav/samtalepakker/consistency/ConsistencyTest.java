package no.nav.samtalepakker.consistency;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.testing.HttpCaseTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases at every stage, of which nothing is found, and each rule broken in a transaction
 * that is rolled back.
 */
abstract class ConsistencyTest extends HttpCaseTest {

	private static final String OPEN = "REGELVERK.TOLKNING";

	@Autowired
	private DataSource database;

	@Autowired
	private Environment environment;

	private String planning;

	private String otherPlanning;

	private String obstacle;

	private String closedObstacle;

	private String proposal;

	@BeforeAll
	void playCases() {
		this.planning = conversationOf(conversationStarted(UnitType.OFFICE));
		this.otherPlanning = conversationOf(conversationStarted(UnitType.OFFICE));
		leaderOf(conversationStarted(UnitType.OFFICE)).complete("planMeeting",
				"{'meetingDate': '%s', 'form': 'PHYSICAL', 'participantCount': 8}".formatted(today().plusDays(30)));
		String reporter = obstaclesReported(obstacle(OPEN), obstacle(OPEN), obstacle(OPEN), obstacle(OPEN));
		List<String> obstacles = obstaclesOf(reporter);
		this.obstacle = obstacles.get(0);
		this.closedObstacle = obstacles.get(1);
		recipient("RUNDSKRIV").complete("answerObstacle", this.closedObstacle,
				"{'answer': 'CANNOT_SOLVE', 'text': 'Loven gir ikke rom'}");
		leaderOf(reporter).complete("readAnswer", this.closedObstacle, "{'helpful': 'YES', 'decision': 'CLOSE'}");
		fire("timer_answerOverdue", obstacles.get(2));
		secretariat().complete("resolveOverdueAnswer", obstacles.get(2), "{'action': 'EXTEND', 'days': 7}");
		recipient("RUNDSKRIV").complete("answerObstacle", obstacles.get(3), """
				{'answer': 'INCLUDED_IN_ONGOING', 'text': 'Vi tar det med', 'coveredBy': 'Nytt rundskriv',
				'nextUpdateOn': '%s'}
				""".formatted(today().plusDays(20)));
		leaderOf(reporter).complete("readAnswer", obstacles.get(3), "{'helpful': 'YES', 'decision': 'CLOSE'}");
		this.proposal = proposalSent("RUNDSKRIV");
		awaitQuiet();
	}

	@Test
	void findsNothingInWhatIsWhole() throws SQLException {
		assertThat(findings(null)).isEmpty();
		assertThat(Consistency.check(addressOfDatabase())).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void findsWhatBreaksA(Rule rule) throws SQLException {
		assertThat(findings(rule)).contains(new Finding(rule, brokenBy(rule)));
	}

	@Test
	void saysSoWhenThereIsNoDatabase() {
		assertThat(Consistency.check("--spring.datasource.url=jdbc:h2:file:./target/no-such-database")).isEqualTo(2);
	}

	private String[] addressOfDatabase() {
		return new String[] { "--spring.datasource.url=" + this.environment.getProperty("spring.datasource.url"),
				"--spring.datasource.username=" + this.environment.getProperty("spring.datasource.username") };
	}

	/** What is found, after the rule has been broken if one is given. */
	private List<Finding> findings(Rule rule) throws SQLException {
		try (Connection connection = this.database.getConnection()) {
			connection.setAutoCommit(false);
			try {
				if (rule != null) {
					JdbcClient damage = JdbcClient.create(new SingleConnectionDataSource(connection, true));
					Arrays.stream(damageTo(rule).split(";"))
						.map(String::strip)
						.forEach((statement) -> assertThat(damage.sql(statement).update()).as(statement).isPositive());
				}
				return Consistency.findings(connection);
			}
			finally {
				connection.rollback();
				connection.setAutoCommit(true);
			}
		}
	}

	private String damageTo(Rule rule) {
		String conversation = " where id = '" + this.planning + "'";
		String atObstacle = " where id = '" + this.obstacle + "'";
		String ofObstacle = " where obstacle_id = '" + this.obstacle + "'";
		String ofProposal = " where id = '" + this.proposal + "'";
		return switch (rule) {
			case CONVERSATION_WITHOUT_PROCESS -> "update conversation set process_instance_id = 'gone'" + conversation;
			case CONVERSATION_IN_ANOTHER_PHASE -> "update conversation set state = 'PLANNED'" + conversation;
			case CONVERSATION_NEVER_STARTED -> "update conversation set state = 'PENDING'" + conversation;
			case CONVERSATION_NEVER_DECIDED ->
				"update rollout set state = 'CLOSED' where id = '%s'; update conversation set state = 'AWAITING_COUNTY'%s"
					.formatted(rollout(), conversation);
			case CONVERSATION_WITHOUT_END -> "update conversation set state = 'ENDED'" + conversation;
			case CONVERSATION_OF_NO_PACKAGE -> "update conversation set package_version = 99" + conversation;
			case REPORT_NOT_COUNTED -> "update conversation set reported = 'WITH_INPUT'" + conversation;
			case OBSTACLE_OF_NO_REPORT -> "update obstacle set state = 'DRAFT'" + atObstacle;
			case OBSTACLE_WITHOUT_PROCESS -> "update obstacle set process_instance_id = 'gone'" + atObstacle;
			case OBSTACLE_WITHOUT_TASK -> taskGone(task("userTask_answerObstacle", this.obstacle));
			case OBSTACLE_WITHOUT_TARGET -> "update obstacle set state = 'MERGED'" + atObstacle;
			case OBSTACLE_WITHOUT_ANSWER -> "update obstacle set state = 'CLOSED'" + atObstacle;
			case OBSTACLE_STILL_ASKED -> "update obstacle set state = 'CLOSED'" + atObstacle;
			case QUESTION_WITHOUT_TASK -> """
					update act_ru_variable set text_ = 'hr' where name_ = 'recipient' and proc_inst_id_ in (
						select id_ from act_ru_execution where business_key_ = '%s')
					""".formatted(this.obstacle);
			case QUESTION_TWICE ->
				"""
						insert into routing_recipient (id, routing_id, obstacle_id, round, position, recipient, reason,
							answer_days, due_on, state, asked_at)
						select 'zzz', routing_id, obstacle_id, round, 9, recipient, reason, answer_days, due_on, state, asked_at
						from routing_recipient"""
						+ ofObstacle;
			case QUESTION_WITHOUT_ANSWER -> "update routing_recipient set state = 'ANSWERED'" + ofObstacle;
			case TASK_WITHOUT_QUESTION -> "update routing_recipient set state = 'WITHDRAWN'" + ofObstacle;
			case ANSWER_OF_NOTHING -> "delete from answer_obstacle where obstacle_id = '" + this.closedObstacle + "'";
			case PROPOSAL_WITHOUT_TASK ->
				"update proposal_question set state = 'WITHDRAWN' where proposal_id = '" + this.proposal + "'";
			case PROPOSAL_ASKED_AMISS, PROPOSAL_WITHOUT_ANSWER -> "update proposal set state = 'ANSWERED'" + ofProposal;
			case ROLLOUT_WITHOUT_PROCESS ->
				"update rollout set process_instance_id = 'gone' where id = '" + rollout() + "'";
			case ROLLOUT_SET_UP_IN_PART ->
				"insert into rollout_order (rollout_id, counties, unit_ids, units, added_to) " + "values ('" + rollout()
						+ "', '', '', 2000, '')";
			case MAIL_IN_NO_STATE ->
				"update notification set state = 'SENT', sent_at = null where id = '" + mail() + "'";
			case PROCESS_WITHOUT_CASE ->
				"update act_ru_execution set business_key_ = 'gone' where id_ = '" + process(this.planning) + "'";
			case PROCESS_TWICE -> "update act_ru_execution set business_key_ = '%s' where id_ = '%s'"
				.formatted(this.otherPlanning, process(this.planning));
			case STEP_THAT_WAITS_FOR_NOTHING -> taskGone(task("userTask_planMeeting", this.planning));
			case TASK_WITHOUT_PROCESS -> "update act_ru_task set proc_inst_id_ = null where id_ = '"
					+ task("userTask_planMeeting", this.planning) + "'";
			case TASK_TWICE -> """
					update act_ru_task set execution_id_ = (select execution_id_ from act_ru_task where id_ = '%s')
					where id_ = '%s'
					""".formatted(task("userTask_planMeeting", this.otherPlanning),
					task("userTask_planMeeting", this.planning));
			case TASK_WITHOUT_GROUP -> "delete from act_ru_authorization where resource_id_ = '"
					+ task("userTask_planMeeting", this.planning) + "'";
			case RIGHT_WITHOUT_TASK ->
				"update act_ru_authorization set resource_id_ = 'gone' where id_ = '" + right() + "'";
			case JOB_WITHOUT_PROCESS ->
				"update act_ru_job set process_instance_id_ = 'gone' where id_ = '" + job() + "'";
			case STOP_OF_NOTHING -> """
					insert into act_ru_incident (id_, rev_, incident_timestamp_, incident_type_, configuration_)
					values ('gone', 1, current_timestamp, 'failedJob', 'gone')
					""";
			case HISTORY_THAT_DISAGREES ->
				"update act_hi_procinst set end_time_ = start_time_ where id_ = '" + process(this.planning) + "'";
		};
	}

	private String brokenBy(Rule rule) {
		return switch (rule) {
			case CONVERSATION_WITHOUT_PROCESS, CONVERSATION_IN_ANOTHER_PHASE, CONVERSATION_NEVER_STARTED,
					CONVERSATION_NEVER_DECIDED, CONVERSATION_WITHOUT_END, CONVERSATION_OF_NO_PACKAGE,
					REPORT_NOT_COUNTED ->
				this.planning;
			case OBSTACLE_OF_NO_REPORT, OBSTACLE_WITHOUT_PROCESS, OBSTACLE_WITHOUT_TASK, OBSTACLE_WITHOUT_TARGET,
					OBSTACLE_WITHOUT_ANSWER, OBSTACLE_STILL_ASKED ->
				this.obstacle;
			case QUESTION_WITHOUT_TASK, QUESTION_WITHOUT_ANSWER ->
				one("select id from routing_recipient where obstacle_id = ?", this.obstacle);
			case QUESTION_TWICE -> "zzz";
			case TASK_WITHOUT_QUESTION -> task("userTask_answerObstacle", this.obstacle);
			case ANSWER_OF_NOTHING ->
				one("select answer_id from answer_obstacle where obstacle_id = ?", this.closedObstacle);
			case PROPOSAL_WITHOUT_TASK, PROPOSAL_ASKED_AMISS, PROPOSAL_WITHOUT_ANSWER -> this.proposal;
			case ROLLOUT_WITHOUT_PROCESS, ROLLOUT_SET_UP_IN_PART -> rollout();
			case MAIL_IN_NO_STATE -> mail();
			case PROCESS_WITHOUT_CASE, HISTORY_THAT_DISAGREES -> process(this.planning);
			case PROCESS_TWICE -> later(process(this.planning), process(this.otherPlanning));
			case STEP_THAT_WAITS_FOR_NOTHING -> one("""
					select c.proc_inst_id_ from act_ru_execution c join act_ru_execution e on e.id_ = c.super_exec_
					where e.proc_inst_id_ = ?
					""", process(this.planning));
			case TASK_WITHOUT_PROCESS, TASK_WITHOUT_GROUP -> task("userTask_planMeeting", this.planning);
			case TASK_TWICE ->
				later(task("userTask_planMeeting", this.planning), task("userTask_planMeeting", this.otherPlanning));
			case RIGHT_WITHOUT_TASK -> right();
			case JOB_WITHOUT_PROCESS -> job();
			case STOP_OF_NOTHING -> "gone";
		};
	}

	/** As the database compares them. */
	private String later(String... ids) {
		return one(
				"select max(id) from (select cast(? as varchar(64)) as id union all select cast(? as varchar(64))) ids",
				(Object[]) ids);
	}

	private static String taskGone(String task) {
		return "delete from act_ru_identitylink where task_id_ = '%1$s'; delete from act_ru_task where id_ = '%1$s'"
			.formatted(task);
	}

	private String rollout() {
		return one("select rollout_id from conversation where id = ?", this.planning);
	}

	private String process(String conversation) {
		return one("select process_instance_id from conversation where id = ?", conversation);
	}

	private String task(String definition, String caseId) {
		return one("""
				select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
				where t.task_def_key_ = ? and e.business_key_ = ?
				""", definition, caseId);
	}

	private String mail() {
		return one("select min(id) from notification where conversation_id = ?", this.planning);
	}

	private String right() {
		return one("select id_ from act_ru_authorization where resource_id_ = ?",
				task("userTask_planMeeting", this.planning));
	}

	private String job() {
		return one("""
				select min(j.id_) from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_
				where e.business_key_ = ?
				""", this.planning);
	}

	private String one(String statement, Object... parameters) {
		return this.jdbc.sql(statement).params(new ArrayList<>(List.of(parameters))).query(String.class).single();
	}

}
