/**
 * What those who run the application watch: figures for Prometheus, and ids that tie the
 * lines of a log together. Counts and ages only, never a name or a text.
 */
package no.nav.samtalepakker.operation;
