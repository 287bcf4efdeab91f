package no.nav.samtalepakker.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletResponse;
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

	private final Forms forms;

	private final CurrentUser user;

	private final Patience patience;

	SteeringPage(Steering steering, Rollouts rollouts, Forms forms, CurrentUser user, Patience patience) {
		this.steering = steering;
		this.rollouts = rollouts;
		this.forms = forms;
		this.user = user;
		this.patience = patience;
	}

	@GetMapping("/styring")
	String show(Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		model.addAttribute("rollouts", this.rollouts.all());
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
			this.rollouts.changeDates(id, dates.closesOn(), dates.cutOffOn());
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
			return (units == 1) ? "Meldingen er sendt til én enhet."
					: "Meldingen er sendt til %d enheter.".formatted(units);
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
			return (leftOut == 0) ? "Enhetene er med."
					: "Enhetene er med, men %d har alt en samtale om pakken og får ikke en til.".formatted(leftOut);
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

	private String act(String id, PreviewedAct act, Model model, RedirectAttributes after, HttpServletResponse response,
			Supplier<Preview> preview, Supplier<String> done) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		if (act.perform(model, after, response, preview, done)) {
			after.addAttribute("id", id);
			return "redirect:" + ROLLOUT;
		}
		return fill(id, model);
	}

	private String fill(String id, Model model) {
		model.addAttribute("view", this.steering.of(id));
		return "steering-rollout";
	}

}
