package no.nav.samtalepakker.summary;

import java.util.Map;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.rollout.RolloutProcess;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The next version of a published summary, when the secretariat wants it: the process
 * that waits for answers looks for them now, and one that is over begins again where a
 * summary is drafted.
 */
@Component
@Transactional
class NextVersion {

	private final Summaries summaries;

	private final Processes processes;

	private final CurrentUser user;

	NextVersion(Summaries summaries, Processes processes, CurrentUser user) {
		this.summaries = summaries;
		this.processes = processes;
		this.user = user;
	}

	/** {@link Conflict} if there is a draft already, or nothing new to tell. */
	void order(String rolloutId) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		Summary published = this.summaries.published(rolloutId)
			.orElseThrow(() -> new NotFound("Oppsummeringen er ikke publisert ennå."));
		this.summaries.locked(published.id());
		if (!this.summaries.latest(rolloutId).filter((latest) -> latest.id().equals(published.id())).isPresent()) {
			throw new Conflict("Det er alt et utkast til en ny versjon.");
		}
		if (!this.summaries.outdated(rolloutId)) {
			throw new Conflict("Det er ikke noe nytt siden den forrige versjonen.");
		}
		if (this.processes.hasten(rolloutId, RolloutProcess.NEW_ANSWERS) > 0) {
			return;
		}
		if (this.processes.isRunning(rolloutId)) {
			throw new Conflict("Den nye versjonen er alt på vei.");
		}
		this.processes.startBy(RolloutProcess.NEW_VERSION, rolloutId, Map.of(CaseVariables.ROLLOUT_ID, rolloutId));
	}

}
