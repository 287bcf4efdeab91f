package no.nav.samtalepakker.notification;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where the link in a reminder leads: pauses the reminders, or lets them go on. A visit
 * changes nothing, for mail programs look at links by themselves.
 */
@Controller
class RemindersPage {

	private final PausedReminders reminders;

	private final Conversations conversations;

	RemindersPage(PausedReminders reminders, Conversations conversations) {
		this.reminders = reminders;
		this.conversations = conversations;
	}

	@GetMapping("/samtaler/{id}/paminnelser")
	String show(@PathVariable String id, Model model) {
		Conversation conversation = this.reminders.of(id);
		model.addAttribute("conversation", conversation);
		model.addAttribute("packageName", this.conversations.packageOf(id).name());
		return "reminders";
	}

	@PostMapping("/samtaler/{id}/paminnelser")
	String pause(@PathVariable String id, @RequestParam(defaultValue = "true") boolean paused,
			RedirectAttributes after) {
		this.reminders.pause(id, paused);
		after.addAttribute("id", id);
		return "redirect:/samtaler/{id}/paminnelser";
	}

}
