package no.nav.samtalepakker.overview;

import java.util.List;
import java.util.Locale;

import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.TaskContext;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What forms read: the context of their task, and the units to choose from. */
@RestController
class TaskContextController {

	private static final int MOST_UNITS = 400;

	private final TaskContexts contexts;

	private final Units units;

	TaskContextController(TaskContexts contexts, Units units) {
		this.contexts = contexts;
		this.units = units;
	}

	@GetMapping("/api/tasks/{taskId}/context")
	TaskContext context(@PathVariable String taskId) {
		return this.contexts.of(taskId);
	}

	/**
	 * Open units by name or id, type and county, by name; the organisation is public
	 * knowledge in NAV.
	 */
	@GetMapping("/api/units")
	List<UnitChoice> units(@RequestParam(required = false) String query, @RequestParam(required = false) String type,
			@RequestParam(required = false) String county) {
		String words = (query != null) ? query.strip().toLowerCase(Locale.ROOT) : "";
		return this.units.search(List.of(words), type(type), (county != null && !county.isBlank()) ? county : null)
			.stream()
			.filter((unit) -> unit.closedOn() == null)
			.filter((unit) -> unit.name().toLowerCase(Locale.ROOT).contains(words)
					|| unit.id().toLowerCase(Locale.ROOT).contains(words))
			.sorted(NorwegianAlphabet.by(Unit::name))
			.limit(MOST_UNITS)
			.map((unit) -> new UnitChoice(unit.id(), unit.name(), unit.type(), unit.countyId()))
			.toList();
	}

	private static UnitType type(String type) {
		if (type == null || type.isBlank()) {
			return null;
		}
		try {
			return UnitType.valueOf(type);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidInput("type", "Enhetstypen finnes ikke");
		}
	}

	record UnitChoice(String id, String name, UnitType type, String county) {
	}

}
