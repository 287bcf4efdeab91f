/** What a group agreed on, as its participants may be sent it after the meeting. */
package no.nav.samtalepakker.agreement;
