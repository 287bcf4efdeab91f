package no.nav.samtalepakker.obstacle;

/**
 * Another obstacle that may be answered or closed in the same go ({@code alsoFor}).
 *
 * @param id the obstacle's id
 * @param text what its unit wrote
 */
record OpenObstacle(String id, String text) {
}
