package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import no.nav.samtalepakker.platform.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PrepareMeetingTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

	@Test
	void asksForNothing() {
		assertThatCode(() -> check(
				new PrepareMeeting(null, null, null, null, null, null, null, null, null, null, null, null, null, null)))
			.doesNotThrowAnyException();
	}

	@Test
	void knowsThePackagesChecklistOnly() {
		assertThatCode(() -> check(ticked("c1"))).doesNotThrowAnyException();
		refuses(ticked("c9"), "checklist");
	}

	@Test
	void movesOnlyForward() {
		assertThatCode(() -> check(moved(TODAY, null))).doesNotThrowAnyException();
		refuses(moved(TODAY.minusDays(1), null), "newMeetingDate");
	}

	@ParameterizedTest
	@EnumSource
	void doesNotGuessBetweenANewDateAndNoMeeting(PrepareMeeting.Outcome outcome) {
		refuses(moved(TODAY.plusDays(7), outcome), "newMeetingDate");
	}

	private static void refuses(PrepareMeeting form, String field) {
		assertThatThrownBy(() -> check(form)).isInstanceOfSatisfying(InvalidInput.class,
				(invalid) -> assertThat(invalid.field()).isEqualTo(field));
	}

	private static void check(PrepareMeeting form) {
		form.check(TODAY, Set.of("c1", "c2"));
	}

	private static PrepareMeeting ticked(String item) {
		return new PrepareMeeting(null, null, null, Map.of(item, true), null, null, null, null, null, null, null, null,
				null, null);
	}

	private static PrepareMeeting moved(LocalDate date, PrepareMeeting.Outcome outcome) {
		return new PrepareMeeting(null, null, null, null, null, date, null, null, null, null, null, outcome, null,
				null);
	}

}
