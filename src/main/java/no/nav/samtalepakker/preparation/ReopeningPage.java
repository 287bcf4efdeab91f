package no.nav.samtalepakker.preparation;

import no.nav.samtalepakker.platform.Conflict;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button «Vi vil holde samtalen likevel». */
@Controller
class ReopeningPage {

	private final Reopenings reopenings;

	ReopeningPage(Reopenings reopenings) {
		this.reopenings = reopenings;
	}

	/** Leads to the plan, which is the task the unit now has. */
	@PostMapping("/samtaler/{id}/likevel")
	String reopen(@PathVariable String id, RedirectAttributes after) {
		try {
			this.reopenings.reopen(id);
			after.addAttribute("id", id);
			return "redirect:/samtaler/{id}";
		}
		catch (Conflict ex) {
			after.addFlashAttribute("refused", ex.getMessage());
			return "redirect:/samtaler";
		}
	}

}
