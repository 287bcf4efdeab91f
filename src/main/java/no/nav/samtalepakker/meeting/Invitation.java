package no.nav.samtalepakker.meeting;

import java.util.function.UnaryOperator;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;

/**
 * A meeting as somebody is asked to come to it, sent by the rules of RFC 5546.
 *
 * @param entry when it is, and what about
 * @param place a room or an https address, or null
 * @param organizer the sender's address
 * @param attendee the one who gets it; nobody sees who else does
 */
record Invitation(CalendarEntry entry, String place, String organizer, String attendee) {

	/** Asks people to come, or tells them of a change. */
	String request() {
		VEvent event = event();
		event.setStatus(Status.confirmed());
		return CalendarEntry.write(event, Method.request());
	}

	/** Takes the entry out of their calendars. */
	String cancellation() {
		VEvent event = event();
		event.setStatus(Status.cancelled());
		return CalendarEntry.write(event, Method.cancel());
	}

	/** The same entry without the place, and with other lines in the description. */
	static String without(String calendar, UnaryOperator<String> description) {
		ICalendar parsed = Biweekly.parse(calendar).first();
		VEvent event = parsed.getEvents().get(0);
		event.setLocation((String) null);
		event.setUrl((String) null);
		event.setDescription(description.apply(event.getDescription().getValue()));
		return CalendarEntry.write(event, parsed.getMethod());
	}

	private VEvent event() {
		VEvent event = this.entry.event();
		event.setLocation(this.place);
		if (Place.isAddress(this.place)) {
			event.setUrl(this.place);
		}
		event.setOrganizer(new Organizer("Samtalepakker", this.organizer));
		Attendee invited = new Attendee(null, this.attendee);
		invited.setParticipationLevel(ParticipationLevel.REQUIRED);
		invited.setParticipationStatus(ParticipationStatus.NEEDS_ACTION);
		// answers would go to an address nobody reads
		invited.setRsvp(false);
		event.addAttendee(invited);
		return event;
	}

}
