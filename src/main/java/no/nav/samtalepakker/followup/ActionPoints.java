package no.nav.samtalepakker.followup;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The action points of all conversations. Those of a report that is not sent yet are here
 * too, as long as it says so.
 */
@Component("actionPoints")
@Transactional
public class ActionPoints {

	private final JdbcClient jdbc;

	ActionPoints(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** In the order they were given. */
	public List<ActionPoint> of(String conversationId) {
		return this.jdbc.sql("""
				select id, conversation_id, report_id, obstacle_id, text, responsible, due_on, status, note
				from action_point
				where conversation_id = ?
				order by position
				""").param(conversationId).query(Rows.of(ActionPoint.class)).list();
	}

	/** Ids of those that repeat an obstacle the unit solves itself. */
	public List<String> from(String obstacleId) {
		return this.jdbc.sql("select id from action_point where obstacle_id = ?")
			.param(obstacleId)
			.query(String.class)
			.list();
	}

	/**
	 * Adds an open action point after the others.
	 * @param reportId the report it stands in, or null
	 * @param obstacleId the local obstacle it comes from, or null
	 * @param responsible a function, or null
	 * @param dueOn or null
	 */
	public void add(String conversationId, String reportId, String obstacleId, String text, String responsible,
			LocalDate dueOn) {
		int position = this.jdbc
			.sql("select coalesce(max(position) + 1, 0) from action_point where conversation_id = ?")
			.param(conversationId)
			.query(Integer.class)
			.single();
		ActionPoint point = new ActionPoint(UUID.randomUUID().toString(), conversationId, reportId, obstacleId, text,
				responsible, dueOn, ActionPoint.Status.OPEN, null);
		this.jdbc.sql("""
				insert into action_point
					(id, conversation_id, report_id, obstacle_id, position, text, responsible, due_on, status)
				values (:id, :conversationId, :reportId, :obstacleId, :position, :text, :responsible, :dueOn, :status)
				""").params(Rows.values(point)).param("position", position).update();
	}

	/** Removes what a report said, before its next round says it anew. */
	public void removeOf(String reportId) {
		this.jdbc.sql("delete from action_point where report_id = ?").param(reportId).update();
	}

	/**
	 * Takes away the texts of the action points that repeat an obstacle.
	 * @param text what stands there instead
	 */
	public void replaceTexts(String obstacleId, String text) {
		this.jdbc.sql("update action_point set text = ?, note = null where obstacle_id = ?")
			.params(text, obstacleId)
			.update();
	}

	/** Nobody follows up what came from the obstacle any more. */
	public void dropOpen(String obstacleId) {
		this.jdbc.sql("update action_point set status = ? where obstacle_id = ? and status = ?")
			.params(ActionPoint.Status.DROPPED.name(), obstacleId, ActionPoint.Status.OPEN.name())
			.update();
	}

	/**
	 * Stores where an action point stands. A note that is not given leaves the former
	 * one.
	 * @throws NotFound if the conversation has no such action point
	 */
	public void update(String conversationId, String id, ActionPoint.Status status, String note) {
		int updated = this.jdbc.sql("""
				update action_point
				set status = ?, note = coalesce(?, note)
				where id = ? and conversation_id = ?
				""").params(status.name(), note, id, conversationId).update();
		if (updated == 0) {
			throw new NotFound("Handlingspunktet finnes ikke.");
		}
	}

}
