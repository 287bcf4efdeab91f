package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailType;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.platform.Succession;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rollouts, from order to cut-off. What the counties decide is in
 * {@link CountyDecisions}.
 */
@Component("rollouts")
@Transactional
public class Rollouts {

	private static final int DAYS_TO_CUT_OFF = 30;

	private static final Set<ConversationState> UNDECIDED_AT_CLOSING = EnumSet.of(ConversationState.AWAITING_COUNTY);

	private static final Set<ConversationState> OPEN = EnumSet.of(ConversationState.PLANNING, ConversationState.PLANNED,
			ConversationState.REPORTING);

	private final JdbcClient jdbc;

	private final RolloutSettings settings;

	private final Reach reach;

	private final Orders orders;

	private final Packages packages;

	private final Milestones milestones;

	private final Conversations conversations;

	private final Units units;

	private final Notifications notifications;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Audit audit;

	Rollouts(JdbcClient jdbc, RolloutSettings settings, Reach reach, Orders orders, Packages packages,
			Milestones milestones, Conversations conversations, Units units, Notifications notifications,
			Processes processes, NorwegianCalendar calendar, CurrentUser currentUser, Audit audit) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.reach = reach;
		this.orders = orders;
		this.packages = packages;
		this.milestones = milestones;
		this.conversations = conversations;
		this.units = units;
		this.notifications = notifications;
		this.processes = processes;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	public Rollout get(String id) {
		return this.jdbc.sql("""
				select id, name, opens_on, closes_on, cut_off_on, state, process_instance_id, texts_erased_at
				from rollout where id = ?
				""")
			.param(id)
			.query(Rows.of(Rollout.class))
			.optional()
			.orElseThrow(() -> new NotFound("Utrullingen finnes ikke."));
	}

	/** The same, and nobody changes it until the transaction ends. */
	public Rollout hold(String id) {
		this.jdbc.sql("select id from rollout where id = ? for update").param(id).query(String.class).list();
		return get(id);
	}

	/** Every rollout, the newest first. */
	public List<Rollout> all() {
		return this.jdbc.sql("""
				select id, name, opens_on, closes_on, cut_off_on, state, process_instance_id, texts_erased_at
				from rollout order by created_at desc
				""").query(Rows.of(Rollout.class)).list();
	}

	/**
	 * Stores the order and a row for each of the first units it reaches; the others
	 * follow, chunk by chunk, in jobs of the process.
	 */
	String order(StartRollout form, String processInstanceId) {
		form.check(this.calendar.today());
		Map<ConversationPackage, List<Unit>> reached = this.reach.of(form.packageKeys(), form.counties(),
				form.unitIds());
		// orders of one package come one after the other: the second sees what the first
		// got
		this.packages.hold(reached.keySet());
		refuseTakenName(form.name());
		this.orders.refuseBeside(form.packageKeys());
		String id = UUID.randomUUID().toString();
		this.jdbc.sql("""
				insert into rollout (id, name, active_name, opens_on, closes_on, cut_off_on, state, process_instance_id,
					started_by, created_at)
				values (:id, :name, :activeName, :opensOn, :closesOn, :cutOffOn, 'PLANNED', :processInstanceId,
					:startedBy, :createdAt)
				""")
			.params(Rows.values(form))
			.param("id", id)
			.param("activeName", activeName(form.name()))
			.param("cutOffOn", form.closesOn().plusDays(DAYS_TO_CUT_OFF))
			.param("processInstanceId", processInstanceId)
			.param("startedBy", this.currentUser.id())
			.param("createdAt", this.calendar.now())
			.update();
		reached.keySet()
			.forEach((version) -> this.jdbc
				.sql("insert into rollout_package (rollout_id, package_key, package_version) values (?, ?, ?)")
				.params(id, version.key(), version.version())
				.update());
		this.audit.record(Act.ROLLOUT_ORDERED, id);
		this.orders.keep(id, form, reached.values().stream().mapToInt(List::size).sum());
		addNextUnits(id);
		return id;
	}

