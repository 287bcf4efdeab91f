package no.nav.samtalepakker.followup;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import no.nav.samtalepakker.followup.FollowUpActions.Progress;
import no.nav.samtalepakker.platform.InvalidInput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FollowUpActionsTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 9, 1);

	@Test
	void takesAnEmptyForm() {
		FollowUpActions form = new FollowUpActions(null, null, null, null, null, null);
		assertThatCode(() -> form.check(Set.of("a"), TODAY)).doesNotThrowAnyException();
	}

	@Test
	void takesTheActionPointsOfTheConversation() {
		assertThatCode(() -> form(TODAY.plusDays(1), "b", "a").check(Set.of("a", "b"), TODAY))
			.doesNotThrowAnyException();
	}

	@Test
	void refusesAnActionPointOfAnotherConversation() {
		refuses(form(null, "a", "x"), "actionPoints[1].id");
	}

	@Test
	void refusesTheSameActionPointTwice() {
		refuses(form(null, "a", "b", "a"), "actionPoints[2].id");
	}

	@Test
	void refusesANextDateThatIsNotAfterToday() {
		refuses(form(TODAY), "nextFollowUpOn");
		refuses(form(TODAY.minusDays(1)), "nextFollowUpOn");
	}

	private static void refuses(FollowUpActions form, String field) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> form.check(Set.of("a", "b"), TODAY))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field));
	}

	private static FollowUpActions form(LocalDate next, String... ids) {
		List<Progress> progress = Arrays.stream(ids)
			.map((id) -> new Progress(id, ActionPoint.Status.DONE, null))
			.toList();
		return new FollowUpActions(progress, next, null, null, null, null);
	}

}
