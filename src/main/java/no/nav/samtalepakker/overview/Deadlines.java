package no.nav.samtalepakker.overview;

import java.util.Date;

import no.nav.samtalepakker.platform.ApplicationClock;
import no.nav.samtalepakker.platform.NorwegianCalendar;

import org.springframework.stereotype.Component;

/** What «soon» means in the lists of Tasklist, which ask by expression. */
@Component("deadlines")
public class Deadlines {

	private static final int DAYS = 7;

	private final NorwegianCalendar calendar;

	Deadlines(NorwegianCalendar calendar) {
		this.calendar = calendar;
	}

	/** The end of the same weekday next week. */
	public Date soon() {
		return Date.from(this.calendar.today().plusDays(DAYS + 1).atStartOfDay(ApplicationClock.OSLO).toInstant());
	}

}
