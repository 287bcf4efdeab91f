package no.nav.samtalepakker.agreement;

import java.util.Set;

import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Counted;
import no.nav.samtalepakker.platform.InvalidInput;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page «Dette ble vi enige om»: what participants may be sent, each point with a
 * tick, and the e-mail as it will be. Nobody has to come here.
 */
@Controller
class AgreementPage {

	private final Agreements agreements;

	AgreementPage(Agreements agreements) {
		this.agreements = agreements;
	}

	/**
	 * Everything is ticked until somebody has chosen.
	 * @param chosen there when somebody has
	 * @param items ids of what is ticked then
	 */
	@GetMapping("/samtaler/{id}/enige")
	String show(@PathVariable String id, @RequestParam(name = "valgt", required = false) String chosen,
			@RequestParam(name = "punkt", defaultValue = "") Set<String> items, Model model) {
		model.addAttribute("offer", this.agreements.offer(id, (chosen != null) ? items : null));
		return "agreement";
	}

	@PostMapping("/samtaler/{id}/enige")
	String send(@PathVariable String id, @RequestParam(name = "punkt", defaultValue = "") Set<String> items,
			RedirectAttributes after) {
		try {
			int readers = this.agreements.send(id, items);
			after.addFlashAttribute("told",
					"«Dette ble vi enige om» er sendt til " + Counted.of(readers, "én person", "%d personer") + ".");
		}
		catch (InvalidInput invalid) {
			after.addFlashAttribute("refused", invalid.advice());
		}
		catch (Conflict ex) {
			after.addFlashAttribute("refused", ex.getMessage());
		}
		catch (DuplicateKeyException ex) {
			after.addFlashAttribute("refused", "Noen andre hos dere sendte akkurat nå. Se hva som er sendt nedenfor.");
		}
		return "redirect:/samtaler/{id}/enige";
	}

}
