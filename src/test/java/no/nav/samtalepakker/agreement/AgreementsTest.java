package no.nav.samtalepakker.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import no.nav.samtalepakker.meeting.Meetings;
import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.rollout.Rollouts;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** «Dette ble vi enige om», from the page to the e-mails, and back out of them. */
class AgreementsTest extends PageCaseTest {

	private static final String UNIT = "0137";

	private static final String LEADER = "leder-0137";

	private static final String MBA = "MBA-0300";

	private static final String KARI = "kari@example.invalid";

	private static final String OLA = "ola@example.invalid";

	private static final LocalDate HELD = TODAY.plusDays(1);

	private static final String SHARED = "Vi sier fra når noe er uklart";

	@Autowired
	private Redactions redactions;

	@Autowired
	private Meetings meetings;

	@Autowired
	private Rollouts rollouts;

	@Test
	void everythingIsTickedAndOneClickSendsExactlyWhatThePageShows() throws Exception {
		agreed();
		assertThat(page(conversationPage(), LEADER)).contains(address(), "«Dette ble vi enige om» til deltakerne");

		String shown = page(address(), LEADER);
		assertThat(shown).contains("Velg hva som skal med", SHARED, "Kortere møter", "De 2 deltakerne",
				"Kan sendes til og med <span>7. oktober 2026");
		assertThat(shown.split("checked=\"checked\"")).hasSize(5);
		send(LEADER, items()).andExpect(redirectedUrl(address()))
			.andExpect(flash().attribute("told", "«Dette ble vi enige om» er sendt til 3 personer."));

		assertThat(mails("AGREED", id())).containsExactly(KARI, "leder-0137@example.invalid", OLA);
		assertThat(bodies()).hasSize(1).first().asString().contains("""
				Her er det gruppa ble enig om i samtalen «Tillit i egen enhet» i Nav Våler 8. september 2026.

				*Dette er vi enige om*

				– Vi sier fra når noe er uklart

				*Tiltak vi ble enige om*

				– Felles kaffe

				*Dette gjør vi*

				– Kortere møter. Ansvarlig: Fagkoordinator. Frist: 1. oktober 2026.
				– Vi rydder kjøkkenet

				Vi ser på dette igjen torsdag 8. oktober 2026.

				Lurer du på noe, spør den som ledet møtet: Leder, Nav Våler.
				""", "sletter vi 30 dager etter møtet").doesNotContain("/samtaler/", "Noe vi foreslår");
		for (String line : bodies().get(0).lines().filter((text) -> text.startsWith("– ")).toList()) {
			assertThat(shown).contains("<li>" + line.substring(2) + "</li>");
		}
		assertThat(page(address(), LEADER)).contains("Send på nytt", KARI, "sendes om litt");
		assertThat(page(conversationPage(), LEADER)).contains("Fikk «Dette ble vi enige om»",
				"Sendt til 3 den 9. september 2026");
		assertThat(acts("AGREEMENT_SENT")).containsExactly(id());
		assertThat(acts("REPORT_SEEN")).contains(id());
	}

	@Test
	void onlyWhatIsTickedIsSent() throws Exception {
		agreed();
		String first = items().get(0);
		assertThat(content(
				this.browser.perform(get(address()).param("valgt", "ja").param("punkt", first).with(user(LEADER)))))
			.contains("<li>" + SHARED + "</li>")
			.doesNotContain("<li>Felles kaffe</li>");
		assertThat(page(address() + "?valgt=ja", LEADER)).contains("Ingenting er valgt.");
		send(LEADER, List.of()).andExpect(flash().attribute("refused", "Velg minst ett punkt å sende."));
		send(LEADER, List.of("finnes-ikke", "")).andExpect(flash().attributeExists("refused"));
		assertThat(mails("AGREED", id())).isEmpty();
		send(LEADER, List.of(first));
		assertThat(bodies()).singleElement()
			.asString()
			.contains("– " + SHARED)
			.doesNotContain("Felles kaffe", "Dette gjør vi", "Kortere møter");
	}

