/** Action points and the date the group chose to look at them again. */
package no.nav.samtalepakker.followup;
