package no.nav.samtalepakker.reporting;

import java.time.OffsetDateTime;

/**
 * What the other party of an MBA said about a round of the report.
 *
 * @param id of the comment
 * @param round the round it is about
 * @param text the comment
 * @param author user id of who wrote it
 * @param writtenAt when
 */
public record ReportComment(String id, int round, String text, String author, OffsetDateTime writtenAt) {
}
