package no.nav.samtalepakker.keyfigures;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.overview.OverviewTables;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Refused;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.RolloutState;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** «Nøkkeltall», for the secretariat and the evaluator. */
@Controller
class KeyFiguresPage {

	private static final String PAGE = "key-figures";

	private static final int LONGEST_NAME = 40;

	private final KeyFigures figures;

	private final OverviewTables overview;

	private final Rollouts rollouts;

	private final CurrentUser currentUser;

	private final Audit audit;

	KeyFiguresPage(KeyFigures figures, OverviewTables overview, Rollouts rollouts, CurrentUser currentUser,
			Audit audit) {
		this.figures = figures;
		this.overview = overview;
		this.rollouts = rollouts;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	/**
	 * The figures of one package in one rollout; without a choice the newest rollout, and
	 * of a rollout the package that reaches most.
	 */
	@GetMapping("/tall")
	String page(@RequestParam(name = "utrulling", required = false) String rolloutId,
			@RequestParam(name = "pakke", required = false) String packageKey, Model model) {
		checkReader();
		List<Rollout> all = begun();
		model.addAttribute("rollouts", all);
		if (all.isEmpty() && rolloutId == null) {
			return PAGE;
		}
		Rollout rollout = (rolloutId != null) ? rollout(rolloutId) : newest(all, packageKey);
		List<ConversationPackage> packages = this.figures.packagesOf(rollout);
		model.addAttribute("rollout", rollout);
		model.addAttribute("packages", packages);
		if (packageKey != null || !packages.isEmpty()) {
			// who changes the rollout may have chosen a package it does not have
			String chosen = packages.stream()
				.map(ConversationPackage::key)
				.filter((key) -> key.equals(packageKey))
				.findFirst()
				.orElseGet(() -> packages.isEmpty() ? packageKey : packages.get(0).key());
			model.addAttribute("figures", this.figures.of(rollout, chosen));
			model.addAttribute("questions", Evaluation.QUESTIONS);
			model.addAttribute("notMeasured", Evaluation.NOT_MEASURED);
		}
		return PAGE;
	}

	/** The newest that has the package, or the newest. */
	private Rollout newest(List<Rollout> all, String packageKey) {
		return all.stream()
			.filter((rollout) -> packageKey == null
					|| this.figures.packagesOf(rollout).stream().anyMatch((pack) -> pack.key().equals(packageKey)))
			.findFirst()
			.orElse(all.get(0));
	}

	@GetMapping("/tall/csv")
	ResponseEntity<byte[]> csv(@RequestParam("utrulling") String rolloutId, @RequestParam("pakke") String packageKey) {
		PackageFigures chosen = fetched(rolloutId, packageKey, "CSV");
		return file(chosen, "csv", "text/csv;charset=UTF-8", KeyFigureFiles.csv(chosen));
	}

	@GetMapping("/tall/excel")
	ResponseEntity<byte[]> excel(@RequestParam("utrulling") String rolloutId,
			@RequestParam("pakke") String packageKey) {
		PackageFigures chosen = fetched(rolloutId, packageKey, "Excel");
		return file(chosen, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
				KeyFigureFiles.workbook(chosen, this.overview.of(rolloutId)));
	}

	private PackageFigures fetched(String rolloutId, String packageKey, String format) {
		checkReader();
		PackageFigures chosen = this.figures.of(rollout(rolloutId), packageKey);
		this.audit.record(Act.KEY_FIGURES_EXPORTED, rolloutId, null, packageKey + " " + format);
		return chosen;
	}

	private void checkReader() {
		if (!this.currentUser.isIn(Identities.SECRETARIAT) && !this.currentUser.isIn(Identities.EVALUATOR)) {
			throw new Refused("Denne siden er for sekretariatet og evalueringen.");
		}
	}

	private Rollout rollout(String id) {
		return begun().stream()
			.filter((rollout) -> rollout.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new NotFound("Utrullingen finnes ikke."));
	}

	/** The newest first. */
	private List<Rollout> begun() {
		return this.rollouts.all()
			.stream()
			.filter((rollout) -> rollout.state() != RolloutState.PLANNED && rollout.state() != RolloutState.CANCELLED)
			.sorted(Comparator.comparing(Rollout::opensOn).reversed())
			.toList();
	}

	private static ResponseEntity<byte[]> file(PackageFigures figures, String suffix, String type, byte[] content) {
		String name = "nokkeltall-" + plain(figures.rollout().name()) + "-" + figures.packageKey() + "-" + figures.day()
				+ "." + suffix;
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
			.contentType(MediaType.parseMediaType(type))
			.body(content);
	}

	/** What every file system takes. */
	private static String plain(String name) {
		String letters = Normalizer
			.normalize(name.toLowerCase(Locale.ROOT).replace("ø", "o").replace("æ", "ae"), Normalizer.Form.NFD)
			.replaceAll("\\p{M}", "")
			.replaceAll("[^a-z0-9]+", "-")
			.replaceAll("^-|-$", "");
		return letters.isEmpty() ? "utrulling" : letters.substring(0, Math.min(letters.length(), LONGEST_NAME));
	}

}