	@Test
	void whoeverLeadsTheUnitMaySendAndNobodyElse() throws Exception {
		agreed();
		people(UNIT, "{\"deputies\": [{\"userId\": \"sted-0137\"}]}");
		try {
			for (String other : List.of("leder-0101", "sekretariat", "evaluator", "admin", "mottaker-hr", "fylke-0300",
					"arbeidsgiver-dmba")) {
				this.browser.perform(get(address()).with(user(other))).andExpect(status().isNotFound());
				send(other, items()).andExpect(status().isNotFound());
			}
			assertThat(mails("AGREED", id())).isEmpty();
			assertThat(page(address(), "sted-0137")).contains(SHARED);
			send("sted-0137", items()).andExpect(flash().attributeExists("told"));
			assertThat(mails("AGREED", id())).as("the leader is told").contains("leder-0137@example.invalid");
		}
		finally {
			people(UNIT, "{\"deputies\": []}");
		}
		this.browser.perform(get(address()).with(user("sted-0137"))).andExpect(status().isNotFound());
		send("sted-0137", items()).andExpect(status().isNotFound());
	}

	@Test
	void bothPartiesMaySendOnceTheyAreAgreed() throws Exception {
		rollout("tillit-mba", MBA);
		submit(task("userTask_planMeeting", conversationOf(MBA)), "arbeidsgiver-0300", List.of("enhet-" + MBA), """
				{"meetingDate": "%s", "form": "PHYSICAL", "participantCount": 8, "participantEmails": ["%s"]}
				""".formatted(HELD, KARI));
		liveUntil(HELD.plusDays(1));
		submit(task("userTask_confirmExecution", conversationOf(MBA)), "arbeidsgiver-0300", List.of("enhet-" + MBA),
				"{\"outcome\": \"HELD\"}");
		submit(task("userTask_reportConversation", conversationOf(MBA)), "arbeidsgiver-0300", List.of("enhet-" + MBA),
				"{\"outcome\": \"WITH_INPUT\", \"points\": [{\"kind\": \"MEASURE\", \"text\": \"Felles kaffe\"}]}");
		String address = "/samtaler/" + conversationOf(MBA) + "/enige";
		for (String party : List.of("arbeidsgiver-0300", "tillitsvalgt-0300")) {
			this.browser.perform(get(address).with(user(party))).andExpect(status().isNotFound());
			assertThat(page("/samtaler/" + conversationOf(MBA), party)).doesNotContain(address);
		}
		submit(task("userTask_approveReport", conversationOf(MBA)), "tillitsvalgt-0300",
				List.of("enhet-" + MBA, "part-" + MBA + "-arbeidstaker"), "{\"approved\": true}");
		assertThat(page(address, "arbeidsgiver-0300")).contains("Felles kaffe");
		act(post(address).param("punkt", items().toArray(String[]::new)), "tillitsvalgt-0300")
			.andExpect(flash().attributeExists("told"));
		assertThat(mails("AGREED", conversationOf(MBA))).containsExactly("arbeidsgiver-0300@example.invalid", KARI,
				"tillitsvalgt-0300@example.invalid");
		assertThat(page(address, "arbeidsgiver-0300")).contains("Send på nytt");
	}

