package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.platform.Activities;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.EndedInstances;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What Cockpit's page of a process asks for: its steps in figures, and what has ended.
 */
@RestController
class ProcessController {

	/**
	 * Whose cases are units': nobody lists those that ended without a plan (design §1).
	 */
	private static final Set<String> OF_UNITS = Set.of("conversation", "preparation", "execution", "reporting",
			"followUp");

	private final Activities activities;

	private final KeptFigures kept;

	private final EndedInstances ended;

	private final CaseSearch search;

	private final CurrentUser user;

	ProcessController(Activities activities, KeptFigures kept, EndedInstances ended, CaseSearch search,
			CurrentUser user) {
		this.activities = activities;
		this.kept = kept;
		this.ended = ended;
		this.search = search;
		this.user = user;
	}

	@GetMapping("/api/processes/{definitionId}/activities")
	Steps activities(@PathVariable String definitionId) {
		mustHelp();
		KeptFigures.Kept<List<Activities.Activity>> kept = this.kept.get("steps of " + definitionId,
				() -> this.activities.of(definitionId));
		return new Steps(kept.figures().stream().map(ProcessController::told).toList(), kept.words());
	}

	/**
	 * How often is the engine's to tell, which marks the diagram with what runs; how long
	 * a few took would be about those few.
	 */
	private static Activities.Activity told(Activities.Activity step) {
		return Figure.apart(step.finished()).isShown() ? step : step.withoutTime();
	}

	@GetMapping("/api/processes/{definitionId}/ended")
	EndedInstances.Page ended(@PathVariable String definitionId, @RequestParam(defaultValue = "1") int page,
			@RequestParam(defaultValue = "") String key, @RequestParam(defaultValue = "") String unit,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
			@RequestParam(defaultValue = "") String outcome) {
		mustHelp();
		if (from != null && to != null && from.isAfter(to)) {
			throw new InvalidInput("to", "Til og med-datoen må være etter fra-datoen");
		}
		boolean listsUnits = key.isBlank() && unit.isBlank() && OF_UNITS.contains(definitionId.split(":")[0]);
		if (listsUnits && !outcome.isEmpty()) {
			throw new InvalidInput("outcome",
					"Velg en sak eller en enhet. Samtaler listes ikke etter hvordan de endte");
		}
		EndedInstances.Page found = this.ended.page(definitionId, new EndedInstances.Filter(
				keys(key.strip(), unit.strip()), from, to, outcome.isEmpty() ? null : outcome), page);
		return listsUnits ? found.withoutOutcomes() : found;
	}

	/** Null for all. */
	private List<String> keys(String key, String unit) {
		if (unit.isEmpty()) {
			if (key.isEmpty()) {
				return null;
			}
			this.search.lookedUp(key);
			return List.of(key);
		}
		List<String> ofUnit = this.search.keysOf(unit);
		return key.isEmpty() ? ofUnit : ofUnit.stream().filter(key::equals).toList();
	}

	private void mustHelp() {
		if (!this.user.isIn(Identities.ADMIN)) {
			this.user.mustBeIn(Identities.SECRETARIAT);
		}
	}

	/**
	 * The steps of a process.
	 *
	 * @param steps in the model's order
	 * @param counted when they were counted, in words; null if just now
	 */
	private record Steps(List<Activities.Activity> steps, String counted) {
	}

}
