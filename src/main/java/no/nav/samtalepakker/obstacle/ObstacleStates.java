package no.nav.samtalepakker.obstacle;

import java.util.List;

import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Succession;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one place where an obstacle changes its state. */
@Component
@Transactional
class ObstacleStates {

	private final JdbcClient jdbc;

	ObstacleStates(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Changes the state; {@link Conflict} if it may not follow the one the obstacle is in
	 * now.
	 */
	void become(String obstacleId, Obstacle.State next) {
		if (!change(obstacleId, Succession.before(next), next)) {
			throw new Conflict("Noen andre har gjort noe med hindringen i mellomtiden. Last siden på nytt.");
		}
	}

	/**
	 * Ends the waiting for the answer to another obstacle.
	 * @return whether it was waiting
	 */
	boolean release(String obstacleId) {
		return change(obstacleId, List.of(Obstacle.State.MERGED.name()), Obstacle.State.RAISED);
	}

	private boolean change(String obstacleId, List<String> formers, Obstacle.State next) {
		return !formers.isEmpty()
				&& this.jdbc.sql("update obstacle set state = :next where id = :id and state in (:formers)")
					.param("next", next.name())
					.param("id", obstacleId)
					.param("formers", formers)
					.update() > 0;
	}

}
