/**
 * Whether the engine's tables and our own tell the same story: a program that only reads,
 * for after a restore, a crash or a migration.
 */
package no.nav.samtalepakker.consistency;
