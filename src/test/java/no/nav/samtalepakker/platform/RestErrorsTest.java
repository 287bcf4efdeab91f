package no.nav.samtalepakker.platform;

import java.sql.SQLException;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.CannotAcquireLockException;

import static org.assertj.core.api.Assertions.assertThat;

class RestErrorsTest {

	/** What H2 and PostgreSQL say when two do the same at once. */
	@ParameterizedTest
	@ValueSource(strings = { "23505", "23503", "23506", "40001", "40P01", "55P03", "HYT00", "90112", "90131" })
	void whoeverWasSlowerIsToldSo(String state) {
		ProcessEngineException failure = new ProcessEngineException("Failed",
				new RuntimeException(new SQLException("Concurrent update", state)));
		assertThat(RestErrors.isLostRace(failure)).isTrue();
		assertThat(RestErrors.answerTo(failure)).get().extracting(RestErrors.Answer::status).isEqualTo(409);
	}

	@Test
	void aLostRaceIsKnownWhateverFoundIt() {
		assertThat(RestErrors.isLostRace(new OptimisticLockingException("x"))).isTrue();
		assertThat(RestErrors.isLostRace(new CannotAcquireLockException("x"))).isTrue();
		assertThat(RestErrors.isLostRace(new NullValueException("x"))).isFalse();
		assertThat(RestErrors.isLostRace(new InvalidInput("x", "x"))).isFalse();
		assertThat(RestErrors.isLostRace(new IllegalStateException(new SQLException("x", "57P01")))).isFalse();
	}

	@Test
	void aCallTooDeepForUsIsTheCallers() {
		assertThat(RestErrors.answerTo(new IllegalStateException(new StackOverflowError()))).get()
			.extracting(RestErrors.Answer::status)
			.isEqualTo(400);
		assertThat(RestErrors.answerTo(new OutOfMemoryError())).isEmpty();
	}

}
