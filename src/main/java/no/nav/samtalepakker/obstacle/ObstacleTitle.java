package no.nav.samtalepakker.obstacle;

import java.util.Optional;
import java.util.function.Function;

import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.TaskTitle;
import no.nav.samtalepakker.taxonomy.Taxonomy;

import org.springframework.stereotype.Component;

/** Category and unit of an obstacle; to a recipient never the unit. */
@Component
class ObstacleTitle implements TaskTitle {

	private final Obstacles obstacles;

	private final Taxonomy taxonomy;

	private final Units units;

	private final Recipients recipients;

	ObstacleTitle(Obstacles obstacles, Taxonomy taxonomy, Units units, Recipients recipients) {
		this.obstacles = obstacles;
		this.taxonomy = taxonomy;
		this.units = units;
		this.recipients = recipients;
	}

	@Override
	public Optional<String> of(String task, Function<String, Object> variables) {
		String obstacleId = (String) variables.apply(CaseVariables.OBSTACLE_ID);
		return Optional.ofNullable(obstacleId)
			.map(this.obstacles::get)
			.map((obstacle) -> task.equals(ObstacleProcess.RESOLVE_OVERDUE) ? overdue(obstacle, variables)
					: ObstacleProcess.OF_RECIPIENTS.contains(task) ? category(obstacle)
							: category(obstacle) + " (" + this.units.get(obstacle.unitId()).name() + ")");
	}

	/** Whose answer is missing tells two of them apart. */
	private String overdue(Obstacle obstacle, Function<String, Object> variables) {
		return Optional.ofNullable((String) variables.apply(CaseVariables.RECIPIENT))
			.flatMap(this.recipients::find)
			.map((recipient) -> recipient.name() + ": ")
			.orElse("") + category(obstacle) + " (" + this.units.get(obstacle.unitId()).name() + ")";
	}

	private String category(Obstacle obstacle) {
		Optional<String> name = (obstacle.subcategory() != null)
				? this.taxonomy.find(obstacle.subcategory())
					.map((subcategory) -> subcategory.categoryName() + ": " + subcategory.name())
				: Optional.ofNullable(obstacle.category()).flatMap(this.taxonomy::nameOfCategory);
		return name.orElse("Uten kategori");
	}

}
