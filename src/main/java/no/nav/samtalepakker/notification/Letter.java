package no.nav.samtalepakker.notification;

/**
 * What an e-mail says.
 *
 * @param subject one line
 * @param text plain text, which is also what we keep
 */
record Letter(String subject, String text) {
}
