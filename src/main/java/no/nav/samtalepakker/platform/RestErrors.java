package no.nav.samtalepakker.platform;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Tells the caller what was wrong instead of the engine's 500. Found by both Jersey
 * applications, the REST interface and the web applications' own, through
 * {@code META-INF/services}.
 */
public final class RestErrors implements ForcedAutoDiscoverable {

	/**
	 * SQL states of H2 and PostgreSQL: somebody else has stored the row, or has stored or
	 * removed one that refers to it.
	 */
	private static final Set<String> ROW_CHANGED = Set.of("23505", "23503", "23506");

	/** Deadlocks and the like. */
	private static final String ROLLED_BACK = "40";

	/**
	 * H2 and PostgreSQL: somebody else holds the row, or has just changed or removed it.
	 */
	private static final Set<String> ROW_HELD = Set.of("HYT00", "55P03", "90112", "90131");

	/** Too long, not in the character set, no number. */
	private static final String BAD_DATA = "22";

	private static final Pattern CLASS_NAME = Pattern.compile("\\b(java|javax|jakarta|com|org|no)(\\.\\w+)+\\.[A-Z]");

	private static final Pattern UNKNOWN_ID = Pattern.compile("(?i)\\bno\\b|find|exist");

	private static final Answer UNREADABLE = new Answer(400, "InvalidInput",
			"Kallet har et felt som mangler eller har feil form.", null);

	private static final String CHANGED_MEANWHILE = "ENGINE-03005";

	private static final Answer LOST_RACE = new Answer(409, "Conflict",
			"Noen andre gjorde noe med saken samtidig. Last siden på nytt og prøv igjen.", null);

	private static final Answer TAKEN = new Answer(409, "Conflict",
			"En annen har alt tatt oppgaven. Last siden på nytt.", null);

	private static final Answer TOO_DEEP = new Answer(400, "InvalidInput",
			"Kallet har for mange ledd. Del det opp og prøv igjen.", null);

	private static final Answer TOO_SLOW = new Answer(503, "TooSlow",
			"Det tok for lang tid. Søk etter færre ting om gangen, eller prøv igjen om litt.", null);

	/** SQL state of H2 and PostgreSQL: a statement has been stopped, by its timeout. */
	private static final String STOPPED = "57014";

	/** What people read while the database is away. */
	public static final String DATABASE_AWAY = "Vi får ikke kontakt med databasen akkurat nå, så det er ikke lagret. "
			+ "Prøv igjen om litt.";

	private static final Answer NO_DATABASE = new Answer(503, "Unavailable", DATABASE_AWAY, null);

	/**
	 * SQL states of PostgreSQL and H2: no connection, or the server is going or coming,
	 * or has ended what stood still for long.
	 */
	private static final Pattern NO_CONNECTION = Pattern.compile("08.*|25P03|57P0[1-4]|90067|90098|90121");

	private static final Answer UNKNOWN = new Answer(404, "NotFound", "Det du ber om, finnes ikke.", null);

	static final Answer FAILURE = new Answer(500, "Failure", "Noe gikk galt hos oss. Prøv igjen om litt.", null);

	private static final Logger log = LoggerFactory.getLogger(RestErrors.class);

	@Override
	public void configure(FeatureContext context) {
		context.register(new OfRest(), 1);
		context.register(new OfEngine(), 1);
		context.register(new OfApplication(), 1);
		context.register(new OfErrors(), 1);
		context.register(new OfJsonValues(), 1);
		context.register(new OfJsonSyntax(), 1);
	}

