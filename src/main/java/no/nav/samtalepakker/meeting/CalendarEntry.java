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

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.Method;
import biweekly.property.Transparency;
import biweekly.property.Uid;
import no.nav.samtalepakker.platform.ApplicationClock;

/**
 * A date of a conversation as calendars understand it (RFC 5545).
 *
 * @param uid the meeting's is the conversation's, so that a change, and an invitation,
 * replace the entry people already have
 * @param sequence higher than in every entry before
 * @param writtenAt now
 * @param date the first day
 * @param time when it begins in Norway, or null for a whole day
 * @param minutes how long it lasts, when there is a time
 * @param lastDate the last day when groups meet on several, else the same as the first
 * @param summary the title
 * @param description plain text
 */
public record CalendarEntry(String uid, int sequence, OffsetDateTime writtenAt, LocalDate date, LocalTime time,
		int minutes, LocalDate lastDate, String summary, String description) {

	/** The standard allows 75 octets, the library counts characters of up to three. */
	private static final int LINE_LENGTH = 25;

	/** For the reader's own calendar; it invites nobody. */
	public String publication() {
		return write(event(), Method.publish());
	}

	/** It, to be completed. */
	VEvent event() {
		VEvent event = new VEvent();
		event.setUid(new Uid(this.uid + "@samtalepakker"));
		event.setSequence(this.sequence);
		event.setDateTimeStamp(Date.from(this.writtenAt.toInstant()));
		event.setSummary(this.summary);
		event.setDescription(this.description);
		if (this.time == null || this.lastDate.isAfter(this.date)) {
			event.setDateStart(new DateStart(day(this.date), false));
			event.setDateEnd(new DateEnd(day(this.lastDate.plusDays(1)), false));
			event.setTransparency(Transparency.transparent());
		}
		else {
			ZonedDateTime start = this.date.atTime(this.time).atZone(ApplicationClock.OSLO);
			event.setDateStart(new DateStart(Date.from(start.toInstant()), true));
			event.setDateEnd(new DateEnd(Date.from(start.plusMinutes(this.minutes).toInstant()), true));
		}
		return event;
	}

	/** The library writes plain dates in the machine's own time zone. */
	private static Date day(LocalDate date) {
		return Date.from(date.atStartOfDay(ZoneId.systemDefault()).toInstant());
	}

	/** What a calendar reads. */
	static String write(VEvent event, Method method) {
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
