package no.nav.samtalepakker.testing;

import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * The SQL statements this thread has the database run, ours and the engine's, as those
 * who send them write in the log. A batch is one.
 */
public final class Statements implements AutoCloseable {

	/** Ours, and those of the engine's entities. */
	private static final List<String> SENDERS = List.of("org.springframework.jdbc.core.JdbcTemplate",
			"org.camunda.bpm.engine.impl.persistence.entity");

	private static final List<String> SENDING = List.of("Executing prepared SQL statement", "Executing SQL",
			"==>  Preparing:");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final List<Logger> loggers = SENDERS.stream()
		.map((name) -> (Logger) LoggerFactory.getLogger(name))
		.toList();

	private final List<Level> levels = this.loggers.stream().map(Logger::getLevel).toList();

	/** Listens from now on. */
	public Statements() {
		this.log.start();
		this.loggers.forEach((logger) -> {
			logger.setLevel(Level.DEBUG);
			logger.setAdditive(false);
			logger.addAppender(this.log);
		});
	}

	/**
	 * What this thread has sent so far, in that order; a list of values reads the same
	 * however long it is.
	 */
	public List<String> sent() {
		String here = Thread.currentThread().getName();
		return Stream.of(this.log.list.toArray(ILoggingEvent[]::new))
			.filter((event) -> event.getThreadName().equals(here))
			.map(ILoggingEvent::getFormattedMessage)
			.filter((message) -> SENDING.stream().anyMatch(message::startsWith))
			.map((message) -> message.replaceAll("\\s+", " ").replaceAll("\\?( ?, ?\\?)+", "?"))
			.toList();
	}

	@Override
	public void close() {
		for (int i = 0; i < this.loggers.size(); i++) {
			this.loggers.get(i).detachAppender(this.log);
			this.loggers.get(i).setAdditive(true);
			this.loggers.get(i).setLevel(this.levels.get(i));
		}
		this.log.stop();
	}

}
