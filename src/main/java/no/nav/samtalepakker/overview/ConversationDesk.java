package no.nav.samtalepakker.overview;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.conversation.Held;
import no.nav.samtalepakker.followup.FollowUp;
import no.nav.samtalepakker.followup.FollowUps;
import no.nav.samtalepakker.meeting.Meeting;
import no.nav.samtalepakker.meeting.Meetings;
import no.nav.samtalepakker.obstacle.ObstacleDesk;
import no.nav.samtalepakker.organisation.UnitPart;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CaseInstances;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.reporting.Report;
import no.nav.samtalepakker.reporting.Reports;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One conversation as the secretariat sees it to help its unit (design §1): how it
 * stands, its dates and what has been asked, never a word of the unit's. To open it is
 * written down.
 */
@Component
@Transactional
class ConversationDesk {

	private static final String PAGE = "sak";

	private final Conversations conversations;

	private final Rollouts rollouts;

	private final Units units;

	private final Meetings meetings;

	private final Reports reports;

	private final FollowUps followUps;

	private final ObstacleDesk obstacles;

	private final Processes processes;

	private final CaseInstances instances;

	private final NorwegianCalendar calendar;

	private final CurrentUser user;

	private final Audit audit;

	ConversationDesk(Conversations conversations, Rollouts rollouts, Units units, Meetings meetings, Reports reports,
			FollowUps followUps, ObstacleDesk obstacles, Processes processes, CaseInstances instances,
			NorwegianCalendar calendar, CurrentUser user, Audit audit) {
		this.conversations = conversations;
		this.rollouts = rollouts;
		this.units = units;
		this.meetings = meetings;
		this.reports = reports;
		this.followUps = followUps;
		this.obstacles = obstacles;
		this.processes = processes;
		this.instances = instances;
		this.calendar = calendar;
		this.user = user;
		this.audit = audit;
	}

	/** {@link NotFound} for one that is not there. */
	Shown open(String id) {
		this.user.mustBeIn(Identities.SECRETARIAT);
		Conversation conversation = this.conversations.find(id)
			.orElseThrow(() -> new NotFound("Samtalen finnes ikke."));
		this.audit.record(Act.CONVERSATION_SEEN, id, conversation.unitId(), PAGE);
		Rollout rollout = this.rollouts.get(conversation.rolloutId());
		Optional<Meeting> meeting = this.meetings.find(id)
			.filter((planned) -> conversation.state() == ConversationState.PLANNED && planned.meetingDate() != null);
		return new Shown(id, this.conversations.packageOf(id).name(), rollout.id(), rollout.name(),
				this.units.named(this.units.get(conversation.unitId())), standing(conversation),
				date(conversation.startedAt()), meeting.map(Meeting::meetingDate).orElse(null),
				meeting.map(Meeting::meetingTime).orElse(null), conversation.heldOn(),
				this.reports.find(id)
					.filter((report) -> report.state() == Report.State.SENT)
					.map((report) -> date(report.sentAt()))
					.orElse(null),
				this.followUps.find(id)
					.filter((followUp) -> followUp.ended() == null)
					.map(FollowUp::followUpOn)
					.orElse(null),
				date(conversation.endedAt()), conversation.remindersSent(), conversation.remindersPaused(), asked(id),
				this.obstacles.raisedIn(id),
				this.instances.of("conversation", List.of(id))
					.stream()
					.map(CaseInstances.CaseInstance::id)
					.findFirst()
					.orElse(null));
	}

	private LocalDate date(OffsetDateTime at) {
		return (at != null) ? this.calendar.dateOf(at) : null;
	}

	/** Whoever has the task: it is asked of the unit. */
	private List<String> asked(String id) {
		return UnitCases.TASKS.stream()
			.filter((task) -> !this.processes.openTasks(id, task).isEmpty())
			.map((task) -> new UnitCase.OpenTask(null, task, false).words())
			.toList();
	}

	private static String standing(Conversation conversation) {
		return switch (conversation.state()) {
			case AWAITING_COUNTY -> "Venter på fylket";
			case DECLINED -> "Fylket har sagt at kontorene ikke er med";
			case UNDECIDED -> "Ikke startet, for fylket svarte ikke før fristen";
			case LEFT_OUT -> "Ikke startet, for enheten hadde alt en åpen samtale med samme pakke";
			case PENDING -> "Ikke startet ennå";
			case NOT_STARTED -> "Trukket tilbake før den startet";
			case PLANNING -> "Uten dato ennå";
			case PLANNED -> "Har dato";
			case REPORTING -> "Holdt. Enheten kan fortelle hva den ga";
			case FOLLOW_UP -> "Holdt. Enheten følger opp det den ble enig om";
			case ENDED -> (conversation.held() == Held.YES) ? "Holdt og avsluttet"
					: (conversation.held() == Held.NO) ? "Holdes ikke" : "Avsluttet. Ingen har sagt om den ble holdt";
		};
	}

	/**
	 * What is shown of it.
	 *
	 * @param standing how it stands
	 * @param startedOn null until started
	 * @param meetingOn the first day of a meeting that is planned, or null
	 * @param meetingAt when that begins, or null
	 * @param heldOn the day it was held, or null
	 * @param reportedOn the day the unit told, or null
	 * @param followUpOn the day it looks at it again, or null
	 * @param endedOn null until it is over
	 * @param reminders how many were sent
	 * @param paused whether the unit wants none
	 * @param asked what the unit is asked for now
	 * @param obstacles what it has raised
	 * @param instance of its process, or null once the engine has forgotten it
	 */
	record Shown(String id, String packageName, String rolloutId, String rollout, UnitPart unit, String standing,
			LocalDate startedOn, LocalDate meetingOn, LocalTime meetingAt, LocalDate heldOn, LocalDate reportedOn,
			LocalDate followUpOn, LocalDate endedOn, int reminders, boolean paused, List<String> asked,
			List<ObstacleDesk.Raised> obstacles, String instance) {
	}

}
