package no.nav.samtalepakker.organisation;

/**
 * The people of a unit are others than before; published in the transaction that makes it
 * so.
 *
 * @param unitId the unit
 */
public record PeopleChanged(String unitId) {
}
