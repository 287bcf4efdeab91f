/**
 * The published summary of a rollout, drafted from reports and reviewed by the
 * secretariat.
 */
package no.nav.samtalepakker.summary;