	@Test
	void whatIsRedactedOrWithdrawnLeavesWhatWaitsAndWhatHasGone() throws Exception {
		agreed();
		send(LEADER, items());
		this.jdbc.sql("update notification set state = 'SENT', sent_at = created_at where email = ?")
			.param(KARI)
			.update();
		String point = this.jdbc.sql("select id from report_point where kind = 'SHARED_UNDERSTANDING'")
			.query(String.class)
			.single();
		redact("report-point", point);
		assertThat(bodies()).singleElement().asString().doesNotContain(SHARED, "Dette er vi enige om", "sladdet");
		String local = this.jdbc.sql("select id from obstacle").query(String.class).single();
		act("/hindringer/" + local + "/trekk", LEADER);
		assertThat(bodies()).singleElement().asString().doesNotContain("Vi rydder kjøkkenet").contains("Kortere møter");
		redact("action-point",
				this.jdbc.sql("select id from action_point where obstacle_id is null").query(String.class).single());
		assertThat(bodies()).singleElement().asString().doesNotContain("Kortere", "Fagkoordinator");
		assertThat(states()).containsExactly("QUEUED", "QUEUED", "SENT");
		assertThat(page(address(), LEADER)).doesNotContain("Kortere", SHARED, "rydder").contains("Felles kaffe");

		redact("report-point",
				this.jdbc.sql("select id from report_point where kind = 'MEASURE'").query(String.class).single());
		assertThat(bodies()).singleElement().asString().contains("[Teksten er slettet]").doesNotContain("kaffe");
		assertThat(states()).containsExactly("SENT", "WITHDRAWN", "WITHDRAWN");
		assertThat(page(address(), LEADER)).contains("Sendt").doesNotContain("Send på nytt");
	}

	@Test
	void theSameIsNotSentTwiceAndWhatHasChangedTakesThePlaceOfWhatWaits() throws Exception {
		agreed();
		send(LEADER, items());
		send(LEADER, items()).andExpect(flash().attribute("refused", "Alle har fått akkurat dette allerede."));
		send(LEADER, items().subList(0, 1)).andExpect(flash().attributeExists("told"));
		assertThat(states()).containsExactly("QUEUED", "QUEUED", "QUEUED", "WITHDRAWN", "WITHDRAWN", "WITHDRAWN");
		assertThat(this.jdbc.sql("""
				select distinct subject from notification
				where type = 'AGREED' and state = 'QUEUED' and next_attempt_at > created_at
				""").query(String.class).list()).containsExactly("Endret: Dette ble vi enige om: Tillit i egen enhet");
		assertThat(page(address(), LEADER)).contains("erstattet av en nyere");

		this.jdbc.sql("insert into meeting_participant (conversation_id, email) values (?, 'ny@example.invalid')")
			.param(id())
			.update();
		send(LEADER, items().subList(0, 1))
			.andExpect(flash().attribute("told", "«Dette ble vi enige om» er sendt til én person."));
		assertThat(states()).filteredOn("QUEUED"::equals).hasSize(4);
	}

	@Test
	void nobodyIsFlooded() throws Exception {
		agreed();
		for (int i = 0; i < 5; i++) {
			send(LEADER, items().subList(i % 3, i % 3 + 1)).andExpect(flash().attributeExists("told"));
			this.jdbc.sql("update notification set state = 'SENT' where state = 'QUEUED'").update();
		}
		send(LEADER, items()).andExpect(flash().attribute("refused",
				org.hamcrest.Matchers.containsString("så mange e-poster om dette møtet det siste døgnet")));
		goTo(HELD.plusDays(3));
		send(LEADER, items()).andExpect(flash().attributeExists("told"));
	}

	@Test
	void mayBeSentAsLongAsTheAddressesAreThereWhateverHasBecomeOfTheRollout() throws Exception {
		String rollout = agreed();
		as("sekretariat", List.of("sekretariat"), () -> this.rollouts.stop(rollout, "Pause"));
		runAll("serviceTask_stopConversations", rollout);
		goTo(HELD.plusDays(29));
		this.meetings.eraseAddresses();
		send(LEADER, items()).andExpect(flash().attributeExists("told"));
		assertThat(this.jdbc.sql("select count(*) from notification where type = 'AGREED' and expires_at > ?")
			.param(HELD.plusDays(31).atStartOfDay().atOffset(java.time.ZoneOffset.UTC))
			.query(Long.class)
			.single()).as("none outlives the addresses").isZero();

		goTo(HELD.plusDays(30));
		this.meetings.eraseAddresses();
		assertThat(mails("AGREED", id())).as("the leader's own copy").containsExactly("leder-0137@example.invalid");
		assertThat(page(address(), LEADER))
			.contains("Adressene til deltakerne er slettet, fordi tiden for å ha dem er over", "til <span>3</span>")
			.doesNotContain(KARI, "Send på nytt");
		send(LEADER, items()).andExpect(flash().attribute("refused", "Det er ingen adresser å sende til."));
	}

