package no.nav.samtalepakker.rollout;

import java.util.Set;
import java.util.UUID;

import no.nav.samtalepakker.notification.Asking;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.ApplicationClock;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells a county that its decision is asked for, at the start and on the day it has
 * chosen itself. No reminder: it is written when the task appears.
 */
@Component
@Transactional
class DecisionNotices implements Asking {

	private final Notifications notifications;

	private final Rollouts rollouts;

	private final CountyDecisions decisions;

	private final Units units;

	DecisionNotices(Notifications notifications, Rollouts rollouts, CountyDecisions decisions, Units units) {
		this.notifications = notifications;
		this.rollouts = rollouts;
		this.decisions = decisions;
		this.units = units;
	}

	@Override
	public Set<MailType> types() {
		return Set.of(MailType.DECISION_ASKED);
	}

	/**
	 * The county has not decided since it was asked, and the reader still speaks for it.
	 */
	@Override
	public boolean isOpen(Asked asked) {
		RolloutState state = this.rollouts.get(asked.rolloutId()).state();
		return (state == RolloutState.PLANNED || state == RolloutState.RUNNING)
				&& this.units.isMember(asked.subjectId(), asked.userId())
				&& this.decisions.latest(asked.rolloutId(), asked.subjectId())
					.filter((decision) -> decision.decidedAt().isAfter(asked.at()))
					.isEmpty();
	}

	void send(String rolloutId, String countyId) {
		Rollout rollout = this.rollouts.get(rolloutId);
		String packageName = this.rollouts.packageDecidedByCounty(rolloutId).name();
		String countyName = this.units.get(countyId).name();
		String occasion = String.join(":", "decision-asked", rolloutId, countyId, UUID.randomUUID().toString());
		boolean again = this.decisions.latest(rolloutId, countyId).isPresent();
		this.notifications.queue(this.units.people(countyId)
			.stream()
			.map((person) -> Notification
				.to(person.userId(), person.email(), MailType.DECISION_ASKED, occasion + ":" + person.userId())
				.aboutRollout(rolloutId)
				.about(countyId)
				.with("rollout", rollout.name())
				.with("county", countyName)
				.with("package", packageName)
				.with("again", again)
				.with("closesOn", rollout.closesOn())
				.expiresAt(rollout.closesOn().plusDays(1).atStartOfDay(ApplicationClock.OSLO).toOffsetDateTime()))
			.toList());
	}

}
