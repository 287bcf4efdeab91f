package no.nav.samtalepakker.followup;

import java.time.LocalDate;

import no.nav.samtalepakker.platform.InvalidInput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SetFollowUpDateTest {

	private static final LocalDate DATE = LocalDate.of(2026, 9, 1);

	@Test
	void takesADateOrNone() {
		new SetFollowUpDate(DATE, null).check();
		new SetFollowUpDate(DATE, false).check();
		new SetFollowUpDate(null, true).check();
	}

	@Test
	void refusesNeitherAndBoth() {
		refuses(new SetFollowUpDate(null, null), "followUpOn");
		refuses(new SetFollowUpDate(null, false), "followUpOn");
		refuses(new SetFollowUpDate(DATE, true), "noDate");
	}

	private static void refuses(SetFollowUpDate form, String field) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(form::check)
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field));
	}

}
