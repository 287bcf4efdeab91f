package no.nav.samtalepakker.incident;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Those who run the application.
 *
 * @param email where they are told that something has stopped; without it, each
 * administrator whose address is known
 */
@ConfigurationProperties("samtalepakker.operation")
record OperationSettings(String email) {
}
