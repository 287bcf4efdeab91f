package no.nav.samtalepakker.notification;

import java.util.List;

/**
 * An e-mail as it would be sent.
 *
 * @param subject one line
 * @param blocks its text in pieces
 */
public record Preview(String subject, List<Block> blocks) {
}
