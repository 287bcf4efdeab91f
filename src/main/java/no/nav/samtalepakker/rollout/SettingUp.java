package no.nav.samtalepakker.rollout;

/**
 * How far a rollout has come that is being set up.
 *
 * @param rolloutId which
 * @param units how many it reaches
 * @param added how many of them are in
 */
public record SettingUp(String rolloutId, int units, int added) {
}
