package no.nav.samtalepakker.followup;

import java.time.OffsetDateTime;

/**
 * What a group has learned and lets others read as an example.
 *
 * @param conversationId the conversation
 * @param unitId whose it is
 * @param packageKey which package they talked about
 * @param learned in the group's own words
 * @param nameUnit whether the unit may be named
 * @param publishedText in the words approved for everybody, or null
 * @param publishedAt when they were approved, or null
 */
public record Lesson(String conversationId, String unitId, String packageKey, String learned, boolean nameUnit,
		String publishedText, OffsetDateTime publishedAt) {
}
