package no.nav.samtalepakker.privacy;

/**
 * The texts of a rollout are erased in this transaction; whoever keeps copies erases them
 * too.
 *
 * @param rolloutId the rollout
 */
public record TextsExpired(String rolloutId) {
}
