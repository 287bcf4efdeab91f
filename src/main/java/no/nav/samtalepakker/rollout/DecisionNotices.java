package no.nav.samtalepakker.rollout;

import java.util.UUID;

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
class DecisionNotices {

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

	@Transactional
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
				.with("rollout", rollout.name())
				.with("county", countyName)
				.with("package", packageName)
				.with("again", again)
				.with("closesOn", rollout.closesOn())
				.expiresAt(rollout.closesOn().plusDays(1).atStartOfDay(ApplicationClock.OSLO).toOffsetDateTime()))
			.toList());
	}

}
