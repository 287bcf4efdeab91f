package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;

/**
 * An obstacle that waits for a recipient's answer.
 *
 * @param id of the obstacle
 * @param text what its unit wrote, null once it is gone
 * @param unitId never shown
 * @param category code or null
 * @param subcategory code or null
 * @param dueOn when the answer is due
 * @param units how many units stand behind it
 */
record WaitingQuestion(String id, String text, String unitId, String category, String subcategory, LocalDate dueOn,
		int units) {
}
