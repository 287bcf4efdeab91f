package no.nav.samtalepakker.overview;

import java.util.List;

import no.nav.samtalepakker.testing.CaseTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The pages people read, rendered. */
class PagesTest extends CaseTest {

	private static final String UNIT = "0137";

	@Autowired
	private WebApplicationContext application;

	private MockMvc browser;

	@BeforeEach
	void openBrowser() {
		this.browser = MockMvcBuilders.webAppContextSetup(this.application)
			.apply(SecurityMockMvcConfigurers.springSecurity())
			.build();
	}

	@Test
	void theSummaryTellsWhatWasReportedAndIsADraftForTheSecretariatOnly() throws Exception {
		String id = summarised();

		assertThat(page("/oppsummering/" + id, "sekretariat")).contains("Utkast", "Om samtalepakkene", "Hensikten",
				"Det var fint å snakke sammen", "Hovedutfordringer", "Brevene er for tunge", "Vi snakket om mot",
				"1 rapporterte");
		this.browser.perform(get("/oppsummering/" + id).with(user("leder-0101"))).andExpect(status().isNotFound());
	}

	@Test
	void aPublishedSummaryIsForEverybody() throws Exception {
		String id = summarised();
		submit(task("userTask_reviewSummary", id), "sekretariat", List.of("sekretariat"), "{\"approved\": true}");

		assertThat(page("/oppsummering/" + id, "leder-0101")).contains("Brevene er for tunge").doesNotContain("Utkast");
	}

	@Test
	void theOverviewCountsAndNamesNoUnit() throws Exception {
		summarised();

		assertThat(page("/oversikt", "leder-0101")).contains("Slik står det til", "Tillit i egen enhet", "Klarspråk")
			.doesNotContain("Nav Våler", UNIT);
	}

	/**
	 * A rollout with one report, cut off, its summary drafted; gives the rollout's id.
	 */
	private String summarised() {
		String id = rollout("tillit-enhet", UNIT).getBusinessKey();
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITH_INPUT", "positive": "Det var fint å snakke sammen", "positiveQuoteConsent": true,
				 "points": [{"kind": "DISCUSSED", "topic": "Mot", "text": "Vi snakket om mot"}],
				 "obstacles": [{"text": "Brevene er for tunge", "solvableLocally": "NO", "structural": true,
				  "category": "KOMMUNIKASJON", "subcategory": "KOMMUNIKASJON.KLARSPRAAK"}]}
				""");
		goTo(today().plusMonths(6));
		for (String step : List.of("timer_closes", "serviceTask_closeConversations", "timer_cutOff",
				"serviceTask_cutOffConversations", "serviceTask_draftSummary")) {
			runAll(step, id);
		}
		return id;
	}

	private String page(String path, String userId) throws Exception {
		return this.browser.perform(get(path).with(user(userId)))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsString();
	}

}
