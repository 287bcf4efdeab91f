package no.nav.samtalepakker.organisation;

/**
 * Somebody has given a task to a colleague.
 *
 * @param taskId the task
 * @param userId who has it now
 */
public record TaskGiven(String taskId, String userId) {
}
