package no.nav.samtalepakker.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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

	private Path file() {
		return this.directory.resolve("notes.mv.db");
	}

}
