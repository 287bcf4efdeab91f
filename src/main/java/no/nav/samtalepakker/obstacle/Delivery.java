package no.nav.samtalepakker.obstacle;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings an answer to the unit that raised the obstacle, and to every unit whose obstacle
 * has been merged into it. Callers have locked the obstacle, so that an answer, a merge
 * and a closing at the same moment see each other.
 */
@Component
@Transactional
class Delivery {

	private final JdbcClient jdbc;

	private final ObstacleStates states;

	private final Answers answers;

	private final Notices notices;

	private final Processes processes;

	Delivery(JdbcClient jdbc, ObstacleStates states, Answers answers, Notices notices, Processes processes) {
		this.jdbc = jdbc;
		this.states = states;
		this.answers = answers;
		this.notices = notices;
		this.processes = processes;
	}

	/**
	 * The obstacle has an answer. The unit sees it at once; units of merged obstacles
	 * too, and those that only wait for it go on if this unit is already reading.
	 */
	void deliver(Obstacle obstacle, String answerId) {
		linkAndTell(obstacle, answerId);
		mergedInto(obstacle.id()).forEach((merged) -> linkAndTell(merged, answerId));
		if (obstacle.readOpenedAt() != null) {
			release(waitingFor(obstacle.id()));
		}
	}

	/** The unit can read now, and so can those that share its answers. */
	void readingOpens(Obstacle obstacle) {
		if (this.answers.isAnswered(obstacle.id(), obstacle.round())) {
			release(waitingFor(obstacle.id()));
		}
	}

	/**
	 * The obstacle has come to its end. Those that still wait for its answer go on: to
	 * read what there is, or back to triage if there is nothing.
	 */
	void ends(Obstacle obstacle) {
		List<Obstacle> waiting = waitingFor(obstacle.id());
		release(waiting);
		waiting.stream()
			.filter((merged) -> !this.answers.isAnswered(merged.id(), merged.round()))
			.forEach((merged) -> partFrom(obstacle.id(), merged.id()));
	}

	/** The obstacle is withdrawn: nobody shares its answers any more. */
	void withdrawn(Obstacle obstacle) {
		release(waitingFor(obstacle.id()));
		mergedInto(obstacle.id()).forEach((merged) -> partFrom(obstacle.id(), merged.id()));
	}

	/** Whether others can share its answers, those it has or those it waits for. */
	boolean canTakeIn(Obstacle target) {
		if (target.mergedInto() != null) {
			return false;
		}
		return switch (target.state()) {
			case RAISED -> true;
			case CLOSED, ANSWERED_UNREAD -> hasAnswer(target);
			case DRAFT, LOCAL, NONE, MERGED, WITHDRAWN -> false;
		};
	}

	private boolean hasAnswer(Obstacle target) {
		return this.answers.of(target.id()).stream().anyMatch((answer) -> answer.answer() != Answer.Kind.FORWARD);
	}

	/**
	 * Lets an obstacle share the answers of another, with all that had been merged into
	 * it.
	 * @return whether there is an answer already; else it waits for one
	 */
	boolean merge(Obstacle obstacle, Obstacle target) {
		boolean answered = hasAnswer(target);
		List<Obstacle> followers = mergedInto(obstacle.id());
		join(obstacle, target);
		followers.forEach((follower) -> join(follower, target));
		if (!answered) {
			this.states.become(obstacle.id(), Obstacle.State.MERGED);
		}
		else {
			release(followers.stream().filter((follower) -> follower.state() == Obstacle.State.MERGED).toList());
		}
		return answered;
	}

	private void join(Obstacle obstacle, Obstacle target) {
		this.jdbc.sql("update obstacle set merged_into = ? where id = ?").params(target.id(), obstacle.id()).update();
		List<Answer> shared = this.answers.of(target.id())
			.stream()
			.filter((answer) -> answer.answer() != Answer.Kind.FORWARD)
			.toList();
		boolean sameUnit = target.unitId().equals(obstacle.unitId());
		List<Answer> readable = shared.stream().filter((answer) -> share(answer, obstacle, sameUnit)).toList();
		// one e-mail, however much has been said before
		if (!readable.isEmpty()) {
			this.notices.answered(obstacle, readable.get(readable.size() - 1));
		}
	}

	private boolean share(Answer answer, Obstacle obstacle, boolean sameUnit) {
		if (sameUnit) {
			this.answers.link(answer.id(), obstacle.id(), obstacle.round());
			return true;
		}
		return this.answers.share(answer, obstacle);
	}

	/** Units that share an answer written before may read it from now on. */
	void isShownToOthers(Answer answer) {
		Stream<Obstacle> waiting = this.answers.waitingToRead(answer.id())
			.stream()
			.flatMap((id) -> this.jdbc.sql("select * from obstacle where id = ?")
				.param(id)
				.query(Rows.of(Obstacle.class))
				.stream());
		waiting.filter((obstacle) -> obstacle.state().isRunning())
			.forEach((obstacle) -> this.notices.answered(obstacle, answer));
	}

	/** How many other units get what is answered to this obstacle. */
	int sharedBy(String obstacleId) {
		return sharedBy(List.of(obstacleId)).getOrDefault(obstacleId, 0);
	}

	/** The same of several, by id; those nobody shares are left out. */
	Map<String, Integer> sharedBy(Collection<String> obstacleIds) {
		Map<String, Integer> units = new HashMap<>();
		if (!obstacleIds.isEmpty()) {
			this.jdbc.sql("""
					select o.id, count(distinct other.unit_id) as units
					from obstacle other join obstacle o on o.id = other.merged_into
					where o.id in (:ids) and other.unit_id <> o.unit_id and other.state <> 'WITHDRAWN'
					group by o.id
					""").param("ids", Set.copyOf(obstacleIds)).query((row) -> {
				units.put(row.getString("id"), row.getInt("units"));
			});
		}
		return units;
	}

	private void release(List<Obstacle> waiting) {
		waiting.forEach((merged) -> {
			if (this.states.release(merged.id())) {
				this.processes.tell(ObstacleProcess.TARGET_ANSWERED, merged.id());
			}
		});
	}

	private List<Obstacle> mergedInto(String obstacleId) {
		return this.jdbc.sql("select * from obstacle where merged_into = ? and state <> 'WITHDRAWN' order by id")
			.param(obstacleId)
			.query(Rows.of(Obstacle.class))
			.list();
	}

	private List<Obstacle> waitingFor(String obstacleId) {
		return mergedInto(obstacleId).stream().filter((merged) -> merged.state() == Obstacle.State.MERGED).toList();
	}

	private void partFrom(String target, String obstacleId) {
		this.jdbc.sql("update obstacle set merged_into = null where id = ? and merged_into = ?")
			.params(obstacleId, target)
			.update();
	}

	private void linkAndTell(Obstacle obstacle, String answerId) {
		this.answers.link(answerId, obstacle.id(), obstacle.round());
		this.notices.answered(obstacle, this.answers.get(answerId));
	}

}
