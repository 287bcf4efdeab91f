package no.nav.samtalepakker.proposal;

/**
 * There is something else to tell of a rollout's proposals than before.
 *
 * @param rolloutId the rollout
 */
public record ProposalsChanged(String rolloutId) {
}
