package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.platform.Conflict;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button «Vi ønsker å delta» of an office whose county has said no or nothing. */
@Controller
class WishPage {

	private final CountyDecisions decisions;

	private final Conversations conversations;

	WishPage(CountyDecisions decisions, Conversations conversations) {
		this.decisions = decisions;
		this.conversations = conversations;
	}

	@PostMapping("/samtaler/{id}/onske")
	String wish(@PathVariable String id, RedirectAttributes after) {
		Conversation conversation = this.conversations.get(id);
		try {
			this.decisions.wish(conversation.rolloutId(), conversation.unitId());
		}
		catch (Conflict ex) {
			after.addFlashAttribute("refused", ex.getMessage());
		}
		return "redirect:/samtaler";
	}

}
