package no.nav.samtalepakker.reporting;

/**
 * What a unit answered to a report question.
 *
 * @param question key of the question in the package version
 * @param text the answer
 */
public record ReportAnswer(String question, String text) {
}
