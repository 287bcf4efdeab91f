package no.nav.samtalepakker.privacy;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** «Sladding»: the secretariat looks up one case and takes texts away. */
@Controller
class TextsPage {

	private final CaseTexts texts;

	private final Redactions redactions;

	private final Forms forms;

	private final CurrentUser currentUser;

	TextsPage(CaseTexts texts, Redactions redactions, Forms forms, CurrentUser currentUser) {
		this.texts = texts;
		this.redactions = redactions;
		this.forms = forms;
		this.currentUser = currentUser;
	}

	@GetMapping("/tekster")
	String show(@RequestParam(defaultValue = "") String rollout, @RequestParam(defaultValue = "") String unit,
			@RequestParam(name = "sok", defaultValue = "") String words,
			@RequestParam(defaultValue = "") String obstacle, Model model) {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		if (!obstacle.isBlank()) {
			return this.texts.caseOf(obstacle.strip())
				.map((found) -> fill(model, found.rollout(), found.unit()))
				.orElseGet(() -> fill(model.addAttribute("unknownObstacle", true), "", ""));
		}
		return (unit.isBlank() && !words.isBlank()) ? choose(model, rollout, words) : fill(model, rollout, unit);
	}

	/** Whoever means one unit need not choose it again. */
	private String choose(Model model, String rollout, String words) {
		List<Unit> found = this.texts.units(words);
		if (found.size() == 1) {
			return fill(model, rollout, found.get(0).id());
		}
		model.addAttribute("rollouts", this.texts.rollouts());
		model.addAttribute("rollout", rollout);
		model.addAttribute("words", words);
		model.addAttribute("most", CaseTexts.MOST_UNITS);
		model.addAttribute("found", found);
		return "texts";
	}

	@PostMapping("/tekster")
	String redact(@RequestParam String type, @RequestParam String id, @RequestParam(defaultValue = "") String reason,
			@RequestParam String rollout, @RequestParam(defaultValue = "") String unit, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		this.currentUser.mustBeIn(Identities.SECRETARIAT);
		try {
			this.redactions.redact(type, id,
					this.forms.read(Map.of("reason", reason), TextsController.Redaction.class).reason());
		}
		catch (InvalidInput invalid) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			model.addAttribute("fault", invalid.advice());
			model.addAttribute("faultAt", type + ":" + id);
			return fill(model, rollout, unit);
		}
		catch (Conflict gone) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("gone", gone.getMessage());
			return fill(model, rollout, unit);
		}
		after.addAttribute("rollout", rollout);
		after.addAttribute("unit", unit);
		after.addFlashAttribute("redacted", true);
		return "redirect:/tekster";
	}

	private String fill(Model model, String rollout, String unit) {
		model.addAttribute("rollouts", this.texts.rollouts());
		model.addAttribute("rollout", rollout);
		model.addAttribute("unit", unit);
		model.addAttribute("words",
				this.texts.unit(unit).map((found) -> "%s (%s)".formatted(found.name(), found.id())).orElse(""));
		if (!rollout.isBlank()) {
			model.addAttribute("texts", this.texts.in(rollout, unit.isBlank() ? null : unit));
		}
		return "texts";
	}

}
