package no.nav.samtalepakker.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The file of the embedded database. After months played in a minute, most of it is what
 * has been overwritten.
 */
@Component
@Profile("demo")
class DatabaseFile {

	private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);

	private static final String URL = "jdbc:h2:file:";

	/** How long others may go on working in it; who comes meanwhile waits as long. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** Smaller than this it is left alone. */
	private static final long LARGE = 25_000_000;

	/** What the database forgets when it stops. */
	private static final Resource SETTINGS = new ClassPathResource("db/vendor/h2/afterMigrate.sql");

	private final DataSource dataSource;

	private final long large;

	private final Duration patience;

	private long written;

	@Autowired
	DatabaseFile(DataSource dataSource) {
		this(dataSource, LARGE, PATIENCE);
	}

	DatabaseFile(DataSource dataSource, long large, Duration patience) {
		this.dataSource = dataSource;
		this.large = large;
		this.patience = patience;
	}

	/**
	 * Writes the file anew if it has become half as large again as it was the last time:
	 * each step of a case overwrites a part of most indexes.
	 */
	@Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
	void keepSmall() throws SQLException, IOException {
		Optional<HikariDataSource> pool = pool();
		if (pool.isPresent()) {
			long size = Files.size(file(pool.get()));
			if (size > this.large && size > this.written * 3 / 2 && compact()) {
				this.written = Files.size(file(pool.get()));
			}
		}
	}

	private static Path file(HikariDataSource pool) {
		return Path.of(pool.getJdbcUrl().substring(URL.length()).split(";")[0] + ".mv.db");
	}

	private Optional<HikariDataSource> pool() throws SQLException {
		if (!this.dataSource.isWrapperFor(HikariDataSource.class)) {
			return Optional.empty();
		}
		HikariDataSource pool = this.dataSource.unwrap(HikariDataSource.class);
		return (pool.getJdbcUrl().startsWith(URL) && pool.isAllowPoolSuspension()) ? Optional.of(pool)
				: Optional.empty();
	}

	/**
	 * Writes the file anew with what is left. Whoever asks the database meanwhile waits a
	 * second; as long as somebody works in it, nothing is done, for it also becomes
	 * smaller when the application stops.
	 * @return whether it was written
	 */
	synchronized boolean compact() throws SQLException {
		Optional<HikariDataSource> file = pool();
		if (file.isEmpty()) {
			return false;
		}
		HikariDataSource pool = file.get();
		HikariPoolMXBean connections = pool.getHikariPoolMXBean();
		connections.suspendPool();
		try {
			boolean idle = isIdle(connections);
			if (idle) {
				connections.softEvictConnections();
				try (Connection last = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(),
						pool.getPassword()); Statement statement = last.createStatement()) {
					statement.execute("shutdown compact");
				}
				try (Connection first = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(),
						pool.getPassword())) {
					ScriptUtils.executeSqlScript(first, SETTINGS);
					connections.resumePool();
					// before this one closes: with the last, the settings go
					pool.getConnection().close();
				}
			}
			return idle;
		}
		finally {
			connections.resumePool();
		}
	}

	private boolean isIdle(HikariPoolMXBean connections) {
		long start = System.nanoTime();
		while (connections.getActiveConnections() > 0) {
			if (System.nanoTime() - start > this.patience.toNanos()) {
				log.info("The database is in use, so its file is left as large as it is.");
				return false;
			}
			Thread.onSpinWait();
		}
		return true;
	}

}
