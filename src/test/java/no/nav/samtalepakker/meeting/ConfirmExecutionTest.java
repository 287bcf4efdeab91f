package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import no.nav.samtalepakker.platform.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfirmExecutionTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

	private static final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

	private static final Validator validator = Validation.buildDefaultValidatorFactory().getValidator();

	private final Map<String, Object> form = new HashMap<>(Map.of("outcome", "HELD"));

	@ParameterizedTest
	@ValueSource(strings = { "HELD", "HELD_NOTHING_TO_REPORT", "POSTPONED", "CANCELLED" })
	void asksForTheOutcomeOnly(String outcome) {
		this.form.put("outcome", outcome);
		assertThatCode(this::check).doesNotThrowAnyException();
		assertThat(validator.validate(read())).isEmpty();
	}

	@Test
	void asksForTheOutcome() {
		this.form.clear();
		assertThat(validator.validate(read())).extracting((violation) -> violation.getPropertyPath().toString())
			.containsExactly("outcome");
	}

	@Test
	void reportsUnlessThereIsNothing() {
		assertThat(read().anythingToReport()).isTrue();
		this.form.put("outcome", "HELD_NOTHING_TO_REPORT");
		assertThat(read().anythingToReport()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "durationMinutes, 0", "durationMinutes, 1441", "participantCount, 0", "participantCount, 10001" })
	void refusesImpossibleNumbers(String field, int value) {
		this.form.put(field, value);
		assertThat(validator.validate(read())).extracting((violation) -> violation.getPropertyPath().toString())
			.containsExactly(field);
	}

	@Test
	void movesOnlyForward() {
		this.form.put("newMeetingDate", "2026-03-01");
		assertThatCode(this::check).as("another outcome does not look at it").doesNotThrowAnyException();
		this.form.put("outcome", "POSTPONED");
		refuses("newMeetingDate");
		this.form.put("newMeetingDate", "2026-03-02");
		assertThatCode(this::check).doesNotThrowAnyException();
	}

	@Test
	void knowsThePackagesQuestionsOnly() {
		this.form.put("questions", Map.of("q1", "DISCUSSED", "q2", "OMITTED"));
		assertThatCode(this::check).doesNotThrowAnyException();
		this.form.put("questions", Map.of("r1", "DISCUSSED"));
		refuses("questions");
	}

	@Test
	void refusesMaterialFromTheFuture() {
		this.form.put("materialSentOn", "2026-03-03");
		refuses("materialSentOn");
	}

	private void refuses(String field) {
		assertThatThrownBy(this::check).isInstanceOfSatisfying(InvalidInput.class,
				(invalid) -> assertThat(invalid.field()).isEqualTo(field));
	}

	private void check() {
		read().check(TODAY, Set.of("q1", "q2"));
	}

	private ConfirmExecution read() {
		return json.convertValue(this.form, ConfirmExecution.class);
	}

}
