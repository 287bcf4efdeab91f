package no.nav.samtalepakker.platform;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;

import org.springframework.stereotype.Component;

/**
 * Plain local dates in Europe/Oslo, Norwegian working days, and the deadlines that follow
 * from them (design §5). Instants come out as {@link Date} because that is what the
 * engine's timers and due dates take.
 */
@Component("calendar")
public class NorwegianCalendar {

	/** Reminders and notices go out in the morning. */
	public static final LocalTime MORNING = LocalTime.of(8, 0);

	/** A due date lasts until the working day is over. */
	public static final LocalTime END_OF_WORK = LocalTime.of(16, 0);

	private final HolidayManager holidays = HolidayManager
		.getInstance(ManagerParameters.create(HolidayCalendar.NORWAY));

	private final Clock clock;

	NorwegianCalendar(Clock clock) {
		this.clock = clock;
	}

	public LocalDate today() {
		return LocalDate.now(this.clock);
	}

	/** Now, to the microsecond that both databases keep. */
	public OffsetDateTime now() {
		return OffsetDateTime.now(this.clock).truncatedTo(ChronoUnit.MICROS);
	}

	/** The local date of an instant. */
	public LocalDate dateOf(OffsetDateTime instant) {
		return instant.atZoneSameInstant(ApplicationClock.OSLO).toLocalDate();
	}

	public boolean isWorkingDay(LocalDate date) {
		DayOfWeek day = date.getDayOfWeek();
		return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && !this.holidays.isHoliday(date);
	}

	/** The date itself if it is a working day, else the next one. */
	public LocalDate workingDayOnOrAfter(LocalDate date) {
		LocalDate day = date;
		while (!isWorkingDay(day)) {
			day = day.plusDays(1);
		}
		return day;
	}

	/** The date itself if it is a working day, else the one before. */
	public LocalDate workingDayOnOrBefore(LocalDate date) {
		LocalDate day = date;
		while (!isWorkingDay(day)) {
			day = day.minusDays(1);
		}
		return day;
	}

	/** The n-th working day after the date, n ≥ 0. */
	public LocalDate plusWorkingDays(LocalDate date, int days) {
		LocalDate day = date;
		for (int i = 0; i < days; i++) {
			day = workingDayOnOrAfter(day.plusDays(1));
		}
		return day;
	}

	/**
	 * A last day that is as many working days after a new first one as it was after the
	 * former; days off count where there were no others.
	 */
	public LocalDate movedAlong(LocalDate former, LocalDate formerLast, LocalDate first) {
		int workingDays = (int) former.plusDays(1)
			.datesUntil(formerLast.plusDays(1))
			.filter(this::isWorkingDay)
			.count();
		return (workingDays > 0) ? plusWorkingDays(first, workingDays)
				: first.plusDays(ChronoUnit.DAYS.between(former, formerLast));
	}

	/** The n-th working day before the date, n ≥ 0. */
	public LocalDate minusWorkingDays(LocalDate date, int days) {
		LocalDate day = date;
		for (int i = 0; i < days; i++) {
			day = workingDayOnOrBefore(day.minusDays(1));
		}
		return day;
	}

	/**
	 * When an answer is due: calendar days in which July and 24 December–1 January do not
	 * count, moved to a working day.
	 * @param asked the day the recipient was asked
	 * @param days days to answer in, ≥ 0
	 */
	public LocalDate answerDue(LocalDate asked, int days) {
		LocalDate day = asked;
		for (int left = days; left > 0;) {
			day = day.plusDays(1);
			if (!isQuiet(day)) {
				left--;
			}
		}
		return workingDayOnOrAfter(day);
	}

	private static boolean isQuiet(LocalDate date) {
		return date.getMonth() == Month.JULY || (date.getMonth() == Month.DECEMBER && date.getDayOfMonth() >= 24)
				|| (date.getMonth() == Month.JANUARY && date.getDayOfMonth() == 1);
	}

	/** Midnight when the date begins. */
	public Date startOf(LocalDate date) {
		return at(date, LocalTime.MIDNIGHT);
	}

	/** The morning of the date, moved to a working day if it is not one. */
	public Date morningOf(LocalDate date) {
		return at(workingDayOnOrAfter(date), MORNING);
	}

	/** The next morning of a working day that lies ahead. */
	public OffsetDateTime nextMorning() {
		Date today = morningOf(today());
		Date next = today.toInstant().isAfter(now().toInstant()) ? today : morningOf(today().plusDays(1));
		return next.toInstant().atZone(ApplicationClock.OSLO).toOffsetDateTime();
	}

	/** The end of the date's working hours. */
	public Date endOf(LocalDate date) {
		return at(date, END_OF_WORK);
	}

	/** An hour of the date; in the night the clock skips one, the hour after. */
	public Date at(LocalDate date, LocalTime time) {
		return Date.from(date.atTime(time).atZone(ApplicationClock.OSLO).toInstant());
	}

}
