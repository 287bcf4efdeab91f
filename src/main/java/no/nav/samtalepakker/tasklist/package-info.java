/** The lists of tasks each role finds in the engine's Tasklist. */
package no.nav.samtalepakker.tasklist;
