package no.nav.samtalepakker.notification;

import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Processes;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether what an e-mail asks of somebody is still to be done. */
@Component
class OpenQuestions {

	private final JdbcClient jdbc;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	OpenQuestions(JdbcClient jdbc, Processes processes, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.processes = processes;
		this.calendar = calendar;
	}

	/** The question is open, and the reader answers for whom it was put to. */
	boolean isAskedIn(Outgoing outgoing) {
		// the occasion names the question
		return this.jdbc.sql("""
				select count(*) from notification n
				join routing_recipient q on q.obstacle_id = n.obstacle_id and n.occasion like '%:' || q.id || ':%'
				join recipient_contact c on c.recipient = q.recipient and c.user_id = n.user_id
				where n.id = ? and q.state = 'OPEN'
				""").param(outgoing.id()).query(Integer.class).single() > 0;
	}

	/**
	 * The county has not decided since it was asked, or the task has not gone on to
	 * somebody else.
	 */
	boolean isStillOpen(Outgoing outgoing) {
		if (outgoing.type() == MailType.TASK_GIVEN) {
			// the occasion names the task
			String occasion = this.jdbc.sql("select occasion from notification where id = ?")
				.param(outgoing.id())
				.query(String.class)
				.single();
			return this.processes.task(occasion.split(":")[1])
				.filter((task) -> outgoing.userId().equals(task.assignee()))
				.isPresent();
		}
		return this.jdbc.sql("""
				select count(*) from notification n
				join rollout r on r.id = n.rollout_id and r.state in ('PLANNED', 'RUNNING')
				join unit_person p on p.user_id = n.user_id and n.occasion like '%:' || p.unit_id || ':%'
					and (p.valid_to is null or p.valid_to >= ?)
				where n.id = ? and not exists (select 1 from county_decision d
					where d.rollout_id = n.rollout_id and d.county_id = p.unit_id and d.decided_at > n.created_at)
				""").params(this.calendar.today(), outgoing.id()).query(Integer.class).single() > 0;
	}

}
