package no.nav.samtalepakker.overview;

import java.util.List;

import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What our parts of Cockpit ask for besides figures. */
@RestController
class DeskController {

	private final Needs needs;

	private final CaseSearch search;

	private final Trails trails;

	private final CurrentUser user;

	DeskController(Needs needs, CaseSearch search, Trails trails, CurrentUser user) {
		this.needs = needs;
		this.search = search;
		this.trails = trails;
		this.user = user;
	}

	@GetMapping("/api/needs")
	List<Needs.Need> needs() {
		mustHelp();
		return this.user.isIn(Identities.SECRETARIAT) ? this.needs.all() : this.needs.ofOperation();
	}

	@GetMapping("/api/cases")
	CaseSearch.Hits search(@RequestParam(name = "q", defaultValue = "") String words) {
		mustHelp();
		return this.search.search(words);
	}

	@GetMapping("/api/cases/{unitId}")
	CaseSearch.UnitCasesFound cases(@PathVariable String unitId) {
		mustHelp();
		return this.search.of(unitId);
	}

	@GetMapping("/api/instances/{id}/trail")
	Trails.Trail trail(@PathVariable String id) {
		mustHelp();
		return this.trails.of(id);
	}

	private void mustHelp() {
		if (!this.user.isIn(Identities.ADMIN)) {
			this.user.mustBeIn(Identities.SECRETARIAT);
		}
	}

}
