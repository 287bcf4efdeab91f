package no.nav.samtalepakker.incident;

import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * «Dette har stoppet»: for the secretariat and those who run the application, who have it
 * tried again or hand it over.
 */
@Controller
class StopsPage {

	private final Stops stops;

	private final CurrentUser user;

	StopsPage(Stops stops, CurrentUser user) {
		this.stops = stops;
		this.user = user;
	}

	@GetMapping("/stopp")
	String show(Model model) {
		mustMend();
		model.addAttribute("stops", this.stops.all());
		model.addAttribute("status", this.stops.status());
		return "stops";
	}

	@PostMapping("/stopp/{jobId}/igjen")
	String retry(@PathVariable String jobId, RedirectAttributes after) {
		mustMend();
		return done(after, () -> {
			this.stops.retry(jobId);
			after.addFlashAttribute("tried", 1);
		});
	}

	@PostMapping("/stopp/igjen")
	String retryAll(RedirectAttributes after) {
		mustMend();
		return done(after, () -> after.addFlashAttribute("tried", this.stops.retryAll()));
	}

	@PostMapping("/stopp/{jobId}/drift")
	String handOver(@PathVariable String jobId, RedirectAttributes after) {
		mustMend();
		return done(after,
				() -> after.addFlashAttribute(this.stops.handOver(jobId) ? "handedOver" : "nobodyToTell", true));
	}

	/** Two people may press at the same time; the second has nothing to do. */
	private static String done(RedirectAttributes after, Runnable work) {
		try {
			work.run();
		}
		catch (NotFound gone) {
			after.addFlashAttribute("gone", true);
		}
		return "redirect:/stopp";
	}

	private void mustMend() {
		if (!this.user.isIn(Identities.ADMIN)) {
			this.user.mustBeIn(Identities.SECRETARIAT);
		}
	}

}
