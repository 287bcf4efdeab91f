package no.nav.samtalepakker.overview;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What came of what a unit told, on the screen and on paper for its next meeting. */
@Controller
class AnswersController {

	private final UnitCases cases;

	AnswersController(UnitCases cases) {
		this.cases = cases;
	}

	@GetMapping("/samtaler")
	String conversations(Model model) {
		model.addAttribute("cases", this.cases.all());
		return "conversations";
	}

	@GetMapping("/samtaler/{conversationId}/svar")
	String answers(@PathVariable String conversationId, Model model) {
		model.addAttribute("case", this.cases.open(conversationId, "svar"));
		return "answers";
	}

	@GetMapping("/samtaler/{conversationId}/neste-mote")
	String nextMeeting(@PathVariable String conversationId, Model model) {
		model.addAttribute("case", this.cases.open(conversationId, "neste-mote"));
		return "next-meeting";
	}

}
