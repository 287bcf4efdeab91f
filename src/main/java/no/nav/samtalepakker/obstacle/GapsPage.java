package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.figures.KeptFigures;
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
		KeptFigures.Kept<Gaps.All> all = this.gaps.all();
		model.addAttribute("counted", all.words());
		model.addAttribute("unanswered", all.figures().unanswered());
		model.addAttribute("partly", all.figures().partly());
		model.addAttribute("overdue", all.figures().overdue());
		model.addAttribute("again", all.figures().again());
		return "gaps";
	}

}
