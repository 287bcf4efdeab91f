package no.nav.samtalepakker.platform;

/**
 * There is a new group; whatever its members may see can be given to it in the same
 * transaction.
 *
 * @param groupId the group
 */
public record GroupCreated(String groupId) {
}
