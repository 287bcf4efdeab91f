package no.nav.samtalepakker.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A unit as a form shows it.
 *
 * @param id or null if it is not to be known
 * @param name or null if it is not to be known
 * @param type of unit
 * @param county name of it, or null if it would tell which unit it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitPart(String id, String name, String type, String county) {
}
