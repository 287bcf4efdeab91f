package no.nav.samtalepakker.organisation;

/**
 * Somebody who answers for a recipient.
 *
 * @param userId the user
 * @param email where mail goes, or null
 */
public record Contact(String userId, String email) {
}
