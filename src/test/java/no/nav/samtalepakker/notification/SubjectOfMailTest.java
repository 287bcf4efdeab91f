package no.nav.samtalepakker.notification;

import java.util.List;
import java.util.UUID;

import no.nav.samtalepakker.testing.OnPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** E-mails that waited when the column came know what they are about. */
class SubjectOfMailTest {

	private static final String QUESTION = "11111111-1111-1111-1111-111111111111";

	private static final String OTHER_QUESTION = "22222222-2222-2222-2222-222222222222";

	private static final String ROLLOUT = "33333333-3333-3333-3333-333333333333";

	private static final String TASK = "44444444-4444-4444-4444-444444444444";

	private static final String MESSAGE = "55555555-5555-5555-5555-555555555555";

	private static final String OBSTACLE = "66666666-6666-6666-6666-666666666666";

	@ParameterizedTest
	@ValueSource(strings = { "H2", "PostgreSQL" })
	void isReadFromTheirOccasion(String name) {
		boolean h2 = name.equals("H2");
		SingleConnectionDataSource database = h2
				? new SingleConnectionDataSource("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", true)
				: new SingleConnectionDataSource(OnPostgres.Server.url("subject"), "postgres", "", true);
		Flyway.configure().dataSource(database).target("81").load().migrate();
		JdbcClient jdbc = JdbcClient.create(database);
		// only what the migration reads
		jdbc.sql(h2 ? "set referential_integrity false" : "set session_replication_role = replica").update();
		jdbc.sql(
				"insert into unit (id, name, type) values ('0300', 'NAV Oslo', 'COUNTY'), ('0301', 'Nav Alna', 'OFFICE')")
			.update();
		for (String question : List.of(QUESTION, OTHER_QUESTION)) {
			jdbc.sql("""
					insert into routing_recipient (id, routing_id, obstacle_id, round, position, recipient, reason,
						answer_days, due_on, state, asked_at)
					values (?, 'r', ?, 1, 1, 'HR', '-', 21, date '2026-12-18', 'OPEN', current_timestamp)
					""").params(question, OBSTACLE).update();
		}
		mail(jdbc, "ANSWER_ASKED", "answer-asked:" + QUESTION + ":mottaker-hr", OBSTACLE);
		mail(jdbc, "ANSWER_REMINDER", "answer-reminder:" + OTHER_QUESTION + ":mottaker-hr", OBSTACLE);
		mail(jdbc, "DECISION_ASKED", "decision-asked:" + ROLLOUT + ":0300:" + UUID.randomUUID() + ":fylke-0300", null);
		mail(jdbc, "TASK_GIVEN", "task-given:" + TASK + ":sted-0301:" + UUID.randomUUID(), null);
		mail(jdbc, "ROLLOUT_MESSAGE", "message-" + MESSAGE + "-" + UUID.randomUUID() + "-leder-0301", null);
		mail(jdbc, "FOLLOW_UP", "follow-up:" + UUID.randomUUID() + ":leder-0301", null);

		Flyway.configure().dataSource(database).load().migrate();

		assertThat(jdbc.sql("select type || ' ' || coalesce(subject_id, '-') from notification order by type")
			.query(String.class)
			.list()).containsExactly("ANSWER_ASKED " + QUESTION, "ANSWER_REMINDER " + OTHER_QUESTION,
					"DECISION_ASKED 0300", "FOLLOW_UP -", "ROLLOUT_MESSAGE " + MESSAGE, "TASK_GIVEN " + TASK);
		database.destroy();
	}

	private static void mail(JdbcClient jdbc, String type, String occasion, String obstacle) {
		jdbc.sql("""
				insert into notification (id, occasion, type, obstacle_id, email, subject, body, created_at,
					next_attempt_at, expires_at)
				values (?, ?, ?, ?, 'a@nav.example', '-', '-', current_timestamp, current_timestamp, current_timestamp)
				""").params(UUID.randomUUID().toString(), occasion, type, obstacle).update();
	}

}
