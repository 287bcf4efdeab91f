/**
 * The meeting: preparation, material, dates that move, and the confirmation that it was
 * held.
 */
package no.nav.samtalepakker.meeting;
