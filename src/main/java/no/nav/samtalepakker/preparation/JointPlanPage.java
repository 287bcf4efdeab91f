package no.nav.samtalepakker.preparation;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

import no.nav.samtalepakker.platform.Conflict;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button «Samtalen vår ble holdt der», and the way to it from a mail. */
@Controller
class JointPlanPage {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb-NO"));

	private final JointPlans plans;

	JointPlanPage(JointPlans plans) {
		this.plans = plans;
	}

	@GetMapping("/samtaler/{id}/felles")
	String show(@PathVariable String id) {
		this.plans.own(id);
		return "redirect:/samtaler/{id}#felles";
	}

	@PostMapping("/samtaler/{id}/felles")
	String heldThere(@PathVariable String id, RedirectAttributes after) {
		try {
			after.addFlashAttribute("told", "Samtalen deres ble holdt " + DAY.format(this.plans.heldThere(id))
					+ ". Nå kan dere fortelle hva den ga, hvis dere vil.");
		}
		catch (Conflict ex) {
			after.addFlashAttribute("refused", ex.getMessage());
		}
		return "redirect:/samtaler/{id}";
	}

}
