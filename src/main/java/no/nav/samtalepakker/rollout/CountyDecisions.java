package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CaseVariables;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianAlphabet;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the counties decide for their offices, as dated rows; the last one counts until
 * the rollout closes.
 */
@Component
@Transactional
public class CountyDecisions {

	private static final Set<ConversationState> UNSTARTED = EnumSet.of(ConversationState.AWAITING_COUNTY,
			ConversationState.DECLINED, ConversationState.PENDING);

	private final JdbcClient jdbc;

	private final Rollouts rollouts;

	private final Conversations conversations;

	private final Units units;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final CurrentUser currentUser;

	private final Audit audit;

	CountyDecisions(JdbcClient jdbc, Rollouts rollouts, Conversations conversations, Units units, Processes processes,
			NorwegianCalendar calendar, CurrentUser currentUser, Audit audit) {
		this.jdbc = jdbc;
		this.rollouts = rollouts;
		this.conversations = conversations;
		this.units = units;
		this.processes = processes;
		this.calendar = calendar;
		this.currentUser = currentUser;
		this.audit = audit;
	}

	/**
	 * Stores the decision and lets it take effect: YES starts conversations, NO stops
	 * those without a plan.
	 */
	void decide(String rolloutId, String countyId, DecideParticipation form) {
		Rollout rollout = this.rollouts.get(rolloutId);
		List<Conversation> affected = affected(rolloutId, countyId);
		check(rollout, affected, form);
		store(rolloutId, countyId, form);
		switch (form.participation()) {
			case YES -> join(rollout, affected, form.unitIds());
			case NO -> decline(rolloutId, affected);
			case LATER ->
				this.conversations.move(rolloutId, unitsOf(affected), UNSTARTED, ConversationState.AWAITING_COUNTY);
		}
		this.audit.record(Act.COUNTY_DECIDED, rolloutId, countyId, form.participation().name());
	}

	/**
	 * The same decision outside the task: completes the open task, or tells the branch
	 * that waits.
	 */
	void revise(String rolloutId, String countyId, DecideParticipation form) {
		// before the engine, which would tell nobody which field it is
		check(this.rollouts.get(rolloutId), affected(rolloutId, countyId), form);
		Optional<Processes.OpenTask> task = this.processes
			.openTasks(rolloutId, RolloutProcess.DECIDE_PARTICIPATION, CaseVariables.COUNTY_ID, countyId)
			.stream()
			.findFirst();
		if (task.isPresent()) {
			this.processes.complete(task.get().id(), form);
			return;
		}
		decide(rolloutId, countyId, form);
		this.processes.tell(RolloutProcess.COUNTY_DECIDED, rolloutId, CaseVariables.COUNTY_ID, countyId);
	}

	/** «Vi ønsker å delta», from an office whose county has said no or nothing. */
	void wish(String rolloutId, String unitId) {
		Rollout rollout = this.rollouts.get(rolloutId);
		String user = this.currentUser.id();
		Conversation conversation = this.conversations.find(rolloutId, unitId)
			.filter((candidate) -> this.units.isMember(unitId, user))
			.orElseThrow(() -> new NotFound("Enheten er ikke med i denne utrullingen."));
		if (!rollout.isOpenForDecisions()) {
			throw new Conflict("Utrullingen er lukket.");
		}
		if (!waits(conversation)) {
			throw new Conflict("Enheten er allerede med.");
		}
		if (!hasWished(rolloutId, unitId)) {
			this.jdbc.sql("insert into wish (rollout_id, unit_id, wished_by, wished_at) values (?, ?, ?, ?)")
				.params(rolloutId, unitId, user, this.calendar.now())
				.update();
			this.audit.record(Act.WISH_MADE, rolloutId, unitId, null);
		}
	}

	/** Whether the unit's county could still let it take part. */
	public boolean mayWish(Conversation conversation) {
		return waits(conversation) && this.rollouts.get(conversation.rolloutId()).isOpenForDecisions();
	}

