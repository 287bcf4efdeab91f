package no.nav.samtalepakker.consistency;

/**
 * Something that does not add up.
 *
 * @param rule the rule it breaks
 * @param id what breaks it: a case, a task or whatever else the rule is about
 */
record Finding(Rule rule, String id) {
}
