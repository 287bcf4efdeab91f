package no.nav.samtalepakker.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import no.nav.samtalepakker.consistency.Consistency;
import no.nav.samtalepakker.testing.OnPostgres;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database of a former release, dumped by {@code pg_dump} after the demonstration had
 * been played, without the details of the engine's history. {@code docker/README.md} says
 * how to make the next.
 */
class FormerReleaseTest {

	@Test
	void goesOnWithTheFormersDatabase() throws IOException, SQLException {
		String address = OnPostgres.Server.url("former_release");
		restore(address);
		JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(address));
		int conversations = count(jdbc, "conversation");
		int tasks = count(jdbc, "act_ru_task");
		try (Node node = Node.start("next-release", address).ready()) {
			assertThat(count(jdbc, "conversation")).isEqualTo(conversations);
			assertThat(count(jdbc, "act_ru_task")).isEqualTo(tasks);
			assertThat(count(jdbc, "flyway_schema_history where not success")).isZero();
			Map<String, Object> open = jdbc.sql("""
					select t.id_ as task, c.id as conversation, p.user_id as leader from act_ru_task t
					join act_ru_execution e on e.id_ = t.proc_inst_id_ join conversation c on c.id = e.business_key_
					join unit_person p on p.unit_id = c.unit_id and p.role = 'LEADER' and p.valid_to is null
					join unit u on u.id = c.unit_id and u.type = 'OFFICE'
					where t.task_def_key_ = 'userTask_planMeeting' order by c.id limit 1
					""").query().singleRow();
			node.as((String) open.get("leader"))
				.submit((String) open.get("task"), "planMeeting", "{'choice': 'ALREADY_HELD'}")
				.expect(204);
			assertThat(
					count(jdbc, "conversation where state = 'REPORTING' and id = '" + open.get("conversation") + "'"))
				.isOne();
		}
		assertThat(Consistency.check("--spring.datasource.url=" + address)).isZero();
	}

	private static void restore(String address) throws IOException, SQLException {
		try (InputStream dump = new GZIPInputStream(new ClassPathResource("former/database.sql.gz").getInputStream());
				Connection connection = DriverManager.getConnection(address);
				Statement statement = connection.createStatement()) {
			statement.execute(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	private static int count(JdbcClient jdbc, String from) {
		return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
	}

}
