package no.nav.samtalepakker.overview;

import java.util.List;

import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The picture of each rollout, for the panels in Cockpit. */
@RestController
class RolloutFiguresController {

	private final RolloutPictures pictures;

	private final RecipientFigures recipients;

	private final CurrentUser currentUser;

	RolloutFiguresController(RolloutPictures pictures, RecipientFigures recipients, CurrentUser currentUser) {
		this.pictures = pictures;
		this.recipients = recipients;
		this.currentUser = currentUser;
	}

	@GetMapping("/api/figures/rollouts")
	RolloutFigures rollouts() {
		if (!this.currentUser.isIn(Identities.ADMIN)) {
			this.currentUser.mustBeIn(Identities.SECRETARIAT);
		}
		List<RolloutPicture> all = this.pictures.all();
		// what the counties have answered is the secretariat's alone, as on the overview
		return new RolloutFigures(this.currentUser.isIn(Identities.SECRETARIAT) ? all
				: all.stream().map(RolloutPicture::withoutCounties).toList(), this.recipients.all());
	}

	/**
	 * Every count is a number, or why it is not shown.
	 *
	 * @param rollouts those that are open first
	 * @param recipients in all rollouts, those with most waiting first
	 */
	record RolloutFigures(List<RolloutPicture> rollouts, List<RecipientFigures.Row> recipients) {
	}

}
