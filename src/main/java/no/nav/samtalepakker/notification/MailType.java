package no.nav.samtalepakker.notification;

import java.time.Period;
import java.util.Locale;

/**
 * The e-mails there are. The words of each stand in a template of its own,
 * {@code templates/mail/<code>.txt}.
 */
public enum MailType {

	/** A unit has a new conversation. */
	CONVERSATION_STARTED(Period.ofDays(30)),
	/** Material and invitation to a meeting. */
	MATERIAL(Period.ofDays(30)),
	/** The meeting has another day, hour or form. */
	MEETING_MOVED(Period.ofDays(30)),
	/** The meeting will not be held. */
	MEETING_CANCELLED(Period.ofDays(30)),
	/** It will be held without the one who gets this, and who was asked before. */
	MEETING_LEFT(Period.ofDays(30)),
	/** What the group agreed on, once the leader wants participants to have it. */
	AGREED(Period.ofDays(14)),
	/** Another unit plans, changes or calls off a meeting together with the reader's. */
	JOINT_MEETING(Period.ofDays(14)),
	/** The first of the reminders (design §1). */
	PLAN_REMINDER(Period.ofDays(3)),
	/** The other of the reminders. */
	CONFIRM_REMINDER(Period.ofDays(3)),
	/** Where a unit's obstacles were sent, and why. */
	OBSTACLE_ROUTED(Period.ofDays(14)),
	/** A recipient has obstacles to answer. */
	ANSWER_ASKED(Period.ofDays(14)),
	/** A recipient's answer is due soon. */
	ANSWER_REMINDER(Period.ofDays(5)),
	/** A unit has an answer. */
	ANSWER_GIVEN(Period.ofDays(14)),
	/** A recipient has a proposal to answer. */
	PROPOSAL_ASKED(Period.ofDays(14)),
	/** A recipient's answer to a proposal is due soon. */
	PROPOSAL_REMINDER(Period.ofDays(5)),
	/** A unit has answers to what it proposed. */
	PROPOSAL_ANSWERED(Period.ofDays(14)),
	/** The day the group chose has come. */
	FOLLOW_UP(Period.ofDays(7)),
	/** The secretariat has stopped a rollout. */
	ROLLOUT_STOPPED(Period.ofDays(14)),
	/** A message of the secretariat's to those without a plan. */
	ROLLOUT_MESSAGE(Period.ofDays(7)),
	/** Something the application does by itself has stopped. */
	STOPPED(Period.ofDays(3)),
	/** The secretariat leaves a stop to those who run the application. */
	STOP_HANDED_OVER(Period.ofDays(7)),
	/** An invitation did not reach somebody. */
	ADDRESS_REFUSED(Period.ofDays(14)),
	/** One party of an MBA has written the report; the other is asked to read it. */
	REPORT_WRITTEN(Period.ofDays(30)),
	/** The other party wants the report changed. */
	REPORT_SENT_BACK(Period.ofDays(30)),
	/** A county is asked to decide, for the first time or on the day it chose. */
	DECISION_ASKED(Period.ofDays(30)),
	/** A colleague has given somebody a task. */
	TASK_GIVEN(Period.ofDays(7));

	private final Period worthSending;

	MailType(Period worthSending) {
		this.worthSending = worthSending;
	}

	/** How long it is worth sending, unless the e-mail itself says otherwise. */
	Period worthSending() {
		return this.worthSending;
	}

	/** Whether it takes an entry out of somebody's calendar. */
	public boolean cancels() {
		return this == MEETING_CANCELLED || this == MEETING_LEFT;
	}

	/** Whether it is about the running of the application, and about no case. */
	boolean aboutOperation() {
		return this == STOPPED || this == STOP_HANDED_OVER;
	}

	/** Name of the template. */
	String template() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
