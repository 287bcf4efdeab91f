package no.nav.samtalepakker.obstacle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * «Hindringer»: the secretariat finds what units have raised and keeps its ways of
 * looking. The page names no unit.
 */
@Controller
class ObstaclesPage {

	private static final String LIST = "/hindringer";

	private static final List<Integer> AGES = List.of(5, 14, 30, 60, 90);

	private final ObstacleList list;

	private final ObstacleViews views;

	private final Taxonomy taxonomy;

	private final Recipients recipients;

	private final Packages packages;

	private final Rollouts rollouts;

	private final Forms forms;

	private final CurrentUser user;

	ObstaclesPage(ObstacleList list, ObstacleViews views, Taxonomy taxonomy, Recipients recipients, Packages packages,
			Rollouts rollouts, Forms forms, CurrentUser user) {
		this.list = list;
		this.views = views;
		this.taxonomy = taxonomy;
		this.recipients = recipients;
		this.packages = packages;
		this.rollouts = rollouts;
		this.forms = forms;
		this.user = user;
	}

	@GetMapping(LIST)
	String show(@RequestParam Map<String, String> asked, @RequestParam(name = "side", defaultValue = "0") int page,
			Model model, HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		try {
			return fill(model, filter(asked), page);
		}
		catch (InvalidInput invalid) {
			return all(model, invalid, response);
		}
	}

	private String all(Model model, InvalidInput invalid, HttpServletResponse response) {
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		model.addAttribute("filterFault", invalid.advice());
		return fill(model, ObstacleFilter.ALL, 0);
	}

	/** What is asked for; {@link InvalidInput} for what is not there. */
	private ObstacleFilter filter(Map<String, String> asked) {
		ObstacleFilter filter = ObstacleFilter.of(asked);
		mustExist("tema", filter.theme(), (code) -> code.equals(ObstacleFilter.NO_THEME)
				|| this.taxonomy.nameOfCategory(code).isPresent() || this.taxonomy.find(code).isPresent());
		mustExist("mottaker", filter.recipient(),
				(code) -> this.recipients.find(code).filter((found) -> found.code().equals(code)).isPresent());
		mustExist("pakke", filter.packageKey(), (key) -> this.packages.newest(key).isPresent());
		mustExist("utrulling", filter.rolloutId(),
				(id) -> this.rollouts.all().stream().anyMatch((rollout) -> rollout.id().equals(id)));
		return filter;
	}

	private static void mustExist(String name, String value, Predicate<String> exists) {
		if (value != null && !exists.test(value)) {
			throw ObstacleFilter.unknown(name);
		}
	}

	@PostMapping(LIST + "/visninger")
	String keep(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		ObstacleFilter filter;
		try {
			filter = filter(request);
		}
		catch (InvalidInput invalid) {
			return all(model, invalid, response);
		}
		String name = request.getOrDefault("navn", "");
		try {
			this.views.keep(this.forms.read(Map.of("navn", name, "felles", request.containsKey("felles")),
					ObstacleViews.NewView.class), filter);
		}
		catch (InvalidInput invalid) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			return again(model, filter, name, invalid.advice());
		}
		catch (Conflict conflict) {
			response.setStatus(HttpStatus.CONFLICT.value());
			return again(model, filter, name, conflict.getMessage());
		}
		after.addAllAttributes(filter.parameters());
		after.addFlashAttribute("told", "Visningen er lagret.");
		return "redirect:" + LIST;
	}

	private String again(Model model, ObstacleFilter filter, String name, String fault) {
		model.addAttribute("viewName", name);
		model.addAttribute("viewFault", fault);
		return fill(model, filter, 0);
	}

	@PostMapping(LIST + "/visninger/{id}/fjern")
	String remove(@PathVariable String id, RedirectAttributes after) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		this.views.remove(id);
		after.addFlashAttribute("told", "Visningen er fjernet.");
		return "redirect:" + LIST;
	}

	private String fill(Model model, ObstacleFilter filter, int page) {
		ObstacleList.Found found = this.list.find(filter, page);
		Map<Stage, Integer> counts = found.counts();
		model.addAttribute("filter", filter);
		model.addAttribute("parameters", filter.parameters());
		model.addAttribute("counted", this.list.isCounted(filter));
		model.addAttribute("counts", counts);
		model.addAttribute("total", found.total());
		model.addAttribute("sum", counts.values().stream().mapToInt(Integer::intValue).sum());
		model.addAttribute("page", found.page());
		model.addAttribute("last", found.last());
		model.addAttribute("obstacles", found.obstacles());
		model.addAttribute("views", this.views.all());
		model.addAttribute("stages",
				Stream.of(Stage.values())
					.filter((stage) -> counts.containsKey(stage) || stage == filter.stage())
					.toList());
		model.addAttribute("allStages", Stage.values());
		model.addAttribute("themes", this.taxonomy.categories());
		model.addAttribute("levels", levels());
		model.addAttribute("recipients", this.recipients.answering());
		model.addAttribute("packages", this.packages.newest());
		model.addAttribute("rollouts", this.rollouts.all());
		model.addAttribute("ages", AGES);
		return "obstacles";
	}

	/** As the form for reporting calls them. */
	private static Map<String, String> levels() {
		Map<String, String> levels = new LinkedHashMap<>();
		levels.put("MIKRO", "Hos den enkelte");
		levels.put("MESO", "I NAV som organisasjon");
		levels.put("MAKRO", "Hos politikerne eller i samfunnet ellers");
		return levels;
	}

}
