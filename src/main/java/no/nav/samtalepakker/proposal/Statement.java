package no.nav.samtalepakker.proposal;

import no.nav.samtalepakker.privacy.TextSource;

/**
 * What one unit has said, behind a proposal.
 *
 * @param source where it stands
 * @param conversationId the conversation it was told after
 * @param words as the unit wrote it; kept nowhere here
 */
public record Statement(TextSource source, String conversationId, String words) {
}
