package no.nav.samtalepakker.organisation;

import java.util.Locale;

/**
 * The code of a recipient: in upper case in tables and forms, in lower case where the
 * engine has it, in variables and names of groups.
 *
 * @param value as in tables
 */
public record RecipientCode(String value) {

	public RecipientCode {
		value = value.toUpperCase(Locale.ROOT);
	}

	/** As in the engine. */
	public String inEngine() {
		return this.value.toLowerCase(Locale.ROOT);
	}

}
