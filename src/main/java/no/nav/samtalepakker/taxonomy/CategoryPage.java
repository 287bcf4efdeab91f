package no.nav.samtalepakker.taxonomy;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletResponse;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Forms;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Preview;
import no.nav.samtalepakker.platform.PreviewedAct;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the secretariat decides what obstacles can be about. */
@Controller
class CategoryPage {

	private static final String PAGE = "/styring/kategorier";

	private static final String ONE = PAGE + "/{code}";

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy",
			Locale.forLanguageTag("nb"));

	private final Taxonomy taxonomy;

	private final CategoryChanges changes;

	private final Forms forms;

	private final CurrentUser user;

	CategoryPage(Taxonomy taxonomy, CategoryChanges changes, Forms forms, CurrentUser user) {
		this.taxonomy = taxonomy;
		this.changes = changes;
		this.forms = forms;
		this.user = user;
	}

	@GetMapping(PAGE)
	String show(Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return fillAll(model);
	}

	@PostMapping(PAGE)
	String add(@RequestParam Map<String, String> request, Model model, RedirectAttributes after,
			HttpServletResponse response) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		PreviewedAct act = act("", request, "name");
		boolean done = act.perform(model, after, response, () -> previewAdded(null, added(act)), () -> {
			after.addAttribute("code", this.changes.add(null, added(act)));
			return "Kategorien er lagt til. Legg til underkategorier.";
		});
		return done ? "redirect:" + ONE : fillAll(model);
	}

	@GetMapping(ONE)
	String one(@PathVariable String code, Model model) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		return fill(code, model);
	}

	@PostMapping(ONE + "/under")
	String addSubcategory(@PathVariable String code, @RequestParam Map<String, String> request, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		PreviewedAct act = act("under", request, "name", "level");
		return act(code, act, model, after, response, () -> previewAdded(code, added(act)), () -> {
			this.changes.add(code, added(act));
			return "Underkategorien er lagt til.";
		});
	}

	@PostMapping(ONE + "/navn")
	String rename(@PathVariable String code, @RequestParam Map<String, String> request, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		PreviewedAct act = act("navn", request, "name");
		return act(code, act, model, after, response, () -> previewRenamed(code, renamed(act)), () -> {
			this.changes.rename(code, renamed(act));
			return "Navnet er endret.";
		});
	}

	@PostMapping(ONE + "/utga")
	String deprecate(@PathVariable String code, @RequestParam Map<String, String> request, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		PreviewedAct act = act("utga", request, "from", "successor");
		return act(code, act, model, after, response, () -> previewDeprecated(code, deprecated(act)), () -> {
			this.changes.deprecate(code, deprecated(act));
			return "Endringen er lagret.";
		});
	}

	@PostMapping(ONE + "/bli")
	String reinstate(@PathVariable String code, @RequestParam(defaultValue = "") String seen, Model model,
			RedirectAttributes after, HttpServletResponse response) {
		return act(code, new PreviewedAct("bli", Map.of(), seen), model, after, response, () -> previewReinstated(code),
				() -> {
					this.changes.reinstate(code);
					return "Kategorien blir.";
				});
	}

	private String act(String code, PreviewedAct act, Model model, RedirectAttributes after,
			HttpServletResponse response, Supplier<Preview> preview, Supplier<String> done) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		if (act.perform(model, after, response, preview, done)) {
			after.addAttribute("code", code);
			return "redirect:" + ONE;
		}
		return fill(code, model);
	}

	private static PreviewedAct act(String name, Map<String, String> request, String... fields) {
		Map<String, String> written = new LinkedHashMap<>();
		List.of(fields).forEach((field) -> written.put(field, request.getOrDefault(field, "").strip()));
		return new PreviewedAct(name, written, request.getOrDefault("seen", ""));
	}

	private CategoryChanges.Added added(PreviewedAct act) {
		return this.forms.read(act.given(), CategoryChanges.Added.class);
	}

	private String renamed(PreviewedAct act) {
		return this.forms.read(act.given(), CategoryChanges.Renamed.class).name();
	}

	private CategoryChanges.Deprecated deprecated(PreviewedAct act) {
		return this.forms.read(act.given(), CategoryChanges.Deprecated.class);
	}

	// what would happen

	private Preview previewAdded(String category, CategoryChanges.Added added) {
		this.changes.check(category, added);
		List<String> lines = new ArrayList<>();
		lines.add("«%s» får koden %s. Koden står fast.".formatted(added.name(),
				this.changes.codeFor(category, added.name())));
		if (category == null) {
			lines.add("Ingen kan velge den før den har en underkategori.");
		}
		else {
			lines.add("Alle kan velge den under «%s» med en gang.".formatted(this.changes.nameOf(category)));
			lines.add("Ingen regel ennå: går til vurdering.");
		}
		lines.add("Den blir aldri slettet, men kan gå ut.");
		return new Preview((category == null) ? "Legg til kategorien" : "Legg til underkategorien", lines, false);
	}

	private Preview previewRenamed(String code, String name) {
		String former = this.changes.nameOf(code);
		this.changes.refuseTaken(this.changes.categoryOf(code), name, code);
		if (former.equals(name)) {
			throw new Conflict("Ingenting er endret.");
		}
		return new Preview("Endre navnet",
				List.of("«%s» heter «%s» overalt fra nå av, også der den er brukt før.".formatted(former, name),
						"Oppsummeringer som er publisert, har fortsatt navnet de ble publisert med.",
						"Navnet kan endres tilbake."),
				false);
	}

	private Preview previewDeprecated(String code, CategoryChanges.Deprecated deprecated) {
		this.changes.checkSuccessor(code, deprecated);
		String name = this.changes.nameOf(code);
		String successor = this.changes.successors(code).get(deprecated.successor());
		List<String> lines = new ArrayList<>();
		lines.add("Fra %s kan ingen velge «%s».".formatted(DAY.format(deprecated.from()), name));
		if (this.changes.categoryOf(code) == null) {
			lines.add(
					"Det gjelder underkategoriene også. Sender noen et skjema de åpnet før, blir hindringen lagret under «%s» uten underkategori, og går til vurdering."
						.formatted(successor));
		}
		else {
			lines.add("Sender noen et skjema de åpnet før, blir hindringen lagret som «%s».".formatted(successor));
		}
		lines.add("Det som alt er meldt, beholder kategorien og står med navnet.");
		lines.add("Dere kan la den bli likevel.");
		return new Preview("La kategorien gå ut", lines, false);
	}

	private Preview previewReinstated(String code) {
		String name = this.changes.nameOf(code);
		if (this.taxonomy.change(code).filter((row) -> row.deprecatedFrom() != null).isEmpty()) {
			throw new Conflict("Kategorien går ikke ut.");
		}
		return new Preview("La kategorien bli", List.of("«%s» kan velges igjen.".formatted(name),
				"Det som er lagret under den som skulle ta over, blir der."), false);
	}

	// what stands there

	private String fillAll(Model model) {
		Map<Line, List<Line>> categories = new LinkedHashMap<>();
		this.taxonomy.allCategories().forEach((code, name) -> categories.put(line(code, name), below(code)));
		model.addAttribute("categories", categories);
		return "steering-categories";
	}

	private String fill(String code, Model model) {
		String category = this.changes.categoryOf(code);
		Line line = line(code, this.changes.nameOf(code));
		model.addAttribute("line", line);
		model.addAttribute("above", (category != null) ? line(category, this.changes.nameOf(category)) : null);
		model.addAttribute("below", (category == null) ? below(code) : List.of());
		model.addAttribute("successors", this.changes.successors(code));
		return "steering-category";
	}

	private List<Line> below(String category) {
		return this.taxonomy.allSubcategories()
			.stream()
			.filter((each) -> each.category().equals(category))
			.map((each) -> line(each.code(), each.name()))
			.toList();
	}

	private Line line(String code, String name) {
		CategoryRows.Row change = this.taxonomy.change(code).orElse(null);
		boolean goes = change != null && change.deprecatedFrom() != null;
		return new Line(code, name, goes ? change.deprecatedFrom() : null,
				goes ? this.changes.nameOf(change.successor()) : null, this.taxonomy.hasGone(code),
				this.taxonomy.find(code).isPresent() && !this.taxonomy.isShipped(code),
				this.taxonomy.find(code).filter((found) -> !found.shown()).isPresent());
	}

	/**
	 * A category or subcategory as the page shows it.
	 *
	 * @param code its code
	 * @param name on screen
	 * @param from when it goes or has gone, or null
	 * @param successor name of what takes over, or null
	 * @param gone whether forms do not offer it any more
	 * @param withoutRule whether the decision table cannot know it
	 * @param hidden whether it ships without being offered
	 */
	record Line(String code, String name, LocalDate from, String successor, boolean gone, boolean withoutRule,
			boolean hidden) {
	}

}
