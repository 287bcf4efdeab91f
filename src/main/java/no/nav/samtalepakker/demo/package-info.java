/**
 * The demonstration that plays itself on a first start: people's forms and due jobs under
 * a moved clock.
 */
package no.nav.samtalepakker.demo;
