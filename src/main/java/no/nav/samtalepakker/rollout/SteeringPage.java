package no.nav.samtalepakker.rollout;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Patience;
import no.nav.samtalepakker.platform.Preview;
import no.nav.samtalepakker.platform.PreviewedAct;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where the secretariat steers a rollout. Every act is shown with what it brings about
 * before it is done, and is done only if nothing has changed since.
 */
@Controller
class SteeringPage {

	private static final String ROLLOUT = "/styring/utrullinger/{id}";

	private final Steering steering;

	private final Rollouts rollouts;

	private final Milestones milestones;

	private final LastDone lastDone;

	private final Forms forms;

	private final CurrentUser user;

	private final Patience patience;

	SteeringPage(Steering steering, Rollouts rollouts, Milestones milestones, LastDone lastDone, Forms forms,
			CurrentUser user, Patience patience) {
		this.steering = steering;
		this.rollouts = rollouts;
		this.milestones = milestones;
		this.lastDone = lastDone;
		this.forms = forms;
		this.user = user;
		this.patience = patience;
	}

	@GetMapping("/styring")
	String show(Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		model.addAttribute("rollouts", this.rollouts.all());
		model.addAttribute("lastDone", this.lastDone.everywhere());
		return "steering";
	}

	@GetMapping(ROLLOUT)
	String rollout(@PathVariable String id, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return fill(id, model);
	}

	@PostMapping(ROLLOUT + "/datoer")
	String dates(@PathVariable String id, @RequestParam(defaultValue = "") String closesOn,
			@RequestParam(defaultValue = "") String cutOffOn, @RequestParam(defaultValue = "") String seen, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		PreviewedAct act = new PreviewedAct("datoer", Map.of("closesOn", closesOn, "cutOffOn", cutOffOn), seen);
		return act(id, act, model, after, response, () -> {
			RolloutController.NewDates dates = this.forms.read(act.given(), RolloutController.NewDates.class);
			return this.steering.previewDates(id, dates.closesOn(), dates.cutOffOn());
		}, () -> {
			RolloutController.NewDates dates = this.forms.read(act.given(), RolloutController.NewDates.class);
			this.patience.insist(() -> this.rollouts.changeDates(id, dates.closesOn(), dates.cutOffOn()));
			return "Datoene er flyttet.";
		});
	}

	@PostMapping(ROLLOUT + "/melding")
	String message(@PathVariable String id, @RequestParam(defaultValue = "") String text,
			@RequestParam(defaultValue = "") String seen, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		PreviewedAct act = new PreviewedAct("melding", Map.of("text", text), seen);
		return act(id, act, model, after, response, () -> {
			this.forms.read(act.given(), RolloutController.Message.class);
			return this.steering.previewMessage(id);
		}, () -> {
			int units = this.rollouts.message(id, this.forms.read(act.given(), RolloutController.Message.class).text());
			return Counted.of(units, "Meldingen er sendt til én enhet.", "Meldingen er sendt til %d enheter.");
		});
	}

	@PostMapping(ROLLOUT + "/enheter")
	String add(@PathVariable String id, @RequestParam(defaultValue = "") String unitIds,
			@RequestParam(defaultValue = "") String seen, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		PreviewedAct act = new PreviewedAct("enheter", Map.of("unitIds", unitIds), seen);
		List<String> wanted = Arrays.stream(unitIds.split("[\\s,;]+"))
			.filter((unit) -> !unit.isBlank())
			.distinct()
			.toList();
		return act(id, act, model, after, response, () -> this.steering.previewUnits(id, wanted), () -> {
			int leftOut = this.rollouts.addUnits(id, wanted);
			String added = Counted.of(wanted.size(), "Enheten er med", "Enhetene er med");
			return (leftOut == 0) ? added + "."
					: added + Counted.of(leftOut, ", men én har alt en samtale om pakken og får ikke en til.",
							", men %d har alt en samtale om pakken og får ikke en til.");
		});
	}

