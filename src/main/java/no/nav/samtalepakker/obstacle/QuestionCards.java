package no.nav.samtalepakker.obstacle;

import java.util.List;
import java.util.Map;
import java.util.Set;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.figures.Figure;
import no.nav.samtalepakker.organisation.UnitPart;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CaseTask;
import no.nav.samtalepakker.platform.TaskCard;
import no.nav.samtalepakker.platform.TaskCardPart;
import no.nav.samtalepakker.privacy.Redactions;

import org.springframework.stereotype.Component;

/** What a recipient's questions begin with, and from what kind of unit they come. */
@Component
class QuestionCards implements TaskCardPart {

	/** Where the words were seen, in the audit. */
	private static final String PLACE = "oppgaveliste";

	private final Obstacles obstacles;

	private final Answering answering;

	private final Units units;

	private final Audit audit;

	QuestionCards(Obstacles obstacles, Answering answering, Units units, Audit audit) {
		this.obstacles = obstacles;
		this.answering = answering;
		this.units = units;
		this.audit = audit;
	}

	@Override
	public List<TaskCard> of(List<CaseTask> tasks) {
		List<CaseTask> questions = tasks.stream()
			.filter((task) -> task.obstacleId() != null && ObstacleProcess.OF_RECIPIENTS.contains(task.key()))
			.toList();
		if (questions.isEmpty()) {
			return List.of();
		}
		// a list is looked at again and again
		Set<String> seen = this.audit.seenToday(Act.OBSTACLE_SEEN, PLACE);
		Map<String, Obstacle> obstacles = this.obstacles.all(questions.stream().map(CaseTask::obstacleId).toList());
		Map<String, Integer> sharedBy = this.answering.sharedBy(obstacles.keySet());
		this.audit.record(Act.OBSTACLE_SEEN,
				obstacles.values()
					.stream()
					.filter((obstacle) -> !seen.contains(obstacle.id()))
					.map((obstacle) -> new Audit.Subject(obstacle.id(), obstacle.unitId(), PLACE))
					.toList());
		Map<String, UnitPart> units = this.units
			.unnamed(obstacles.values().stream().map(Obstacle::unitId).distinct().toList());
		return questions.stream().map((task) -> {
			Obstacle obstacle = obstacles.get(task.obstacleId());
			return card(task, obstacle, units.get(obstacle.unitId()), sharedBy.getOrDefault(obstacle.id(), 0));
		}).toList();
	}

	private TaskCard card(CaseTask task, Obstacle obstacle, UnitPart unit, int sharedBy) {
		String words = (obstacle.text() != null && !Redactions.isGone(obstacle.text())) ? obstacle.text() : null;
		return new TaskCard(task.id(), words, unit.type(), unit.county(), Figure.apart(sharedBy + 1).text());
	}

}
