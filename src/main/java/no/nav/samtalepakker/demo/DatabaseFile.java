package no.nav.samtalepakker.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * The file of the embedded database. After months played in a minute, most of it is what
 * has been overwritten.
 */
@Component
@Profile("demo")
class DatabaseFile {

	private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** What the database forgets when it stops. */
	private static final Resource SETTINGS = new ClassPathResource("db/vendor/h2/afterMigrate.sql");

	private final DataSource dataSource;

	DatabaseFile(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * Writes the file anew with what is left. Whoever asks the database meanwhile waits a
	 * second; as long as somebody works in it, nothing is done, for it also becomes
	 * smaller when the application stops.
	 */
	void compact() throws SQLException {
		if (!this.dataSource.isWrapperFor(HikariDataSource.class)) {
			return;
		}
		HikariDataSource pool = this.dataSource.unwrap(HikariDataSource.class);
		if (!pool.getJdbcUrl().startsWith("jdbc:h2:file:") || !pool.isAllowPoolSuspension()) {
			return;
		}
		HikariPoolMXBean connections = pool.getHikariPoolMXBean();
		connections.suspendPool();
		try {
			if (isIdle(connections)) {
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
		}
		finally {
			connections.resumePool();
		}
	}

	private static boolean isIdle(HikariPoolMXBean connections) {
		long start = System.nanoTime();
		while (connections.getActiveConnections() > 0) {
			if (System.nanoTime() - start > PATIENCE.toNanos()) {
				log.info("The database is in use, so its file is left as large as it is.");
				return false;
			}
			Thread.onSpinWait();
		}
		return true;
	}

}
