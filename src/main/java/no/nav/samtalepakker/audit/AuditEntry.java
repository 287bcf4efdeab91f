package no.nav.samtalepakker.audit;

import java.time.OffsetDateTime;

/**
 * One row of the audit.
 *
 * @param id its id
 * @param at when
 * @param userId who, or null for the application itself
 * @param act what
 * @param subjectId id of what it was done to
 * @param unitId the unit it concerns, or null
 * @param detail codes and ids, or null
 */
public record AuditEntry(String id, OffsetDateTime at, String userId, Act act, String subjectId, String unitId,
		String detail) {
}