	/** Adds the next of the units that were ordered; safe to repeat. */
	void addNextUnits(String id) {
		hold(id);
		this.orders.left(id).ifPresent((order) -> {
			List<ConversationPackage> versions = packages(id);
			Reach.Next next = this.reach.next(versions, order.chosenCounties(), order.chosenUnits(), order.addedTo(),
					Orders.UNITS_AT_ONCE);
			// a unit that has taken over for another may be in already
			Set<String> there = this.conversations.unitsOf(id, next.units().stream().map(Unit::id).toList());
			versions.forEach((version) -> add(id, version,
					next.units()
						.stream()
						.filter((unit) -> Reach.isFor(version.targetGroup(), unit.type()))
						.filter((unit) -> !there.contains(unit.id()))
						.toList()));
			if (next.last() == null) {
				this.orders.done(id);
			}
			else {
				this.orders.addedTo(id, next.last());
			}
		});
	}

	/** Whether units it was ordered for are still to be added. */
	public boolean isBeingSetUp(String id) {
		return this.orders.left(id).isPresent();
	}

	/** How far the rollouts have come that are being set up, by their ids. */
	public Map<String, SettingUp> settingUp() {
		return this.orders.underWay();
	}

	/** Gives how many are left out. */
	private int add(String id, ConversationPackage version, List<Unit> reached) {
		this.packages.hold(List.of(version));
		List<String> ids = reached.stream().map(Unit::id).toList();
		Set<String> busy = this.conversations.unitsWithOpen(version.key(), ids);
		List<String> leftOut = ids.stream().filter(busy::contains).toList();
		this.conversations.add(id, version, leftOut, ConversationState.LEFT_OUT);
		this.conversations.add(id, version, ids.stream().filter((unit) -> !busy.contains(unit)).toList(),
				version.decidedByCounty() ? ConversationState.AWAITING_COUNTY : ConversationState.PENDING);
		return leftOut.size();
	}

	/**
	 * Whoever has not heard of their order presses once more, and is told that it has
	 * come.
	 */
	private void refuseTakenName(String name) {
		this.jdbc.sql("select started_by from rollout where active_name = ?")
			.param(activeName(name))
			.query(String.class)
			.optional()
			.ifPresent((orderer) -> {
				throw new InvalidInput("name", orderer.equals(this.currentUser.id())
						? "Du har allerede bestilt en utrulling med dette navnet. Er det denne, kan du lukke skjemaet"
						: "Det finnes allerede en utrulling med dette navnet");
			});
	}

	private static String activeName(String name) {
		return name.toLowerCase(java.util.Locale.ROOT);
	}

	// dates and lists the model asks for

	public Date opensAt(String id) {
		return this.calendar.startOf(get(id).opensOn());
	}

	/** The end of the closing date, so that the whole day counts. */
	public Date closesAt(String id) {
		return this.calendar.startOf(get(id).closesOn().plusDays(1));
	}

	/** The closing date is the last day a county can decide on. */
	public Date decisionDue(String id) {
		return this.calendar.endOf(get(id).closesOn());
	}

	/** The end of the cut-off date. */
	public Date cutOffAt(String id) {
		return this.calendar.startOf(get(id).cutOffOn().plusDays(1));
	}

	/** The numbers of the lanes that start conversations side by side. */
	public List<Integer> lanes() {
		return IntStream.range(0, this.settings.lanes()).boxed().toList();
	}

	/** The counties that decide for offices this rollout could reach. */
	public List<String> decidingCounties(String id) {
		return this.jdbc.sql("""
				select distinct u.county_id from conversation c
				join unit u on u.id = c.unit_id
				where c.rollout_id = ? and c.state = 'AWAITING_COUNTY' and u.county_id is not null
				order by u.county_id
				""").param(id).query(String.class).list();
	}

	/**
	 * The date a county chose to answer on; without one, a date that never comes before
	 * the rollout closes.
	 */
	public Date reconsiderAt(String id, String countyId) {
		LocalDate chosen = this.jdbc.sql("""
				select reconsider_on, participation from county_decision
				where rollout_id = ? and county_id = ? order by decided_at desc limit 1
				""")
			.params(id, countyId)
			.query((row, number) -> "LATER".equals(row.getString("participation"))
					? row.getObject("reconsider_on", LocalDate.class) : LocalDate.MAX)
			.optional()
			.orElse(LocalDate.MAX);
		return this.calendar.startOf(chosen.equals(LocalDate.MAX) ? get(id).closesOn().plusYears(100) : chosen);
	}

