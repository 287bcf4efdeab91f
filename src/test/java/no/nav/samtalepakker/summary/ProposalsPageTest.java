package no.nav.samtalepakker.summary;

import java.util.List;
import java.util.regex.Pattern;

import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.proposal.Proposal;
import no.nav.samtalepakker.proposal.ProposalProcess;
import no.nav.samtalepakker.proposal.Proposals;
import no.nav.samtalepakker.rollout.RolloutProcess;
import no.nav.samtalepakker.testing.IdentityNumberSeries;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.BeforeEach;
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

/** The page of proposals, used, and what the summary makes of its answers. */
class ProposalsPageTest extends PageCaseTest {

	private static final List<String> UNITS = List.of("0137", "0135", "0106");

	private static final String SAID = "Vi ber om felles opplæring i tillitsbasert ledelse";

	private static final String WORDING = "Felles opplæring i ledelse";

	private static final Pattern GROUP = Pattern.compile("id=\"gruppe-([^\"]+)\"");

	private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([^\"]+)\"");

	@Autowired
	private Summaries summaries;

	@Autowired
	private Proposals proposals;

	@Autowired
	private Redactions redactions;

	private ProcessInstance process;

	private String rollout;

	@BeforeEach
	void draftASummary() {
		this.process = rollout("tillit-enhet", UNITS.toArray(String[]::new));
		this.rollout = this.process.getBusinessKey();
		for (String unit : UNITS) {
			alreadyHeld(unit);
			submitAsLeader("userTask_reportConversation", unit, """
					{"outcome": "WITH_INPUT", "points": [
					 {"kind": "PROPOSED", "topic": "Opplæring", "text": "%s"},
					 {"kind": "DISCUSSED", "topic": "Mot", "text": "Vi snakket om mot, sa %s"}]}
					""".formatted(SAID, unit));
		}
		this.jdbc.sql("update report_point set assistance = 'Noen å spørre' where text = 'Vi snakket om mot, sa 0106'")
			.update();
		goTo(TODAY.plusMonths(6));
		for (String step : List.of("timer_closes", "serviceTask_closeConversations", "timer_cutOff",
				"serviceTask_cutOffConversations", "serviceTask_draftSummary")) {
			runAll(step, this.rollout);
		}
	}

	@Test
	void groupsWhatUnitsProposeOrNeedHelpWithForTheSecretariatAlone() throws Exception {
		String page = page();
		assertThat(page)
			.contains("Uten svar (2)", "3 enheter", "Én enhet", SAID, "Vi snakket om mot, sa 0106", "Noen å spørre",
					"– " + name("0137"))
			.doesNotContain("Vi snakket om mot, sa 0137", "style=")
			.doesNotContainPattern("<script(?![^>]* src=)");
		assertThat(subjects("PROPOSALS_SEEN")).containsExactly(this.rollout);
		for (String other : List.of("leder-0137", "mottaker-hr", "fylke-0300", "evaluator", "admin")) {
			this.browser.perform(get(path()).with(user(other))).andExpect(status().isForbidden());
			this.browser.perform(post(path() + "/" + id(0)).param("act", "svar").with(csrf()).with(user(other)))
				.andExpect(status().isForbidden());
			this.browser.perform(post("/oppsummering/" + this.rollout + "/ny-versjon").with(csrf()).with(user(other)))
				.andExpect(status().isForbidden());
		}
	}

	@Test
	void anAnswerStandsInTheDraftAtOnceAndIsWrittenInNoOtherPlace() throws Exception {
		answer(0, WORDING, "OWN_MEASURE", "Vi begynner i januar").andExpect(redirectedUrl(path()));
		assertThat(page()).contains("Uten svar (1)", "Besvart (1)", "Gjennomføres", "Vi begynner i januar");
		assertThat(outcomes()).containsExactly(WORDING + ".\nGjennomføres: Vi begynner i januar.\n"
				+ "Svar fra Sekretariatet for tillitsreformen, 7. mars 2027.");
		String draft = this.browser.perform(secretariat(get("/oppsummering/" + this.rollout)))
			.andReturn()
			.getResponse()
			.getContentAsString();
		assertThat(draft).contains("href=\"#forslagene\"", "Dette skjer med forslagene</h2>", "Vi begynner i januar");
		String editor = this.browser.perform(secretariat(get("/oppsummering/" + this.rollout + "/rediger")))
			.andReturn()
			.getResponse()
			.getContentAsString();
		assertThat(editor).contains("Dette skjer med forslagene", path())
			.doesNotContain("Vi begynner i januar</textarea>");

		// drafted again, what is not written yet comes anew, and so do the answers
		SummaryContent before = content();
		review("{\"approved\": false, \"comment\": \"Kortere\"}");
		fire("serviceTask_draftSummary", this.rollout);
		assertThat(outcomes()).hasSize(1);
		assertThat(content().closing().themes()).hasSameSizeAs(before.closing().themes());
	}

	@Test
	void whatIsRefusedIsNotLostAndNamesAreAskedAboutOnce() throws Exception {
		answer(0, SAID, "OWN_MEASURE", "Ja").andExpect(status().isBadRequest())
			.andExpect((result) -> assertThat(result.getResponse().getContentAsString())
				.contains("Dette er enhetens egne ord", ">" + SAID + "</textarea>"));
		answer(0, WORDING, "", "Ja").andExpect(status().isBadRequest())
			.andExpect((result) -> assertThat(result.getResponse().getContentAsString()).contains("må fylles ut",
					">Ja</textarea>"));
		answer(0, WORDING, "OWN_MEASURE", "Gjaldt " + IdentityNumberSeries.EXAMPLE).andExpect(status().isBadRequest());
		answer(0, "Opplæring for " + name("0137"), "OWN_MEASURE", "Ja").andExpect(status().isBadRequest());
		answer(0, WORDING, "OWN_MEASURE", "Spør Kari Nordmann").andExpect(status().isBadRequest())
			.andExpect((result) -> assertThat(result.getResponse().getContentAsString()).contains("Kari Nordmann",
					"name=\"looked\""));
		assertThat(this.proposals.of(this.rollout)).isEmpty();
		this.browser
			.perform(secretariat(group(0).param("act", "svar")
				.param("text", WORDING)
				.param("answer", "OWN_MEASURE")
				.param("answerText", "Spør Kari Nordmann")
				.param("looked", "ja")))
			.andExpect(status().is3xxRedirection());
		this.browser
			.perform(secretariat(
					post(path() + "/finnes-ikke").param("act", "send").param("text", WORDING).param("recipient", "HR")))
			.andExpect(status().isConflict());
		this.browser.perform(secretariat(group(0).param("act", "tull"))).andExpect(status().isBadRequest());
	}

	@Test
	void aQuestionIsAnsweredCorrectedOrTakenBackOnThePage() throws Exception {
		send(0);
		assertThat(page()).contains("Sendt til en mottaker (1)", "HR-avdelingen", "Venter på svar");
		assertThat(outcomes()).isEmpty();
		String id = this.proposals.of(this.rollout).get(0).id();
		act(id, "trekk", 0).andExpect(redirectedUrl(path()));
		assertThat(page()).contains("Uten svar (2)", "Sendt til en mottaker (0)");

		send(0);
		String again = this.proposals.of(this.rollout).get(0).id();
		act(again, "rett", 0).andExpect(redirectedUrl(path()));
		act(again, "rett", 0).andExpect(status().isConflict());
		act(again, "rett", 1).andExpect(redirectedUrl(path()));
		act(again, "trekk", 2).andExpect(status().isConflict());
		assertThat(page()).contains("Besvart (1)", "rettet");
		assertThat(openTasks(ProposalProcess.ANSWER)).isEmpty();
	}

	@Test
	void moreOfTheSameCanShareTheAnswer() throws Exception {
		answer(0, WORDING, "CONSIDERED", "Vi ser på det");
		this.jdbc.sql("delete from proposal_source where conversation_id = ?").param(conversationOf("0137")).update();
		String page = page();
		assertThat(page).contains("hører til forslaget «<span>" + WORDING + "</span>»");
		String id = this.proposals.of(this.rollout).get(0).id();
		this.browser.perform(secretariat(group(0).param("act", "ogsa").param("proposal", id)))
			.andExpect(redirectedUrl(path()));
		assertThat(this.proposals.bySource(this.rollout)).hasSize(3).containsValue(id);
	}

	@Test
	void aPublishedSummarySaysItInTheNextVersionOfAProcessThatWaits() throws Exception {
		send(0);
		publish();
		BpmnAwareTests.assertThat(this.process).isWaitingAt(RolloutProcess.NEW_ANSWERS);
		assertThat(page()).doesNotContain("Lag en ny versjon");
		order().andExpect(status().isConflict());
		String id = this.proposals.of(this.rollout).get(0).id();
		submit(task(ProposalProcess.ANSWER, id), "mottaker-hr", List.of("mottaker-hr"),
				"{\"answer\": \"INCLUDED_IN_ONGOING\", \"text\": \"Det er med i lederprogrammet\"}");
		assertThat(outcomes()).as("what is published stays").isEmpty();
		assertThat(page()).contains("Lag en ny versjon med svarene");

		order().andExpect(redirectedUrl(path()));
		assertThat(job(RolloutProcess.NEW_ANSWERS, this.rollout).getDuedate())
			.isBeforeOrEqualTo(java.util.Date.from(this.clock.instant()));
		fire(RolloutProcess.NEW_ANSWERS, this.rollout);
		fire("serviceTask_draftSummary", this.rollout);
		order().andExpect(status().isConflict());
		review("{\"approved\": true}");
		Summary published = this.summaries.published(this.rollout).orElseThrow();
		assertThat(published.version()).isEqualTo(2);
		assertThat(outcomes()).singleElement().asString().contains("Det er med i lederprogrammet");
		BpmnAwareTests.assertThat(this.process).isEnded();
	}

	@Test
	void aProcessThatIsOverBeginsAgainWhereASummaryIsDrafted() throws Exception {
		publish();
		BpmnAwareTests.assertThat(this.process).isEnded();
		answer(0, WORDING, "NOT_DONE", "Det er ikke penger til det");
		order().andExpect(redirectedUrl(path()));
		order().andExpect(status().isConflict());
		ProcessInstance next = instance("rollout", this.rollout);
		fire("serviceTask_draftSummary", this.rollout);
		BpmnAwareTests.assertThat(next).hasPassedInOrder("start_newVersion", "serviceTask_draftSummary");
		review("{\"approved\": true}");
		BpmnAwareTests.assertThat(next).isEnded();
		assertThat(outcomes()).singleElement().asString().contains("Gjennomføres ikke: Det er ikke penger til det");

		// and goes from what is published with the last who said it
		this.jdbc.sql("select id from report_point where text = ?")
			.param(SAID)
			.query(String.class)
			.list()
			.forEach((point) -> as("sekretariat", List.of("sekretariat"),
					() -> this.redactions.redact("report-point", point, "Et navn")));
		assertThat(outcomes()).isEmpty();
	}

	// what they do

	private String path() {
		return "/oppsummering/" + this.rollout + "/forslag";
	}

	private String page() throws Exception {
		return this.browser.perform(secretariat(get(path())))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsString();
	}

	private String id(int place) throws Exception {
		return found(GROUP, page(), place);
	}

	private MockHttpServletRequestBuilder group(int place) throws Exception {
		return post(path() + "/" + id(place)).param("version", found(VERSION, page(), place));
	}

	private static String found(Pattern pattern, String page, int place) {
		return pattern.matcher(page).results().skip(place).map((match) -> match.group(1)).findFirst().orElseThrow();
	}

	private ResultActions answer(int place, String text, String answer, String answerText) throws Exception {
		return this.browser.perform(secretariat(group(place).param("act", "svar")
			.param("text", text)
			.param("answer", answer)
			.param("answerText", answerText)));
	}

	private void send(int place) throws Exception {
		this.browser
			.perform(secretariat(group(place).param("act", "send").param("text", WORDING).param("recipient", "HR")))
			.andExpect(redirectedUrl(path()));
	}

	private ResultActions act(String id, String act, int revision) throws Exception {
		return this.browser.perform(secretariat(post(path() + "/" + id).param("act", act)
			.param("revision", String.valueOf(revision))
			.param("answer", Proposal.Outcome.CONSIDERED.name())
			.param("answerText", "Vi ser på det")));
	}

	private ResultActions order() throws Exception {
		return this.browser.perform(secretariat(post("/oppsummering/" + this.rollout + "/ny-versjon")));
	}

	private void publish() {
		this.jdbc.sql("update summary set content = replace(content, '\"ours\":false', '\"ours\":true')").update();
		review("{\"approved\": true}");
		goTo(today().plusDays(2));
	}

	private void review(String json) {
		submit(task(RolloutProcess.REVIEW_SUMMARY, this.rollout), "sekretariat", List.of("sekretariat"), json);
	}

	private SummaryContent content() {
		return this.summaries.content(this.summaries.latest(this.rollout).orElseThrow().id());
	}

	private List<String> outcomes() {
		return content().closing()
			.themes()
			.stream()
			.filter((theme) -> theme.id().equals(ProposalOutcomes.THEME))
			.flatMap((theme) -> theme.bullets().stream())
			.map(SummaryContent.Bullet::text)
			.toList();
	}

	private static MockHttpServletRequestBuilder secretariat(MockHttpServletRequestBuilder request) {
		return request.with(user("sekretariat")).with(csrf());
	}

	private List<String> subjects(String action) {
		return this.jdbc.sql("select distinct subject_id from audit where action = ?")
			.param(action)
			.query(String.class)
			.list();
	}

	private String name(String unit) {
		return this.jdbc.sql("select name from unit where id = ?").param(unit).query(String.class).single();
	}

}
