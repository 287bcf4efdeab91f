package no.nav.samtalepakker.platform;

import java.util.List;

import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryProperty;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Tasks that a list holds to be alike follow each other by id, not as the database came
 * to store them: pages then neither repeat nor lose any, and a recipient does not see
 * which of them came in one report.
 */
class TiesById extends CommandInterceptor {

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof TaskQueryImpl query) {
			List<QueryOrderingProperty> orders = query.getOrderingProperties();
			// without any, the engine itself sorts by id
			if (!orders.isEmpty() && orders.stream()
				.noneMatch((order) -> TaskQueryProperty.TASK_ID.equals(order.getQueryProperty()))) {
				query.orderBy(new QueryOrderingProperty(TaskQueryProperty.TASK_ID, Direction.ASCENDING));
			}
		}
		return this.next.execute(command);
	}

}
