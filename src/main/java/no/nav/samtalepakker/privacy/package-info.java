/**
 * What people have written, wherever it is kept, and how it goes away again.
 */
package no.nav.samtalepakker.privacy;
