package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.meeting.Invitations.JointNews;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.PeopleChanged;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.ConversationPackage.ChecklistItem;
import no.nav.samtalepakker.packages.ConversationPackage.Question;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.Rows;
import no.nav.samtalepakker.privacy.FreeText;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.privacy.RetentionPeriods;
import no.nav.samtalepakker.privacy.TextGone;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The meeting of every conversation, and the times that follow from its date. When the
 * date moves, timers and calendars move with it in the same transaction.
 */
@Component("meetings")
@Transactional
public class Meetings {

	/**
	 * The material goes out this many days before the meeting (seed-requirements T01).
	 */
	private static final int MATERIAL_DAYS = 14;

	private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

	private static final Locale NORWEGIAN = Locale.forLanguageTag("nb-NO");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM", NORWEGIAN);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm", NORWEGIAN);

	/** A timer must have a time, also for a meeting without a date. */
	private static final LocalDate NEVER = LocalDate.of(9999, 1, 1);

	private final JdbcClient jdbc;

	private final Conversations conversations;

	private final Units units;

	private final Invitations invitations;

	private final Notifications notifications;

	private final Processes processes;

	private final NorwegianCalendar calendar;

	private final RetentionPeriods periods;

	private final Audit audit;

	Meetings(JdbcClient jdbc, Conversations conversations, Units units, Invitations invitations,
			Notifications notifications, Processes processes, NorwegianCalendar calendar, RetentionPeriods periods,
			Audit audit) {
		this.jdbc = jdbc;
		this.conversations = conversations;
		this.units = units;
		this.invitations = invitations;
		this.notifications = notifications;
		this.processes = processes;
		this.calendar = calendar;
		this.periods = periods;
		this.audit = audit;
	}

	// what the models ask

	/** When the material goes out; what is past is sent at once. */
	public Date materialDue(String conversationId) {
		return dateOf(conversationId)
			.map((date) -> this.calendar.morningOf(this.calendar.workingDayOnOrBefore(date.minusDays(MATERIAL_DAYS))))
			.orElseGet(this::never);
	}

	/**
	 * Whether the meeting has a day and has not begun; without an hour it begins with the
	 * day.
	 */
	public boolean liesAhead(String conversationId) {
		return find(conversationId).map(Meeting::begins)
			.filter((begins) -> this.calendar.now().isBefore(begins))
			.isPresent();
	}

	/**
	 * When the open task about the meeting is taken away: at midnight before it, when the
	 * offer of preparation ends, and on the day itself when it begins.
	 */
	public Date preparationEnds(String conversationId) {
		return find(conversationId).filter((meeting) -> meeting.meetingDate() != null)
			.map((meeting) -> meeting.meetingDate().isAfter(this.calendar.today())
					? this.calendar.startOf(meeting.meetingDate()) : Date.from(meeting.begins().toInstant()))
			.orElseGet(this::never);
	}

	/**
	 * The last minute of the day before the meeting, as long as it can be prepared; what
	 * is only to be looked at has no deadline.
	 */
	public Date prepareDue(String conversationId) {
		return find(conversationId).filter(this::preparationOffered)
			.map((meeting) -> this.calendar.at(meeting.meetingDate().minusDays(1), LAST_MINUTE))
			.orElse(null);
	}

	/**
	 * What the task about the meeting ahead is called once there is nothing left to
	 * prepare; null as long as there is.
	 */
	public String titleAhead(String conversationId) {
		return find(conversationId).filter((meeting) -> meeting.meetingDate() != null && !preparationOffered(meeting))
			.map((meeting) -> "Møtet er "
					+ (meeting.meetingDate().equals(this.calendar.today()) ? "i dag"
							: DAY.format(meeting.meetingDate()))
					+ ((meeting.meetingTime() != null) ? " kl. " + TIME.format(meeting.meetingTime()) : ""))
			.orElse(null);
	}

	/** The end of the working day after the (last) meeting. */
	public Date confirmDue(String conversationId) {
		return find(conversationId).map(Meeting::finalDay)
			.map((day) -> this.calendar.endOf(this.calendar.plusWorkingDays(day, 1)))
			.orElseGet(this::never);
	}

	// asked by the models of cases begun before 27 November 2026

	/** Midnight before the meeting, when the offer of preparation ends. */
	public Date meetingDayStarts(String conversationId) {
		return dateOf(conversationId).map(this.calendar::startOf).orElseGet(this::never);
	}

	/** Whether there is a day left to prepare, and it has not been done already. */
	public boolean preparationOffered(String conversationId) {
		return find(conversationId).filter(this::preparationOffered).isPresent();
	}

	private boolean preparationOffered(Meeting meeting) {
		return meeting.meetingDate() != null && meeting.meetingDate().isAfter(this.calendar.today())
				&& !meeting.prepared();
	}

	// reading

	public Optional<Meeting> find(String conversationId) {
		return this.jdbc.sql("select * from meeting where conversation_id = ?")
			.param(conversationId)
			.query(Rows.of(Meeting.class))
			.optional();
	}

	/** The addresses that get the material; none any more once their period is over. */
	public List<String> participants(String conversationId) {
		return this.jdbc.sql("select email from meeting_participant where conversation_id = ? order by email")
			.param(conversationId)
			.query(String.class)
			.list();
	}

	/** The ids of the units that take part. */
	public List<String> jointUnits(String conversationId) {
		return this.jdbc.sql("select unit_id from meeting_joint_unit where conversation_id = ? order by unit_id")
			.param(conversationId)
			.query(String.class)
			.list();
	}

	/** What is ticked off before the meeting, by the keys of the package's checklist. */
	public Map<String, Boolean> checklist(String conversationId) {
		Map<String, Boolean> items = new LinkedHashMap<>();
		this.jdbc.sql("select item, done from meeting_checklist where conversation_id = ? order by item")
			.param(conversationId)
			.query((row) -> {
				items.put(row.getString("item"), row.getBoolean("done"));
			});
		return items;
	}

	/** DISCUSSED, MERGED or OMITTED by the keys of the package's questions. */
	public Map<String, String> questions(String conversationId) {
		Map<String, String> questions = new LinkedHashMap<>();
		this.jdbc.sql("select question, treatment from meeting_question where conversation_id = ? order by question")
			.param(conversationId)
			.query((row) -> {
				questions.put(row.getString("question"), row.getString("treatment"));
			});
		return questions;
	}

	// what the leader says

	/** Stores a plan; a new plan after a postponement replaces the former. */
	public void plan(String conversationId, MeetingPlan plan) {
		this.notifications.checkParticipants("participantEmails", conversationId, plan.participantEmails());
		if (find(conversationId).isEmpty()) {
			this.jdbc.sql("insert into meeting (conversation_id) values (?)").param(conversationId).update();
		}
		this.jdbc.sql("""
				update meeting set meeting_date = :meetingDate, meeting_time = :meetingTime,
					duration_minutes = :durationMinutes, form = :form, form_reason = :formReason, arena = :arena,
					participant_count = :participantCount, group_count = :groupCount,
					last_meeting_date = :lastMeetingDate, size_reason = :sizeReason, co_lead = :coLead,
					medical_adviser = :medicalAdviser, union_reps_invited = :unionRepsInvited,
					safety_reps_invited = :safetyRepsInvited, user_reps_invited = :userRepsInvited,
					local_adaptation = :localAdaptation, place = :place
				where conversation_id = :conversationId
				""").params(Rows.values(plan)).param("conversationId", conversationId).update();
		storeParticipants(conversationId, plan.participantEmails());
		delete("meeting_joint_unit", conversationId);
		for (String unitId : plan.jointWith()) {
			this.jdbc.sql("insert into meeting_joint_unit (conversation_id, unit_id) values (?, ?)")
				.params(conversationId, unitId)
				.update();
		}
		tellJoint(find(conversationId).orElseThrow(), JointNews.PLANNED);
	}

	private void tellJoint(Meeting meeting, JointNews news) {
		if (meeting.liesAhead(this.calendar.today())) {
			this.invitations.tellJoint(meeting, jointUnits(meeting.conversationId()), news);
		}
	}

	private void storeParticipants(String conversationId, List<String> emails) {
		delete("meeting_participant", conversationId);
		for (String email : emails) {
			this.jdbc.sql("insert into meeting_participant (conversation_id, email) values (?, ?)")
				.params(conversationId, email)
				.update();
		}
	}

	/** Stores how the meeting is prepared, and whether it still stands. */
	MeetingOutcome prepare(String conversationId, PrepareMeeting form) {
		LocalDate today = this.calendar.today();
		ConversationPackage pack = this.conversations.packageOf(conversationId);
		form.check(today, pack.checklist().stream().map(ChecklistItem::key).collect(Collectors.toSet()));
		Meeting meeting = lock(conversationId);
		if (form.outcome() == null) {
			storePreparation(meeting, form);
			change(meeting, form.change());
			return MeetingOutcome.PLANNED;
		}
		return switch (form.outcome()) {
			case POSTPONED -> postponed(meeting, today);
			case CANCELLED -> cancelled(meeting, today);
			case ALREADY_HELD -> held(meeting, MeetingDates.heldOn(form.heldOn(), today, today), today);
		};
	}

	/** Whoever only moves the meeting has not prepared it. */
	private void storePreparation(Meeting meeting, PrepareMeeting form) {
		String id = meeting.conversationId();
		this.jdbc.sql("""
				update meeting set prepared = :prepared, preparation_meeting = :preparationMeeting,
					preparation_date = :date, roles = :roles, case_ready = :caseReady
				where conversation_id = :conversationId
				""")
			.params(Rows.values(form))
			.param("prepared", meeting.prepared() || form.change().isEmpty())
			.param("conversationId", id)
			.update();
		delete("meeting_checklist", id);
		form.checklist().forEach((item, done) -> {
			if (done != null) {
				this.jdbc.sql("insert into meeting_checklist (conversation_id, item, done) values (?, ?, ?)")
					.params(id, item, done)
					.update();
			}
		});
	}

	/** Stores whether the conversation was held, and what the leader tells about it. */
	MeetingOutcome confirm(String conversationId, ConfirmExecution form) {
		LocalDate today = this.calendar.today();
		ConversationPackage pack = this.conversations.packageOf(conversationId);
		form.check(today, pack.questions(Use.CONVERSATION).stream().map(Question::key).collect(Collectors.toSet()));
		Meeting meeting = lock(conversationId);
		this.jdbc.sql("""
				update meeting set actual_duration_minutes = :durationMinutes,
					actual_participants = :participantCount, material_sent_on = :materialSentOn,
					dialogue = :dialogue, navet_shown = :navetShown, examples_used = :examplesUsed,
					adaptation = :adaptation, omitted_reason = :omittedReason, worked = :worked, improve = :improve
				where conversation_id = :conversationId
				""").params(Rows.values(form)).param("conversationId", conversationId).update();
		delete("meeting_question", conversationId);
		form.questions().forEach((question, treatment) -> {
			if (treatment != null) {
				this.jdbc.sql("insert into meeting_question (conversation_id, question, treatment) values (?, ?, ?)")
					.params(conversationId, question, treatment.name())
					.update();
			}
		});
		return switch (form.outcome()) {
			case HELD, HELD_NOTHING_TO_REPORT ->
				held(meeting, MeetingDates.heldOn(form.heldOn(), usualDay(meeting, today), today), today);
			case CANCELLED -> cancelled(meeting, today);
			case POSTPONED ->
				(form.newMeetingDate() != null) ? change(meeting, form.change()) : postponed(meeting, today);
		};
	}

	private static LocalDate usualDay(Meeting meeting, LocalDate today) {
		LocalDate day = meeting.finalDay();
		return (day != null && day.isBefore(today)) ? day : today;
	}

	private MeetingOutcome held(Meeting meeting, LocalDate heldOn, LocalDate today) {
		if (meeting.liesAhead(today.plusDays(1))) {
			withdrawInvitations(meeting, today, "Samtalen er allerede holdt.");
		}
		this.conversations.held(meeting.conversationId(), heldOn);
		return MeetingOutcome.HELD;
	}

	private MeetingOutcome cancelled(Meeting meeting, LocalDate today) {
		withdrawInvitations(meeting, today, "Det er ikke satt opp noe nytt møte.");
		tellJoint(meeting, JointNews.OFF);
		return MeetingOutcome.CANCELLED;
	}

	private MeetingOutcome postponed(Meeting meeting, LocalDate today) {
		withdrawInvitations(meeting, today, "Du får beskjed når det er satt en ny dato.");
		tellJoint(meeting, JointNews.OFF);
		forgetDate(meeting.conversationId());
		return MeetingOutcome.POSTPONED;
	}

	/**
	 * The next plan starts from the beginning: its material has not been sent, and its
	 * invitation must be newer than the cancellation.
	 */
	private void forgetDate(String conversationId) {
		this.jdbc.sql("""
				update meeting set meeting_date = null, last_meeting_date = null, material_sent_at = null,
					prepared = false, invitation_sequence = invitation_sequence + 1
				where conversation_id = ?
				""").param(conversationId).update();
		delete("meeting_invited", conversationId);
	}

	/** The unit will hold the conversation after all, with a new plan. */
	public void startAgain(String conversationId) {
		forgetDate(conversationId);
	}

	/** The conversation is stopped; nobody shall come to a meeting we asked them to. */
	public void calledOff(String conversationId) {
		if (find(conversationId).isPresent()) {
			Meeting meeting = lock(conversationId);
			withdrawInvitations(meeting, this.calendar.today(), "Sekretariatet har stoppet samtalepakken.");
			tellJoint(meeting, JointNews.STOPPED);
		}
	}

	private void withdrawInvitations(Meeting meeting, LocalDate today, String reason) {
		if (meeting.materialSent() && meeting.liesAhead(today)) {
			this.invitations.cancel(nextInvitation(meeting), reason);
		}
	}

	/**
	 * Whoever leads a unit now has its meetings in the calendar, and who left has not.
	 */
	@EventListener
	public void followPeople(PeopleChanged change) {
		this.jdbc.sql("""
				select m.conversation_id from meeting m join conversation c on c.id = m.conversation_id
				where c.unit_id in (:units) and c.state = 'PLANNED' and m.material_sent_at is not null
				order by m.conversation_id
				""")
			.param("units", this.units.withPredecessors(List.of(change.unitId())))
			.query(String.class)
			.list()
			.stream()
			.map(this::lock)
			.filter((meeting) -> meeting.liesAhead(this.calendar.today()))
			.forEach((meeting) -> tellCalendars(meeting, meeting));
	}

	private MeetingOutcome change(Meeting former, MeetingChange change) {
		String id = former.conversationId();
		Meeting meeting = former.changed(change, this.calendar);
		if (meeting.lastMeetingDate() != null && meeting.lastMeetingDate().isBefore(meeting.meetingDate())) {
			throw new InvalidInput("newLastMeetingDate", "Siste møtedato kan ikke være før den første");
		}
		boolean others = change.newParticipantEmails() != null
				&& !Set.copyOf(participants(id)).equals(Set.copyOf(change.newParticipantEmails()));
		if (others || (former.materialSent() && !meeting.equals(former))) {
			List<String> participants = others ? change.newParticipantEmails() : participants(id);
			this.notifications.checkParticipants(others ? "newParticipantEmails" : "newMeetingDate", id, participants);
		}
		if (others) {
			storeParticipants(id, change.newParticipantEmails());
		}
		if (!meeting.equals(former)) {
			this.jdbc.sql("""
					update meeting set meeting_date = :meetingDate, meeting_time = :meetingTime,
						duration_minutes = :durationMinutes, form = :form, last_meeting_date = :lastMeetingDate,
						place = :place
					where conversation_id = :conversationId
					""").params(Rows.values(meeting)).update();
			this.processes.recalculateTimers(id, MeetingProcess.DATE_TIMERS);
			tellJoint(meeting, JointNews.CHANGED);
		}
		if (former.materialSent() && (others || !meeting.equals(former))) {
			tellCalendars(former, meeting);
		}
		return MeetingOutcome.MOVED;
	}

	private void tellCalendars(Meeting former, Meeting meeting) {
		if (this.invitations.tell(former, meeting.withSequence(former.invitationSequence() + 1),
				participants(meeting.conversationId()))) {
			nextInvitation(meeting);
		}
	}

	/**
	 * The meeting as it now stands, with a number that makes calendars take the change.
	 */
	private Meeting nextInvitation(Meeting meeting) {
		this.jdbc.sql("update meeting set invitation_sequence = invitation_sequence + 1 where conversation_id = ?")
			.param(meeting.conversationId())
			.update();
		return find(meeting.conversationId()).orElseThrow();
	}

	// what jobs do

	/**
	 * Sends material and invitation, once per plan; nothing when the meeting has no date
	 * or is over.
	 */
	public void sendMaterial(String conversationId) {
		Meeting meeting = lock(conversationId);
		if (meeting.materialSent() || !meeting.liesAhead(this.calendar.today())) {
			return;
		}
		this.invitations.sendMaterial(meeting, participants(conversationId));
		this.jdbc.sql("update meeting set material_sent_at = ? where conversation_id = ?")
			.params(this.calendar.now(), conversationId)
			.update();
	}

	/** Participants the invitation will never reach. */
	public List<String> undelivered(String conversationId) {
		List<String> participants = participants(conversationId);
		return this.notifications.undelivered(conversationId).stream().filter(participants::contains).toList();
	}

	/** What stood in the plan and is redacted stands in no invitation either. */
	@EventListener
	public void on(TextGone gone) {
		if (gone.kind().equals(FreeText.MEETING.code())) {
			this.invitations.forget(gone.id(), (gone.instead() != null) ? gone.instead() : Redactions.ERASED);
		}
	}

	/** How many have the meeting in their calendar because of us. */
	public int invited(String conversationId) {
		return this.invitations.invited(conversationId);
	}

	/**
	 * Erases participants' addresses, in the plan and in the outbox, 30 days after the
	 * meeting, or after the conversation ended without one.
	 * @return how many conversations it erased them in
	 */
	public int eraseAddresses() {
		LocalDate limit = this.calendar.today().minus(this.periods.addresses());
		List<String> over = this.jdbc.sql("""
				select m.conversation_id from meeting m join conversation c on c.id = m.conversation_id
				where (coalesce(c.held_on, m.last_meeting_date, m.meeting_date) <= ? or c.ended_at <= ?)
					and (exists (select 1 from meeting_participant p where p.conversation_id = m.conversation_id)
						or exists (select 1 from meeting_invited i where i.conversation_id = m.conversation_id)
						or exists (select 1 from notification n
							where n.conversation_id = m.conversation_id and n.user_id is null))
				""").params(limit, this.calendar.now().minus(this.periods.addresses())).query(String.class).list();
		for (String conversationId : over) {
			delete("meeting_participant", conversationId);
			delete("meeting_invited", conversationId);
			this.notifications.eraseParticipants(conversationId);
		}
		this.audit.record(Act.ADDRESSES_ERASED, over.stream().map((id) -> new Audit.Subject(id, null, null)).toList());
		return over.size();
	}

	/**
	 * Keeps a job that sends the material and a leader who moves the meeting from missing
	 * each other.
	 */
	private Meeting lock(String conversationId) {
		return this.jdbc.sql("select * from meeting where conversation_id = ? for update")
			.param(conversationId)
			.query(Rows.of(Meeting.class))
			.single();
	}

	private void delete(String table, String conversationId) {
		this.jdbc.sql("delete from " + table + " where conversation_id = ?").param(conversationId).update();
	}

	private Optional<LocalDate> dateOf(String conversationId) {
		return find(conversationId).map(Meeting::meetingDate);
	}

	private Date never() {
		return this.calendar.startOf(NEVER);
	}

}
