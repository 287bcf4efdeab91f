package no.nav.samtalepakker.organisation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import no.nav.samtalepakker.platform.NorwegianAlphabet;

/**
 * What a form lets one choose: a unit or a recipient.
 *
 * @param id of the unit, or null
 * @param code of the recipient, or null
 * @param name on screen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Choice(String id, String code, String name) {

	public static Choice of(Unit unit) {
		return new Choice(unit.id(), null, unit.name());
	}

	/** Units by name. */
	public static List<Choice> ofUnits(List<Unit> units) {
		return NorwegianAlphabet.sorted(units, Unit::name).stream().map(Choice::of).toList();
	}

	/** Recipients by name. */
	public static List<Choice> ofRecipients(List<Recipient> recipients) {
		return NorwegianAlphabet.sorted(recipients, Recipient::name)
			.stream()
			.map((recipient) -> new Choice(null, recipient.code(), recipient.name()))
			.toList();
	}

}