	@Test
	void aPlanWithoutAddressesHasNothingToSendTo() throws Exception {
		rollout("tillit-enhet", UNIT);
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT,
				"{\"outcome\": \"WITHOUT_INPUT\", \"actionPoints\": [{\"text\": \"Kortere møter\"}]}");
		assertThat(page(address(), LEADER)).contains("Det er ingen e-postadresser i planen", "Kortere møter")
			.doesNotContain(">Send<");
		send(LEADER, items()).andExpect(flash().attribute("refused", "Det er ingen adresser å sende til."));
	}

	@Test
	void whereNothingWasAgreedThereIsNoPage() throws Exception {
		rollout("tillit-enhet", UNIT);
		alreadyHeld(UNIT);
		this.browser.perform(get(address()).with(user(LEADER))).andExpect(status().isNotFound());
		submitAsLeader("userTask_reportConversation", UNIT,
				"{\"outcome\": \"WITH_INPUT\", \"points\": [{\"kind\": \"PROPOSED\", \"text\": \"Noe vi foreslår\"}]}");
		this.browser.perform(get(address()).with(user(LEADER))).andExpect(status().isNotFound());
		assertThat(page(conversationPage(), LEADER)).doesNotContain(address());
	}

	/** Held with two participants, and told of; gives the rollout. */
	private String agreed() {
		String rollout = rollout("tillit-enhet", UNIT).getBusinessKey();
		plan(UNIT, HELD, KARI, OLA);
		liveUntil(HELD.plusDays(1));
		submitAsLeader("userTask_confirmExecution", UNIT, "{\"outcome\": \"HELD\"}");
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITH_INPUT", "followUpOn": "2026-10-08",
				"points": [{"kind": "SHARED_UNDERSTANDING", "text": "%s"}, {"kind": "MEASURE", "text": "Felles kaffe"},
				{"kind": "PROPOSED", "text": "Noe vi foreslår"}],
				"actionPoints": [{"text": "Kortere\\nmøter.", "responsible": "Fagkoordinator", "dueOn": "2026-10-01"}],
				"obstacles": [{"text": "Vi rydder kjøkkenet", "solvableLocally": "YES", "structural": false}]}
				""".formatted(SHARED));
		return rollout;
	}

	private void redact(String kind, String id) {
		as("sekretariat", List.of("sekretariat"), () -> this.redactions.redact(kind, id, "Navn"));
	}

	private void people(String unit, String json) throws Exception {
		act(put("/api/units/{id}/people", unit).contentType(MediaType.APPLICATION_JSON).content(json), "sekretariat")
			.andExpect(status().isNoContent());
	}

	private ResultActions send(String user, List<String> items) throws Exception {
		MockHttpServletRequestBuilder form = post(address());
		items.forEach((item) -> form.param("punkt", item));
		// nobody presses twice in the same instant
		this.clock.moveTo(this.clock.instant().plusSeconds(60));
		return act(form, user);
	}

	/** In the order of the page. */
	private List<String> items() {
		return Stream
			.concat(this.jdbc
				.sql("select id from report_point where kind in ('SHARED_UNDERSTANDING', 'MEASURE') order by position")
				.query(String.class)
				.list()
				.stream(),
					this.jdbc.sql("select id from action_point order by position").query(String.class).list().stream())
			.toList();
	}

	private String id() {
		return conversationOf(UNIT);
	}

	private String conversationPage() {
		return "/samtaler/" + id();
	}

	private String address() {
		return conversationPage() + "/enige";
	}

	private List<String> bodies() {
		return this.jdbc.sql("select distinct cast(body as varchar(8000)) from notification where type = 'AGREED'")
			.query(String.class)
			.list();
	}

	private List<String> states() {
		return this.jdbc.sql("select state from notification where type = 'AGREED' order by state")
			.query(String.class)
			.list();
	}

}
