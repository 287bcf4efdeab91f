package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.testing.IdentityNumberSeries;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The county's page, rendered and used. */
class CountyPageTest extends PageCaseTest {

	private static final String COUNTY = "0200";

	private static final String OFFICIAL = "fylke-" + COUNTY;

	private static final String[] OFFICES = { "0137", "0211", "0213", "0219" };

	@Autowired
	private CountyDecisions decisions;

	@Test
	void aCountyAnswersAndChangesItsMindUntilTheClosing() throws Exception {
		ProcessInstance rollout = orderRollout("rol", OFFICES);
		String id = rollout.getBusinessKey();
		assertThat(page(OFFICIAL)).contains("NAV Øst-Viken", "Dere har ikke svart ennå", "Svar for kontorene");

		decide(id, "participation=YES", "unitIds=0211", "reasons=TOO_MUCH", "reconsiderOn=2026-10-01")
			.andExpect(redirectedUrl("/fylke"));
		assertThat(openTasks("userTask_decideParticipation")).as("the task is done with it").hasSize(1);
		assertThat(page(OFFICIAL)).contains("Ja, kontorene blir med", "Gjelder", "Endre svaret")
			.doesNotContain("Dere har ikke svart ennå", "Tidligere svar");
		assertThat(conversation("0137").state()).isEqualTo(ConversationState.DECLINED);
		as("leder-0137", List.of("enhet-0137"), () -> this.decisions.wish(id, "0137"));
		assertThat(page(OFFICIAL)).contains("Disse kontorene ønsker å delta", "<li>Nav Våler</li>");

		goTo(TODAY.plusDays(3));
		decide(id, "participation=NO", "reasons=TOO_MUCH", "comment=Vi har nok nå").andExpect(redirectedUrl("/fylke"));
		assertThat(page(OFFICIAL)).contains("Nei, ikke denne gangen", "Det er for mange tiltak", "Vi har nok nå",
				"Tidligere svar (1)");
		assertThat(conversation("0211").state()).isEqualTo(ConversationState.DECLINED);

		liveUntil(LocalDate.of(2027, 1, 8));
		assertThat(page(OFFICIAL)).contains("Utrullingen er lukket, så svaret kan ikke endres", "Vi har nok nå")
			.doesNotContain("Endre svaret");
		assertThat(content(decide(id, "participation=YES").andExpect(status().isConflict()))).contains("Fylket");
	}

	@Test
	void whatCannotBeIsToldBesideItsFieldAndWhatWasWrittenStays() throws Exception {
		String id = orderRollout("rol", OFFICES).getBusinessKey();
		assertThat(content(decide(id, "comment=Ett ord").andExpect(status().isBadRequest()))).contains("må fylles ut",
				"Ett ord");
		assertThat(content(decide(id, "participation=LATER").andExpect(status().isBadRequest())))
			.contains("Velg datoen dere vil svare på", "aria-invalid=\"true\"");
		assertThat(
				content(decide(id, "participation=LATER", "reconsiderOn=i morgen").andExpect(status().isBadRequest())))
			.contains("class=\"fault\"");
		assertThat(content(decide(id, "participation=NO", "comment=" + IdentityNumberSeries.EXAMPLE)
			.andExpect(status().isBadRequest()))).contains("fødselsnummer");
		decide(id, "participation=YES", "unitIds=0219").andExpect(status().isBadRequest());
		decide(id, "participation=KANSKJE").andExpect(status().isBadRequest());
		assertThat(this.jdbc.sql("select count(*) from county_decision").query(Integer.class).single()).isZero();
	}

	@Test
	void onlyTheCountyItselfIsThere() throws Exception {
		String id = orderRollout("rol", OFFICES).getBusinessKey();
		for (String stranger : List.of("leder-0137", "sekretariat", "evaluator", "mottaker-hr")) {
			this.browser.perform(get("/fylke").with(user(stranger))).andExpect(status().isForbidden());
		}
		this.browser.perform(answer("fylke-0600", COUNTY, id).param("participation", "YES"))
			.andExpect(status().isForbidden());
		assertThat(page("fylke-0600")).doesNotContain("Nav Våler", "NAV Øst-Viken");
		assertThat(page(OFFICIAL)).contains("href=\"/fylke\" aria-current=\"page\"");
	}

	@Test
	void aCountySeesWhatItsOfficesHaveInHand() throws Exception {
		String[] offices = offices(COUNTY, 14);
		rollout("tillit-enhet", offices);
		tell(List.of(offices), 5, 2, 2);
		orderRollout("rol", OFFICES);
		assertThat(page(OFFICIAL)).contains("Dette har kontorene fra før", "<span>14</span> har fått pakken.",
				"10 har samtalen foran seg");
	}

	@Test
	void noCountyLearnsOfAnotherByWhatTheOverviewShows() throws Exception {
		String[] ours = offices(COUNTY, 14);
		String[] theirs = offices("0600", 14);
		rollout("tillit-enhet", Stream.of(ours, theirs).flatMap(Arrays::stream).toArray(String[]::new));
		tell(List.of(ours), 2, 2, 5);
		tell(List.of(theirs), 1, 1, 1);

		String overview = content(
				this.browser.perform(get("/oversikt").with(user("evaluator"))).andExpect(status().isOk()));
		assertThat(figure(overview, "Holdes ikke")).isEqualTo("6");
		assertThat(figure(page("fylke-0600"), "Holdes ikke")).isEqualTo("færre enn fem");
		assertThat(new Progress(14, 14, 2, 0, 0, 2, 5, 5).figures(Progress.Stage.OPEN).notHeld().text())
			.as("if it stood alone")
			.isEqualTo("5");
		assertThat(figure(page(OFFICIAL), "Holdes ikke")).as("six less five").isEqualTo("vises ikke");
		assertThat(figure(page(OFFICIAL), "Fikk pakken")).isEqualTo("14");
	}

	/**
	 * So many plan a meeting, hold the conversation, and do not; the others say nothing.
	 */
	private void tell(List<String> offices, int plans, int holds, int declines) {
		offices.subList(0, plans).forEach((office) -> plan(office, TODAY.plusDays(40)));
		offices.subList(plans, plans + holds).forEach(this::alreadyHeld);
		offices.subList(plans + holds, plans + holds + declines)
			.forEach((office) -> submitAsLeader("userTask_planMeeting", office, "{\"choice\": \"NOT_HELD\"}"));
	}

	private static String figure(String page, String label) {
		return page.replaceFirst("(?s).*<td[^>]*data-label=\"" + label + "\"[^>]*>([^<]*)</td>.*", "$1");
	}

	private String[] offices(String countyId, int number) {
		return this.jdbc.sql("""
				select u.id from unit u join unit_person p on p.unit_id = u.id and p.role = 'LEADER'
				where u.type = 'OFFICE' and u.county_id = ? order by u.id limit ?
				""").params(countyId, number).query(String.class).list().toArray(String[]::new);
	}

	private ResultActions decide(String rolloutId, String... fields) throws Exception {
		MockHttpServletRequestBuilder request = answer(OFFICIAL, COUNTY, rolloutId);
		for (String field : fields) {
			request.param(field.split("=", 2)[0], field.split("=", 2)[1]);
		}
		return this.browser.perform(request);
	}

	private static MockHttpServletRequestBuilder answer(String user, String countyId, String rolloutId) {
		return post("/fylke/{county}/{rollout}", countyId, rolloutId).with(user(user)).with(csrf());
	}

	private String page(String user) throws Exception {
		return page("/fylke", user);
	}

}
