/**
 * The key figures of a package in a rollout, for those who evaluate and those who steer
 * (seed-requirements §11 and §14): counts of units and never a unit, a text or a
 * recipient of one person. The page and the files say the same, for they are made of the
 * same tables.
 */
package no.nav.samtalepakker.keyfigures;