	@PostMapping(ROLLOUT + "/stopp")
	String stop(@PathVariable String id, @RequestParam(defaultValue = "") String message,
			@RequestParam(defaultValue = "") String seen, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		PreviewedAct act = new PreviewedAct("stopp", Map.of("message", message), seen);
		return act(id, act, model, after, response, () -> {
			this.forms.read(act.given(), RolloutController.Stop.class);
			return this.steering.previewStop(id);
		}, () -> {
			String why = this.forms.read(act.given(), RolloutController.Stop.class).message();
			this.patience.insist(() -> this.rollouts.stop(id, why));
			return "Utrullingen er stoppet.";
		});
	}

	@PostMapping(ROLLOUT + "/avlys")
	String cancel(@PathVariable String id, @RequestParam(defaultValue = "") String seen, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		return act(id, new PreviewedAct("avlys", Map.of(), seen), model, after, response,
				() -> this.steering.previewCancel(id), () -> {
					this.patience.insist(() -> this.rollouts.cancel(id));
					return "Utrullingen er avlyst.";
				});
	}

	@PostMapping(ROLLOUT + "/milepeler")
	String addMilestone(@PathVariable String id, @RequestParam Map<String, String> request, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		PreviewedAct act = milestone("milepeler", request);
		return act(id, act, model, after, response,
				() -> this.steering.previewMilestone(id, this.forms.read(act.given(), Milestones.Written.class)),
				() -> {
					this.milestones.add(id, this.forms.read(act.given(), Milestones.Written.class));
					return "Milepælen er skrevet ned.";
				});
	}

	@GetMapping(ROLLOUT + "/milepeler/{milestone}")
	String milestone(@PathVariable String id, @PathVariable String milestone, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return fillMilestone(id, milestone, model);
	}

	@PostMapping(ROLLOUT + "/milepeler/{milestone}/rett")
	String correctMilestone(@PathVariable String id, @PathVariable String milestone,
			@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		PreviewedAct act = milestone("rett", request);
		boolean done = act.perform(model, after, response, () -> this.steering.previewCorrection(id, milestone,
				this.forms.read(act.given(), Milestones.Written.class)), () -> {
					this.milestones.correct(id, milestone, this.forms.read(act.given(), Milestones.Written.class));
					return "Milepælen er rettet.";
				});
		return done ? toRollout(id, after) : fillMilestone(id, milestone, model);
	}

	@PostMapping(ROLLOUT + "/milepeler/{milestone}/fjern")
	String removeMilestone(@PathVariable String id, @PathVariable String milestone,
			@RequestParam(defaultValue = "") String seen, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		boolean done = new PreviewedAct("fjern", Map.of(), seen).perform(model, after, response,
				() -> this.steering.previewRemoval(id, milestone), () -> {
					this.milestones.remove(id, milestone);
					return "Milepælen er tatt bort.";
				});
		return done ? toRollout(id, after) : fillMilestone(id, milestone, model);
	}

	private static PreviewedAct milestone(String name, Map<String, String> request) {
		Map<String, String> written = new LinkedHashMap<>();
		List.of("kind", "on", "note").forEach((field) -> written.put(field, request.getOrDefault(field, "").strip()));
		return new PreviewedAct(name, written, request.getOrDefault("seen", ""));
	}

	private String fillMilestone(String id, String milestone, Model model) {
		model.addAttribute("rollout", this.rollouts.get(id));
		model.addAttribute("milestone", this.milestones.get(id, milestone));
		model.addAttribute("kinds", MilestoneKind.chosen());
		return "steering-milestone";
	}

	private static String toRollout(String id, RedirectAttributes after) {
		after.addAttribute("id", id);
		return "redirect:" + ROLLOUT;
	}

	private String act(String id, PreviewedAct act, Model model, RedirectAttributes after, HttpServletResponse response,
			Supplier<Preview> preview, Supplier<String> done) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		if (act.perform(model, after, response, preview, done)) {
			return toRollout(id, after);
		}
		return fill(id, model);
	}

	private String fill(String id, Model model) {
		model.addAttribute("view", this.steering.of(id));
		model.addAttribute("kinds", MilestoneKind.chosen());
		model.addAttribute("lastDone", this.lastDone.to(id));
		return "steering-rollout";
	}

}
