package no.nav.samtalepakker.conversation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.organisation.UnitClosed;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.Succession;
import no.nav.samtalepakker.platform.TransactionMemory;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The conversations of every rollout: one row per rollout and unit, which is also what
 * guarantees one process instance (design §4). Chunks take rows that nobody has taken, so
 * each is safe to repeat.
 */
@Component("conversations")
@Transactional
public class Conversations {

	/**
	 * Rows are spread over this many lanes; a rollout may start them in that many jobs or
	 * fewer.
	 */
	public static final int LANES = 12;

	private static final int MOST_REMINDERS = 2;

	private static final String COLUMNS = """
			select id, rollout_id, unit_id, package_key, package_version, state, held, reported, end_reason, held_on,
				reminders_sent, reminders_paused, started_at, ended_at
			from conversation
			""";

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final Packages packages;

	private final Units units;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final Audit audit;

	Conversations(JdbcClient jdbc, JdbcTemplate batches, Packages packages, Units units, Processes processes,
			NorwegianCalendar calendar, Audit audit) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.packages = packages;
		this.units = units;
		this.processes = processes;
		this.calendar = calendar;
		this.audit = audit;
	}

	public Conversation get(String id) {
		return find(id).orElseThrow(() -> new NotFound("Samtalen finnes ikke."));
	}

	public Optional<Conversation> find(String id) {
		return this.jdbc.sql(COLUMNS + "where id = ?").param(id).query(Rows.of(Conversation.class)).optional();
	}

	/** Those of a rollout that are in one of the states. */
	private List<Conversation> ofRollout(String rolloutId, Set<ConversationState> states) {
		return this.jdbc.sql(COLUMNS + "where rollout_id = :rollout and state in (:states) order by unit_id")
			.param("rollout", rolloutId)
			.param("states", states.stream().map(Enum::name).toList())
			.query(Rows.of(Conversation.class))
			.list();
	}

	/**
	 * Those of a running rollout without a plan that have not had all their reminders.
	 */
	public List<Conversation> awaitingReminder(String rolloutId) {
		return this.jdbc.sql(COLUMNS
				+ "where rollout_id = ? and state = 'PLANNING' and reminders_sent < ? and not reminders_paused order by unit_id")
			.params(rolloutId, MOST_REMINDERS)
			.query(Rows.of(Conversation.class))
			.list();
	}

	/** Those of a rollout with the open offices of a county, of all states. */
	public List<Conversation> ofOffices(String rolloutId, String countyId) {
		return this.jdbc.sql(COLUMNS + """
				where rollout_id = :rollout and unit_id in (
					select u.id from unit u where u.type = 'OFFICE' and u.county_id = :county
						and (u.closed_on is null or u.closed_on > :today))
				order by unit_id
				""")
			.param("rollout", rolloutId)
			.param("county", countyId)
			.param("today", this.calendar.today())
			.query(Rows.of(Conversation.class))
			.list();
	}

	/** The unit's in a rollout, if it is in it. */
	public Optional<Conversation> find(String rolloutId, String unitId) {
		return this.jdbc.sql(COLUMNS + "where rollout_id = ? and unit_id = ?")
			.params(rolloutId, unitId)
			.query(Rows.of(Conversation.class))
			.optional();
	}

	/** How many of a rollout are in each state. */
	public Map<ConversationState, Integer> states(String rolloutId) {
		Map<ConversationState, Integer> states = new EnumMap<>(ConversationState.class);
		this.jdbc.sql("select state, count(*) as n from conversation where rollout_id = ? group by state")
			.param(rolloutId)
			.query((row) -> {
				states.put(ConversationState.valueOf(row.getString("state")), row.getInt("n"));
			});
		return states;
	}

	/** How many units a rollout has reached; counted in one go, there may be many. */
	public Reached reached(String rolloutId) {
		return this.jdbc
			.sql("select count(*) as units, count(started_at) as started from conversation where rollout_id = ?")
			.param(rolloutId)
			.query(Rows.of(Reached.class))
			.single();
	}

	/** Every conversation of these units, in every rollout and of all states. */
	public List<Conversation> of(Collection<String> unitIds) {
		return unitIds.isEmpty() ? List.of()
				: this.jdbc.sql(COLUMNS + "where unit_id in (:units) order by id")
					.param("units", unitIds)
					.query(Rows.of(Conversation.class))
					.list();
	}

	/** Why the unit holds no conversation, if it has said so. */
	public Optional<String> notHeldReason(String id) {
		return this.jdbc.sql("select not_held_reason from conversation where id = ? and not_held_reason is not null")
			.param(id)
			.query(String.class)
			.optional();
	}

	/** The package version the conversation keeps. */
	public ConversationPackage packageOf(String id) {
		return TransactionMemory.recall("packageOf " + id, () -> {
			Conversation conversation = get(id);
			return this.packages.get(conversation.packageKey(), conversation.packageVersion());
		});
	}

	/** Those of the units that are in the rollout. */
	public Set<String> unitsOf(String rolloutId, Collection<String> unitIds) {
		return unitIds.isEmpty() ? Set.of()
				: this.jdbc.sql("select unit_id from conversation where rollout_id = :rollout and unit_id in (:units)")
					.param("rollout", rolloutId)
					.param("units", unitIds)
					.query(String.class)
					.set();
	}

	/**
	 * Those of the units that have an open conversation on the package, in any rollout.
	 */
	public Set<String> unitsWithOpen(String packageKey, Collection<String> unitIds) {
		return unitIds.isEmpty() ? Set.of() : this.jdbc.sql("""
				select unit_id from conversation
				where package_key = :package and unit_id in (:units)
					and state in ('AWAITING_COUNTY', 'PENDING', 'PLANNING', 'PLANNED', 'REPORTING')
				""").param("package", packageKey).param("units", unitIds).query(String.class).set();
	}

	/** The units that have an open conversation on the package, in any rollout. */
	public Set<String> unitsWithOpen(String packageKey) {
		return this.jdbc.sql("""
				select unit_id from conversation
				where package_key = ? and state in ('AWAITING_COUNTY', 'PENDING', 'PLANNING', 'PLANNED', 'REPORTING')
				""").param(packageKey).query(String.class).set();
	}

	/** The units that have any open conversation, in any rollout and on any package. */
	public Set<String> unitsWithOpen() {
		return this.jdbc.sql("""
				select unit_id from conversation where state in ('PENDING', 'PLANNING', 'PLANNED', 'REPORTING')
				""").query(String.class).set();
	}

	/** Adds the units to a rollout in the given state. */
	public void add(String rolloutId, ConversationPackage version, Collection<String> unitIds,
			ConversationState state) {
		List<Object[]> rows = unitIds.stream()
			.map((unitId) -> new Object[] { UUID.randomUUID().toString(), rolloutId, unitId, version.key(),
					version.version(), Math.floorMod(unitId.hashCode(), LANES), state.name() })
			.toList();
		this.batches.batchUpdate("""
				insert into conversation (id, rollout_id, unit_id, package_key, package_version, lane, state)
				values (?, ?, ?, ?, ?, ?, ?)
				""", rows);
		this.audit.record(Act.CONVERSATION_ADDED,
				rows.stream().map((row) -> new Audit.Subject((String) row[0], (String) row[2], state.name())).toList());
	}

	// chunks

	/**
	 * Starts the next conversations of a rollout.
	 * @param lane which of the lanes, or null for all of them
	 * @param lanes how many lanes there are
	 * @param limit how many at most
	 * @return those it started, and whether to come back
	 */
	public Started startChunk(String rolloutId, Integer lane, int lanes, int limit) {
		List<Conversation> chunk = this.jdbc
			.sql(COLUMNS + "where rollout_id = ? and state = 'PENDING'" + ofLane(lane, lanes)
					+ " order by unit_id limit ? for update")
			.params(rolloutId, limit)
			.query(Rows.of(Conversation.class))
			.list();
		this.units.prefetch(chunk.stream().map(Conversation::unitId).toList());
		List<Object[]> started = chunk.stream()
			.map((conversation) -> new Object[] { start(conversation), this.calendar.now(), conversation.id() })
			.toList();
		if (setState(chunk, ConversationState.PLANNING) < chunk.size()) {
			throw movedOn();
		}
		this.batches.batchUpdate("update conversation set process_instance_id = ?, started_at = ? where id = ?",
				started);
		recordEach(Act.CONVERSATION_STARTED, chunk, rolloutId);
		boolean left = !this.jdbc
			.sql("select id from conversation where rollout_id = ? and state = 'PENDING'" + ofLane(lane, lanes)
					+ " order by unit_id limit 1")
			.param(rolloutId)
			.query(String.class)
			.list()
			.isEmpty();
		return new Started(chunk, left || (lanes > 1 && !chunk.isEmpty()));
	}

	/**
	 * Starts a conversation anew that its unit had ended: the same row and package
	 * version, in a process of its own. Reminders that were sent count on.
	 */
	public void startAgain(String id) {
		become(id, ConversationState.PLANNING);
		this.jdbc.sql("""
				update conversation set held = null, not_held_reason = null, end_reason = null,
					ended_at = null, told = null, process_instance_id = ?
				where id = ?
				""").params(start(get(id)), id).update();
	}

	private static String ofLane(Integer lane, int lanes) {
		return (lane != null) ? " and mod(lane, " + lanes + ") = " + lane : "";
	}

	private String start(Conversation conversation) {
		return this.processes.start("conversation", conversation.id(),
				Map.of(CaseVariables.ROLLOUT_ID, conversation.rolloutId(), CaseVariables.CONVERSATION_ID,
						conversation.id(), CaseVariables.UNIT_ID, conversation.unitId(), CaseVariables.PACKAGE_KEY,
						conversation.packageKey(), CaseVariables.PACKAGE_VERSION, conversation.packageVersion()));
	}

	/**
	 * Tells the next conversations of a rollout that something has happened to it.
	 * @param states which conversations it concerns
	 * @param message the message in the model
	 * @param told what to remember as told
	 * @param limit how many at most
	 * @return the conversations told; empty when none are left
	 */
	public List<Conversation> tellChunk(String rolloutId, Set<ConversationState> states, String message, String told,
			int limit) {
		List<Conversation> chunk = new ArrayList<>();
		// one state after the other: an index gives each in order, and nothing is sorted
		states.stream().sorted().forEach((state) -> chunk.addAll(untold(rolloutId, state, told, limit - chunk.size())));
		chunk.forEach((conversation) -> this.processes.tell(message, conversation.id()));
		this.batches.batchUpdate("update conversation set told = ? where id = ?",
				chunk.stream().map((conversation) -> new Object[] { told, conversation.id() }).toList());
		recordEach(Act.CONVERSATION_TOLD, chunk, told);
		return chunk;
	}

	private List<Conversation> untold(String rolloutId, ConversationState state, String told, int limit) {
		return (limit == 0) ? List.of() : this.jdbc.sql(COLUMNS + """
				where rollout_id = ? and state = ? and (told is null or told <> ?)
				order by unit_id limit ? for update
				""").params(rolloutId, state.name(), told, limit).query(Rows.of(Conversation.class)).list();
	}

	/**
	 * Ends the conversations of a rollout, or of one county, that have not been started.
	 */
	public void settleUnstarted(String rolloutId, Set<ConversationState> from, ConversationState to) {
		settle(ofRollout(rolloutId, from), to);
	}

	/**
	 * Moves the units of a rollout from one of the states to another; units in other
	 * states stay.
	 */
	public int move(String rolloutId, Collection<String> unitIds, Set<ConversationState> from, ConversationState to) {
		Set<String> moving = Set.copyOf(unitIds);
		return settle(ofRollout(rolloutId, from).stream()
			.filter((conversation) -> moving.contains(conversation.unitId()))
			.toList(), to);
	}

	private int settle(List<Conversation> conversations, ConversationState to) {
		int settled = setState(conversations, to);
		recordEach(Act.PARTICIPATION_SETTLED, conversations, to.name());
		return settled;
	}

	/**
	 * Gives how many were still in the state they were read in; {@link Conflict} if that
	 * may not follow.
	 */
	private int setState(List<Conversation> conversations, ConversationState to) {
		conversations.stream().map(Conversation::state).filter((from) -> from != to).forEach((from) -> {
			if (!from.mayBecome(to)) {
				throw movedOn();
			}
		});
		return Arrays.stream(this.batches.batchUpdate("update conversation set state = ? where id = ? and state = ?",
				conversations.stream()
					.map((conversation) -> new Object[] { to.name(), conversation.id(), conversation.state().name() })
					.toList()))
			.sum();
	}

	/** Changes the state; {@link Conflict} if it may not follow the one of now. */
	private void become(String id, ConversationState next) {
		List<String> formers = Succession.before(next);
		if (formers.isEmpty()
				|| this.jdbc.sql("update conversation set state = :next where id = :id and state in (:formers)")
					.param("next", next.name())
					.param("id", id)
					.param("formers", formers)
					.update() == 0) {
			throw movedOn();
		}
	}

	private static Conflict movedOn() {
		return new Conflict("Samtalen har kommet videre i mellomtiden. Last siden på nytt.");
	}

	private void recordEach(Act act, List<Conversation> conversations, String detail) {
		this.audit.record(act,
				conversations.stream()
					.map((conversation) -> new Audit.Subject(conversation.id(), conversation.unitId(), detail))
					.toList());
	}

	// what the models and the features say

	/** The process has come to this phase. */
	public void enters(String id, String state) {
		ConversationState next = ConversationState.valueOf(state);
		become(id, next);
		if (next == ConversationState.PLANNED) {
			this.jdbc.sql("update conversation set planned_at = ? where id = ? and planned_at is null")
				.params(this.calendar.now(), id)
				.update();
		}
	}

	/** The process is over; CLOSED and CUT_OFF leave what nobody has said as unknown. */
	public void ends(String id, String reason) {
		become(id, ConversationState.ENDED);
		this.jdbc.sql("update conversation set end_reason = ?, ended_at = ? where id = ?")
			.params(reason, this.calendar.now(), id)
			.update();
		if (reason.equals("CANCELLED")) {
			this.jdbc.sql("update conversation set held = 'NO' where id = ?").param(id).update();
		}
	}

	public void held(String id, LocalDate heldOn) {
		this.jdbc.sql("update conversation set held = 'YES', held_on = ? where id = ?").params(heldOn, id).update();
	}

	/**
	 * The unit will not hold the conversation.
	 * @param reason in the leader's words, may be null
	 */
	public void notHeld(String id, String reason) {
		this.jdbc.sql("update conversation set held = 'NO', not_held_reason = ? where id = ?")
			.params(reason, id)
			.update();
	}

	/**
	 * The unit's report has been sent.
	 * @param outcome WITH_INPUT or WITHOUT_INPUT
	 */
	public void reported(String id, String outcome) {
		this.jdbc.sql("update conversation set reported = ? where id = ?").params(outcome, id).update();
	}

	// reminders

	/**
	 * A unit has one conversation in a rollout; beside another, the old one stays as it
	 * was.
	 */
	@EventListener
	void on(UnitClosed closed) {
		this.jdbc.sql("""
				update conversation set unit_id = ?
				where unit_id = ? and ended_at is null and not exists (select 1 from conversation other
					where other.rollout_id = conversation.rollout_id and other.unit_id = ?)
				""").params(closed.successorId(), closed.unitId(), closed.successorId()).update();
	}

	/**
	 * At most two in all, none when paused, none once the rollout has closed (design §1).
	 */
	public boolean mayRemind(String id) {
		return this.jdbc.sql("""
				select count(*) from conversation c join rollout r on r.id = c.rollout_id
				where c.id = ? and c.reminders_sent < ? and not c.reminders_paused and r.state = 'RUNNING'
				""").params(id, MOST_REMINDERS).query(Integer.class).single() > 0;
	}

	/** Counts one reminder. */
	public void reminded(String id) {
		this.jdbc.sql("update conversation set reminders_sent = reminders_sent + 1 where id = ?").param(id).update();
	}

	public void pauseReminders(String id, boolean paused) {
		this.jdbc.sql("update conversation set reminders_paused = ? where id = ?").params(paused, id).update();
	}

	/**
	 * A chunk that has been started.
	 *
	 * @param conversations as they were before
	 * @param more whether to come back: something is left. One of several lanes also
	 * comes back when it has started something, to end in a transaction of its own: lanes
	 * that end together collide in the engine, and what is undone then must not be a
	 * whole chunk
	 */
	public record Started(List<Conversation> conversations, boolean more) {
	}

	/**
	 * Whom a rollout has reached.
	 *
	 * @param units in it, whatever has become of them
	 * @param started those that have got the package
	 */
	public record Reached(int units, int started) {
	}

}
