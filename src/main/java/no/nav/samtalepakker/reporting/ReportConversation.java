package no.nav.samtalepakker.reporting;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import no.nav.samtalepakker.obstacle.ReportedObstacle;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * The form of the same name: what the conversation gave.
 *
 * @param outcome whether there is anything to report
 * @param answers by the key of the package's report question
 * @param positive what went well
 * @param positiveQuoteConsent whether that may be printed with the unit's name
 * @param points what was talked about, proposed and agreed
 * @param obstacles what stands in the way
 * @param actionPoints what the group will do
 * @param followUpOn when the group looks at them again
 */
record ReportConversation(@Required("Utfall") ReportOutcome outcome, Map<String, String> answers,
		@Text(Text.LONG) String positive, Boolean positiveQuoteConsent,
		@Size(max = MAX, message = "Det er plass til høyst {max} punkter") List<@Valid Point> points,
		@Size(max = MAX, message = "Det er plass til høyst {max} hindringer") List<@Valid ReportedObstacle> obstacles,
		@Size(max = MAX,
				message = "Det er plass til høyst {max} handlingspunkter") List<@Valid PlannedAction> actionPoints,
		LocalDate followUpOn) {

	/** More than any unit has to say, and few enough for one transaction. */
	static final int MAX = 50;

	ReportConversation {
		answers = given(answers);
		points = (points != null) ? List.copyOf(points) : List.of();
		obstacles = (obstacles != null) ? List.copyOf(obstacles) : List.of();
		actionPoints = (actionPoints != null) ? List.copyOf(actionPoints) : List.of();
	}

	/**
	 * @param questions keys of what the package asks in the report
	 */
	void check(Set<String> questions) {
		if (this.outcome == ReportOutcome.WITHOUT_INPUT) {
			refuseInput("answers", !this.answers.isEmpty());
			refuseInput("positive", this.positive != null);
			refuseInput("points", !this.points.isEmpty());
			refuseInput("obstacles", !this.obstacles.isEmpty());
		}
		// checked here and not by annotations, which
		// would put an unknown key into the message
		this.answers.forEach((question, text) -> {
			if (!questions.contains(question)) {
				throw new InvalidInput("answers", "Det er svart på et spørsmål som ikke finnes i samtalepakken");
			}
			Text.Validator.check("answers." + question, text, Text.LONG);
		});
	}

	private static void refuseInput(String field, boolean given) {
		if (given) {
			throw new InvalidInput(field,
					"Feltet kan ikke fylles ut når dere ikke har noe å melde. Velg at dere har innspill, eller tøm feltet");
		}
	}

	/** In the order given; a question left blank is not answered. */
	private static Map<String, String> given(Map<String, String> answers) {
		Map<String, String> given = new LinkedHashMap<>();
		if (answers != null) {
			answers.forEach((question, text) -> {
				if (text != null) {
					given.put(question, text);
				}
			});
		}
		return given;
	}

	/**
	 * One thing that was talked about.
	 *
	 * @param kind what sort of point
	 * @param topic or null
	 * @param text the point
	 * @param assistance what help is needed, or null
	 * @param involved who must take part, or null
	 * @param quoteConsent whether it may be printed with the unit's name
	 */
	record Point(@Required("Type punkt") ReportPoint.Kind kind, @Text(Text.NAME) String topic,
			@Required("Punkt") @Text(Text.SHORT) String text, @Text(Text.SHORT) String assistance,
			@Text(Text.SHORT) String involved, Boolean quoteConsent) {
	}

	/**
	 * One thing the group will do.
	 *
	 * @param text what to do
	 * @param responsible a function, not a name; or null
	 * @param dueOn or null
	 */
	record PlannedAction(@Required("Handlingspunkt") @Text(Text.SHORT) String text, @Text(Text.NAME) String responsible,
			LocalDate dueOn) {
	}

}