	Set<String> packagesDecidedByCounty(String id) {
		return this.jdbc.sql("""
				select rp.package_key from rollout_package rp
				join package_version pv on pv.package_key = rp.package_key and pv.version = rp.package_version
				where rp.rollout_id = ? and pv.decided_by_county
				""").param(id).query(String.class).set();
	}

	/** The package the counties are asked about. */
	public ConversationPackage packageDecidedByCounty(String id) {
		return this.jdbc.sql("""
				select rp.package_key, rp.package_version from rollout_package rp
				join package_version pv on pv.package_key = rp.package_key and pv.version = rp.package_version
				where rp.rollout_id = ? and pv.decided_by_county order by rp.package_key limit 1
				""")
			.param(id)
			.query((row, number) -> this.packages.get(row.getString("package_key"), row.getInt("package_version")))
			.single();
	}

	// the steps of the process

	void open(String id) {
		become(id, RolloutState.RUNNING);
		this.milestones.reached(id, MilestoneKind.OPENED);
	}

	/** Starts the next chunk and tells the units; gives whether more are left. */
	boolean startChunk(String id, Integer lane) {
		Conversations.Started started = this.conversations.startChunk(id, lane, this.settings.lanes(),
				this.settings.chunkSize());
		Rollout rollout = get(id);
		// a rollout opens at midnight
		OffsetDateTime morning = this.calendar.morningOf(rollout.opensOn())
			.toInstant()
			.atZone(ApplicationClock.OSLO)
			.toOffsetDateTime();
		this.notifications.queue(started.conversations()
			.stream()
			.flatMap((conversation) -> invitations(conversation, rollout, morning))
			.toList());
		return started.more();
	}

	private Stream<Notification> invitations(Conversation conversation, Rollout rollout, OffsetDateTime morning) {
		ConversationPackage version = this.packages.get(conversation.packageKey(), conversation.packageVersion());
		Unit unit = this.units.get(conversation.unitId());
		return this.units.leading(unit.id())
			.stream()
			.map((person) -> Notification
				.to(person.userId(), person.email(), MailType.CONVERSATION_STARTED,
						"started-" + conversation.id() + "-" + person.userId())
				.aboutRollout(rollout.id())
				.aboutConversation(conversation.id())
				.with("unit", unit.name())
				.with("package", version.name())
				.with("timeEstimate", version.timeEstimate())
				.with("closesOn", rollout.closesOn())
				.notBefore(morning)
				.expiresAt(rollout.closesOn().plusDays(1).atStartOfDay(ApplicationClock.OSLO).toOffsetDateTime()));
	}

	/**
	 * Closes the next chunk of conversations without a plan; gives whether more are left.
	 */
	boolean closeChunk(String id) {
		if (get(id).state() == RolloutState.RUNNING) {
			this.conversations.settleUnstarted(id, UNDECIDED_AT_CLOSING, ConversationState.UNDECIDED);
			become(id, RolloutState.CLOSED);
			this.milestones.reached(id, MilestoneKind.CLOSED);
		}
		return !tellChunk(id, EnumSet.of(ConversationState.PLANNING), RolloutProcess.CLOSED, "CLOSED").isEmpty();
	}

	/** Cuts off the next chunk of what is still open; gives whether more are left. */
	boolean cutOffChunk(String id) {
		if (get(id).state() == RolloutState.CLOSED) {
			become(id, RolloutState.CUT_OFF);
			this.milestones.reached(id, MilestoneKind.CUT_OFF);
		}
		return !tellChunk(id, OPEN, RolloutProcess.CUT_OFF, "CUT_OFF").isEmpty();
	}

	/**
	 * Stops the next chunk of open conversations and tells their units why; gives whether
	 * more are left.
	 */
	boolean stopChunk(String id) {
		List<Conversation> stopped = tellChunk(id, OPEN, RolloutProcess.STOPPED, "STOPPED");
		String message = this.jdbc.sql("select stop_message from rollout where id = ?")
			.param(id)
			.query(String.class)
			.single();
		stopped.forEach((conversation) -> send(conversation, MailType.ROLLOUT_STOPPED, "stopped", null, message));
		return !stopped.isEmpty();
	}

	private List<Conversation> tellChunk(String id, Set<ConversationState> states, String message, String told) {
		return this.conversations.tellChunk(id, states, message, told, this.settings.chunkSize());
	}

	// what the secretariat does without a task

