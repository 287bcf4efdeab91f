/** One unit's run through a package: its state, and how it ended. */
package no.nav.samtalepakker.conversation;
