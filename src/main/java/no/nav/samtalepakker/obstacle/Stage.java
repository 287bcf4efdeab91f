package no.nav.samtalepakker.obstacle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a raised obstacle is, as the secretariat looks at it: finer than its state, which
 * says nothing of who has it.
 */
enum Stage {

	/** Nobody is asked, and a person must decide how to go on. */
	TRIAGE("vurdering", "Til vurdering", true),
	/** Somebody has not answered in time. */
	OVERDUE("svar-mangler", "Svar mangler etter fristen", true),
	/** Somebody has it and has time left. */
	ASKED("hos-mottaker", "Hos en mottaker", true),
	/** Waits for the answer to another obstacle. */
	MERGED("slatt-sammen", "Venter på svaret til en annen", true),
	/** Everybody has answered; the unit reads. */
	READING("hos-enheten", "Svart, hos enheten", true),
	/** The unit is done with it. */
	CLOSED("lukket", "Lukket av enheten", false),
	/** «Besvart, ikke kvittert». */
	UNREAD("ikke-kvittert", "Besvart, ikke kvittert", false),
	/** «Trukket». */
	WITHDRAWN("trukket", "Trukket", false);

	private static final String LATE = """
			exists (select 1 from routing_recipient q
				where q.obstacle_id = o.id and q.state = 'OPEN' and q.due_on < :today)""";

	private static final String OPEN = """
			exists (select 1 from routing_recipient q where q.obstacle_id = o.id and q.state = 'OPEN')""";

	private static final String UNDECIDED = """
			(exists (select 1 from routing_recipient q
				where q.obstacle_id = o.id and q.round = o.round and q.settled_at is null)
				or not exists (select 1 from answer_obstacle link join answer a on a.id = link.answer_id
					where link.obstacle_id = o.id and link.round = o.round and a.answer <> 'FORWARD'))""";

	/**
	 * SQL for the stage of an obstacle {@code o}, the same as {@link Obstacles} tells the
	 * model; wants {@code :today}. For a few of them; of many, {@link #ofAll} is faster.
	 */
	static final String OF_OBSTACLE = ofObstacle(LATE, OPEN);

	private final String code;

	private final String words;

	private final boolean waiting;

	Stage(String code, String words, boolean waiting) {
		this.code = code;
		this.words = words;
		this.waiting = waiting;
	}

	/** In addresses. */
	public String code() {
		return this.code;
	}

	/** On screen. */
	public String words() {
		return this.words;
	}

	/** Whether somebody still has to do something about it. */
	public boolean isWaiting() {
		return this.waiting;
	}

	private static String ofObstacle(String late, String open) {
		return """
				case
					when o.state = 'CLOSED' then 'CLOSED'
					when o.state = 'ANSWERED_UNREAD' then 'UNREAD'
					when o.state = 'WITHDRAWN' then 'WITHDRAWN'
					when o.state = 'MERGED' then 'MERGED'
					when %s then 'OVERDUE'
					when %s then 'ASKED'
					when %s then 'TRIAGE'
					else 'READING'
				end""".formatted(late, open, UNDECIDED);
	}

	/**
	 * SQL for the obstacles {@code o}, each with its {@code stage}; wants {@code :today}.
	 * Reads the open questions once and not for each obstacle.
	 * @param columns what else to give
	 * @param condition which obstacles
	 */
	static String ofAll(String columns, String condition) {
		return """
				select %s, %s as stage from obstacle o left join (
					select obstacle_id, max(case when due_on < :today then 1 else 0 end) as late
					from routing_recipient where state = 'OPEN' group by obstacle_id) open
				on open.obstacle_id = o.id where %s""".formatted(columns, ofObstacle("open.late = 1", "open.late = 0"),
				condition);
	}

	/** The names of those in which somebody still has to do something about it. */
	static List<String> waiting() {
		return Arrays.stream(values()).filter(Stage::isWaiting).map(Stage::name).toList();
	}

	static Optional<Stage> of(String code) {
		return Arrays.stream(values()).filter((stage) -> stage.code.equals(code)).findFirst();
	}

}
