package no.nav.samtalepakker.overview;

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

/**
 * A date of a conversation for the reader's own calendar (RFC 5545). It invites nobody;
 * participants get theirs by e-mail.
 *
 * @param uid the meeting's has that of its invitation, which then takes its place
 * @param sequence no higher than that of the invitation
 * @param writtenAt now
 * @param date the day
 * @param time when it begins in Norway, or null for a whole day
 * @param minutes how long it lasts, when there is a time
 * @param lastDate the last day, else the same as the first
 * @param summary the title
 * @param address of the page about it
 */
record CalendarEntry(String uid, int sequence, OffsetDateTime writtenAt, LocalDate date, LocalTime time, int minutes,
		LocalDate lastDate, String summary, String address) {

	private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

	/** The standard allows 75 octets, the library counts characters of up to three. */
	private static final int LINE_LENGTH = 25;

	/** What a calendar reads. */
	String file() {
		VEvent event = new VEvent();
		event.setUid(new Uid(this.uid + "@samtalepakker"));
		event.setSequence(this.sequence);
		event.setDateTimeStamp(Date.from(this.writtenAt.toInstant()));
		event.setSummary(this.summary);
		event.setDescription(this.address);
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
		ICalendar calendar = new ICalendar();
		calendar.setProductId("-//NAV//Samtalepakker//NO");
		calendar.setMethod(Method.publish());
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

	/** The library writes plain dates in the machine's own time zone. */
	private static Date day(LocalDate date) {
		return Date.from(date.atStartOfDay(ZoneId.systemDefault()).toInstant());
	}

}
