package no.nav.samtalepakker.obstacle;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.example.Examples;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Refused;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** «Ordlyd»: the secretariat lets other units see what one unit has raised. */
@Controller
class WordingsPage {

	private final Wordings wordings;

	private final Examples examples;

	private final Forms forms;

	private final CurrentUser user;

	WordingsPage(Wordings wordings, Examples examples, Forms forms, CurrentUser user) {
		this.wordings = wordings;
		this.examples = examples;
		this.forms = forms;
		this.user = user;
	}

	@GetMapping("/ordlyd")
	String show(@RequestParam(name = "side", defaultValue = "0") int page,
			@RequestParam(name = "godkjent", defaultValue = "0") int approvedPage, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return fill(model, page, approvedPage);
	}

	@PostMapping("/ordlyd/{id}")
	String approve(@PathVariable String id, @RequestParam(defaultValue = "") String text,
			@RequestParam(defaultValue = "") String version, @RequestParam(name = "side", defaultValue = "0") int page,
			@RequestParam(name = "svar", defaultValue = "") List<String> answers,
			@RequestParam(name = "vis", defaultValue = "") Set<String> shown, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		try {
			this.wordings.approve(id, version, this.forms.read(Map.of("text", text), Wordings.Wording.class),
					looks(answers, shown));
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

	/**
	 * What was decided about the answers on the form.
	 * @param answers each with its version, parted by a colon
	 * @param shown ids of those others may read
	 */
	private static List<Wordings.Look> looks(List<String> answers, Set<String> shown) {
		return answers.stream()
			.map((answer) -> answer.split(":", 2))
			.filter((answer) -> answer.length == 2)
			.map((answer) -> new Wordings.Look(answer[0], answer[1], shown.contains(answer[0])))
			.toList();
	}

	@PostMapping("/ordlyd/svar/{id}")
	String look(@PathVariable String id, @RequestParam(defaultValue = "") String version,
			@RequestParam(name = "vis", defaultValue = "false") boolean shown, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		try {
			this.wordings.look(new Wordings.Look(id, version, shown));
		}
		catch (Refused refused) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("answerFault", refused.getMessage());
			return fill(model, 0, 0);
		}
		after.addFlashAttribute(shown ? "answerShown" : "answerNotShown", true);
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
		this.user.mustBeIn(Identities.SECRETARIAT);
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

	private String fill(Model model, int page, int approvedPage) {
		model.addAttribute("examplesWaiting", this.examples.numberWaiting());
		int total = this.wordings.numberWaiting();
		int shown = existing(page, total);
		List<Wordings.Shown> waiting = this.wordings.waiting(shown);
		model.addAttribute("total", total);
		model.addAttribute("page", shown);
		model.addAttribute("last", last(total));
		model.addAttribute("waiting", waiting);
		model.addAttribute("faultIsShown",
				waiting.stream().anyMatch((obstacle) -> obstacle.id().equals(model.getAttribute("faultAt"))));
		List<Wordings.ShownAnswer> answers = this.wordings.answersToLookAt();
		model.addAttribute("answersTotal", this.wordings.numberOfAnswersToLookAt());
		model.addAttribute("answers", answers);
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
