package no.nav.samtalepakker.organisation;

/**
 * A unit is no more, and another has taken over from it. Whatever is under way in the one
 * goes on in the other, in the same transaction.
 *
 * @param unitId the unit that was closed
 * @param successorId an open unit of the same kind
 */
public record UnitClosed(String unitId, String successorId) {
}
