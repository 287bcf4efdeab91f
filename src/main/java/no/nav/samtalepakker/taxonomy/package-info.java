/** What obstacles are about: categories, and which of them a text sounds like. */
package no.nav.samtalepakker.taxonomy;
