package no.nav.samtalepakker.preparation;

import java.time.LocalDate;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.meeting.MeetingDates;
import no.nav.samtalepakker.meeting.Meetings;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a unit chooses to do with its conversation. */
@Component
@Transactional
class Preparations {

	private final Meetings meetings;

	private final Conversations conversations;

	private final Units units;

	private final NorwegianCalendar calendar;

	Preparations(Meetings meetings, Conversations conversations, Units units, NorwegianCalendar calendar) {
		this.meetings = meetings;
		this.conversations = conversations;
		this.units = units;
		this.calendar = calendar;
	}

	void settle(String conversationId, String unitId, PlanMeeting form) {
		LocalDate today = this.calendar.today();
		switch (form.choice()) {
			case PLAN -> {
				form.check(today, unitId, (id) -> this.units.find(id).isPresent());
				this.meetings.plan(conversationId, form.plan());
			}
			case ALREADY_HELD, HELD_NOTHING_TO_REPORT ->
				this.conversations.held(conversationId, MeetingDates.heldOn(form.heldOn(), today, today));
			case NOT_HELD -> this.conversations.notHeld(conversationId, form.reason());
		}
	}

}
