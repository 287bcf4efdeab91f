package no.nav.samtalepakker.meeting;

import java.util.Date;

import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.MailSettings;
import no.nav.samtalepakker.notification.Notification;
import no.nav.samtalepakker.notification.Notifications;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The two reminders a leader may get about a conversation, planning and confirming; none
 * about anything else (design §1). A co-determination body has two parties: both get the
 * e-mail, and it counts as one.
 */
@Component("reminders")
public class Reminders {

	private static final int DAYS_TO_PLAN = 14;

	private static final int WORKING_DAYS_TO_CONFIRM = 3;

	private final Meetings meetings;

	private final Conversations conversations;

	private final Units units;

	private final Leaders leaders;

	private final Notifications notifications;

	private final NorwegianCalendar calendar;

	private final MailSettings mail;

	Reminders(Meetings meetings, Conversations conversations, Units units, Leaders leaders, Notifications notifications,
			NorwegianCalendar calendar, MailSettings mail) {
		this.meetings = meetings;
		this.conversations = conversations;
		this.units = units;
		this.leaders = leaders;
		this.notifications = notifications;
		this.calendar = calendar;
		this.mail = mail;
	}

	/** When to remind of a plan that is asked for today. */
	public Date planDue() {
		return this.calendar.morningOf(this.calendar.today().plusDays(DAYS_TO_PLAN));
	}

	/** When to remind of confirming the (last) meeting. */
	public Date confirmDue(String conversationId) {
		return this.meetings.find(conversationId)
			.map(Meeting::finalDay)
			.map((day) -> this.calendar.morningOf(this.calendar.plusWorkingDays(day, WORKING_DAYS_TO_CONFIRM)))
			.orElseGet(() -> this.meetings.confirmDue(conversationId));
	}

	/**
	 * Reminds of the plan, if one may be reminded.
	 * @param round tells this planning from one after a postponement
	 */
	@Transactional
	public void remindOfPlan(String conversationId, String round) {
		remind(conversationId, "PLAN_REMINDER", round, "«%s»: Har dere funnet en dato?", """
				Hei!

				Dere har fått samtalepakken «%s». Vi har ikke sett noen plan ennå, og det er helt i orden.

				Har dere funnet en dato? Legg den inn, så sender vi materialet til deltakerne for deg.
				Har dere allerede snakket sammen? Da er ett klikk nok.
				Passer det ikke hos dere? Da er også ett klikk nok, og du trenger ikke å si hvorfor.

				Du finner oppgaven «Planlegg samtalen» her: %s

				Vi minner deg høyst to ganger om hele samtalen. Du kan også sette påminnelsene på pause.

				Hilsen sekretariatet for tillitsreformen
				""");
	}

	/** Reminds of saying whether the conversation was held, if one may be reminded. */
	@Transactional
	void remindOfConfirmation(String conversationId) {
		String day = this.meetings.find(conversationId)
			.map((meeting) -> String.valueOf(meeting.meetingDate()))
			.orElse("");
		remind(conversationId, "CONFIRM_REMINDER", day, "«%s»: Ble samtalen holdt?", """
				Hei!

				Dere hadde satt opp samtalen «%s» for noen dager siden. Ble den holdt?

				Ett klikk er nok. «Gjennomført, ingenting å melde» er et fullgodt svar.
				Ble den ikke noe av? Da kan du velge en ny dato eller avlyse, også det med ett klikk.

				Du finner oppgaven «Bekreft gjennomføringen» her: %s

				Vi minner deg høyst to ganger om hele samtalen. Du kan også sette påminnelsene på pause.

				Hilsen sekretariatet for tillitsreformen
				""");
	}

	private void remind(String conversationId, String type, String round, String subject, String body) {
		if (!this.conversations.mayRemind(conversationId)) {
			return;
		}
		Conversation conversation = this.conversations.get(conversationId);
		String name = this.conversations.packageOf(conversationId).name();
		boolean queued = false;
		for (Person person : this.leaders.of(this.units.get(conversation.unitId()))) {
			queued |= this.notifications.queue(
					Notification
						.to(person.userId(), person.email(), type,
								String.join(":", type, conversationId, round, person.userId()), subject.formatted(name),
								body.formatted(name, this.mail.tasklist()))
						.aboutConversation(conversationId));
		}
		if (queued) {
			this.conversations.reminded(conversationId);
		}
	}

}
