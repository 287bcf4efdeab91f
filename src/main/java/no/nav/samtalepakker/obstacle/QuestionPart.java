package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Another question that may get the same answer, as a form shows it.
 *
 * @param id of the obstacle
 * @param text what its unit wrote
 * @param alike how much it is like the one that is being answered
 * @param type of the unit that asks
 * @param county of the unit, or null if it would tell which unit it is
 * @param theme category and subcategory, or null
 * @param dueOn when the answer is due
 * @param units how many stand behind it, as people read it
 * @param had codes of the recipients it cannot be sent to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuestionPart(String id, String text, WaitingQuestions.Alike alike, String type, String county, String theme,
		LocalDate dueOn, String units, Set<String> had) {
}
