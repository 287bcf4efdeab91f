package no.nav.samtalepakker.overview;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.overview.RolloutPicture.ClassName;
import no.nav.samtalepakker.overview.RolloutPicture.PackagePicture;
import no.nav.samtalepakker.overview.RolloutPicture.UnitClass;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.rollout.Milestone;
import no.nav.samtalepakker.rollout.Milestones;
import no.nav.samtalepakker.rollout.RolloutState;
import no.nav.samtalepakker.summary.Summaries;
import no.nav.samtalepakker.summary.Summary;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the rollouts stand, in counts and never as lists of units. */
@Controller
class OverviewController {

	private final RolloutPictures pictures;

	private final Summaries summaries;

	private final Milestones milestones;

	private final Needs needs;

	private final CurrentUser currentUser;

	OverviewController(RolloutPictures pictures, Summaries summaries, Milestones milestones, Needs needs,
			CurrentUser currentUser) {
		this.pictures = pictures;
		this.summaries = summaries;
		this.milestones = milestones;
		this.needs = needs;
		this.currentUser = currentUser;
	}

	@GetMapping("/oversikt")
	String overview(Model model) {
		KeptFigures.Kept<RolloutPictures.All> kept = this.pictures.all();
		model.addAttribute("counted", kept.words());
		List<RolloutCard> cards = cards(kept.figures().rollouts());
		Optional<RolloutCard> first = cards.stream().filter((card) -> card.picture().isUnderWay()).findFirst();
		model.addAttribute("first", first.orElse(null));
		model.addAttribute("others",
				cards.stream().filter((card) -> card.isOpen() && !first.filter(card::equals).isPresent()).toList());
		model.addAttribute("older", cards.stream().filter((card) -> !card.isOpen()).toList());
		model.addAttribute("lifted", cards.stream().filter((card) -> !card.themes().bars().isEmpty()).findFirst());
		model.addAttribute("answered", cards.stream().filter((card) -> !card.answers().bars().isEmpty()).findFirst());
		model.addAttribute("published", cards.stream().filter((card) -> card.published() != null).toList());
		List<RecipientFigures.Row> all = kept.figures().recipients();
		model.addAttribute("recipients", all);
		model.addAttribute("alone",
				all.stream().filter((row) -> !row.isShown()).map(RecipientFigures.Row::name).toList());
		model.addAttribute("readsGaps",
				this.currentUser.isIn(Identities.SECRETARIAT) || this.currentUser.isIn(Identities.EVALUATOR));
		if (this.currentUser.isIn(Identities.SECRETARIAT)) {
			model.addAttribute("needs", this.needs.all());
		}
		else if (this.currentUser.isIn(Identities.ADMIN)) {
			model.addAttribute("needs", this.needs.ofOperation());
		}
		return "overview";
	}

	private List<RolloutCard> cards(List<RolloutPicture> pictures) {
		List<String> ids = pictures.stream().map(RolloutPicture::id).toList();
		Map<String, List<Milestone>> reached = this.milestones.ofRollouts(ids);
		Map<String, List<Summary>> versions = this.summaries.versions(ids);
		boolean writes = this.currentUser.isIn(Identities.SECRETARIAT);
		return pictures.stream()
			.map((picture) -> card(picture, reached.getOrDefault(picture.id(), List.of()),
					versions.getOrDefault(picture.id(), List.of()), writes))
			.toList();
	}

	private static RolloutCard card(RolloutPicture picture, List<Milestone> reached, List<Summary> versions,
			boolean writes) {
		Summary latest = versions.isEmpty() ? null : versions.get(versions.size() - 1);
		return new RolloutCard(picture, picture.packages().stream().map(PackageRow::of).toList(),
				TimeLine.of(picture.weeks()), Bars.ofThemes(picture.themes()), Bars.ofAnswers(picture.answers()),
				reached.stream().filter(Milestone::byHand).toList(),
				versions.stream().filter(Summary::isPublished).reduce((former, later) -> later).orElse(null),
				writes && latest != null && latest.isDraft());
	}

	/**
	 * A rollout.
	 *
	 * @param picture how it stands
	 * @param packages how far the units have come with each
	 * @param line what has been done week by week; null if nothing of it can be shown
	 * @param themes what units have lifted
	 * @param answers what kind of answers there are
	 * @param milestones what the secretariat has written down; the notes are not for this
	 * page
	 * @param published the summary to read, or null
	 * @param draft whether there is one to write, for whoever does so
	 */
	record RolloutCard(RolloutPicture picture, List<PackageRow> packages, TimeLine line, Bars themes, Bars answers,
			List<Milestone> milestones, Summary published, boolean draft) {

		boolean isOpen() {
			return this.picture.isUnderWay() || this.picture.state() == RolloutState.PLANNED;
		}

	}

	/**
	 * A package.
	 *
	 * @param picture how far the units have come
	 * @param bar the same as a bar
	 */
	record PackageRow(PackagePicture picture, StackedBar bar) {

		private static PackageRow of(PackagePicture picture) {
			return new PackageRow(picture, StackedBar.of(picture));
		}

		/** Those of the table: the classes, then what they are divided into. */
		public List<UnitClass> columns() {
			return this.picture.classes();
		}

		/** What some class is divided into, where it is told. */
		public List<UnitClass> parts() {
			return this.picture.classes()
				.stream()
				.flatMap((one) -> one.parts().stream())
				.filter((part) -> part.name() != ClassName.TOLD && part.name() != ClassName.NOT_PREPARED)
				.toList();
		}

	}

}
