package no.nav.samtalepakker.example;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The part of «Ordlyd» where the secretariat looks at what units want to share as an
 * example.
 */
@Controller
class ExamplesPage {

	private static final String ADDRESS = "/ordlyd/eksempler";

	private final Examples examples;

	private final Forms forms;

	private final CurrentUser user;

	ExamplesPage(Examples examples, Forms forms, CurrentUser user) {
		this.examples = examples;
		this.forms = forms;
		this.user = user;
	}

	@GetMapping(ADDRESS)
	String show(Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return fill(model);
	}

	@PostMapping(ADDRESS + "/{id}")
	String approve(@PathVariable String id, @RequestParam(defaultValue = "") String text,
			@RequestParam(defaultValue = "") String version, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		try {
			this.examples.approve(id, version, this.forms.read(Map.of("text", text), Examples.Wording.class));
		}
		catch (InvalidInput invalid) {
			return again(model, id, text, invalid.advice(), HttpStatus.BAD_REQUEST, response);
		}
		catch (Refused refused) {
			return again(model, id, text, refused.getMessage(), HttpStatus.CONFLICT, response);
		}
		after.addFlashAttribute("approved", true);
		return "redirect:" + ADDRESS;
	}

	@PostMapping(ADDRESS + "/{id}/tilbake")
	String takeBack(@PathVariable String id, Model model, RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		try {
			this.examples.takeBack(id);
		}
		catch (Conflict | NotFound gone) {
			response.setStatus(((gone instanceof Conflict) ? HttpStatus.CONFLICT : HttpStatus.NOT_FOUND).value());
			model.addAttribute("gone", gone.getMessage());
			return fill(model);
		}
		after.addFlashAttribute("takenBack", true);
		return "redirect:" + ADDRESS;
	}

	/** What was written is not lost, even if the unit has taken its words back. */
	private String again(Model model, String id, String text, String fault, HttpStatus status,
			HttpServletResponse response) {
		response.setStatus(status.value());
		model.addAttribute("fault", fault);
		model.addAttribute("faultAt", id);
		model.addAttribute("written", text);
		return fill(model);
	}

	private String fill(Model model) {
		List<Examples.Shown> waiting = this.examples.waiting();
		model.addAttribute("waiting", waiting);
		model.addAttribute("faultIsShown",
				waiting.stream().anyMatch((example) -> example.id().equals(model.getAttribute("faultAt"))));
		model.addAttribute("approvedExamples", this.examples.approved());
		return "examples";
	}

}
