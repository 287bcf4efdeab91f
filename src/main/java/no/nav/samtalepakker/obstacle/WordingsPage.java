package no.nav.samtalepakker.obstacle;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;

/** «Ordlyd»: the secretariat lets other units see what one unit has raised. */
@Controller
class WordingsPage {

	private final Wordings wordings;

	private final Forms forms;

	private final CurrentUser user;

	WordingsPage(Wordings wordings, Forms forms, CurrentUser user) {
		this.wordings = wordings;
		this.forms = forms;
		this.user = user;
	}

	@GetMapping("/ordlyd")
	String show(@RequestParam(name = "side", defaultValue = "0") int page, Model model) {
		this.user.mustBeIn("sekretariat");
		return fill(model, page);
	}

	@PostMapping("/ordlyd/{id}")
	String approve(@PathVariable String id, @RequestParam(defaultValue = "") String text,
			@RequestParam(name = "side", defaultValue = "0") int page, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn("sekretariat");
		try {
			this.wordings.approve(id, this.forms.checked(new Wordings.Wording(text.isBlank() ? null : text.strip())));
		}
		catch (InvalidInput invalid) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			model.addAttribute("fault", invalid.advice());
			model.addAttribute("faultAt", id);
			model.addAttribute("written", text);
			return fill(model, page);
		}
		after.addAttribute("side", page);
		after.addFlashAttribute("approved", true);
		return "redirect:/ordlyd";
	}

	@PostMapping("/ordlyd/{id}/tilbake")
	String takeBack(@PathVariable String id, RedirectAttributes after) {
		this.user.mustBeIn("sekretariat");
		this.wordings.takeBack(id);
		after.addFlashAttribute("takenBack", true);
		return "redirect:/ordlyd";
	}

	@ExceptionHandler(NotFound.class)
	@ResponseStatus(HttpStatus.NOT_FOUND)
	String notFound() {
		return "error";
	}

	@ExceptionHandler(Refused.class)
	@ResponseStatus(HttpStatus.FORBIDDEN)
	String refused() {
		return "error";
	}

	private String fill(Model model, int asked) {
		int total = this.wordings.waiting();
		int last = Math.max(0, (total - 1) / Wordings.AT_ONCE);
		int page = Math.min(Math.max(asked, 0), last);
		model.addAttribute("total", total);
		model.addAttribute("page", page);
		model.addAttribute("last", last);
		model.addAttribute("waiting", this.wordings.waiting(page));
		model.addAttribute("approvedWordings", this.wordings.approved());
		return "wordings";
	}

}
