package no.nav.samtalepakker.obstacle;

import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.FormListener;
import no.nav.samtalepakker.platform.Forms;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * A form about an obstacle. Its process carries no unit, since recipients work in it.
 *
 * @param <F> the record the form is read into
 */
abstract class ObstacleFormListener<F> extends FormListener<F> {

	private final Obstacles obstacles;

	ObstacleFormListener(Forms forms, Class<F> type, Obstacles obstacles) {
		super(forms, type);
		this.obstacles = obstacles;
	}

	@Override
	protected final String unitOf(DelegateTask task) {
		return this.obstacles.unitOf(id(task, CaseVariables.OBSTACLE_ID));
	}

}
