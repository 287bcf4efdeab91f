package no.nav.samtalepakker.obstacle;

/**
 * An obstacle the unit solves itself; it becomes an action point.
 *
 * @param id the obstacle's id
 * @param text what the unit wrote
 */
public record LocalObstacle(String id, String text) {
}
