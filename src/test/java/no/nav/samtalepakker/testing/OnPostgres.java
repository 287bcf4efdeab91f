package no.nav.samtalepakker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs an {@link HttpCaseTest} on PostgreSQL, as in production with two lanes; all of
 * them share one application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = OnPostgres.Database.class)
public @interface OnPostgres {

	/** One server for the whole test run; it stops with the virtual machine. */
	class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues
				.of("spring.datasource.url=" + Server.RUNNING.getJdbcUrl("postgres", "postgres"),
						"spring.datasource.username=postgres", "samtalepakker.rollout.lanes=2",
						"spring.datasource.hikari.data-source-properties.reWriteBatchedInserts=true")
				.applyTo(context);
		}

	}

	/** Started when first asked for. */
	final class Server {

		/** The property that lets the server count its statements. */
		private static final String STATEMENTS = "postgres.statements";

		private static final EmbeddedPostgres RUNNING = start();

		private Server() {
		}

		/** The address of a database of one's own, created if need be. */
		public static String url(String database) {
			try (Connection connection = RUNNING.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				if (!statement.executeQuery("select 1 from pg_database where datname = '" + database + "'").next()) {
					statement.execute("create database " + database);
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return RUNNING.getJdbcUrl("postgres", database);
		}

		private static EmbeddedPostgres start() {
			try {
				EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setRegisterShutdownHook(false);
				if (Boolean.getBoolean(STATEMENTS)) {
					builder.setServerConfig("shared_preload_libraries", "pg_stat_statements");
				}
				EmbeddedPostgres server = builder.start();
				// after the applications, which would wait
				// half a minute for a lost server
				SpringApplication.getShutdownHandlers().add(() -> stop(server));
				return server;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void stop(EmbeddedPostgres server) {
			try {
				server.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