	private static boolean waits(Conversation conversation) {
		return conversation.state() == ConversationState.AWAITING_COUNTY
				|| conversation.state() == ConversationState.DECLINED;
	}

	/** Whether the unit has said that it would like to take part. */
	public boolean hasWished(String rolloutId, String unitId) {
		return this.jdbc.sql("select count(*) from wish where rollout_id = ? and unit_id = ?")
			.params(rolloutId, unitId)
			.query(Integer.class)
			.single() > 0;
	}

	/** The offices of a county that have said they would like to take part. */
	public List<Unit> wishes(String rolloutId, String countyId) {
		return this.jdbc.sql("""
				select w.unit_id from wish w join unit u on u.id = w.unit_id
				where w.rollout_id = ? and u.county_id = ?
				""")
			.params(rolloutId, countyId)
			.query(String.class)
			.list()
			.stream()
			.map(this.units::get)
			.sorted(NorwegianAlphabet.by(Unit::name))
			.toList();
	}

	/** The decision that counts now. */
	public Optional<CountyDecision> latest(String rolloutId, String countyId) {
		return history(rolloutId, countyId).stream().findFirst();
	}

	/** Everything the county has decided about the rollout, the last first. */
	List<CountyDecision> history(String rolloutId, String countyId) {
		return this.jdbc.sql("""
				select participation, reasons, comment_text as comment, unit_ids, reconsider_on, decided_at
				from county_decision where rollout_id = ? and county_id = ? order by decided_at desc
				""").params(rolloutId, countyId).query(Rows.of(CountyDecision.class)).list();
	}

