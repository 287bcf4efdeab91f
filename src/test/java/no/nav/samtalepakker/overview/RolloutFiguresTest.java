package no.nav.samtalepakker.overview;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The picture of a rollout, as Cockpit and the overview get it. */
class RolloutFiguresTest extends PageCaseTest {

	private static final String PLAN = """
			{"meetingDate": "%s", "form": "PHYSICAL", "participantCount": 8}
			""";

	@Test
	void tellsHowFarTheUnitsHaveComeAndWhatThoseClassesAreDividedInto() throws Exception {
		List<String> units = offices(33);
		rollout("tillit-enhet", units.toArray(String[]::new));
		for (String unit : units.subList(0, 6)) {
			alreadyHeld(unit);
		}
		for (String unit : units.subList(6, 12)) {
			alreadyHeld(unit);
			submitAsLeader("userTask_reportConversation", unit, "{\"outcome\": \"WITHOUT_INPUT\"}");
		}
		for (String unit : units.subList(12, 23)) {
			submitAsLeader("userTask_planMeeting", unit, PLAN.formatted(TODAY.plusDays(30)));
		}
		for (String unit : units.subList(12, 17)) {
			submitAsLeader("userTask_prepareMeeting", unit, "{\"preparationMeeting\": \"YES\"}");
		}
		for (String unit : units.subList(23, 28)) {
			submitAsLeader("userTask_planMeeting", unit, "{\"choice\": \"NOT_HELD\"}");
		}
		JsonNode rollout = rollouts().get(0);
		assertThat(rollout.path("state").asText()).isEqualTo("RUNNING");
		assertThat(rollout.path("daysLeft").asInt()).isPositive();
		assertThat(rollout.path("held").toString()).isEqualTo("{\"number\":12,\"atLeast\":false,\"started\":33}");
		JsonNode counted = rollout.path("packages").get(0);
		assertThat(told(counted.path("classes"))).containsExactly("UNKNOWN 5", "PLANNED 11", "HELD_ONLY 6",
				"REPORTED 6", "NOT_HELD 5");
		assertThat(told(counted.path("classes").get(1).path("parts"))).containsExactly("NOT_PREPARED 6", "PREPARED 5");
		assertThat(counted.path("classes").get(3).path("parts")).as("all of them are few, or give a few away")
			.isEmpty();
		assertThat(counted.path("counties").size()).isPositive();
		assertThat(told(rollout.path("weeks").path("lines").get(0).path("points"), "until", "units"))
			.containsExactly(TODAY + " 23");
		assertThat(rollout.path("counties").isNull()).isTrue();

		String page = page("/oversikt", "evaluator");
		assertThat(page)
			.contains("<strong>12</strong> av <span>33 enheter</span> har snakket sammen", "av dem har forberedt: 5",
					"<title id=\"first-bar-0-title\">")
			.doesNotContain(" style=");
	}

	@Test
	void countsWhatTheCountiesHaveAnsweredAndWhy() throws Exception {
		List<String> units = this.jdbc.sql("""
				select min(id) from unit where type = 'OFFICE' and county_id in ('0200', '0300', '0400', '0600')
				group by county_id order by county_id
				""").query(String.class).list();
		String id = orderRollout("rol", units.toArray(String[]::new)).getBusinessKey();
		decide(id, "0200", "NO", "TOO_MUCH,OTHER", 1);
		decide(id, "0200", "YES", "", 2);
		decide(id, "0300", "NO", "TOO_MUCH", 1);
		decide(id, "0400", "LATER", "TOO_MUCH,OWN_MEETINGS", 1);
		JsonNode counties = rollouts().get(0).path("counties");
		assertThat(counties.path("asked").asInt()).isEqualTo(4);
		assertThat(List.of(counties.path("yes").asInt(), counties.path("no").asInt(), counties.path("later").asInt(),
				counties.path("notAnswered").asInt()))
			.containsOnly(1);
		assertThat(told(counties.path("reasons"), "code", "times")).as("of the answers that stand")
			.containsExactly("OWN_MEETINGS 1", "TOO_MUCH 2");
	}

	@Test
	void isForTheSecretariatAndThoseWhoRunTheApplication() throws Exception {
		assertThat(page("/api/figures/rollouts", "admin"))
			.isEqualTo("{\"rollouts\":[],\"settingUp\":[],\"recipients\":[],\"counted\":null}");
		for (String stranger : List.of("leder-0101", "evaluator", "mottaker-hr", "fylke-0200")) {
			this.browser.perform(get("/api/figures/rollouts").with(user(stranger))).andExpect(status().isForbidden());
		}
		assertThat(page("/oversikt", "leder-0101")).contains("Ingen utrullinger ennå");
	}

	private void decide(String rollout, String county, String participation, String reasons, int hour) {
		this.jdbc.sql("""
				insert into county_decision (id, rollout_id, county_id, participation, reasons, decided_by, decided_at)
				values (?, ?, ?, ?, ?, 'fylke', ?)
				""")
			.params(county + hour, rollout, county, participation, reasons,
					TODAY.atTime(hour, 0).atZone(this.clock.getZone()).toOffsetDateTime())
			.update();
	}

	private List<String> offices(int number) {
		return this.jdbc.sql("""
				select u.id from unit u join unit_person p on p.unit_id = u.id and p.role = 'LEADER'
				where u.type = 'OFFICE' order by u.id
				""").query(String.class).list().subList(0, number);
	}

	private JsonNode rollouts() throws Exception {
		return new ObjectMapper().readTree(page("/api/figures/rollouts", "sekretariat")).path("rollouts");
	}

	private static List<String> told(JsonNode classes) {
		return told(classes, "name", "units");
	}

	private static List<String> told(JsonNode rows, String name, String number) {
		List<String> told = new ArrayList<>();
		rows.forEach((row) -> told.add(row.path(name).asText() + " " + row.path(number).asText()));
		return told;
	}

}
