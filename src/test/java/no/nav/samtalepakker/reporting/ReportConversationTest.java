package no.nav.samtalepakker.reporting;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import no.nav.samtalepakker.obstacle.ReportedObstacle;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.reporting.ReportConversation.PlannedAction;
import no.nav.samtalepakker.reporting.ReportConversation.Point;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReportConversationTest {

	private static final Set<String> QUESTIONS = Set.of("r1", "r2");

	private final Validator validator = Validation.buildDefaultValidatorFactory().getValidator();

	@Test
	void takesAReportThatSaysNothingMore() {
		ReportConversation form = form(ReportOutcome.WITHOUT_INPUT, Map.of(), null, List.of());
		assertThat(faults(form)).isEmpty();
		assertThatCode(() -> form.check(QUESTIONS)).doesNotThrowAnyException();
	}

	@Test
	void asksForTheOutcome() {
		assertThat(faults(form(null, Map.of(), null, List.of()))).containsExactly("outcome");
	}

	@Test
	void takesActionPointsAndADateWithoutInput() {
		ReportConversation form = new ReportConversation(ReportOutcome.WITHOUT_INPUT, null, null, false, null, null,
				List.of(new PlannedAction("Snakke sammen", null, null)), null);
		assertThatCode(() -> form.check(QUESTIONS)).doesNotThrowAnyException();
	}

	@Test
	void refusesInputThatIsSaidNotToBeThere() {
		refuses(form(ReportOutcome.WITHOUT_INPUT, Map.of("r1", "Svar"), null, List.of()), "answers");
		refuses(form(ReportOutcome.WITHOUT_INPUT, Map.of(), "Bra", List.of()), "positive");
		refuses(form(ReportOutcome.WITHOUT_INPUT, Map.of(), null, List.of(point())), "points");
		refuses(new ReportConversation(ReportOutcome.WITHOUT_INPUT, null, null, null, null, List.of(obstacle("Kø")),
				null, null), "obstacles");
	}

	@Test
	void refusesAnAnswerToAnUnknownQuestionWithoutQuotingIt() {
		assertThatExceptionOfType(InvalidInput.class)
			.isThrownBy(() -> form(ReportOutcome.WITH_INPUT, Map.of("Kari", "Svar"), null, List.of()).check(QUESTIONS))
			.withMessageNotContaining("Kari")
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("answers"));
	}

	@Test
	void countsAnAnswerInCodePoints() {
		String longest = "🙂".repeat(2000);
		form(ReportOutcome.WITH_INPUT, Map.of("r1", longest), null, List.of()).check(QUESTIONS);
		refuses(form(ReportOutcome.WITH_INPUT, Map.of("r1", longest + "."), null, List.of()), "answers.r1");
	}

	@Test
	void takesABlankAnswerForNone() {
		Map<String, String> blank = Collections.singletonMap("r1", null);
		assertThat(form(ReportOutcome.WITHOUT_INPUT, blank, null, List.of()).answers()).isEmpty();
	}

	@Test
	void limitsTheLists() {
		assertThat(faults(form(ReportOutcome.WITH_INPUT, null, null, Collections.nCopies(50, point())))).isEmpty();
		assertThat(faults(form(ReportOutcome.WITH_INPUT, null, null, Collections.nCopies(51, point()))))
			.containsExactly("points");
		assertThat(faults(new ReportConversation(ReportOutcome.WITH_INPUT, null, null, null, null,
				Collections.nCopies(51, obstacle("Kø")),
				Collections.nCopies(51, new PlannedAction("Snakke sammen", null, null)), null)))
			.containsExactlyInAnyOrder("obstacles", "actionPoints");
	}

	@Test
	void checksEveryElement() {
		assertThat(faults(new ReportConversation(ReportOutcome.WITH_INPUT, null, "x".repeat(2001), null,
				List.of(point(), new Point(null, "x".repeat(121), null, null, null, null)), List.of(obstacle(null)),
				List.of(new PlannedAction("x".repeat(501), "x".repeat(121), null)), null)))
			.containsExactlyInAnyOrder("positive", "points[1].kind", "points[1].topic", "points[1].text",
					"obstacles[0].text", "actionPoints[0].text", "actionPoints[0].responsible");
	}

	private void refuses(ReportConversation form, String field) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> form.check(QUESTIONS))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field));
	}

	private List<String> faults(ReportConversation form) {
		return this.validator.validate(form)
			.stream()
			.map(ConstraintViolation::getPropertyPath)
			.map(Object::toString)
			.toList();
	}

	private static ReportConversation form(ReportOutcome outcome, Map<String, String> answers, String positive,
			List<Point> points) {
		return new ReportConversation(outcome, answers, positive, null, points, null, null, null);
	}

	private static Point point() {
		return new Point(ReportPoint.Kind.DISCUSSED, null, "Vi snakket om tid", null, null, null);
	}

	private static ReportedObstacle obstacle(String text) {
		return new ReportedObstacle(text, no.nav.samtalepakker.obstacle.Obstacle.Solvable.NO, true, null, null, null,
				null, null, null, null, null, null);
	}

}
