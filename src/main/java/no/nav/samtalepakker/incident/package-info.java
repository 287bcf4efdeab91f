/**
 * What has stopped: told to people in plain words, mended or handed to those who run the
 * application.
 */
package no.nav.samtalepakker.incident;
