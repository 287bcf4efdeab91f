package no.nav.samtalepakker.conversation;

import java.util.Optional;
import java.util.function.Function;

import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.TaskTitle;

import org.springframework.stereotype.Component;

/** Unit and package of a conversation. */
@Component
class ConversationTitle implements TaskTitle {

	private final Units units;

	private final Packages packages;

	ConversationTitle(Units units, Packages packages) {
		this.units = units;
		this.packages = packages;
	}

	@Override
	public Optional<String> of(String task, Function<String, Object> variables) {
		String unitId = (String) variables.apply(CaseVariables.UNIT_ID);
		// an obstacle from before its process carried no unit has both
		if (unitId == null || variables.apply(CaseVariables.OBSTACLE_ID) != null) {
			return Optional.empty();
		}
		String packageName = this.packages
			.get((String) variables.apply(CaseVariables.PACKAGE_KEY),
					(Integer) variables.apply(CaseVariables.PACKAGE_VERSION))
			.name();
		return Optional.of(this.units.get(unitId).name() + " (" + packageName + ")");
	}

}
