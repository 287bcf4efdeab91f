package no.nav.samtalepakker.rollout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.GroupKind;
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

/** The county's page: its answers, which it may change, and how its offices fare. */
@Controller
class CountyPage {

	private final CountyCases cases;

	private final CountyDecisions decisions;

	private final Units units;

	private final Forms forms;

	private final CurrentUser user;

	CountyPage(CountyCases cases, CountyDecisions decisions, Units units, Forms forms, CurrentUser user) {
		this.cases = cases;
		this.decisions = decisions;
		this.units = units;
		this.forms = forms;
		this.user = user;
	}

	@GetMapping("/fylke")
	String show(Model model) {
		return fill(model);
	}

	@PostMapping("/fylke/{countyId}/{rolloutId}")
	String decide(@PathVariable String countyId, @PathVariable String rolloutId,
			@RequestParam(defaultValue = "") String participation, @RequestParam(defaultValue = "") String reconsiderOn,
			@RequestParam(defaultValue = "") String comment,
			@RequestParam(name = "reasons", defaultValue = "") List<String> reasons,
			@RequestParam(name = "unitIds", defaultValue = "") List<String> unitIds, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		this.user.mustBeIn(GroupKind.COUNTY.of(countyId));
		Written written = new Written(participation, unitIds, reasons, reconsiderOn, comment);
		try {
			this.decisions.revise(rolloutId, countyId, this.forms.read(written.meant(), DecideParticipation.class));
		}
		catch (InvalidInput invalid) {
			model.addAttribute("faultField", invalid.field());
			return again(model, rolloutId, countyId, written, invalid.advice(), HttpStatus.BAD_REQUEST, response);
		}
		catch (Conflict late) {
			return again(model, rolloutId, countyId, written, late.getMessage(), HttpStatus.CONFLICT, response);
		}
		after.addFlashAttribute("decided", rolloutId + countyId);
		return "redirect:/fylke";
	}

	/** What was written is not lost. */
	private String again(Model model, String rolloutId, String countyId, Written written, String fault,
			HttpStatus status, HttpServletResponse response) {
		response.setStatus(status.value());
		model.addAttribute("fault", fault);
		model.addAttribute("faultAt", rolloutId + countyId);
		model.addAttribute("written", written);
		return fill(model);
	}

	private String fill(Model model) {
		List<Unit> counties = this.user.groups()
			.stream()
			.map(GroupKind.COUNTY::idIn)
			.filter((id) -> id != null)
			.sorted()
			.map(this.units::get)
			.toList();
		if (counties.isEmpty()) {
			throw new Refused("Denne siden er for fylkene.");
		}
		model.addAttribute("counties",
				counties.stream().map((county) -> County.of(county, this.cases.of(county.id()))).toList());
		model.addAttribute("choices", DecideParticipation.Participation.values());
		model.addAttribute("allReasons", DecideParticipation.Reason.values());
		return "county";
	}

	/**
	 * A county somebody speaks for.
	 *
	 * @param unit the county
	 * @param cases the rollouts that concern it
	 * @param counted when its figures were counted, to be read; null if that is now
	 */
	record County(Unit unit, List<CountyCases.CountyCase> cases, String counted) {

		private static County of(Unit unit, KeptFigures.Kept<List<CountyCases.CountyCase>> cases) {
			return new County(unit, cases.figures(), cases.words());
		}

	}

	/**
	 * The fields of the page as they came.
	 *
	 * @param participation code of the answer, or blank
	 * @param unitIds offices of a yes
	 * @param reasons codes, of a no or later
	 * @param reconsiderOn of a later
	 * @param comment or blank
	 */
	record Written(String participation, List<String> unitIds, List<String> reasons, String reconsiderOn,
			String comment) {

		/** Without what belongs to another answer: it stands in the page all the same. */
		Map<String, Object> meant() {
			Map<String, Object> fields = new LinkedHashMap<>();
			put(fields, "participation", this.participation);
			put(fields, "comment", this.comment);
			if (is(DecideParticipation.Participation.YES)) {
				fields.put("unitIds", this.unitIds);
			}
			else {
				fields.put("reasons", this.reasons);
			}
			if (is(DecideParticipation.Participation.LATER)) {
				put(fields, "reconsiderOn", this.reconsiderOn);
			}
			return fields;
		}

		private boolean is(DecideParticipation.Participation answer) {
			return this.participation.equals(answer.name());
		}

		private static void put(Map<String, Object> fields, String name, String text) {
			if (!text.isBlank()) {
				fields.put(name, text);
			}
		}

	}

}
