package no.nav.samtalepakker.meeting;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.function.UnaryOperator;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InvitationTest {

	private static final LocalDate DAY = LocalDate.of(2026, 4, 14);

	private static final String MATERIAL = "Les dette; ta det med, og tenk på hva tillit betyr for æ, ø og å.\nVel møtt!\n"
		.repeat(3);

	@Test
	void asksPeopleToCome() {
		assertThat(unfolded(invitation(DAY, LocalTime.of(9, 0), DAY).request())).contains("VERSION:2.0",
				"METHOD:REQUEST", "UID:c1@samtalepakker", "SEQUENCE:3", "DTSTAMP:20260331T060000Z",
				"DTSTART:20260414T070000Z", "DTEND:20260414T090000Z", "STATUS:CONFIRMED",
				"ORGANIZER;CN=Samtalepakker:mailto:samtalepakker@example.invalid");
	}

	@Test
	void takesItBack() {
		assertThat(unfolded(invitation(DAY, LocalTime.of(9, 0), DAY).cancellation())).contains("METHOD:CANCEL",
				"UID:c1@samtalepakker", "SEQUENCE:3", "STATUS:CANCELLED");
	}

	@Test
	void namesOneAttendeeWhoNeedNotAnswer() {
		VEvent event = Biweekly.parse(invitation(DAY, null, DAY).request()).first().getEvents().get(0);
		assertThat(event.getAttendees()).singleElement().satisfies((attendee) -> {
			assertThat(attendee.getEmail()).isEqualTo("kari@example.invalid");
			assertThat(attendee.getRsvp()).isFalse();
		});
	}

	@Test
	void takesTheWholeDayWithoutATime() {
		assertThat(unfolded(invitation(DAY, null, DAY).request())).contains("DTSTART;VALUE=DATE:20260414",
				"DTEND;VALUE=DATE:20260415", "TRANSP:TRANSPARENT");
	}

	@Test
	void spansTheDaysOfSeveralGroups() {
		assertThat(unfolded(invitation(DAY, LocalTime.of(9, 0), DAY.plusDays(2)).request()))
			.contains("DTSTART;VALUE=DATE:20260414", "DTEND;VALUE=DATE:20260417");
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-27, 20260327T080000Z", "2026-03-30, 20260330T070000Z", "2026-10-23, 20261023T070000Z",
			"2026-10-26, 20261026T080000Z" })
	void keepsTheNorwegianHourOverDaylightSaving(LocalDate day, String start) {
		assertThat(unfolded(invitation(day, LocalTime.of(9, 0), day).request())).contains("DTSTART:" + start);
	}

	@Test
	void saysWhere() {
		VEvent room = entry(invitation(DAY, null, DAY, "Møterom Ås; 2. etasje").request());
		assertThat(room.getLocation().getValue()).isEqualTo("Møterom Ås; 2. etasje");
		assertThat(room.getUrl()).isNull();
		VEvent screen = entry(invitation(DAY, null, DAY, "https://video.example.invalid/fjord?a=1").request());
		assertThat(screen.getLocation().getValue()).isEqualTo("https://video.example.invalid/fjord?a=1");
		assertThat(screen.getUrl().getValue()).isEqualTo("https://video.example.invalid/fjord?a=1");
		assertThat(entry(invitation(DAY, null, DAY).request()).getLocation()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "09:00", "," })
	void losesThePlaceAndNothingElse(LocalTime time) {
		String entry = invitation(DAY, time, DAY, "https://video.example.invalid").request();
		assertThat(unfolded(Invitation.without(entry, UnaryOperator.identity())).lines())
			.containsExactlyInAnyOrderElementsOf(unfolded(entry).lines()
				.filter((line) -> !line.startsWith("LOCATION") && !line.startsWith("URL"))
				.toList());
	}

	@Test
	void keepsToTheLineRules() {
		String text = invitation(DAY, LocalTime.of(9, 0), DAY).request();
		assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
		assertThat(text.split("\r\n"))
			.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
		assertThat(Biweekly.parse(text).first().getEvents().get(0).getDescription().getValue()).isEqualTo(MATERIAL);
	}

	private static Invitation invitation(LocalDate date, LocalTime time, LocalDate lastDate) {
		return invitation(date, time, lastDate, null);
	}

	private static Invitation invitation(LocalDate date, LocalTime time, LocalDate lastDate, String place) {
		return new Invitation(
				new CalendarEntry("c1", 3, OffsetDateTime.parse("2026-03-31T08:00:00+02:00"), date, time, 120, lastDate,
						"Tillit – Nav Eksempel", MATERIAL),
				place, "samtalepakker@example.invalid", "kari@example.invalid");
	}

	private static VEvent entry(String text) {
		return Biweekly.parse(text).first().getEvents().get(0);
	}

	private static String unfolded(String text) {
		return text.replace("\r\n ", "");
	}

}
