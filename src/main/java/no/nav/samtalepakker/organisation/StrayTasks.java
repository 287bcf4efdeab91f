package no.nav.samtalepakker.organisation;

import no.nav.samtalepakker.platform.CaseTasks;
import no.nav.samtalepakker.platform.Patience;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes tasks back from people who are in none of their groups, and ends rights of single
 * users. Earlier versions left both behind, and one of them may still run beside this one
 * during an upgrade.
 */
@Component
class StrayTasks {

	private final CaseTasks tasks;

	private final Handovers handovers;

	private final Patience patience;

	StrayTasks(CaseTasks tasks, Handovers handovers, Patience patience) {
		this.tasks = tasks;
		this.handovers = handovers;
		this.patience = patience;
	}

	/** Safe to repeat. */
	@Scheduled(cron = "0 10 0 * * *", zone = "Europe/Oslo")
	@EventListener(ApplicationReadyEvent.class)
	public void takeBack() {
		this.patience.insist(this.tasks::endRightsOfUsers);
		this.tasks.heldByStrangers()
			.forEach((task) -> this.patience.insist(() -> this.handovers.takeFromStranger(task)));
	}

}
