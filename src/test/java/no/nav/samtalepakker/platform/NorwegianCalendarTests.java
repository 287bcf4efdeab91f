package no.nav.samtalepakker.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NorwegianCalendarTests {

	private final NorwegianCalendar calendar = new NorwegianCalendar(
			Clock.fixed(Instant.parse("2026-03-01T23:30:00Z"), ApplicationClock.OSLO));

	@Test
	void todayIsTheDateInOslo() {
		assertThat(this.calendar.today()).isEqualTo("2026-03-02");
	}

	@ParameterizedTest
	@CsvSource({
			// Saturday, Maundy Thursday, Constitution Day on a Sunday, Ascension Day,
			// Whit Monday
			"2026-03-07, 2026-03-09", "2026-04-02, 2026-04-07", "2026-05-17, 2026-05-18", "2026-05-14, 2026-05-15",
			"2026-05-25, 2026-05-26", "2026-12-25, 2026-12-28", "2027-01-01, 2027-01-04", "2026-03-03, 2026-03-03" })
	void aDayOffMovesToTheNextWorkingDay(LocalDate date, LocalDate expected) {
		assertThat(this.calendar.workingDayOnOrAfter(date)).isEqualTo(expected);
	}

	@Test
	void workingDaysStepOverEaster() {
		assertThat(this.calendar.plusWorkingDays(LocalDate.of(2026, 4, 1), 1)).isEqualTo("2026-04-07");
		assertThat(this.calendar.minusWorkingDays(LocalDate.of(2026, 4, 7), 1)).isEqualTo("2026-04-01");
		assertThat(this.calendar.workingDayOnOrBefore(LocalDate.of(2026, 4, 6))).isEqualTo("2026-04-01");
		assertThat(this.calendar.plusWorkingDays(LocalDate.of(2026, 4, 1), 0)).isEqualTo("2026-04-01");
	}

	@ParameterizedTest
	@CsvSource({
			// plain; July does not count; nor does Christmas; the due date itself moves
			// past Easter
			"2026-02-02, 21, 2026-02-23", "2026-06-25, 21, 2026-08-17", "2026-12-14, 21, 2027-01-13",
			"2026-03-12, 21, 2026-04-07", "2026-06-30, 1, 2026-08-03", "2026-12-23, 1, 2027-01-04",
			"2026-05-20, 60, 2026-08-19", "2026-02-02, 0, 2026-02-02" })
	void answersAreDueInDaysThatCount(LocalDate asked, int days, LocalDate due) {
		assertThat(this.calendar.answerDue(asked, days)).isEqualTo(due);
	}

	@Test
	void timesFollowSummerTime() {
		assertThat(this.calendar.morningOf(LocalDate.of(2026, 3, 29)).toInstant()).isEqualTo("2026-03-30T06:00:00Z");
		assertThat(this.calendar.morningOf(LocalDate.of(2026, 3, 27)).toInstant()).isEqualTo("2026-03-27T07:00:00Z");
		assertThat(this.calendar.startOf(LocalDate.of(2026, 10, 25)).toInstant()).isEqualTo("2026-10-24T22:00:00Z");
		assertThat(this.calendar.endOf(LocalDate.of(2026, 10, 26)).toInstant()).isEqualTo("2026-10-26T15:00:00Z");
	}

}
