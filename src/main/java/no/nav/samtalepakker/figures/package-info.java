/**
 * What may be told in numbers: the one rule for small groups, which every page, summary,
 * export and plug-in asks before it shows a count.
 */
package no.nav.samtalepakker.figures;
