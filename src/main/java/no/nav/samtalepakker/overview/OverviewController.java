package no.nav.samtalepakker.overview;

import java.util.List;

import no.nav.samtalepakker.conversation.ConversationFigures;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.conversation.ProgressFigures;
import no.nav.samtalepakker.incident.Stops;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.summary.Summaries;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the rollouts stand, in counts and never as lists of units. */
@Controller
class OverviewController {

	private final Rollouts rollouts;

	private final ConversationFigures conversations;

	private final Packages packages;

	private final RecipientFigures recipients;

	private final Summaries summaries;

	private final Notifications notifications;

	private final Stops stops;

	private final CurrentUser currentUser;

	OverviewController(Rollouts rollouts, ConversationFigures conversations, Packages packages,
			RecipientFigures recipients, Summaries summaries, Notifications notifications, Stops stops,
			CurrentUser currentUser) {
		this.rollouts = rollouts;
		this.conversations = conversations;
		this.packages = packages;
		this.recipients = recipients;
		this.summaries = summaries;
		this.notifications = notifications;
		this.stops = stops;
		this.currentUser = currentUser;
	}

	@GetMapping("/oversikt")
	String overview(Model model) {
		model.addAttribute("rollouts", this.rollouts.all().stream().map(this::card).toList());
		model.addAttribute("recipients", this.recipients.all());
		if (this.currentUser.isIn(Identities.SECRETARIAT) || this.currentUser.isIn(Identities.ADMIN)) {
			model.addAttribute("mail", this.notifications.status());
			model.addAttribute("stopStatus", this.stops.status());
		}
		return "overview";
	}

	private RolloutCard card(Rollout rollout) {
		List<ConversationFigures.Part> all = this.conversations.ofRollout(rollout.id());
		List<PackageRow> rows = this.packages.newest()
			.stream()
			.map((version) -> new PackageRow(version.name(),
					Progress
						.sum(ConversationFigures
							.byCounty(all.stream().filter((part) -> part.packageKey().equals(version.key())).toList())
							.values())
						.figures(rollout.state().stage())))
			.filter((row) -> row.progress().reached() > 0)
			.toList();
		return new RolloutCard(rollout, rows, rollout.state().stage(),
				this.summaries.published(rollout.id()).isPresent(),
				this.currentUser.isIn(Identities.SECRETARIAT) && this.summaries.latest(rollout.id())
					.filter((summary) -> summary.state().equals("DRAFT"))
					.isPresent());
	}

	/**
	 * A rollout.
	 *
	 * @param rollout the rollout
	 * @param packages how far the units have come with each
	 * @param stage how far the rollout has
	 * @param published whether there is a summary to read
	 * @param draft whether there is one to write, for whoever does so
	 */
	record RolloutCard(Rollout rollout, List<PackageRow> packages, Progress.Stage stage, boolean published,
			boolean draft) {

		public boolean plans() {
			return this.stage != Progress.Stage.CUT_OFF;
		}

		/** What those are called who have told nothing. */
		public String silent() {
			return (this.stage == Progress.Stage.OPEN) ? "Ikke fortalt ennå" : "Ukjent";
		}

	}

	record PackageRow(String name, ProgressFigures progress) {
	}

}
