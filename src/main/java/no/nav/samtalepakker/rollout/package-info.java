/**
 * A rollout of packages to units: county decisions, chunked start, closing, cut-off and
 * stop.
 */
package no.nav.samtalepakker.rollout;
