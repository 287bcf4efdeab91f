package no.nav.samtalepakker.obstacle;

import java.util.List;
import java.util.Map;

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

import no.nav.samtalepakker.platform.Conflict;
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
	String show(@RequestParam(name = "side", defaultValue = "0") int page,
			@RequestParam(name = "godkjent", defaultValue = "0") int approvedPage, Model model) {
		this.user.mustBeIn("sekretariat");
		return fill(model, page, approvedPage);
	}

	@PostMapping("/ordlyd/{id}")
	String approve(@PathVariable String id, @RequestParam(defaultValue = "") String text,
			@RequestParam(defaultValue = "") String version, @RequestParam(name = "side", defaultValue = "0") int page,
			Model model, RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn("sekretariat");
		try {
			this.wordings.approve(id, version, this.forms.read(Map.of("text", text), Wordings.Wording.class));
		}
		catch (InvalidInput invalid) {
			return again(model, page, id, text, invalid.advice(), HttpStatus.BAD_REQUEST, response);
		}
		catch (Refused refused) {
			return again(model, page, id, text, refused.getMessage(), HttpStatus.CONFLICT, response);
		}
		after.addAttribute("side", page);
		after.addFlashAttribute("approved", true);
		return "redirect:/ordlyd";
	}

	/** What was written is not lost, even if the obstacle is on another page by now. */
	private String again(Model model, int page, String id, String text, String fault, HttpStatus status,
			HttpServletResponse response) {
		response.setStatus(status.value());
		model.addAttribute("fault", fault);
		model.addAttribute("faultAt", id);
		model.addAttribute("written", text);
		return fill(model, page, 0);
	}

	@PostMapping("/ordlyd/{id}/tilbake")
	String takeBack(@PathVariable String id, Model model, RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn("sekretariat");
		try {
			this.wordings.takeBack(id);
		}
		catch (Conflict gone) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("gone", gone.getMessage());
			return fill(model, 0, 0);
		}
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

	private String fill(Model model, int page, int approvedPage) {
		int total = this.wordings.numberWaiting();
		int shown = existing(page, total);
		List<Wordings.Shown> waiting = this.wordings.waiting(shown);
		model.addAttribute("total", total);
		model.addAttribute("page", shown);
		model.addAttribute("last", last(total));
		model.addAttribute("waiting", waiting);
		model.addAttribute("faultIsShown",
				waiting.stream().anyMatch((obstacle) -> obstacle.id().equals(model.getAttribute("faultAt"))));
		int approved = this.wordings.numberApproved();
		int approvedShown = existing(approvedPage, approved);
		model.addAttribute("approvedTotal", approved);
		model.addAttribute("approvedPage", approvedShown);
		model.addAttribute("approvedLast", last(approved));
		model.addAttribute("approvedWordings", this.wordings.approved(approvedShown));
		return "wordings";
	}

	private static int last(int total) {
		return Math.max(0, (total - 1) / Wordings.AT_ONCE);
	}

	private static int existing(int page, int total) {
		return Math.min(Math.max(page, 0), last(total));
	}

}
