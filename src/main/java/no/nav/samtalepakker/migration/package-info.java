/**
 * Running cases that are to go on under a newer version of their model: a program for
 * those who run the application.
 */
package no.nav.samtalepakker.migration;
