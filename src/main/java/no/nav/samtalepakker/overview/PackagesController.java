package no.nav.samtalepakker.overview;

import java.util.List;

import no.nav.samtalepakker.example.Examples;
import no.nav.samtalepakker.meeting.PackageFeedback;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.packages.WayToTalk;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The packages, for everybody at any time: before, in and after a meeting, and also when
 * no rollout runs.
 */
@Controller
class PackagesController {

	private final Packages packages;

	private final Examples examples;

	private final PackageFeedback feedback;

	PackagesController(Packages packages, Examples examples, PackageFeedback feedback) {
		this.packages = packages;
		this.examples = examples;
		this.feedback = feedback;
	}

	@GetMapping("/pakker")
	String all(Model model) {
		model.addAttribute("packages", this.packages.newest());
		return "packages";
	}

	@GetMapping("/pakker/{key}")
	String one(@PathVariable String key, @RequestParam(name = "versjon", required = false) Integer version,
			Model model) {
		fill(key, version, model);
		model.addAttribute("examples", this.examples.of(key));
		return "package";
	}

	/** The unit's own people take back what they let others read. */
	@PostMapping("/pakker/{key}/eksempler/{conversationId}/tilbake")
	String withdraw(@PathVariable String key, @PathVariable String conversationId, RedirectAttributes after) {
		this.examples.withdraw(conversationId);
		after.addFlashAttribute("takenBack", true);
		after.addAttribute("key", key);
		return "redirect:/pakker/{key}";
	}

	@GetMapping("/pakker/{key}/tilbakemeldinger")
	String feedback(@PathVariable String key, Model model) {
		model.addAttribute("feedback", this.feedback.of(key));
		fill(key, null, model);
		return "package-feedback";
	}

	@GetMapping("/pakker/{key}/ark")
	String sheet(@PathVariable String key, @RequestParam(name = "versjon", required = false) Integer version,
			@RequestParam(name = "minutter", required = false) Integer minutes, Model model) {
		ConversationPackage shown = fill(key, version, model);
		model.addAttribute("time", MeetingTime.of(minutes, shown.questions(Use.CONVERSATION).size()));
		return "package-sheet";
	}

	/**
	 * The newest version, or the one a running conversation began with; which one it is
	 * stands on the page.
	 */
	private ConversationPackage fill(String key, Integer version, Model model) {
		ConversationPackage newest = this.packages.newest(key).orElseThrow(PackagesController::unknown);
		ConversationPackage shown = (version != null)
				? this.packages.find(key, version).orElseThrow(PackagesController::unknown) : newest;
		model.addAttribute("package", shown);
		model.addAttribute("newest", newest.version());
		model.addAttribute("conversation", shown.questions(Use.CONVERSATION));
		model.addAttribute("report", shown.questions(Use.REPORT));
		model.addAttribute("ways", List.of(WayToTalk.values()));
		return shown;
	}

	private static NotFound unknown() {
		return new NotFound("Samtalepakken finnes ikke.");
	}

}
