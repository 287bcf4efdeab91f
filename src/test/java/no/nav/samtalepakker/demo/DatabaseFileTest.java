package no.nav.samtalepakker.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseFileTest {

	@TempDir
	private Path directory;

	@Test
	void theFileIsAsSmallAsWhatIsLeftInIt() throws Exception {
		try (HikariDataSource pool = pool(true)) {
			long grown = grow(pool);

			new DatabaseFile(pool).compact();

			assertThat(Files.size(file())).isLessThan(grown / 4);
			assertThat(notes(pool)).isEqualTo(1);
			assertThat(setting(pool, "DEFAULT_NULL_ORDERING")).isEqualTo("HIGH");
			assertThat(givesResultsTwice(pool)).isFalse();
		}
	}

	@Test
	void theFileIsWrittenAnewWhenItHasGrownAndOnlyThen() throws Exception {
		try (HikariDataSource pool = pool(true)) {
			long grown = grow(pool);
			new DatabaseFile(pool, grown, Duration.ZERO).keepSmall();
			assertThat(Files.size(file())).as("a small file is left alone").isGreaterThanOrEqualTo(grown);

			new DatabaseFile(pool, grown - 1, Duration.ZERO).keepSmall();

			assertThat(Files.size(file())).isLessThan(grown / 4);
			assertThat(notes(pool)).isEqualTo(1);
		}
	}

	@Test
	void aFileThatIsInUseIsWrittenAnewTheNextTime() throws Exception {
		try (HikariDataSource pool = pool(true)) {
			long grown = grow(pool);
			DatabaseFile file = new DatabaseFile(pool, grown - 1, Duration.ZERO);
			try (Connection working = pool.getConnection()) {
				file.keepSmall();
				assertThat(working.isValid(1)).isTrue();
			}
			assertThat(Files.size(file())).isGreaterThan(grown / 2);

			file.keepSmall();

			assertThat(Files.size(file())).isLessThan(grown / 4);
		}
	}

	@Test
	void whoeverAsksMeanwhileIsAnsweredAfterwards() throws Exception {
		try (HikariDataSource pool = pool(true)) {
			grow(pool);
			CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
				for (int i = 0; i < 200; i++) {
					assertThat(notes(pool)).isEqualTo(1);
				}
			});

			new DatabaseFile(pool).compact();

			asking.join();
		}
	}

	@Test
	void aPoolThatCannotWaitIsLeftAlone() throws Exception {
		try (HikariDataSource pool = pool(false)) {
			grow(pool);

			new DatabaseFile(pool).compact();

			assertThat(notes(pool)).isEqualTo(1);
		}
	}

	private HikariDataSource pool(boolean suspension) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl("jdbc:h2:file:" + this.directory.resolve("notes"));
		config.setUsername("sa");
		config.setPassword("");
		config.setAllowPoolSuspension(suspension);
		config.setMaximumPoolSize(4);
		return new HikariDataSource(config);
	}

	/** Gives the size of the file. */
	private long grow(HikariDataSource pool) throws Exception {
		JdbcTemplate jdbc = new JdbcTemplate(pool);
		jdbc.execute("create table note (id integer primary key, words varchar)");
		jdbc.update("insert into note select x, space(1000) || x from system_range(1, 4000)");
		jdbc.execute("checkpoint sync");
		jdbc.update("delete from note where id > 1");
		jdbc.execute("checkpoint sync");
		return Files.size(file());
	}

	private int notes(HikariDataSource pool) {
		return new JdbcTemplate(pool).queryForObject("select count(*) from note", Integer.class);
	}

	/** The settings a client can read do not have it. */
	private boolean givesResultsTwice(HikariDataSource pool) throws Exception {
		try (Connection connection = pool.getConnection()) {
			return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
					&& session.getDatabase().getOptimizeReuseResults();
		}
	}

	private String setting(HikariDataSource pool, String name) {
		return new JdbcTemplate(pool).queryForObject(
				"select setting_value from information_schema.settings where setting_name = ?", String.class, name);
	}

	private Path file() {
		return this.directory.resolve("notes.mv.db");
	}

}
