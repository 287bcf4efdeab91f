package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The button «Trekk hindringen» of a unit's own people: says what will happen, and does
 * it when they say so once more.
 */
@Controller
class WithdrawalPage {

	private final Reading reading;

	private final Obstacles obstacles;

	private final Journeys journeys;

	private final CurrentUser currentUser;

	private final Audit audit;

	WithdrawalPage(Reading reading, Obstacles obstacles, Journeys journeys, CurrentUser currentUser, Audit audit) {
		this.reading = reading;
		this.obstacles = obstacles;
		this.journeys = journeys;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	@GetMapping("/hindringer/{id}/trekk")
	String ask(@PathVariable String id, Model model) {
		Obstacle obstacle = own(id);
		if (!obstacle.state().mayBecome(Obstacle.State.WITHDRAWN)) {
			return "redirect:/samtaler/" + obstacle.conversationId();
		}
		model.addAttribute("journey", this.journeys.of(obstacle));
		this.audit.record(Act.OBSTACLE_SEEN, obstacle.id(), obstacle.unitId(), "trekk");
		return "withdraw";
	}

	@PostMapping("/hindringer/{id}/trekk")
	String withdraw(@PathVariable String id, RedirectAttributes after) {
		Obstacle obstacle = own(id);
		try {
			this.reading.withdraw(id, null);
			after.addFlashAttribute("told", "Hindringen er trukket, og teksten er slettet.");
		}
		catch (Conflict ex) {
			after.addFlashAttribute("refused", ex.getMessage());
		}
		after.addAttribute("conversation", obstacle.conversationId());
		return "redirect:/samtaler/{conversation}";
	}

	/**
	 * Not found for everybody else, and for a draft, which is taken out of its report.
	 */
	private Obstacle own(String id) {
		return this.obstacles.find(id)
			.filter((found) -> found.state() != Obstacle.State.DRAFT
					&& this.currentUser.isIn(Unit.groupOf(found.unitId())))
			.orElseThrow(() -> new NotFound("Hindringen finnes ikke."));
	}

}
