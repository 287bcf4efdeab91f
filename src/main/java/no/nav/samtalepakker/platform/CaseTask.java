package no.nav.samtalepakker.platform;

import java.time.LocalDate;

/**
 * An open task of a case.
 *
 * @param id its id
 * @param key its id in the model
 * @param name as Tasklist shows it
 * @param dueOn or null
 * @param assignee or null
 * @param rolloutId the case it belongs to, or null
 * @param conversationId the case it belongs to, or null
 * @param obstacleId the case it belongs to, or null
 * @param proposalId the case it belongs to, or null
 * @param countyId the county asked, or null
 * @param recipient the recipient asked, in lower case, or null
 */
public record CaseTask(String id, String key, String name, LocalDate dueOn, String assignee, String rolloutId,
		String conversationId, String obstacleId, String proposalId, String countyId, String recipient) {
}