	/** Moves the closing and the cut-off date; the timers and due dates follow. */
	public Rollout changeDates(String id, LocalDate closesOn, LocalDate cutOffOn) {
		Rollout former = hold(id);
		Dates dates = datesAfter(id, closesOn, cutOffOn);
		this.jdbc.sql("update rollout set closes_on = ?, cut_off_on = ? where id = ?")
			.params(dates.closesOn(), dates.cutOffOn(), id)
			.update();
		this.processes.recalculateTimers(id, RolloutProcess.DATE_TIMERS);
		this.processes.openTasks(id, RolloutProcess.DECIDE_PARTICIPATION)
			.forEach((task) -> this.processes.setDueDate(task.id(), decisionDue(id)));
		this.audit.record(Act.ROLLOUT_DATES_CHANGED, id, null,
				"%s %s -> %s %s".formatted(former.closesOn(), former.cutOffOn(), dates.closesOn(), dates.cutOffOn()));
		return get(id);
	}

	/** What the dates would be if they were moved; refuses what cannot be. */
	Dates datesAfter(String id, LocalDate closesOn, LocalDate cutOffOn) {
		Rollout rollout = get(id);
		LocalDate today = this.calendar.today();
		boolean closed = !rollout.isOpenForDecisions();
		if (closed && (closesOn != null || rollout.state() != RolloutState.CLOSED)) {
			throw new Conflict("Utrullingen er lukket, så datoen kan ikke flyttes.");
		}
		LocalDate closes = (closesOn != null) ? closesOn : rollout.closesOn();
		LocalDate cutOff = (cutOffOn != null) ? cutOffOn
				: (closesOn != null) ? closes.plusDays(DAYS_TO_CUT_OFF) : rollout.cutOffOn();
		if (closesOn != null && (closes.isBefore(today) || !closes.isAfter(rollout.opensOn()))) {
			throw new InvalidInput("closesOn", "Lukkedatoen må være i dag eller senere, og etter åpningsdatoen");
		}
		if (cutOff.isBefore(closes) || cutOff.isBefore(today)) {
			throw new InvalidInput("cutOffOn", "Sluttdatoen må være i dag eller senere, og ikke før lukkedatoen");
		}
		return new Dates(closes, cutOff);
	}

	/**
	 * Gives units the package of their kind after the rollout has been ordered.
	 * @return how many of them are left out, since they have a conversation on it already
	 */
	int addUnits(String id, List<String> unitIds) {
		Rollout rollout = hold(id);
		Map<ConversationPackage, List<Unit>> reached = newlyReached(rollout, unitIds);
		int leftOut = 0;
		for (Map.Entry<ConversationPackage, List<Unit>> each : reached.entrySet()) {
			leftOut += add(id, each.getKey(), each.getValue());
		}
		if (rollout.state() == RolloutState.RUNNING) {
			this.processes.tell(RolloutProcess.UNITS_JOINED, id);
		}
		return leftOut;
	}

	/** The package each of the units would get; refuses units that cannot be added. */
	Map<ConversationPackage, List<Unit>> newlyReached(Rollout rollout, List<String> unitIds) {
		if (!rollout.isOpenForDecisions()) {
			throw new Conflict("Utrullingen er lukket, så ingen flere kan bli med.");
		}
		if (isBeingSetUp(rollout.id())) {
			throw new Conflict("Utrullingen blir satt opp. Vent til alle enhetene den er bestilt for, er lagt inn.");
		}
		for (String unitId : unitIds) {
			if (this.conversations.find(rollout.id(), unitId).isPresent()) {
				throw new InvalidInput("unitIds",
						"%s er alt med i utrullingen".formatted(this.units.get(unitId).name()));
			}
		}
		if (unitIds.isEmpty()) {
			throw new InvalidInput("unitIds", "Velg minst én enhet");
		}
		Map<ConversationPackage, List<Unit>> reached = this.reach.ofVersions(packages(rollout.id()), List.of(),
				unitIds);
		reached.forEach((version, units) -> {
			if (version.decidedByCounty() && !units.isEmpty()) {
				throw new InvalidInput("unitIds",
						"Fylket bestemmer om %s skal få «%s»".formatted(units.get(0).name(), version.name()));
			}
		});
		return reached;
	}

