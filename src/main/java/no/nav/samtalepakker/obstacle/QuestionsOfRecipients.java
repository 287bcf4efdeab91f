package no.nav.samtalepakker.obstacle;

import java.util.List;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.RecipientCode;
import no.nav.samtalepakker.organisation.Recipients;
import no.nav.samtalepakker.organisation.WorkOfRecipients;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Processes;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What recipients still have to do with obstacles, and how another takes it over. */
@Component
@Transactional
class QuestionsOfRecipients implements WorkOfRecipients {

	private final JdbcClient jdbc;

	private final Obstacles obstacles;

	private final Routings routings;

	private final Recipients recipients;

	private final Processes processes;

	private final Audit audit;

	QuestionsOfRecipients(JdbcClient jdbc, Obstacles obstacles, Routings routings, Recipients recipients,
			Processes processes, Audit audit) {
		this.jdbc = jdbc;
		this.obstacles = obstacles;
		this.routings = routings;
		this.recipients = recipients;
		this.processes = processes;
		this.audit = audit;
	}

	/**
	 * Questions without an answer, and promises not kept yet, also when their day has
	 * passed.
	 */
	@Override
	public int openAt(String recipient) {
		return this.jdbc.sql("""
				select (select count(*) from routing_recipient where recipient = :code and settled_at is null
						and state <> 'NO_CONTACT')
					+ (select count(distinct o.id) from answer a join answer_obstacle link on link.answer_id = a.id
						join obstacle o on o.id = link.obstacle_id
						where a.recipient = :code and a.next_update_on is not null and o.state = 'RAISED'
							and not exists (select 1 from answer later
								join answer_obstacle same on same.answer_id = later.id
								where same.obstacle_id = o.id and later.recipient = a.recipient
									and later.given_at > a.given_at))
				""").param("code", recipient).query(Integer.class).single();
	}

	@Override
	public int movable(String recipient, String successor) {
		return open(recipient, successor).size();
	}

	private List<String> open(String recipient, String successor) {
		return this.routings.openFor(recipient)
			.stream()
			.filter((obstacle) -> !this.routings.hasHad(obstacle, successor))
			.filter((obstacle) -> !this.routings.waitsForRedaction(obstacle))
			.toList();
	}

	@Override
	public int moveTo(String recipient, String successor) {
		this.obstacles.lock(this.routings.openFor(recipient));
		List<String> moved = open(recipient, successor);
		moved.forEach((obstacle) -> move(this.obstacles.get(obstacle),
				this.routings.open(obstacle, recipient).orElseThrow(), successor));
		return moved.size();
	}

	/**
	 * As if it were sent on, but it is no hop: nobody has said that it was for another.
	 */
	private void move(Obstacle obstacle, AskedRecipient asked, String successor) {
		this.audit.record(Act.OBSTACLE_FORWARDED, obstacle.id(), obstacle.unitId(), successor);
		this.routings.mark(asked, AskedRecipient.State.REROUTED);
		this.routings.takeOver(obstacle, asked, successor, "%s har tatt over for %s."
			.formatted(this.recipients.get(successor).name(), this.recipients.get(asked.recipient()).name()));
		if (this.processes.tell(ObstacleProcess.RECONSIDERED, obstacle.id(), CaseVariables.RECIPIENT,
				new RecipientCode(asked.recipient()).inEngine(), new RecipientCode(successor).inEngine()) == 0) {
			throw new Conflict("En av hindringene følger en eldre modell, der spørsmålet ikke kan flyttes. "
					+ "Ingen er flyttet. La mottakeren svare på dem først.");
		}
	}

}
