package no.nav.samtalepakker.overview;

import java.util.Collection;
import java.util.List;

import no.nav.samtalepakker.figures.KeptFigures;
import no.nav.samtalepakker.obstacle.RecipientFigures;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.rollout.SettingUp;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The picture of each rollout, for the panels in Cockpit. */
@RestController
class RolloutFiguresController {

	private final RolloutPictures pictures;

	private final Rollouts rollouts;

	private final CurrentUser currentUser;

	RolloutFiguresController(RolloutPictures pictures, Rollouts rollouts, CurrentUser currentUser) {
		this.pictures = pictures;
		this.rollouts = rollouts;
		this.currentUser = currentUser;
	}

	@GetMapping("/api/figures/rollouts")
	RolloutFigures rollouts() {
		if (!this.currentUser.isIn(Identities.ADMIN)) {
			this.currentUser.mustBeIn(Identities.SECRETARIAT);
		}
		KeptFigures.Kept<RolloutPictures.All> kept = this.pictures.all();
		List<RolloutPicture> all = kept.figures().rollouts();
		// what the counties have answered is the secretariat's alone, as on the overview
		return new RolloutFigures(
				this.currentUser.isIn(Identities.SECRETARIAT) ? all
						: all.stream().map(RolloutPicture::withoutCounties).toList(),
				this.rollouts.settingUp().values(), kept.figures().recipients(), kept.words());
	}

	/**
	 * Every count is a number, or why it is not shown.
	 *
	 * @param rollouts those that are open first
	 * @param settingUp how far those have come that are being set up, as of now
	 * @param recipients in all rollouts, those with most waiting first
	 * @param counted when they were counted, to be read; null if that is now
	 */
	record RolloutFigures(List<RolloutPicture> rollouts, Collection<SettingUp> settingUp,
			List<RecipientFigures.Row> recipients, String counted) {
	}

}
