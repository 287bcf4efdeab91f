package no.nav.samtalepakker.operation;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A figure of the database that tells whether the application runs as it should. All of
 * them are read by one statement, and every node tells the same.
 *
 * <p>
 * What goes by night is due for some hours without anything being wrong, so it is counted
 * once it has been kept for {@value #SPARE_NIGHTS} nights too long.
 */
enum Watched {

	/** As the engine counts them: a case stops with each case it has called. */
	INCIDENTS("samtalepakker.incidents", null, "Steps that have used up their tries and stand", """
			select null, count(*) from act_ru_incident where id_ = root_cause_incident_id_"""),

	JOBS_FAILED("samtalepakker.jobs.failed", null, "Jobs that have failed and have tries left", """
			select null, count(*) from act_ru_job where retries_ > 0 and exception_msg_ is not null"""),

	JOBS_DUE("samtalepakker.jobs.due", null, "Jobs that are due and that no node has taken", """
			select null, count(*) from act_ru_job where\s""" + Watched.DUE),

	JOBS_LAG("samtalepakker.jobs.lag", null, "How long the oldest of the due jobs has waited", """
			select null, coalesce(extract(epoch from cast(:local as timestamp))
				- extract(epoch from min(coalesce(duedate_, create_time_))), 0)
			from act_ru_job where\s""" + Watched.DUE, Watched.SECONDS),

	ANSWERS_OVERDUE("samtalepakker.answers.overdue", "about", "Questions to recipients whose date is past", """
			select 'obstacle', count(*) from routing_recipient where state = 'OPEN' and due_on < :today
			union all
			select 'proposal', count(*) from proposal_question where state = 'OPEN' and due_on < :today"""),

	OUTBOX_WAITING("samtalepakker.outbox.waiting", null, "E-mails that are to go now and have not gone", """
			select null, count(*) from notification where\s""" + Watched.TO_GO),

	OUTBOX_AGE("samtalepakker.outbox.age", null,
			"How long the oldest e-mail has waited that is to go now or has been tried in vain",
			"""
					select null, coalesce(extract(epoch from cast(:now as timestamp with time zone))
						- extract(epoch from min(case when attempts > 0 then created_at
							else coalesce(next_attempt_at, created_at) end)), 0)
					from notification where state = 'QUEUED' and (attempts > 0 or coalesce(next_attempt_at, created_at) <= :now)""",
			Watched.SECONDS),

	OUTBOX_GIVEN_UP("samtalepakker.outbox.given.up", "reason", "E-mails of the last day that were given up", """
			select 'refused', count(*) from notification where state = 'REFUSED' and created_at > :dayAgo
			union all
			select 'expired', count(*) from notification where state = 'EXPIRED' and created_at > :dayAgo"""),

	RETENTION_OVERDUE("samtalepakker.retention.overdue", "kept", "Rows that should have been erased", """
			select 'texts', count(*) from rollout where texts_erased_at is null and cut_off_on < :textsBefore
			union all
			select 'audit', count(*) from audit where at < :auditBefore
			union all
			select 'addresses', count(*) from (
				select p.conversation_id from meeting_participant p
					join meeting m on m.conversation_id = p.conversation_id
					join conversation c on c.id = p.conversation_id
				where coalesce(c.held_on, m.last_meeting_date, m.meeting_date) < :addressesBefore
				union all
				select id from unit_person where email is not null and valid_to < :addressesBefore) late
			union all
			select 'history', count(*) from act_hi_procinst where removal_time_ < :historyBefore"""),

	/** Of the machine, not of the units: a conversation has been started or not. */
	ROLLOUT_CONVERSATIONS("samtalepakker.rollout.conversations", "rollout,started",
			"Conversations of open rollouts that have been started or wait for it", """
					select rollout || ',' || started, count(*)
					from (select r.id as rollout, case when c.state = 'PENDING' then 'no' else 'yes' end as started
						from rollout r join conversation c on c.rollout_id = r.id
						where r.state in ('PLANNED', 'RUNNING')
							and c.state in ('PENDING', 'PLANNING', 'PLANNED', 'REPORTING', 'FOLLOW_UP', 'ENDED')) s
					group by rollout, started""");

	/** After these the nightly erasure must have been. */
	static final int SPARE_NIGHTS = 2;

	private static final String SECONDS = "seconds";

	private static final String DUE = """
			retries_ > 0 and suspension_state_ = 1 and handler_type_ <> 'history-cleanup'
				and (duedate_ <= :local or duedate_ is null and create_time_ <= :local)
				and (lock_exp_time_ is null or lock_exp_time_ < :local)""";

	private static final String TO_GO = "state = 'QUEUED' and (next_attempt_at is null or next_attempt_at <= :now)";

	private final String meter;

	private final String tags;

	private final String description;

	private final String sql;

	private final String unit;

	Watched(String meter, String tags, String description, String sql) {
		this(meter, tags, description, sql, null);
	}

	Watched(String meter, String tags, String description, String sql, String unit) {
		this.meter = meter;
		this.tags = tags;
		this.description = description;
		this.sql = sql;
		this.unit = unit;
	}

	/** What it is called in Micrometer, which Prometheus writes with underscores. */
	String meter() {
		return this.meter;
	}

	/** What its rows are told apart by, separated by commas, or null. */
	String tags() {
		return this.tags;
	}

	String description() {
		return this.description;
	}

	/** Seconds, or null for a count. */
	String unit() {
		return this.unit;
	}

	/** One statement for all: the figure's name, its tags' values, and the figure. */
	static String statement() {
		return Arrays.stream(values())
			.map((watched) -> "select '" + watched.name() + "' as watched, cast(tags as varchar(100)) as tags,"
					+ " cast(figure as double precision) as figure from (" + watched.sql + ") f" + watched.ordinal()
					+ "(tags, figure)")
			.collect(Collectors.joining("\nunion all\n"));
	}

}
