package no.nav.samtalepakker.preparation;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import no.nav.samtalepakker.meeting.MeetingPlan;
import no.nav.samtalepakker.platform.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlanMeetingTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

	private static final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

	private final Map<String, Object> form = new HashMap<>(
			Map.of("meetingDate", "2026-04-14", "form", "PHYSICAL", "participantCount", 8));

	@Test
	void asksForLittle() {
		MeetingPlan plan = check().plan();
		assertThat(plan.durationMinutes()).isEqualTo(120);
		assertThat(plan.groupCount()).isEqualTo(1);
		assertThat(plan.participantEmails()).isEmpty();
		assertThat(plan.jointWith()).isEmpty();
		assertThat(plan.meetingTime()).isNull();
	}

	@Test
	void isAPlanUnlessSaidOtherwise() {
		assertThat(read().choice()).isEqualTo(PlanMeeting.Choice.PLAN);
		assertThat(read().anythingToReport()).isTrue();
		this.form.put("choice", "HELD_NOTHING_TO_REPORT");
		assertThat(read().anythingToReport()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "meetingDate", "form", "participantCount" })
	void needs(String field) {
		this.form.remove(field);
		refuses(field);
	}

	@Test
	void takesPlaceTodayOrLater() {
		this.form.put("meetingDate", "2026-03-02");
		assertThatCode(this::check).doesNotThrowAnyException();
		this.form.put("meetingDate", "2026-03-01");
		refuses("meetingDate");
		this.form.put("meetingDate", "+20260-03-01");
		refuses("meetingDate");
	}

	@ParameterizedTest
	@CsvSource({ "15, 1, false", "16, 1, true", "30, 2, false", "31, 2, true", "45, 3, false", "10000, 1, true" })
	void needsAReasonForLargeGroups(int participants, int groups, boolean reasonNeeded) {
		this.form.put("participantCount", participants);
		this.form.put("groupCount", groups);
		if (reasonNeeded) {
			refuses("sizeReason");
			this.form.put("sizeReason", "Vi er en liten enhet som gjør alt sammen.");
		}
		assertThatCode(this::check).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource({ "durationMinutes, 14", "durationMinutes, 601", "groupCount, 0", "participantCount, 0",
			"participantCount, 10001" })
	void refusesImpossibleNumbers(String field, int value) {
		this.form.put(field, value);
		refuses(field);
	}

	@Test
	void letsGroupsMeetOnSeveralDays() {
		this.form.put("lastMeetingDate", "2026-04-14");
		assertThatCode(this::check).doesNotThrowAnyException();
		this.form.put("lastMeetingDate", "2026-04-13");
		refuses("lastMeetingDate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "kari", "kari@nav", "nordmann kari@nav.no", "@nav.no", "a..b@nav.no", "Kari <kari@nav>" })
	void refusesAnAddressMailCannotUse(String email) {
		this.form.put("participantEmails", List.of("ola@nav.no", email));
		refuses("participantEmails[1]");
	}

	@Test
	void letsNoHeaderInThroughAnAddress() {
		this.form.put("participantEmails", List.of("kari@nav.no\r\nBcc: x"));
		refuses("participantEmails[1]");
	}

	@Test
	void takesAddressesAsOutlookWritesThem() {
		this.form.put("participantEmails",
				List.of("Kari Nordmann <Kari@nav.no>; Hansen, Ola <ola@nav.no>", "per+1@nav.no, per+2@nav.no"));
		assertThat(check().plan().participantEmails()).containsExactly("kari@nav.no", "ola@nav.no", "per+1@nav.no");
	}

	@Test
	void writesToEachAddressOnce() {
		this.form.put("participantEmails", Arrays.asList("Kari.Nordmann@nav.no", null, "kari.nordmann@nav.no"));
		assertThat(check().plan().participantEmails()).containsExactly("kari.nordmann@nav.no");
	}

	@Test
	void joinsWithOtherUnitsThatExist() {
		this.form.put("jointWith", List.of("0502", "0502"));
		assertThat(check().plan().jointWith()).containsExactly("0502");
		this.form.put("jointWith", List.of("0502", "9999"));
		refuses("jointWith[1]");
		this.form.put("jointWith", List.of("0501"));
		refuses("jointWith[0]");
	}

	@Test
	void keepsTimeToTheMinute() {
		this.form.put("meetingTime", "09:30:15");
		assertThat(check().plan().meetingTime()).isEqualTo(LocalTime.of(9, 30));
	}

	private void refuses(String field) {
		assertThatThrownBy(this::check).isInstanceOfSatisfying(InvalidInput.class,
				(invalid) -> assertThat(invalid.field()).isEqualTo(field));
	}

	private PlanMeeting check() {
		PlanMeeting plan = read();
		plan.check(TODAY, "0501", Set.of("0501", "0502")::contains);
		return plan;
	}

	private PlanMeeting read() {
		return json.convertValue(this.form, PlanMeeting.class);
	}

}
