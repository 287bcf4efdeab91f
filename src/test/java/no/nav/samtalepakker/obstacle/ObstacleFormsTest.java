package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import no.nav.samtalepakker.platform.InvalidInput;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ObstacleFormsTest {

	private static final LocalDate TODAY = LocalDate.of(2027, 2, 1);

	@Test
	void anAnswerNeedsKindAndText() {
		refuses("answer", () -> answer(null, "t", null, null, null, null).check(TODAY));
		refuses("text", () -> answer(AnswerObstacle.Choice.CANNOT_SOLVE, null, null, null, null, null).check(TODAY));
		assertThatCode(() -> answer(AnswerObstacle.Choice.CANNOT_SOLVE, "t", null, null, null, null).check(TODAY))
			.doesNotThrowAnyException();
	}

	@Test
	void aMeasureNeedsSomebodyResponsible() {
		refuses("responsible",
				() -> answer(AnswerObstacle.Choice.OWN_MEASURE, "t", null, null, null, null).check(TODAY));
	}

	@Test
	void sendingOnNeedsARecipientAndMayConcernMany() {
		refuses("forwardTo",
				() -> answer(AnswerObstacle.Choice.FORWARD, "t", null, null, null, List.of("o2")).check(TODAY));
		assertThatCode(() -> answer(AnswerObstacle.Choice.FORWARD, "t", null, "HR", null, List.of("o2")).check(TODAY))
			.doesNotThrowAnyException();
	}

	@Test
	void whatGoesAlongIsSentToTheSameRecipient() {
		assertThat(answer(AnswerObstacle.Choice.FORWARD, "t", null, "HR", null, List.of("o2")).alone())
			.isEqualTo(answer(AnswerObstacle.Choice.FORWARD, "t", null, "HR", null, List.of()));
	}

	@Test
	void aLinkLeadsToAWebPage() {
		refuses("link", () -> answer(AnswerObstacle.Choice.CANNOT_SOLVE, "t", "javascript:alert(1)", null, null, null)
			.check(TODAY));
	}

	@Test
	void aPromiseLiesAhead() {
		refuses("nextUpdateOn",
				() -> answer(AnswerObstacle.Choice.CANNOT_SOLVE, "t", null, null, TODAY, null).check(TODAY));
		refuses("nextUpdateOn", () -> new UpdateAnswer("t", TODAY).check(TODAY));
	}

	@Test
	void personalDataNeedsNoAnswerButConcernsOneObstacle() {
		assertThatCode(() -> new AnswerObstacle(null, null, null, null, null, null, null, null, true).check(TODAY))
			.doesNotThrowAnyException();
		refuses("alsoFor",
				() -> new AnswerObstacle(null, null, null, null, null, null, null, List.of("o2"), true).check(TODAY));
	}

	@Test
	void eachActionOnAMissingAnswerNeedsItsOwnField() {
		refuses("days", () -> new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.EXTEND, 31, null, null).check());
		refuses("days", () -> new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.EXTEND, null, null, null).check());
		refuses("recipients", () -> new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.REROUTE, null,
				List.of("HR", "STYRING"), null)
			.check());
		refuses("text",
				() -> new ResolveOverdueAnswer(ResolveOverdueAnswer.Action.ANSWER_NOW, null, null, null).check());
	}

	@Test
	void triageNeedsWhatItsDecisionNeeds() {
		refuses("recipients",
				() -> new TriageObstacle(TriageObstacle.Decision.ROUTE, List.of(), null, "r", null, null).check());
		refuses("mergeInto",
				() -> new TriageObstacle(TriageObstacle.Decision.MERGE, null, null, "r", null, null).check());
	}

	@Test
	void askingAgainNeedsAQuestionAndComesOnce() {
		refuses("question", () -> new ReadAnswer(ReadAnswer.Decision.ASK_AGAIN, null, null, null, null).check(1));
		refuses("decision", () -> new ReadAnswer(ReadAnswer.Decision.ASK_AGAIN, "q", null, null, null).check(2));
		refuses("alsoFor",
				() -> new ReadAnswer(ReadAnswer.Decision.ASK_AGAIN, "q", null, null, List.of("o2")).check(1));
	}

	@Test
	void listsComeWithoutGapsAndRepetitions() {
		assertThat(new ReadAnswer(ReadAnswer.Decision.CLOSE, null, null, null, Arrays.asList("a", null, "a")).alsoFor())
			.containsExactly("a");
	}

	private static AnswerObstacle answer(AnswerObstacle.Choice choice, String text, String link, String forwardTo,
			LocalDate nextUpdateOn, List<String> alsoFor) {
		return new AnswerObstacle(choice, text, null, null, link, forwardTo, nextUpdateOn, alsoFor, null);
	}

	private static void refuses(String field, ThrowingCallable check) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(check)
			.satisfies((invalid) -> assertThat(invalid.field()).isEqualTo(field));
	}

}