	/** The answer to a failure whose cause we know, in Norwegian. */
	static Optional<Answer> answerTo(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidInput invalid) {
				return Optional.of(new Answer(400, "InvalidInput", invalid.getMessage(), invalid.field()));
			}
			if (cause instanceof NotFound) {
				return Optional.of(new Answer(404, "NotFound", cause.getMessage(), null));
			}
			if (cause instanceof Refused) {
				return Optional.of(new Answer(403, "Refused", cause.getMessage(), null));
			}
			if (cause instanceof AuthorizationException) {
				// the right to a task goes with the task,
				// and the engine names its permissions
				return Optional.of(new Answer(403, "Refused",
						"Du har ikke tilgang til dette, eller noen har alt fullført oppgaven.", null));
			}
			if (cause instanceof Conflict) {
				return Optional.of(new Answer(409, "Conflict", cause.getMessage(), null));
			}
			if (cause instanceof TaskAlreadyClaimedException) {
				return Optional.of(TAKEN);
			}
			if (cause instanceof StackOverflowError) {
				return Optional.of(TOO_DEEP);
			}
			if (cause instanceof SQLException statement && STOPPED.equals(statement.getSQLState())) {
				return Optional.of(TOO_SLOW);
			}
			if (hasNoDatabase(cause)) {
				return Optional.of(NO_DATABASE);
			}
			if (lostRace(cause)) {
				return Optional.of(LOST_RACE);
			}
			if (cause instanceof NullValueException
					&& String.valueOf(cause.getMessage()).contains("Cannot find task")) {
				return Optional
					.of(new Answer(404, "NotFound", "Oppgaven finnes ikke lenger. Den er kanskje fullført.", null));
			}
		}
		return Optional.empty();
	}

	/**
	 * The same for the engine's interface, where some of the failures are the caller's
	 * faults, and messages name classes. What the engine says well stays.
	 */
	private static Optional<Answer> answerOfEngine(Throwable failure) {
		Optional<Answer> known = answerTo(failure);
		if (known.isPresent()) {
			return known;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (String.valueOf(cause.getMessage()).contains(CHANGED_MEANWHILE)) {
				// some calls keep the message of a lost race and drop its type
				return Optional.of(LOST_RACE);
			}
			if (cause instanceof JsonProcessingException || isUnstorable(cause) || isUnexpectedInput(cause)) {
				return Optional.of(UNREADABLE);
			}
			if (cause instanceof NullPointerException && passed(cause, ".GetDeployedTaskFormCmd")) {
				// the form of a task that is gone
				return Optional.of(UNKNOWN);
			}
			if (cause instanceof NullPointerException && passed(cause, ".SubmitTaskFormCmd")
					&& thrownIn(cause).startsWith("org.camunda.bpm.engine.")) {
				// the task ended between two of the engine's reads
				return Optional.of(LOST_RACE);
			}
			if (cause instanceof NullValueException) {
				return Optional
					.of(UNKNOWN_ID.matcher(String.valueOf(cause.getMessage())).find() ? UNKNOWN : UNREADABLE);
			}
		}
		int status = ExceptionHandlerHelper.getInstance().getStatus(failure).getStatusCode();
		if (status >= 500) {
			return Optional.of(FAILURE);
		}
		if (CLASS_NAME.matcher(String.valueOf(failure.getMessage())).find()) {
			return Optional
				.of((status == 400) ? UNREADABLE : new Answer(status, "Refused", "Kallet kan ikke utføres.", null));
		}
		return Optional.empty();
	}

	/** The engine's interface stumbled over a part of the call, before the engine. */
	private static boolean isUnexpectedInput(Throwable cause) {
		boolean stumbled = cause instanceof NullPointerException || cause instanceof IllegalArgumentException
				|| cause instanceof ClassCastException || cause instanceof IndexOutOfBoundsException;
		return cause instanceof HeaderValueException
				|| stumbled && thrownIn(cause).startsWith("org.camunda.bpm.engine.rest.");
	}

	private static boolean passed(Throwable cause, String type) {
		return Arrays.stream(cause.getStackTrace()).anyMatch((frame) -> frame.getClassName().endsWith(type));
	}

	/** Whether the database was away when it was needed. */
	public static boolean isDatabaseAway(Throwable failure) {
		return answerTo(failure).filter(NO_DATABASE::equals).isPresent();
	}

	/** The pool has no state for what comes after the statement that noticed. */
	private static boolean hasNoDatabase(Throwable cause) {
		return cause instanceof SQLTransientConnectionException || cause instanceof SQLException failure
				&& (NO_CONNECTION.matcher(String.valueOf(failure.getSQLState())).matches()
						|| "Connection is closed".equals(failure.getMessage()));
	}

	/** Whether all there was to it is that somebody else came first. */
	static boolean isLostRace(RuntimeException failure) {
		return answerOfEngine(failure).filter(LOST_RACE::equals).isPresent();
	}

	/** The HTTP status of a failure whose cause we know. */
	static Optional<Integer> statusOf(RuntimeException failure) {
		return answerOfEngine(failure).map(Answer::status);
	}

	/** The first class that is not the platform's own. */
	private static String thrownIn(Throwable cause) {
		return Arrays.stream(cause.getStackTrace())
			.map(StackTraceElement::getClassName)
			.filter((type) -> !type.startsWith("java.") && !type.startsWith("jdk."))
			.findFirst()
			.orElse("");
	}

	/** A value the database cannot hold or compare, such as a text with NUL. */
	private static boolean isUnstorable(Throwable cause) {
		return cause instanceof SQLException failure && String.valueOf(failure.getSQLState()).startsWith(BAD_DATA);
	}

	/**
	 * What the engine makes of an instance that ended between two of its reads, and of a
	 * statement after the one that lost.
	 */
	private static boolean lostRace(Throwable cause) {
		if (cause instanceof SQLException failure) {
			String state = String.valueOf(failure.getSQLState());
			return ROW_CHANGED.contains(state) || ROW_HELD.contains(state) || state.startsWith(ROLLED_BACK);
		}
		return cause instanceof OptimisticLockingException || cause instanceof DataIntegrityViolationException
				|| cause instanceof PessimisticLockingFailureException || cause instanceof ProcessEngineException
						&& String.valueOf(cause.getMessage()).startsWith("Cannot restore state of process instance");
	}

	/**
	 * What the caller gets.
	 *
	 * @param status HTTP status
	 * @param type for programs
	 * @param message for people, in Norwegian
	 * @param field the faulty field, or null
	 */
	record Answer(int status, String type, String message, String field) {

		Body body() {
			return new Body(this.type, this.message, this.field);
		}

	}

	/**
	 * The JSON of an error, the same shape the engine uses.
	 *
	 * @param type for programs
	 * @param message for people, in Norwegian
	 * @param field the faulty field, or null
	 */
	record Body(String type, String message, String field) {
	}

	private abstract static class Mapper<E extends Throwable> implements ExtendedExceptionMapper<E> {

		@Override
		public boolean isMappable(E failure) {
			return answerOfEngine(failure).isPresent();
		}

		@Override
		public Response toResponse(E failure) {
			Answer answer = answerOfEngine(failure).orElseThrow();
			if (answer == FAILURE) {
				log.error("Unexpected failure: {}", failure.getClass().getName());
				log.debug("Unexpected failure", failure);
			}
			return Response.status(answer.status())
				.type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
				.entity(answer.body())
				.build();
		}

	}

	private static final class OfRest extends Mapper<RestException> {

	}

	private static final class OfEngine extends Mapper<ProcessEngineException> {

	}

	private static final class OfApplication extends Mapper<RuntimeException> {

	}

	private static final class OfErrors extends Mapper<Error> {

	}

	private static final class OfJsonValues extends Mapper<JsonMappingException> {

	}

	private static final class OfJsonSyntax extends Mapper<JsonParseException> {

	}

}
