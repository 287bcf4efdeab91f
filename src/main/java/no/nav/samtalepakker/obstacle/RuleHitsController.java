package no.nav.samtalepakker.obstacle;

import java.util.List;

import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What Cockpit's page of a decision asks for. */
@RestController
class RuleHitsController {

	private final RuleHits hits;

	private final CurrentUser user;

	RuleHitsController(RuleHits hits, CurrentUser user) {
		this.hits = hits;
		this.user = user;
	}

	@GetMapping("/api/decisions/{key}/hits")
	List<RuleHits.Version> hits(@PathVariable String key) {
		if (!this.user.isIn(Identities.ADMIN)) {
			this.user.mustBeIn(Identities.SECRETARIAT);
		}
		return this.hits.of(key);
	}

}
