package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.Text;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a rollout has reached: opened, closed and cut off by the system, and what the
 * secretariat writes down, such as where it has been anchored. Notes are for the
 * secretariat and the archive alone.
 */
@Component
@Transactional
public class Milestones {

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	private final CurrentUser user;

	private final Audit audit;

	Milestones(JdbcClient jdbc, NorwegianCalendar calendar, CurrentUser user, Audit audit) {
		this.jdbc = jdbc;
		this.calendar = calendar;
		this.user = user;
		this.audit = audit;
	}

	/** The rollout's milestones, the first one first. */
	public List<Milestone> ofRollout(String rolloutId) {
		return ofRollouts(List.of(rolloutId)).getOrDefault(rolloutId, List.of());
	}

	/** The same for many, by rollout; those that have reached none are left out. */
	public Map<String, List<Milestone>> ofRollouts(Collection<String> rolloutIds) {
		return rolloutIds.isEmpty() ? Map.of() : this.jdbc.sql("""
				select id, rollout_id, type, reached_at, note from milestone where rollout_id in (:ids)
				order by reached_at, type, id
				""")
			.param("ids", rolloutIds)
			.query(Rows.of(Row.class))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Row::rolloutId, Collectors.mapping(Row::milestone, Collectors.toList())));
	}

	/** One of the rollout's that the secretariat has written down. */
	Milestone get(String rolloutId, String id) {
		return ofRollout(rolloutId).stream()
			.filter((milestone) -> milestone.id().equals(id) && milestone.byHand())
			.findFirst()
			.orElseThrow(() -> new NotFound("Milepælen finnes ikke."));
	}

	/**
	 * Refuses what cannot have been reached, and what stands there already.
	 * @param except the milestone that is corrected, or null
	 */
	void check(String rolloutId, Written written, String except) {
		if (!written.kind().byHand()) {
			throw new InvalidInput("kind", "Denne milepælen skriver systemet selv");
		}
		if (written.on().isAfter(this.calendar.today())) {
			throw new InvalidInput("on", "Velg i dag eller en dag som har vært");
		}
		if (ofRollout(rolloutId).stream()
			.anyMatch((each) -> each.kind() == written.kind() && each.on().equals(written.on())
					&& !each.id().equals(except))) {
			throw new InvalidInput("on", "Denne milepælen står der alt, med samme dato");
		}
	}

	/** Whoever writes here waits for whoever does so at this moment. */
	private void hold(String rolloutId) {
		this.jdbc.sql("select id from rollout where id = ? for update").param(rolloutId).query(String.class).list();
	}

	/** Writes down what the system does not see. */
	void add(String rolloutId, Written written) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		hold(rolloutId);
		check(rolloutId, written, null);
		insert(rolloutId, written.kind(), startOf(written.on()), written.note());
		this.audit.record(Act.MILESTONE_ADDED, rolloutId, null, written.kind() + " " + written.on());
	}

	/** Puts another in place of what was written down. */
	void correct(String rolloutId, String id, Written written) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		hold(rolloutId);
		check(rolloutId, written, id);
		Milestone former = get(rolloutId, id);
		this.jdbc.sql("update milestone set type = ?, reached_at = ?, note = ? where id = ?")
			.params(written.kind().name(), startOf(written.on()), written.note(), id)
			.update();
		this.audit.record(Act.MILESTONE_CORRECTED, rolloutId, null,
				"%s %s -> %s %s".formatted(former.kind(), former.on(), written.kind(), written.on()));
	}

	/** Takes away what should not have been written down, with its note. */
	void remove(String rolloutId, String id) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		hold(rolloutId);
		Milestone former = get(rolloutId, id);
		this.jdbc.sql("delete from milestone where id = ?").param(id).update();
		this.audit.record(Act.MILESTONE_REMOVED, rolloutId, null, former.kind() + " " + former.on());
	}

	/** The system has come to a point of the rollout's way. */
	void reached(String rolloutId, MilestoneKind kind) {
		insert(rolloutId, kind, this.calendar.now(), null);
	}

	private void insert(String rolloutId, MilestoneKind kind, OffsetDateTime at, String note) {
		this.jdbc.sql("insert into milestone (id, rollout_id, type, reached_at, note) values (?, ?, ?, ?, ?)")
			.params(UUID.randomUUID().toString(), rolloutId, kind.name(), at, note)
			.update();
	}

	private static OffsetDateTime startOf(LocalDate day) {
		return day.atStartOfDay(ApplicationClock.OSLO).toOffsetDateTime();
	}

	/**
	 * A milestone as the secretariat writes it.
	 *
	 * @param kind what has been reached
	 * @param on the day
	 * @param note why, or what was said; never about persons
	 */
	record Written(@Required("Milepæl") MilestoneKind kind, @Required("Dato") LocalDate on, @Text String note) {
	}

	private record Row(String id, String rolloutId, MilestoneKind type, OffsetDateTime reachedAt, String note) {

		Milestone milestone() {
			return new Milestone(this.id, this.type,
					this.reachedAt.atZoneSameInstant(ApplicationClock.OSLO).toLocalDate(), this.note);
		}

	}

}
