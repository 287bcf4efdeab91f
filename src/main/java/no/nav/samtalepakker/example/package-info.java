/**
 * Shared learning: what a group lets others read, once the secretariat has looked at it.
 */
package no.nav.samtalepakker.example;