	/** In the versions the rollout began with. */
	List<ConversationPackage> packages(String id) {
		return this.jdbc.sql("""
				select package_key, package_version from rollout_package where rollout_id = ? order by package_key
				""")
			.param(id)
			.query((row, number) -> this.packages.get(row.getString("package_key"), row.getInt("package_version")))
			.list();
	}

	/** Calls the rollout off before it opens. */
	public void cancel(String id) {
		if (get(id).state() != RolloutState.PLANNED) {
			throw new Conflict("Utrullingen har åpnet. Den kan stoppes, men ikke avlyses.");
		}
		become(id, RolloutState.CANCELLED);
		this.jdbc.sql("update rollout set active_name = null where id = ?").param(id).update();
		this.orders.done(id);
		this.conversations.settleUnstarted(id, EnumSet.of(ConversationState.AWAITING_COUNTY, ConversationState.PENDING,
				ConversationState.DECLINED, ConversationState.LEFT_OUT), ConversationState.NOT_STARTED);
		this.processes.tell(RolloutProcess.ROLLOUT_CANCELLED, id);
		this.audit.record(Act.ROLLOUT_CANCELLED, id);
	}

	/** Stops a running rollout, with a message to those who had started. */
	public void stop(String id, String message) {
		RolloutState state = get(id).state();
		if (state != RolloutState.RUNNING && state != RolloutState.CLOSED) {
			throw new Conflict("Bare en utrulling som er i gang, kan stoppes.");
		}
		this.jdbc.sql("update rollout set stop_message = ? where id = ?").params(message, id).update();
		become(id, RolloutState.STOPPED);
		this.milestones.reached(id, MilestoneKind.STOPPED);
		this.conversations.settleUnstarted(id, EnumSet.of(ConversationState.AWAITING_COUNTY, ConversationState.PENDING),
				ConversationState.NOT_STARTED);
		this.processes.tell(RolloutProcess.ROLLOUT_STOPPED, id);
		this.audit.record(Act.ROLLOUT_STOPPED, id);
	}

	/**
	 * Sends a message to the units that have not made a plan; it counts among the two
	 * reminders (design §1).
	 * @return how many units it went to
	 */
	public int message(String id, String text) {
		hold(id);
		List<Conversation> unplanned = awaitingMessage(id);
		String messageId = UUID.randomUUID().toString();
		unplanned.forEach((conversation) -> {
			send(conversation, MailType.ROLLOUT_MESSAGE, "message-" + messageId, messageId, text);
			this.conversations.reminded(conversation.id());
		});
		this.audit.record(Act.ROLLOUT_MESSAGE_SENT,
				unplanned.stream()
					.map((conversation) -> new Audit.Subject(conversation.id(), conversation.unitId(), id))
					.toList());
		return unplanned.size();
	}

	/** Those a message would go to: without a plan, and not reminded twice. */
	List<Conversation> awaitingMessage(String id) {
		if (get(id).state() != RolloutState.RUNNING) {
			throw new Conflict("Bare en åpen utrulling kan sende meldinger.");
		}
		return this.conversations.awaitingReminder(id);
	}

	private void send(Conversation conversation, MailType type, String occasion, String messageId, String message) {
		String packageName = this.packages.get(conversation.packageKey(), conversation.packageVersion()).name();
		this.notifications.queue(this.units.leading(conversation.unitId())
			.stream()
			.map((person) -> Notification
				.to(person.userId(), person.email(), type,
						String.join("-", occasion, conversation.id(), person.userId()))
				.about(messageId)
				.aboutRollout(conversation.rolloutId())
				.aboutConversation(conversation.id())
				.with("package", packageName)
				.with("message", message))
			.toList());
	}

	/** Changes the state; {@link Conflict} if it may not follow the one of now. */
	void become(String id, RolloutState next) {
		List<String> formers = Succession.before(next);
		if (formers.isEmpty()
				|| this.jdbc.sql("update rollout set state = :next where id = :id and state in (:formers)")
					.param("next", next.name())
					.param("id", id)
					.param("formers", formers)
					.update() == 0) {
			throw new Conflict("Utrullingen har kommet videre i mellomtiden. Last siden på nytt.");
		}
	}

	/**
	 * The dates of a rollout that can be moved.
	 *
	 * @param closesOn the day conversations without a plan end
	 * @param cutOffOn the day the rest ends
	 */
	record Dates(LocalDate closesOn, LocalDate cutOffOn) {
	}

}
