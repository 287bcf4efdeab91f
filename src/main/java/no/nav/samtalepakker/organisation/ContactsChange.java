package no.nav.samtalepakker.organisation;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import no.nav.samtalepakker.platform.InvalidInput;

/**
 * Who answers for a recipient from now on.
 *
 * @param userIds everybody who answers; they need not have logged in, and there may be
 * none
 */
record ContactsChange(@NotNull(message = "De som svarer må fylles ut") List<@Pattern(regexp = "[A-Za-z0-9_-]{1,64}",
		message = "Bruker-id kan bare ha bokstaver, tall, bindestrek og understrek") String> userIds) {

	ContactsChange {
		if (userIds != null && userIds.contains(null)) {
			throw new InvalidInput("userIds", "Bruker-id må fylles ut");
		}
		userIds = (userIds != null) ? userIds.stream().distinct().toList() : null;
	}

}
