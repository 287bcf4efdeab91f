package no.nav.samtalepakker.privacy;

import java.util.Arrays;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.CurrentUser;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages that tell people what is kept about them and for how long. */
@Controller
class PrivacyController {

	private final OwnDataRegister register;

	private final Retention retention;

	private final RetentionPeriods periods;

	private final CurrentUser currentUser;

	private final Audit audit;

	PrivacyController(OwnDataRegister register, Retention retention, RetentionPeriods periods, CurrentUser currentUser,
			Audit audit) {
		this.register = register;
		this.retention = retention;
		this.periods = periods;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	@GetMapping("/hva-vet-systemet")
	String ownData(Model model) {
		String user = this.currentUser.id();
		model.addAttribute("data", this.register.of(user));
		addPeriods(model);
		this.audit.record(Act.OWN_DATA_SEEN, user);
		return "own-data";
	}

	@GetMapping("/lagring")
	String retention(Model model) {
		model.addAttribute("kinds",
				Arrays.stream(FreeText.values()).filter((kind) -> kind != FreeText.ROLLOUT_NAME).toList());
		model.addAttribute("rollouts", this.retention.rollouts());
		addPeriods(model);
		return "retention";
	}

	private void addPeriods(Model model) {
		model.addAttribute("textsPeriod", Retention.inWords(this.periods.texts()));
		model.addAttribute("auditPeriod", Retention.inWords(this.periods.audit()));
		model.addAttribute("addressesPeriod", Retention.inWords(this.periods.addresses()));
	}

}
