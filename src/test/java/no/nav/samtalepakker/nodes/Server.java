package no.nav.samtalepakker.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.SpringApplication;

import static org.awaitility.Awaitility.await;

/** A PostgreSQL that keeps what it commits, and can be killed. */
final class Server {

	private final Path data;

	private EmbeddedPostgres running;

	Server() {
		try {
			this.data = Files.createTempDirectory("nodes-postgres");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.running = start(0);
		SpringApplication.getShutdownHandlers().add(this::close);
	}

	private EmbeddedPostgres start(int port) {
		try {
			// zonky makes it forget what it commits; a real one does not
			return EmbeddedPostgres.builder()
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setDataDirectory(this.data)
				.setCleanDataDirectory(false)
				.setRegisterShutdownHook(false)
				.setPort(port)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The address of a new database. */
	String create(String database) {
		try (Connection connection = this.running.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + database);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return this.running.getJdbcUrl("postgres", database);
	}

	int port() {
		return this.running.getPort();
	}

	DataSource connectTo(String database) {
		return this.running.getDatabase("postgres", database);
	}

	/** {@code kill -9} of the server; what it had begun is gone. */
	void kill() {
		long id = postmaster();
		ProcessHandle.of(id).ifPresent(ProcessHandle::destroyForcibly);
		await("end of the database").until(() -> ProcessHandle.of(id).filter(ProcessHandle::isAlive).isEmpty());
	}

	/** At the same address, after {@link #kill}. */
	void restart() {
		int port = this.running.getPort();
		close();
		this.running = start(port);
	}

	private long postmaster() {
		try {
			return Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0).strip());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void close() {
		try {
			this.running.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
