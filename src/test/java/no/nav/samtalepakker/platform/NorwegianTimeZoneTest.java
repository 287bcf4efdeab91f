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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

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
	void everyMachineReadsTheSameHour() throws Exception {
		List<String> databases = List.of("jdbc:h2:file:" + this.directory.resolve("zones"),
				OnPostgres.Server.url("zones"));
		assertThat(onMachineIn("America/Los_Angeles", "write", databases)).containsOnly("written");
		assertThat(onMachineIn("UTC", "read", databases)).hasSize(2).containsOnly(DUE + " 2026-07-02 00:30");
		assertThat(onMachineIn("Europe/Oslo", "read", databases)).hasSize(2).containsOnly(DUE + " 2026-07-02 00:30");
	}

	/** Planned and read on machines in UTC and Norway, in every pairing. */
	@Test
	void twoHundredDeadlinesAroundBothChangesOfTheClockAreAtEight() throws Exception {
		List<String> expected = expectedDeadlines();
		assertThat(expected).hasSize(200);
		List<String> all = new ArrayList<>();
		for (String planner : List.of("UTC", "Europe/Oslo")) {
			List<String> databases = List.of("jdbc:h2:file:" + this.directory.resolve("deadlines" + all.size()),
					OnPostgres.Server.url("deadlines" + all.size()));
			assertThat(onMachineIn(planner, "plan", databases)).containsOnly("planned");
			all.addAll(databases);
		}
		for (String reader : List.of("UTC", "Europe/Oslo")) {
			assertThat(onMachineIn(reader, "deadlines", all)).as("read in %s of %s", reader, all)
				.hasSize(4)
				.containsOnly(String.join(" ", expected));
		}
	}

	/** Counted by hand: neither the calendar nor the zone's rules are asked. */
	private static List<String> expectedDeadlines() {
		List<LocalDate> easter = List.of(LocalDate.of(2027, 3, 25), LocalDate.of(2027, 3, 26),
				LocalDate.of(2027, 3, 29));
		List<String> deadlines = new ArrayList<>();
		for (LocalDate from : Machine.DAYS) {
			for (int days = 1; days <= Machine.MOST_DAYS; days++) {
				LocalDate date = from;
				for (int left = days; left > 0;) {
					date = date.plusDays(1);
					if (date.getDayOfWeek().getValue() <= 5 && !easter.contains(date)) {
						left--;
					}
				}
				boolean summer = !date.isBefore(LocalDate.of(2027, 3, 28)) && date.isBefore(LocalDate.of(2027, 10, 31));
				deadlines.add(date + (summer ? "T06:00:00Z" : "T07:00:00Z"));
			}
		}
		return deadlines;
	}

	/** What it says of each database; a machine takes longer to start than to act. */
	private static List<String> onMachineIn(String zone, String act, List<String> databases)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-Xshare:auto",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.timezone=" + zone, "-cp",
						System.getProperty("java.class.path"), Machine.class.getName(), act));
		command.addAll(databases);
		Process machine = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		assertThat(machine.waitFor()).as(said).isZero();
		// libraries may have something to say first
		List<String> lines = said.lines().toList();
		return lines.subList(lines.size() - databases.size(), lines.size());
	}

	/** What runs on each of them. */
	static final class Machine {

		/** Ten before each change of the clock, which are on 28 March and 31 October. */
		static final List<LocalDate> DAYS = Stream
			.concat(LocalDate.of(2027, 3, 18).datesUntil(LocalDate.of(2027, 3, 28)),
					LocalDate.of(2027, 10, 21).datesUntil(LocalDate.of(2027, 10, 31)))
			.toList();

		static final int MOST_DAYS = 10;

		private Machine() {
		}

		public static void main(String[] args) throws SQLException {
			SpringApplication application = new SpringApplication(Machine.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setLogStartupInfo(false);
			application.setDefaultProperties(java.util.Map.of("spring.main.banner-mode", "off", "logging.level.root",
					"OFF", "spring.main.lazy-initialization", "true"));
			application.run().close();
			for (String url : List.of(args).subList(1, args.length)) {
				String user = url.startsWith("jdbc:h2:") ? "sa" : "postgres";
				try (Connection connection = DriverManager.getConnection(url, user, "");
						Statement statement = connection.createStatement()) {
					System.out.println(switch (args[0]) {
						case "write" -> write(connection, statement);
						case "plan" -> plan(connection, statement);
						case "deadlines" -> deadlines(statement);
						default -> read(statement);
					});
				}
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

		private static String plan(Connection connection, Statement statement) throws SQLException {
			NorwegianCalendar calendar = new NorwegianCalendar(new ApplicationClock());
			statement.execute("create table deadline (number integer, at timestamp)");
			try (PreparedStatement insert = connection.prepareStatement("insert into deadline values (?, ?)")) {
				int number = 0;
				for (LocalDate from : DAYS) {
					for (int days = 1; days <= MOST_DAYS; days++) {
						insert.setInt(1, number++);
						insert.setTimestamp(2,
								new Timestamp(calendar.morningOf(calendar.plusWorkingDays(from, days)).getTime()));
						insert.addBatch();
					}
				}
				insert.executeBatch();
			}
			return "planned";
		}

		private static String deadlines(Statement statement) throws SQLException {
			StringJoiner deadlines = new StringJoiner(" ");
			try (ResultSet rows = statement.executeQuery("select at from deadline order by number")) {
				while (rows.next()) {
					deadlines.add(rows.getTimestamp(1).toInstant().toString());
				}
			}
			return deadlines.toString();
		}

		private static String read(Statement statement) throws SQLException {
			try (ResultSet row = statement.executeQuery("select at, cast(at as varchar(16)) from due")) {
				row.next();
				return row.getTimestamp(1).toInstant() + " " + row.getString(2);
			}
		}

	}

}
