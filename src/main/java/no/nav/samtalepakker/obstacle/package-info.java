/**
 * Structural obstacles: routing by the decision table, triage, answers, and the reading
 * of them.
 */
package no.nav.samtalepakker.obstacle;
