package no.nav.samtalepakker.rollout;

import java.util.Optional;
import java.util.function.Function;

import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.TaskTitle;

import org.springframework.stereotype.Component;

/** The county that decides. */
@Component
class CountyTitle implements TaskTitle {

	private final Units units;

	CountyTitle(Units units) {
		this.units = units;
	}

	@Override
	public Optional<String> of(String task, Function<String, Object> variables) {
		String countyId = (String) variables.apply(CaseVariables.COUNTY_ID);
		return Optional.ofNullable(countyId).map((id) -> this.units.find(id).map(Unit::name).orElse(id));
	}

}
