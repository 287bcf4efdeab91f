package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * Start form of a rollout (design §6).
 *
 * @param name what people call it
 * @param packageKeys the packages; the newest version of each is used
 * @param counties only these, empty for all
 * @param unitIds only these, empty for everyone in the target groups
 * @param opensOn today or later
 * @param closesOn after {@code opensOn}
 */
record StartRollout(@Required("Navn på utrullingen") @Text(Text.NAME) String name,
		@Required("Samtalepakker") List<@Id String> packageKeys, List<@Id String> counties, List<@Id String> unitIds,
		@Required("Åpner") LocalDate opensOn, @Required("Lukker") LocalDate closesOn) {

	StartRollout {
		packageKeys = withoutBlanks(packageKeys, "packageKeys");
		counties = withoutBlanks(counties, "counties");
		unitIds = withoutBlanks(unitIds, "unitIds");
	}

	void check(LocalDate today) {
		if (this.opensOn.isBefore(today)) {
			throw new InvalidInput("opensOn", "Åpningsdatoen må være i dag eller senere");
		}
		if (!this.closesOn.isAfter(this.opensOn)) {
			throw new InvalidInput("closesOn", "Lukkedatoen må være etter åpningsdatoen");
		}
	}

	static <T> List<T> withoutBlanks(List<T> values, String field) {
		if (values == null) {
			return List.of();
		}
		for (int i = 0; i < values.size(); i++) {
			if (values.get(i) == null) {
				throw new InvalidInput(field + "[" + i + "]", "Verdien må fylles ut");
			}
		}
		return values.stream().distinct().toList();
	}

}
