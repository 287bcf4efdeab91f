package no.nav.samtalepakker.consistency;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * Checks every {@link Rule} in one snapshot of the database, so that it tells the truth
 * beside nodes at work. It starts neither the engine nor the migrations, and its
 * transaction may only read.
 */
public final class Consistency {

	/** The argument that makes the application check instead of serve. */
	public static final String ARGUMENT = "--samtalepakker.check";

	private static final Logger log = LoggerFactory.getLogger(Consistency.class);

	private static final int CONSISTENT = 0;

	private static final int INCONSISTENT = 1;

	private static final int NOT_CHECKED = 2;

	private static final String[] ONE_READER = { "--spring.datasource.hikari.read-only=true",
			"--spring.datasource.hikari.maximum-pool-size=1",
			// says why there is no connection, and not that there is no pool
			"--spring.datasource.hikari.initialization-fail-timeout=-1",
			"--spring.datasource.hikari.connection-timeout=10000",
			// H2 would else make a file that is not there
			"--spring.datasource.hikari.data-source-properties.IFEXISTS=true" };

	private Consistency() {
	}

	/**
	 * Checks the database a node with these arguments and this environment would use, and
	 * writes what it finds to the log, by rule and id.
	 * @return exit code: 0 if all is well, 1 if something is wrong, 2 if nobody knows
	 */
	public static int check(String... arguments) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(DataSourceAutoConfiguration.class)
			.web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.run(Stream.concat(Stream.of(arguments), Stream.of(ONE_READER)).toArray(String[]::new))) {
			return tell(findings(context.getBean(DataSource.class)));
		}
		catch (SQLException ex) {
			log.error("Databasen kan ikke kontrolleres: {}",
					NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			return NOT_CHECKED;
		}
	}

	private static int tell(List<Finding> findings) {
		findings
			.forEach((finding) -> log.error("{} {}: {}", finding.rule().code(), finding.id(), finding.rule().words()));
		if (findings.isEmpty()) {
			log.info("Ingenting funnet: {} regler holder", Rule.values().length);
			return CONSISTENT;
		}
		log.error("{} funn", findings.size());
		return INCONSISTENT;
	}

	private static List<Finding> findings(DataSource database) throws SQLException {
		try (Connection connection = database.getConnection()) {
			connection.setReadOnly(true);
			connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			connection.setAutoCommit(false);
			try {
				return findings(connection);
			}
			finally {
				connection.rollback();
			}
		}
	}

	/** What breaks a rule as this connection sees it, in the order of the rules. */
	static List<Finding> findings(Connection connection) throws SQLException {
		List<Finding> findings = new ArrayList<>();
		try (Statement statement = connection.createStatement()) {
			for (Rule rule : Rule.values()) {
				try (ResultSet rows = statement.executeQuery(rule.statement())) {
					while (rows.next()) {
						findings.add(new Finding(rule, rows.getString(1)));
					}
				}
			}
		}
		return findings;
	}

}
