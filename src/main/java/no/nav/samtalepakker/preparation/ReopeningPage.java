package no.nav.samtalepakker.preparation;

import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
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

	@ExceptionHandler(NotFound.class)
	@ResponseStatus(HttpStatus.NOT_FOUND)
	String notFound() {
		return "error";
	}

}
