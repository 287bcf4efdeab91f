/**
 * Engine wiring, clock, calendar, forms and errors: what every feature stands on. Engine
 * classes that are no public API are used here and nowhere else.
 */
package no.nav.samtalepakker.platform;
