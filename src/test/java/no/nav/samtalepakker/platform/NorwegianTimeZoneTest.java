package no.nav.samtalepakker.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import no.nav.samtalepakker.testing.OnPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two machines in different zones work on one database. Each is a virtual machine of its
 * own that starts a Spring application without beans and writes, or reads, a column as
 * the engine's: {@code timestamp}, by {@code java.sql.Timestamp}. A setting inside this
 * virtual machine would prove nothing: a driver remembers the zone it met first.
 */
class NorwegianTimeZoneTest {

	/** Half past midnight in Norway, the day before in the other zones. */
	private static final Instant DUE = Instant.parse("2026-07-01T22:30:00Z");

	@TempDir
	private Path directory;

	@Test
	void everyMachineReadsTheSameHourFromH2() throws Exception {
		tellsTheSameEverywhere("jdbc:h2:file:" + this.directory.resolve("zones"), "sa");
	}

	@Test
	void everyMachineReadsTheSameHourFromPostgres() throws Exception {
		tellsTheSameEverywhere(OnPostgres.Server.url("zones"), "postgres");
	}

	private static void tellsTheSameEverywhere(String url, String user) throws Exception {
		assertThat(onMachineIn("America/Los_Angeles", url, user, "write")).isEqualTo("written");
		assertThat(onMachineIn("UTC", url, user, "read")).isEqualTo(DUE + " 2026-07-02 00:30");
		assertThat(onMachineIn("Europe/Oslo", url, user, "read")).isEqualTo(DUE + " 2026-07-02 00:30");
	}

	private static String onMachineIn(String zone, String url, String user, String act)
			throws IOException, InterruptedException {
		Process machine = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx128m", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Duser.timezone=" + zone, "-cp",
				System.getProperty("java.class.path"), Machine.class.getName(), url, user, act))
			.redirectErrorStream(true)
			.start();
		String said = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		assertThat(machine.waitFor()).as(said).isZero();
		// libraries may have something to say first
		return said.lines().reduce("", (former, line) -> line);
	}

	/** What runs on each of them. */
	static final class Machine {

		private Machine() {
		}

		public static void main(String[] args) throws SQLException {
			SpringApplication application = new SpringApplication(Machine.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setLogStartupInfo(false);
			application.setDefaultProperties(java.util.Map.of("spring.main.banner-mode", "off", "logging.level.root",
					"OFF", "spring.main.lazy-initialization", "true"));
			application.run().close();
			try (Connection connection = DriverManager.getConnection(args[0], args[1], "");
					Statement statement = connection.createStatement()) {
				System.out.println(args[2].equals("write") ? write(connection, statement) : read(statement));
			}
		}

		private static String write(Connection connection, Statement statement) throws SQLException {
			statement.execute("create table due (at timestamp)");
			try (PreparedStatement insert = connection.prepareStatement("insert into due values (?)")) {
				insert.setTimestamp(1, Timestamp.from(DUE));
				insert.executeUpdate();
			}
			return "written";
		}

		private static String read(Statement statement) throws SQLException {
			try (ResultSet row = statement.executeQuery("select at, cast(at as varchar(16)) from due")) {
				row.next();
				return row.getTimestamp(1).toInstant() + " " + row.getString(2);
			}
		}

	}

}
