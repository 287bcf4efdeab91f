package no.nav.samtalepakker.notification;

import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** «E-post som ikke kom fram», for the secretariat and those who run the application. */
@Controller
class MailTroublesPage {

	private final MailTroubles troubles;

	private final Notifications notifications;

	private final CurrentUser user;

	MailTroublesPage(MailTroubles troubles, Notifications notifications, CurrentUser user) {
		this.troubles = troubles;
		this.notifications = notifications;
		this.user = user;
	}

	@GetMapping("/stopp/epost")
	String show(Model model) {
		mustMend();
		model.addAttribute("status", this.notifications.status());
		model.addAttribute("refused", this.troubles.refused());
		model.addAttribute("participants", this.troubles.participants());
		return "mail-troubles";
	}

	@PostMapping("/stopp/epost/igjen")
	String tryNow(RedirectAttributes after) {
		mustMend();
		after.addFlashAttribute("tried", this.troubles.tryNow());
		return "redirect:/stopp/epost";
	}

	@PostMapping("/stopp/epost/{userId}/igjen")
	String sendAgain(@PathVariable String userId, RedirectAttributes after) {
		mustMend();
		after.addFlashAttribute("sent", this.troubles.sendAgain(userId));
		return "redirect:/stopp/epost";
	}

	private void mustMend() {
		if (!this.user.isIn(Identities.ADMIN)) {
			this.user.mustBeIn(Identities.SECRETARIAT);
		}
	}

}
