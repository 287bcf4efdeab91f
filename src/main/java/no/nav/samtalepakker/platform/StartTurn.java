package no.nav.samtalepakker.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Lets one node start at a time on a PostgreSQL: tables, models, rights and what ships
 * are brought up to date by the first, and the others find them. The turn goes with its
 * connection, so a node that dies on the way keeps nobody waiting. H2 has one node.
 * Waiting, and a migration, may take longer than anything else the database is asked.
 */
@Component
class StartTurn implements FlywayMigrationStrategy {

	private static final Logger log = LoggerFactory.getLogger(StartTurn.class);

	/** The database's name for it, among whatever else takes advisory locks there. */
	private static final long NAME = 0x53414d54414c45L;

	private Connection holding;

	@Override
	public void migrate(Flyway flyway) {
		try {
			take(flyway.getConfiguration().getDataSource().getConnection());
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database does not answer", ex);
		}
		if (this.holding == null) {
			flyway.migrate();
		}
		else {
			Flyway.configure(flyway.getConfiguration().getClassLoader())
				.configuration(flyway.getConfiguration())
				.dataSource(new Unlimited(flyway.getConfiguration().getDataSource()))
				.load()
				.migrate();
		}
	}

	private void take(Connection connection) throws SQLException {
		if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
			connection.close();
			return;
		}
		connection.setNetworkTimeout(Runnable::run, 0);
		this.holding = connection;
		try (Statement statement = connection.createStatement()) {
			if (!isTrue(statement, "select pg_try_advisory_lock(" + NAME + ")")) {
				log.info("Another node is starting; this one waits for its turn");
				// without the limit of other statements
				statement.setQueryTimeout(0);
				statement.execute("select pg_advisory_lock(" + NAME + ")");
			}
		}
	}

	@EventListener(ApplicationReadyEvent.class)
	void give() throws SQLException {
		if (this.holding != null) {
			try (Connection connection = this.holding; Statement statement = connection.createStatement()) {
				this.holding = null;
				isTrue(statement, "select pg_advisory_unlock(" + NAME + ")");
			}
		}
	}

	private static boolean isTrue(Statement statement, String question) throws SQLException {
		try (ResultSet answer = statement.executeQuery(question)) {
			return answer.next() && answer.getBoolean(1);
		}
	}

	/** Waits for each answer as long as it takes; the pool ends that with the loan. */
	private static final class Unlimited extends DelegatingDataSource {

		private Unlimited(DataSource pool) {
			super(pool);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			connection.setNetworkTimeout(Runnable::run, 0);
			return connection;
		}

	}

}
