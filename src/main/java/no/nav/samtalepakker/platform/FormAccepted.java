package no.nav.samtalepakker.platform;

/**
 * A person has sent in a form, and it has been stored.
 *
 * @param taskId the task it completes, or the process instance it starts
 * @param form the form's name, such as {@code planMeeting}
 * @param unitId the unit it concerns, or null
 */
public record FormAccepted(String taskId, String form, String unitId) {
}
