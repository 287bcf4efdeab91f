/**
 * The outbox: reminders, notices, invitations; written in the transaction that causes
 * them.
 */
package no.nav.samtalepakker.notification;