	/** What the counties have answered to each rollout that asks any, by its id. */
	public Map<String, CountyAnswers> answers() {
		Map<String, List<Latest>> latest = this.jdbc.sql("""
				select asked.rollout_id, asked.county_id, d.participation, d.reasons
				from (
					select distinct c.rollout_id, u.county_id
					from conversation c
					join unit u on u.id = c.unit_id and u.type = 'OFFICE' and u.county_id is not null
					join package_version pv on pv.package_key = c.package_key and pv.version = c.package_version
						and pv.decided_by_county
					where c.state <> 'LEFT_OUT'
				) asked
				left join county_decision d on d.rollout_id = asked.rollout_id and d.county_id = asked.county_id
					and d.decided_at = (select max(later.decided_at) from county_decision later
						where later.rollout_id = d.rollout_id and later.county_id = d.county_id)
				""").query(Rows.of(Latest.class)).list().stream().collect(Collectors.groupingBy(Latest::rolloutId));
		return latest.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (rollout) -> CountyAnswers.of(rollout.getValue())));
	}

	/** The counties with units in the rollout whose package the county decides about. */
	List<String> deciding(String rolloutId) {
		Set<String> packages = this.rollouts.packagesDecidedByCounty(rolloutId);
		return packages.isEmpty() ? List.of() : this.jdbc.sql("""
				select distinct u.county_id from conversation c join unit u on u.id = c.unit_id
				where c.rollout_id = :rollout and c.package_key in (:packages) and u.county_id is not null
				""").param("rollout", rolloutId).param("packages", packages).query(String.class).list();
	}

	/** The offices of the county that the decision is about. */
	public List<Unit> offices(String rolloutId, String countyId) {
		return NorwegianAlphabet.sorted(this.units.of(unitsOf(affected(rolloutId, countyId))), Unit::name);
	}

	private void join(Rollout rollout, List<Conversation> affected, List<String> chosen) {
		Set<String> all = unitsOf(affected);
		Set<String> joining = chosen.isEmpty() ? all : Set.copyOf(chosen);
		Set<String> others = all.stream().filter((unit) -> !joining.contains(unit)).collect(Collectors.toSet());
		this.conversations.move(rollout.id(), others, UNSTARTED, ConversationState.DECLINED);
		int joined = this.conversations.move(rollout.id(), joining, UNSTARTED, ConversationState.PENDING);
		if (joined > 0 && rollout.state() == RolloutState.RUNNING) {
			this.processes.tell(RolloutProcess.UNITS_JOINED, rollout.id());
		}
	}

	private void decline(String rolloutId, List<Conversation> affected) {
		this.conversations.move(rolloutId, unitsOf(affected), UNSTARTED, ConversationState.DECLINED);
		affected.stream()
			.filter((conversation) -> conversation.state() == ConversationState.PLANNING)
			.forEach((conversation) -> this.processes.tell(RolloutProcess.STOPPED, conversation.id()));
	}

	private List<Conversation> affected(String rolloutId, String countyId) {
		Set<String> packages = this.rollouts.packagesDecidedByCounty(rolloutId);
		return packages.isEmpty() ? List.of()
				: this.conversations.ofOffices(rolloutId, countyId)
					.stream()
					.filter((conversation) -> packages.contains(conversation.packageKey()))
					.filter((conversation) -> conversation.state() != ConversationState.LEFT_OUT)
					.toList();
	}

	private void check(Rollout rollout, List<Conversation> affected, DecideParticipation form) {
		if (affected.isEmpty()) {
			throw new NotFound("Fylket har ingen kontorer i denne utrullingen.");
		}
		if (!rollout.isOpenForDecisions()) {
			throw new Conflict("Utrullingen er lukket, så svaret kan ikke endres.");
		}
		form.check(this.calendar.today(), rollout.closesOn());
		checkUnits(form.unitIds(), affected);
	}

	private static void checkUnits(List<String> unitIds, List<Conversation> affected) {
		Set<String> known = unitsOf(affected);
		for (int i = 0; i < unitIds.size(); i++) {
			if (!known.contains(unitIds.get(i))) {
				throw new InvalidInput("unitIds[" + i + "]", "Kontoret hører ikke til fylket i denne utrullingen");
			}
		}
	}

	private static Set<String> unitsOf(List<Conversation> conversations) {
		return conversations.stream().map(Conversation::unitId).collect(Collectors.toSet());
	}

	private void store(String rolloutId, String countyId, DecideParticipation form) {
		this.jdbc.sql("""
				insert into county_decision (id, rollout_id, county_id, participation, reasons, comment_text, unit_ids,
					reconsider_on, decided_by, decided_at)
				values (:id, :rolloutId, :countyId, :participation, :reasons, :comment, :unitIds,
					:reconsiderOn, :decidedBy, :decidedAt)
				""")
			.params(Rows.values(form))
			.param("id", UUID.randomUUID().toString())
			.param("rolloutId", rolloutId)
			.param("countyId", countyId)
			.param("reasons", form.reasons().stream().map(Enum::name).collect(Collectors.joining(",")))
			.param("unitIds", String.join(",", form.unitIds()))
			.param("decidedBy", this.currentUser.id())
			.param("decidedAt", this.calendar.now())
			.update();
	}

	/** As the database gives it; {@link Rows} needs to see it. */
	record Latest(String rolloutId, String countyId, DecideParticipation.Participation participation, String reasons) {

		List<String> codes() {
			return (this.reasons == null || this.reasons.isEmpty()) ? List.of() : List.of(this.reasons.split(","));
		}

	}

	/**
	 * A dated decision.
	 *
	 * @param participation YES, NO or LATER
	 * @param reasons codes, separated by commas
	 * @param comment in the county's words
	 * @param unitIds offices the yes is for, separated by commas; empty for all
	 * @param reconsiderOn when to ask again, for LATER
	 * @param decidedAt when
	 */
	public record CountyDecision(String participation, String reasons, String comment, String unitIds,
			LocalDate reconsiderOn, OffsetDateTime decidedAt) {
	}

}
