package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

@Component
class JoinObstacleDelegate implements JavaDelegate {

	private final Obstacles obstacles;

	JoinObstacleDelegate(Obstacles obstacles) {
		this.obstacles = obstacles;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.obstacles.join((String) execution.getVariable(CaseVariables.OBSTACLE_ID));
	}

}
