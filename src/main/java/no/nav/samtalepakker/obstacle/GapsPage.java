package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What nobody has answered, for those who can see to it, and for the evaluator, who reads
 * the counts.
 */
@Controller
class GapsPage {

	private final Gaps gaps;

	private final CurrentUser user;

	GapsPage(Gaps gaps, CurrentUser user) {
		this.gaps = gaps;
		this.user = user;
	}

	@GetMapping("/oversikt/ubesvart")
	String page(Model model) {
		if (!this.user.isIn(Identities.EVALUATOR)) {
			this.user.mustBeIn(Identities.SECRETARIAT);
		}
		model.addAttribute("unanswered", this.gaps.unanswered());
		model.addAttribute("partly", this.gaps.partlyAnswered());
		model.addAttribute("overdue", this.gaps.overdue());
		model.addAttribute("again", this.gaps.again());
		return "gaps";
	}

}
