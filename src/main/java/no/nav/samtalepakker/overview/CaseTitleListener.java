package no.nav.samtalepakker.overview;

import no.nav.samtalepakker.obstacle.Obstacle;
import no.nav.samtalepakker.obstacle.ObstacleProcess;
import no.nav.samtalepakker.obstacle.Obstacles;
import no.nav.samtalepakker.obstacle.Taxonomy;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.CreationTimes;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives a task the name people see in Tasklist: what to do, and for whom. Unit, package
 * and category only, never text (design §4), and to a recipient never the unit, nor by
 * its time which obstacles came together.
 */
@Component
class CaseTitleListener implements TaskListener {

	private final Units units;

	private final Packages packages;

	private final Obstacles obstacles;

	private final Taxonomy taxonomy;

	private final CreationTimes creationTimes;

	CaseTitleListener(Units units, Packages packages, Obstacles obstacles, Taxonomy taxonomy,
			CreationTimes creationTimes) {
		this.units = units;
		this.packages = packages;
		this.obstacles = obstacles;
		this.taxonomy = taxonomy;
		this.creationTimes = creationTimes;
	}

	@Override
	public void notify(DelegateTask task) {
		String subject = subject(task);
		if (subject != null) {
			task.setName(task.getName() + " – " + subject);
		}
		if (isRecipients(task)) {
			this.creationTimes.keepOnlyTheDay(task);
		}
	}

	/** Whether it is a task of somebody who is not to know which unit it was. */
	private static boolean isRecipients(DelegateTask task) {
		return ObstacleProcess.OF_RECIPIENTS.contains(task.getTaskDefinitionKey());
	}

	/** For the tasks that were open before this was so. */
	@EventListener(ApplicationReadyEvent.class)
	void keepOnlyTheDayOfEarlierTasks() {
		this.creationTimes.keepOnlyTheDay(ObstacleProcess.OF_RECIPIENTS);
	}

	private String subject(DelegateTask task) {
		String obstacleId = (String) task.getVariable(CaseVariables.OBSTACLE_ID);
		String unitId = (String) task.getVariable(CaseVariables.UNIT_ID);
		String countyId = (String) task.getVariable(CaseVariables.COUNTY_ID);
		if (obstacleId != null) {
			Obstacle obstacle = this.obstacles.get(obstacleId);
			return isRecipients(task) ? category(obstacle)
					: category(obstacle) + " (" + this.units.get(obstacle.unitId()).name() + ")";
		}
		if (unitId != null) {
			return this.units.get(unitId).name() + " (" + packageName(task) + ")";
		}
		return (countyId != null) ? this.units.find(countyId).map(Unit::name).orElse(countyId) : null;
	}

	private String category(Obstacle obstacle) {
		if (obstacle.subcategory() != null) {
			return this.taxonomy.find(obstacle.subcategory())
				.map((subcategory) -> subcategory.categoryName() + ": " + subcategory.name())
				.orElse("Uten kategori");
		}
		return (obstacle.category() != null) ? this.taxonomy.nameOfCategory(obstacle.category()).orElse("Uten kategori")
				: "Uten kategori";
	}

	private String packageName(DelegateTask task) {
		return this.packages
			.get((String) task.getVariable(CaseVariables.PACKAGE_KEY),
					(Integer) task.getVariable(CaseVariables.PACKAGE_VERSION))
			.name();
	}

}
