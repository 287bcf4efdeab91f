/** What the unit tells: the report, and the other party's approval of it in an MBA. */
package no.nav.samtalepakker.reporting;
