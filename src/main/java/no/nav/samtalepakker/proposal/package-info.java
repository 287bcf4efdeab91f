/**
 * What units have proposed or asked help for, as groups in the secretariat's words: the
 * answer each gets, from the secretariat or a recipient, and its way back to every unit
 * behind it.
 */
package no.nav.samtalepakker.proposal;
