/** The conversation packages as shipped, one version per file, and what they ask. */
package no.nav.samtalepakker.packages;
