package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.List;

/**
 * An obstacle's way to an answer, as its unit follows it.
 *
 * @param obstacle as the unit wrote it
 * @param category names of category and subcategory, empty if the unit gave none
 * @param sent where it was sent and why, in that order; also where a rule or a person
 * kept it
 * @param answers everything said to the unit, oldest first
 * @param merged whether it shares the answers of another obstacle
 * @param sibling the text of that other one, if it is the same unit's; else null
 * @param next what happens next
 * @param readingTask the open task in which the unit reads the answers, or null
 */
public record Journey(Obstacle obstacle, List<String> category, List<Sent> sent, List<Given> answers, boolean merged,
		String sibling, NextStep next, String readingTask) {

	/** What was answered in a round. */
	public List<Given> answersIn(int round) {
		return this.answers.stream().filter((given) -> given.round() == round).toList();
	}

	/**
	 * One place it was sent to.
	 *
	 * @param recipient code, upper case; null where nobody was asked
	 * @param name of the recipient
	 * @param reason a sentence the unit can read; null where it was written for another
	 * unit
	 * @param on the day it was sent
	 * @param dueOn when the answer is due, or null
	 * @param state what has become of the question; null where nobody was asked
	 */
	public record Sent(String recipient, String name, String reason, LocalDate on, LocalDate dueOn,
			AskedRecipient.State state) {
	}

	/**
	 * One answer.
	 *
	 * @param answer as it was given
	 * @param name of who answered
	 * @param on the day it was given
	 * @param round which question it answers
	 */
	public record Given(Answer answer, String name, LocalDate on, int round) {
	}

}
