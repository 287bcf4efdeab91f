package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.MatchedRules;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

import org.springframework.stereotype.Component;

/** Stores what the decision table said, before the engine forgets it. */
@Component
class RouteObstacleListener implements ExecutionListener {

	private final Obstacles obstacles;

	private final Routings routings;

	private final MatchedRules matchedRules;

	RouteObstacleListener(Obstacles obstacles, Routings routings, MatchedRules matchedRules) {
		this.obstacles = obstacles;
		this.routings = routings;
		this.matchedRules = matchedRules;
	}

	@Override
	public void notify(DelegateExecution execution) {
		Obstacle obstacle = this.obstacles.get((String) execution.getVariable(CaseVariables.OBSTACLE_ID));
		execution.setVariable(CaseVariables.RECIPIENT_COUNT, this.routings.recordRules(obstacle,
				this.obstacles.routingInput(obstacle.id()), this.matchedRules.take()));
	}

}
