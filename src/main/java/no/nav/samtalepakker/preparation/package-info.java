/** Planning the meeting, and the choice not to. */
package no.nav.samtalepakker.preparation;
