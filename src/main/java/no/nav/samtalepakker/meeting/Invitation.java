package no.nav.samtalepakker.meeting;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.function.UnaryOperator;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.property.Transparency;
import biweekly.property.Uid;

/**
 * A meeting as calendars understand it (RFC 5545, sent by the rules of RFC 5546). The UID
 * is the conversation's, so that a change replaces the entry people already have.
 *
 * @param conversationId gives the UID
 * @param sequence higher than in every invitation before
 * @param writtenAt now
 * @param date the first day
 * @param time when it begins in Norway, or null for a whole day
 * @param minutes how long it lasts
 * @param lastDate the last day when groups meet on several, else the same as the first
 * @param summary the title
 * @param description plain text
 * @param place a room or an https address, or null
 * @param organizer the sender's address
 * @param attendee the one who gets it; nobody sees who else does
 */
record Invitation(String conversationId, int sequence, OffsetDateTime writtenAt, LocalDate date, LocalTime time,
		int minutes, LocalDate lastDate, String summary, String description, String place, String organizer,
		String attendee) {

	/** The standard allows 75 octets, the library counts characters of up to three. */
	private static final int LINE_LENGTH = 25;

	private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

	/** Asks people to come, or tells them of a change. */
	String request() {
		VEvent event = event();
		event.setStatus(Status.confirmed());
		return write(event, Method.request());
	}

	/** Takes the entry out of their calendars. */
	String cancellation() {
		VEvent event = event();
		event.setStatus(Status.cancelled());
		return write(event, Method.cancel());
	}

	/** The same entry without the place, and with other lines in the description. */
	static String without(String calendar, UnaryOperator<String> description) {
		ICalendar parsed = Biweekly.parse(calendar).first();
		VEvent event = parsed.getEvents().get(0);
		event.setLocation((String) null);
		event.setUrl((String) null);
		event.setDescription(description.apply(event.getDescription().getValue()));
		return write(event, parsed.getMethod());
	}

	private VEvent event() {
		VEvent event = new VEvent();
		event.setUid(new Uid(this.conversationId + "@samtalepakker"));
		event.setSequence(this.sequence);
		event.setDateTimeStamp(Date.from(this.writtenAt.toInstant()));
		event.setSummary(this.summary);
		event.setDescription(this.description);
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
		if (this.time == null || this.lastDate.isAfter(this.date)) {
			event.setDateStart(new DateStart(day(this.date), false));
			event.setDateEnd(new DateEnd(day(this.lastDate.plusDays(1)), false));
			event.setTransparency(Transparency.transparent());
		}
		else {
			ZonedDateTime start = this.date.atTime(this.time).atZone(NORWAY);
			event.setDateStart(new DateStart(Date.from(start.toInstant()), true));
			event.setDateEnd(new DateEnd(Date.from(start.plusMinutes(this.minutes).toInstant()), true));
		}
		return event;
	}

	/** The library writes plain dates in the machine's own time zone. */
	private static Date day(LocalDate date) {
		return Date.from(date.atStartOfDay(ZoneId.systemDefault()).toInstant());
	}

	private static String write(VEvent event, Method method) {
		ICalendar calendar = new ICalendar();
		calendar.setProductId("-//NAV//Samtalepakker//NO");
		calendar.setMethod(method);
		calendar.addEvent(event);
		StringWriter text = new StringWriter();
		try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
			writer.getVObjectWriter().getFoldedLineWriter().setLineLength(LINE_LENGTH);
			writer.write(calendar);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString();
	}

}
