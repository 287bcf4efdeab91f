package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.notification.TestOutbox;
import no.nav.samtalepakker.organisation.Party;
import no.nav.samtalepakker.organisation.PeopleChanged;
import no.nav.samtalepakker.organisation.Person;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.ConversationPackage.ChecklistItem;
import no.nav.samtalepakker.packages.ConversationPackage.Question;
import no.nav.samtalepakker.packages.ConversationPackage.Use;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.packages.WayToTalk;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Processes;
import no.nav.samtalepakker.platform.TestCalendar;
import no.nav.samtalepakker.privacy.RetentionPeriods;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/** The meeting against our own tables, without Spring and engine. */
class MeetingsTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

	private static final LocalDate MEETING = LocalDate.of(2026, 4, 14);

	private static final String ID = "c1";

	private static final RetentionPeriods PERIODS = new RetentionPeriods(Period.ofMonths(24), Period.ofMonths(24),
			Period.ofDays(30));

	private final TestCalendar today = TestCalendar.on(TODAY);

	private final NorwegianCalendar calendar = this.today.get();

	private final DataSource database = database();

	private final JdbcClient jdbc = JdbcClient.create(this.database);

	private final TestOutbox outbox = new TestOutbox(this.database, this.jdbc, this.calendar);

	private final Conversations conversations = mock();

	private final Units units = mock();

	private final Processes processes = mock();

	private final Meetings meetings = new Meetings(this.jdbc, this.conversations, this.units,
			new Invitations(this.jdbc, this.outbox.notifications(), this.conversations, this.units, this.calendar,
					TestOutbox.SETTINGS, PERIODS),
			this.outbox.notifications(), this.processes, this.calendar, PERIODS, mock(Audit.class));

	private final Reminders reminders = new Reminders(this.meetings, this.conversations, this.units,
			this.outbox.notifications(), this.calendar);

	@BeforeEach
	void aConversation() {
		this.jdbc.sql("insert into unit (id, name, type) values ('0501', 'Nav Eksempel', 'OFFICE')").update();
		this.jdbc.sql("insert into unit (id, name, type) values ('0502', 'Nav Nabo', 'OFFICE')").update();
		this.jdbc.sql("""
				insert into rollout (id, name, opens_on, closes_on, cut_off_on, state, started_by, created_at)
				values ('r1', 'Vår', date '2026-03-02', date '2026-07-02', date '2026-08-01', 'RUNNING', 'sekretariat',
					current_timestamp)
				""").update();
		this.jdbc.sql("""
				insert into conversation (id, rollout_id, unit_id, package_key, package_version, lane, state)
				values ('c1', 'r1', '0501', 'tillit-enhet', 1, 0, 'PLANNING')
				""").update();
		given(this.conversations.get(ID)).willReturn(new Conversation(ID, "r1", "0501", "tillit-enhet", 1, null, null,
				null, null, null, 0, false, null, null));
		given(this.conversations.packageOf(ID)).willReturn(pack());
		given(this.conversations.mayRemind(ID)).willReturn(true);
		given(this.units.get("0501"))
			.willReturn(new Unit("0501", "Nav Eksempel", UnitType.OFFICE, null, null, null, null));
		given(this.units.leading("0501"))
			.willReturn(List.of(new Person("leder-0501", "LEADER", Party.EMPLOYER, "leder@example.invalid")));
	}

	@Test
	void keepsThePlan() {
		plan(MEETING, null);
		Meeting meeting = meeting();
		assertThat(meeting.meetingDate()).isEqualTo(MEETING);
		assertThat(meeting.meetingTime()).isEqualTo(LocalTime.of(9, 0));
		assertThat(meeting.userRepsInvited()).isTrue();
		assertThat(meeting.safetyRepsInvited()).isNull();
		assertThat(meeting.prepared()).isFalse();
		assertThat(this.meetings.participants(ID)).containsExactly("kari@example.invalid", "ola@example.invalid");
		assertThat(this.meetings.jointUnits(ID)).containsExactly("0502");
	}

	@Test
	void replacesAFormerPlan() {
		plan(MEETING, null);
		plan(MEETING.plusDays(1), MEETING.plusDays(3));
		assertThat(meeting().meetingDate()).isEqualTo(MEETING.plusDays(1));
		assertThat(meeting().finalDay()).isEqualTo(MEETING.plusDays(3));
		assertThat(this.meetings.participants(ID)).hasSize(2);
	}

	@ParameterizedTest(name = "meeting on {0}: material at {1}")
	@CsvSource({
			// an ordinary Tuesday
			"2026-04-28, 2026-04-14T08:00",
			// 14 days before is the second day of Easter: the Wednesday before
			"2026-04-20, 2026-04-01T08:00",
			// a Saturday and a Sunday: the Friday before
			"2026-05-30, 2026-05-15T08:00", "2026-05-31, 2026-05-15T08:00",
			// 1 May and Ascension Day
			"2026-05-15, 2026-04-30T08:00", "2026-05-28, 2026-05-13T08:00",
			// the clocks change in between, in spring and in autumn
			"2026-04-10, 2026-03-27T08:00", "2026-11-04, 2026-10-21T08:00",
			// past: fires at once
			"2026-03-04, 2026-02-18T08:00" })
	void sendsTheMaterialTwoWeeksBefore(LocalDate meetingDate, LocalDateTime due) {
		plan(meetingDate, null);
		assertThat(this.meetings.materialDue(ID)).isEqualTo(at(due));
	}

	@ParameterizedTest(name = "last meeting on {0}: due {1}, reminder {2}")
	@CsvSource({ "2026-04-14, 2026-04-15T16:00, 2026-04-17T08:00", "2026-04-17, 2026-04-20T16:00, 2026-04-22T08:00",
			// Easter
			"2026-04-01, 2026-04-07T16:00, 2026-04-09T08:00",
			// Christmas
			"2026-12-23, 2026-12-24T16:00, 2026-12-29T08:00" })
	void asksForConfirmationAfterTheLastMeeting(LocalDate lastDate, LocalDateTime due, LocalDateTime reminder) {
		plan(LocalDate.of(2026, 3, 30), lastDate);
		assertThat(this.meetings.confirmDue(ID)).isEqualTo(at(due));
		assertThat(this.reminders.confirmDue(ID)).isEqualTo(at(reminder));
	}

	@Test
	void offersPreparationUntilTheDayAndOnce() {
		assertThat(this.meetings.preparationOffered(ID)).isFalse();
		plan(TODAY, null);
		assertThat(this.meetings.preparationOffered(ID)).isFalse();
		plan(TODAY.plusDays(1), null);
		assertThat(this.meetings.preparationOffered(ID)).isTrue();
		assertThat(this.meetings.meetingDayStarts(ID)).isEqualTo(at(TODAY.plusDays(1).atStartOfDay()));
		assertThat(prepare(null, null)).isEqualTo(MeetingOutcome.PLANNED);
		assertThat(this.meetings.preparationOffered(ID)).isFalse();
		assertThat(this.meetings.checklist(ID)).isEqualTo(Map.of("c1", true));
	}

	@Test
	void waitsWithoutADate() {
		Date far = at(LocalDateTime.of(2100, 1, 1, 0, 0));
		assertThat(this.meetings.materialDue(ID)).isAfter(far);
		assertThat(this.meetings.meetingDayStarts(ID)).isAfter(far);
		assertThat(this.meetings.confirmDue(ID)).isAfter(far);
		assertThat(this.reminders.confirmDue(ID)).isAfter(far);
	}

	@Test
	void sendsTheMaterialOnce() {
		plan(MEETING, null);
		this.meetings.sendMaterial(ID);
		this.meetings.sendMaterial(ID);
		assertThat(this.outbox.all()).extracting((sent) -> sent.type() + " " + sent.email())
			.containsExactlyInAnyOrder("MATERIAL leder@example.invalid", "MATERIAL kari@example.invalid",
					"MATERIAL ola@example.invalid");
		assertThat(this.outbox.all()).allSatisfy((sent) -> {
			assertThat(sent.subject()).isEqualTo("Invitasjon: Tillit, tirsdag 14. april 2026");
			assertThat(sent.body()).contains("Les dette først.", "https://example.invalid/tillit", "kl. 09.00");
			assertThat(sent.calendar()).contains("METHOD:REQUEST", "SEQUENCE:0");
			assertThat(sent.calendar().replace("\r\n ", "")).contains("mailto:" + sent.email());
			assertThat(sent.occasion()).doesNotContain(sent.email()).hasSizeLessThanOrEqualTo(200);
		});
		assertThat(this.meetings.find(ID)).get().extracting(Meeting::materialSentAt).isNotNull();
	}

	@Test
	void sendsNothingWhenTheMeetingIsOver() {
		plan(TODAY, null);
		this.today.moveTo(TODAY.plusDays(1));
		this.meetings.sendMaterial(ID);
		assertThat(this.outbox.all()).isEmpty();
	}

	@Test
	void countsOneReminderForTheTwoPartiesOfACoDeterminationBody() {
		given(this.units.leading("0501"))
			.willReturn(List.of(new Person("a", "LEADER", Party.EMPLOYER, "a@example.invalid"),
					new Person("b", "CO_SIGNER", Party.EMPLOYEE, "b@example.invalid")));
		this.reminders.remindOfPlan(ID, "p1");
		assertThat(this.outbox.all()).extracting(TestOutbox.Sent::email)
			.containsExactlyInAnyOrder("a@example.invalid", "b@example.invalid");
		verify(this.conversations, times(1)).reminded(ID);
	}

	@Test
	void movesTimersWithTheDate() {
		plan(MEETING, MEETING.plusDays(2));
		assertThat(prepare(MEETING.plusDays(7), null)).isEqualTo(MeetingOutcome.PLANNED);
		assertThat(meeting().meetingDate()).isEqualTo(MEETING.plusDays(7));
		assertThat(meeting().lastMeetingDate()).as("as many working days later").isEqualTo(MEETING.plusDays(9));
		verify(this.processes).recalculateTimers(ID, "timer_materialDue", "timer_meetingDay", "timer_confirmReminder");
		assertThat(this.outbox.all()).isEmpty();
	}

	@Test
	void movesCalendarsWithTheDateOnceTheMaterialIsOut() {
		plan(MEETING, null);
		this.meetings.sendMaterial(ID);
		assertThat(confirm(ConfirmExecution.Outcome.POSTPONED, MEETING.plusDays(7))).isEqualTo(MeetingOutcome.MOVED);
		assertThat(confirm(ConfirmExecution.Outcome.POSTPONED, MEETING.plusDays(8))).isEqualTo(MeetingOutcome.MOVED);
		assertThat(this.outbox.of("MEETING_MOVED")).hasSize(6)
			.anySatisfy((sent) -> assertThat(sent.calendar()).contains("METHOD:REQUEST", "SEQUENCE:1",
					"DTSTART:20260421T070000Z"))
			.anySatisfy((sent) -> assertThat(sent.calendar()).contains("SEQUENCE:2", "DTSTART:20260422T070000Z"));
	}

	@Test
	void tellsOfAnotherHourWithoutCallingTheMeetingOff() {
		invited();
		change(null, LocalTime.of(13, 0), null);
		assertThat(meeting().meetingDate()).isEqualTo(MEETING);
		assertThat(this.outbox.of("MEETING_MOVED")).hasSize(3).allSatisfy((sent) -> {
			assertThat(sent.subject()).isEqualTo("Endret: Tillit, tirsdag 14. april 2026");
			assertThat(sent.body()).contains("er endret. Slik er det nå:", "kl. 13.00");
			assertThat(sent.calendar()).contains("METHOD:REQUEST", "SEQUENCE:1", "UID:c1@samtalepakker",
					"DTSTART:20260414T110000Z");
		});
		assertThat(this.outbox.of("MEETING_CANCELLED")).isEmpty();
		assertThat(this.outbox.of("MATERIAL")).hasSize(3);
	}

	@Test
	void invitesWhoJoinsReleasesWhoIsTakenOffAndLeavesTheOthersInPeace() {
		invited();
		change(null, null, List.of("kari@example.invalid", "ny@example.invalid"));
		assertThat(this.meetings.participants(ID)).containsExactly("kari@example.invalid", "ny@example.invalid");
		List<TestOutbox.Sent> later = this.outbox.all()
			.stream()
			.filter((sent) -> sent.calendar().contains("SEQUENCE:1"))
			.toList();
		assertThat(later).extracting((sent) -> sent.type() + " " + sent.email())
			.containsExactlyInAnyOrder("MATERIAL ny@example.invalid", "MEETING_LEFT ola@example.invalid");
		assertThat(this.outbox.of("MEETING_LEFT")).singleElement().satisfies((sent) -> {
			assertThat(sent.subject()).isEqualTo("Du er ikke lenger med: Tillit, tirsdag 14. april 2026");
			assertThat(sent.body()).contains("har tatt deg av listen over deltakere", "For de andre står møtet ved lag")
				.doesNotContain("Avlyst", "avlyst");
			assertThat(sent.calendar()).contains("METHOD:CANCEL", "STATUS:CANCELLED", "UID:c1@samtalepakker");
		});
		change(null, null, List.of());
		assertThat(this.outbox.of("MEETING_LEFT")).hasSize(3);
		assertThat(this.meetings.invited(ID)).as("the leader").isOne();
	}

	@Test
	void changesAPlanNobodyHasBeenToldOfInSilence() {
		plan(MEETING, null);
		change(MEETING.plusDays(1), LocalTime.of(13, 0), List.of("ny@example.invalid"));
		assertThat(this.outbox.all()).isEmpty();
		this.meetings.sendMaterial(ID);
		assertThat(this.outbox.all()).extracting(TestOutbox.Sent::email)
			.containsExactlyInAnyOrder("leder@example.invalid", "ny@example.invalid");
		assertThat(this.outbox.all())
			.allSatisfy((sent) -> assertThat(sent.calendar()).contains("SEQUENCE:0", "DTSTART:20260415T110000Z"));
	}

	@ParameterizedTest(name = "{0} to {1} moved to {2}: until {3}")
	@CsvSource({
			// Monday to Wednesday, a week later, and to a Thursday
			"2026-05-04, 2026-05-06, 2026-05-11, 2026-05-13", "2026-05-04, 2026-05-06, 2026-05-07, 2026-05-11",
			// over Ascension Day, and by one day
			"2026-05-04, 2026-05-06, 2026-05-12, 2026-05-15", "2026-05-04, 2026-05-06, 2026-05-05, 2026-05-07",
			// a weekend
			"2026-05-09, 2026-05-10, 2026-05-30, 2026-05-31" })
	void keepsTheDaysOfItsGroups(LocalDate first, LocalDate last, LocalDate newFirst, LocalDate newLast) {
		plan(first, last);
		change(newFirst, null, null);
		assertThat(meeting().lastMeetingDate()).isEqualTo(newLast);
	}

	@Test
	void takesTheLeadersWordForTheLastDay() {
		plan(MEETING, MEETING.plusDays(2));
		this.meetings.prepare(ID, new PrepareMeeting(null, null, null, null, null, MEETING.plusDays(7), null, null,
				null, MEETING.plusDays(13), null, null, null));
		assertThat(meeting().lastMeetingDate()).isEqualTo(MEETING.plusDays(13));
		assertThatThrownBy(
				() -> this.meetings.prepare(ID,
						new PrepareMeeting(null, null, null, null, null, null, null, null, null, MEETING.plusDays(6),
								null, null, null)))
			.isInstanceOf(InvalidInput.class)
			.hasMessageContaining("newLastMeetingDate");
	}

	@Test
	void followsWhoLeads() {
		invited();
		lead("ny-leder");
		assertThat(this.outbox.of("MATERIAL")).filteredOn((sent) -> sent.email().equals("ny-leder@example.invalid"))
			.singleElement()
			.satisfies((sent) -> assertThat(sent.calendar()).contains("METHOD:REQUEST", "SEQUENCE:1"));
		assertThat(this.outbox.of("MEETING_LEFT")).singleElement().satisfies((sent) -> {
			assertThat(sent.email()).isEqualTo("leder@example.invalid");
			assertThat(sent.body()).contains("Noen andre har overtatt for deg i Nav Eksempel.");
			assertThat(sent.calendar()).contains("METHOD:CANCEL", "SEQUENCE:1");
		});
		int told = this.outbox.all().size();
		lead("ny-leder");
		assertThat(this.outbox.all()).as("nothing is new").hasSize(told);
		this.today.moveTo(MEETING.plusDays(1));
		lead("leder");
		assertThat(this.outbox.all()).as("the meeting is over").hasSize(told);
	}

	@Test
	void letsAFormerLeaderWhoIsAskedToComeKeepTheMeeting() {
		invited();
		change(null, null, List.of("leder@example.invalid"));
		lead("ny-leder");
		assertThat(this.outbox.all()).filteredOn((sent) -> sent.email().equals("leder@example.invalid"))
			.extracting(TestOutbox.Sent::type)
			.containsExactly("MATERIAL");
	}

	/**
	 * Whatever the leader changes, whoever comes and goes: everybody who is to come has
	 * the meeting as it is, and nobody else has it.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void everyCalendarShowsWhatIsTrue(int seed) {
		Random luck = new Random(seed);
		List<String> people = List.of("a@example.invalid", "b@example.invalid", "c@example.invalid",
				"leder@example.invalid");
		boolean sent = false;
		plan(MEETING, null);
		this.jdbc.sql("update conversation set state = 'PLANNED'").update();
		for (int step = 0; step < 30; step++) {
			switch (luck.nextInt(6)) {
				case 0 -> change(TODAY.plusDays(1 + luck.nextInt(60)), null, null);
				case 1 -> change(null, LocalTime.of(8 + luck.nextInt(8), 0), null);
				case 2 -> change(luck.nextBoolean() ? TODAY.plusDays(1 + luck.nextInt(60)) : null, null,
						people.stream().filter((address) -> luck.nextBoolean()).toList());
				case 3 -> lead(luck.nextBoolean() ? "leder" : "ny-leder");
				case 4 -> {
					this.meetings.sendMaterial(ID);
					sent = true;
				}
				default -> {
					if (luck.nextInt(3) == 0) {
						this.meetings.prepare(ID, new PrepareMeeting(null, null, null, null, null, null, null, null,
								null, null, null, PrepareMeeting.Outcome.POSTPONED, null));
						plan(TODAY.plusDays(1 + luck.nextInt(60)), null);
						sent = false;
					}
				}
			}
			Set<String> toCome = new TreeSet<>(sent ? this.meetings.participants(ID) : List.of());
			if (sent) {
				this.units.leading("0501").forEach((person) -> toCome.add(person.email()));
			}
			assertThat(calendars()).as("after step %s", step)
				.isEqualTo(
						toCome.stream().collect(Collectors.toMap((address) -> address, (address) -> start(meeting()))));
		}
	}

	/** What each mailbox makes of its e-mails; their numbers say in which order. */
	private Map<String, String> calendars() {
		Map<String, String> entries = new TreeMap<>();
		Map<String, Integer> versions = new HashMap<>();
		this.outbox.all().stream().sorted(Comparator.comparing(MeetingsTest::version)).forEach((sent) -> {
			assertThat(version(sent)).as("versions told to %s", sent.email())
				.isGreaterThan(versions.getOrDefault(sent.email(), -1));
			versions.put(sent.email(), version(sent));
			if (sent.calendar().contains("METHOD:CANCEL")) {
				assertThat(entries.remove(sent.email())).as("what %s is to forget", sent.email()).isNotNull();
			}
			else {
				entries.put(sent.email(), sent.calendar().replaceAll("(?s).*DTSTART:(\\w+).*", "$1"));
			}
		});
		return entries;
	}

	private static int version(TestOutbox.Sent sent) {
		return Integer.parseInt(sent.calendar().replaceAll("(?s).*SEQUENCE:(\\d+).*", "$1"));
	}

	private static String start(Meeting meeting) {
		return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
			.format(meeting.begins().withOffsetSameInstant(ZoneOffset.UTC));
	}

	private void invited() {
		plan(MEETING, null);
		this.jdbc.sql("update conversation set state = 'PLANNED'").update();
		this.meetings.sendMaterial(ID);
	}

	private void lead(String userId) {
		given(this.units.leading("0501"))
			.willReturn(List.of(new Person(userId, "LEADER", Party.EMPLOYER, userId + "@example.invalid")));
		given(this.units.withPredecessors(List.of("0501"))).willReturn(Set.of("0501"));
		this.meetings.followPeople(new PeopleChanged("0501"));
	}

	private void change(LocalDate date, LocalTime time, List<String> participants) {
		this.meetings.prepare(ID, new PrepareMeeting(null, null, null, null, null, date, time, null, null, null,
				participants, null, null));
	}

	@Test
	void staysWhereItIsWhenTheNewDateIsTheOld() {
		plan(MEETING, null);
		this.meetings.sendMaterial(ID);
		prepare(MEETING, null);
		assertThat(this.outbox.of("MEETING_MOVED")).isEmpty();
		verify(this.processes, never()).recalculateTimers(any(), any(String[].class));
	}

	@Test
	void startsAnewAfterAPostponementWithoutADate() {
		plan(MEETING, null);
		this.meetings.sendMaterial(ID);
		assertThat(confirm(ConfirmExecution.Outcome.POSTPONED, null)).isEqualTo(MeetingOutcome.POSTPONED);
		assertThat(meeting().meetingDate()).isNull();
		assertThat(this.outbox.of("MEETING_CANCELLED")).hasSize(3)
			.allSatisfy((sent) -> assertThat(sent.calendar()).contains("METHOD:CANCEL", "SEQUENCE:1",
					"DTSTART:20260414T070000Z"));
		plan(MEETING.plusDays(14), null);
		this.meetings.sendMaterial(ID);
		assertThat(this.outbox.of("MATERIAL")).hasSize(6)
			.anySatisfy((sent) -> assertThat(sent.calendar()).contains("METHOD:REQUEST", "SEQUENCE:2"));
	}

	@Test
	void tellsThoseInvitedThatItIsCancelled() {
		plan(MEETING, null);
		assertThat(prepare(null, PrepareMeeting.Outcome.CANCELLED)).isEqualTo(MeetingOutcome.CANCELLED);
		assertThat(this.outbox.all()).as("nobody has been asked").isEmpty();
		this.meetings.sendMaterial(ID);
		confirm(ConfirmExecution.Outcome.CANCELLED, null);
		assertThat(this.outbox.of("MEETING_CANCELLED")).hasSize(3);
	}

	@Test
	void takesInvitationsBackWhenTheRolloutIsStopped() {
		this.meetings.calledOff(ID);
		plan(MEETING, null);
		this.meetings.calledOff(ID);
		assertThat(this.outbox.all()).as("nobody has been asked").isEmpty();
		this.meetings.sendMaterial(ID);
		assertThat(this.outbox.of("MATERIAL")).hasSize(3)
			.allSatisfy((sent) -> assertThat(sent.calendar()).contains("SEQUENCE:0"));
		this.meetings.calledOff(ID);
		assertThat(this.outbox.of("MEETING_CANCELLED")).hasSize(3).allSatisfy((sent) -> {
			assertThat(sent.calendar()).contains("METHOD:CANCEL", "SEQUENCE:1");
			assertThat(sent.body()).contains("Sekretariatet har stoppet samtalepakken.");
		});
	}

	@Test
	void isHeldOnTheDayOfTheMeeting() {
		plan(MEETING, null);
		this.today.moveTo(MEETING.plusDays(3));
		assertThat(confirm(ConfirmExecution.Outcome.HELD, null)).isEqualTo(MeetingOutcome.HELD);
		verify(this.conversations).held(ID, MEETING);
		assertThat(this.meetings.questions(ID)).isEqualTo(Map.of("q1", "MERGED"));
	}

	@Test
	void isHeldTodayWhenTheMeetingIsStillToCome() {
		plan(MEETING, null);
		this.meetings.sendMaterial(ID);
		assertThat(prepare(null, PrepareMeeting.Outcome.ALREADY_HELD)).isEqualTo(MeetingOutcome.HELD);
		verify(this.conversations).held(ID, TODAY);
		assertThat(this.outbox.of("MEETING_CANCELLED")).hasSize(3);
	}

	@Test
	void isNotHeldInTheFuture() {
		plan(MEETING, null);
		ConfirmExecution form = new ConfirmExecution(ConfirmExecution.Outcome.HELD, TODAY.plusDays(1), null, null, null,
				null, null, null, null, null, null, null, null, null, null, null, null, null, null);
		assertThatThrownBy(() -> this.meetings.confirm(ID, form)).isInstanceOf(InvalidInput.class)
			.hasMessageContaining("heldOn");
	}

	@Test
	void remindsOnceOfEachRound() {
		plan(MEETING, null);
		this.reminders.remindOfPlan(ID, "p1");
		this.reminders.remindOfPlan(ID, "p1");
		this.reminders.remindOfConfirmation(ID);
		assertThat(this.outbox.all()).extracting(TestOutbox.Sent::type)
			.containsExactlyInAnyOrder("PLAN_REMINDER", "CONFIRM_REMINDER");
		assertThat(this.outbox.all()).allSatisfy((sent) -> assertThat(sent.body()).containsIgnoringCase("ett klikk")
			.contains("«Tillit»", "/samtaler/c1"));
		verify(this.conversations, times(2)).reminded(ID);
	}

	@Test
	void remindsNobodyWhoMayNotBeReminded() {
		given(this.conversations.mayRemind(ID)).willReturn(false);
		this.reminders.remindOfPlan(ID, "p1");
		assertThat(this.outbox.all()).isEmpty();
		verify(this.conversations, never()).reminded(ID);
	}

	@Test
	void remindsOfThePlanOnAWorkingDay() {
		assertThat(this.reminders.planDue()).isEqualTo(at(LocalDateTime.of(2026, 3, 16, 8, 0)));
		// 14 days later is Maundy Thursday
		this.today.moveTo(LocalDate.of(2026, 3, 19));
		assertThat(this.reminders.planDue()).isEqualTo(at(LocalDateTime.of(2026, 4, 7, 8, 0)));
	}

	@Test
	void forgetsAddressesThirtyDaysAfterTheMeeting() {
		plan(MEETING, null);
		this.meetings.sendMaterial(ID);
		this.today.moveTo(MEETING.plusDays(29));
		assertThat(this.meetings.eraseAddresses()).isZero();
		this.today.moveTo(MEETING.plusDays(30));
		assertThat(this.meetings.eraseAddresses()).isEqualTo(1);
		assertThat(this.meetings.participants(ID)).isEmpty();
		assertThat(this.outbox.all()).extracting(TestOutbox.Sent::email).containsExactly("leder@example.invalid");
		assertThat(this.meetings.eraseAddresses()).isZero();
	}

	private Meeting meeting() {
		return this.meetings.find(ID).orElseThrow();
	}

	private void plan(LocalDate date, LocalDate lastDate) {
		this.meetings.plan(ID,
				new MeetingPlan(date, LocalTime.of(9, 0), 120, "PHYSICAL", null, "OWN_MEETING", 8,
						List.of("kari@example.invalid", "ola@example.invalid"), 1, lastDate, null, List.of("0502"),
						null, null, false, null, true, null));
	}

	private MeetingOutcome prepare(LocalDate newDate, PrepareMeeting.Outcome outcome) {
		return this.meetings.prepare(ID, new PrepareMeeting(PrepareMeeting.PreparationMeeting.YES, TODAY, "Kari åpner",
				Map.of("c1", true), true, newDate, null, null, null, null, null, outcome, null));
	}

	private MeetingOutcome confirm(ConfirmExecution.Outcome outcome, LocalDate newDate) {
		return this.meetings.confirm(ID,
				new ConfirmExecution(outcome, null, newDate, null, null, null, null, null, 90, 7, null,
						WayToTalk.PLENARY, true, null, null, Map.of("q1", ConfirmExecution.Treatment.MERGED), null,
						null, null));
	}

	private static ConversationPackage pack() {
		return new ConversationPackage("tillit-enhet", 1, "Tillit", TargetGroup.UNIT, false, null, "", List.of(), "",
				"", "", "Les dette først.", "https://example.invalid/tillit",
				List.of(new Question("q1", Use.CONVERSATION, "Hva er tillit?", null),
						new Question("r1", Use.REPORT, "Hva kom fram?", null)),
				List.of(), List.of(new ChecklistItem("c1", "Jeg har lest materialet.")), List.of(), null);
	}

	private static Date at(LocalDateTime time) {
		return Date.from(time.atZone(ZoneId.of("Europe/Oslo")).toInstant());
	}

	private static DataSource database() {
		DataSource database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
				"sa", "");
		Flyway.configure().dataSource(database).load().migrate();
		return database;
	}

}
