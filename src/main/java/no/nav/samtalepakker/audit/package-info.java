/** Who saw and did what, without any text. */
package no.nav.samtalepakker.audit;
