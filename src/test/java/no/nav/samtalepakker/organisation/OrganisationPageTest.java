package no.nav.samtalepakker.organisation;

import java.util.List;

import no.nav.samtalepakker.privacy.TestErasure;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.AfterEach;
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

/** The secretariat's pages about units and recipients, rendered and used. */
class OrganisationPageTest extends PageCaseTest {

	private static final String UNIT = "/styring/enheter/0137";

	private static final String HR = "/styring/mottakere/HR";

	@Autowired
	private Units units;

	@Autowired
	private Recipients recipients;

	@Autowired
	private UnitChanges changes;

	@Autowired
	private ContactChanges contacts;

	@AfterEach
	void giveBack() {
		as("sekretariat", List.of("sekretariat"), () -> {
			this.changes.changePeople("0137", new PeopleChange("leder-0137", null, List.of(), null, null, null, null));
			this.contacts.replace("HR", List.of("mottaker-hr"));
		});
		this.jdbc.sql("delete from unit_person where unit_id = '0137' and (role <> 'LEADER' or valid_to is not null)")
			.update();
		this.jdbc.sql(
				"update unit_person set valid_from = '2020-01-01', email = 'leder-0137@example.invalid' where unit_id = '0137'")
			.update();
	}

	@Test
	void aUnitIsFoundByNameAndByNumber() throws Exception {
		assertThat(page("/styring/enheter?sok=våler")).contains("Nav Våler", "NAV Øst-Viken", "href=\"" + UNIT + "\"")
			.doesNotContain("Nav Moss");
		assertThat(page("/styring/enheter?sok=0137")).contains("Nav Våler");
		assertThat(page("/styring/enheter?sok=finnesikke")).contains("Ingen åpne enheter har dette");
		assertThat(page("/styring/enheter?sok=nav")).contains("Her står de 50 første");
	}

	@Test
	void unitsNobodyLeadsComeFirst() throws Exception {
		String before = page("/styring/enheter");
		assertThat(before).doesNotContain("Nav Våler");
		this.jdbc.sql("update unit_person set valid_to = ? where unit_id = '0137' and role = 'LEADER'")
			.param(today().minusDays(1))
			.update();
		assertThat(page("/styring/enheter")).contains("Nav Våler", "Mangler");
		assertThat(page(UNIT)).contains("Enheten får ingen e-post");
	}

	@Test
	void anAddressIsGivenToWhoLeadsAndTakenAway() throws Exception {
		assertThat(page("/styring/enheter")).doesNotContain("Får ingen e-post (");
		change("leader=leder-0137", "leaderEmail=",
				"seen=" + seen(content(change("leader=leder-0137", "leaderEmail="))))
			.andExpect(redirectedUrl(UNIT));
		assertThat(page("/styring/enheter")).contains("Får ingen e-post (1)", "href=\"" + UNIT + "\"");
		assertThat(page(UNIT)).contains("Ikke kjent ennå");

		assertThat(content(change("leader=leder-0137", "leaderEmail=kari").andExpect(status().isBadRequest())))
			.contains("En e-postadresse ser ut som navn@etat.no", "aria-invalid=\"true\"");
		assertThat(content(change("leader=leder-0137", "leaderEmail=leder-0211@example.invalid")
			.andExpect(status().isBadRequest()))).contains("E-postadressen står alt på leder-0211");
		String preview = content(change("leader=leder-0137", "leaderEmail=kari@nav.no").andExpect(status().isOk()));
		assertThat(preview).contains("(leder-0137) går til kari@nav.no fra i dag");
		change("leader=leder-0137", "leaderEmail=kari@nav.no", "seen=" + seen(preview)).andExpect(redirectedUrl(UNIT));
		assertThat(this.units.leader("0137").orElseThrow().email()).isEqualTo("kari@nav.no");
		assertThat(page("/styring/enheter")).doesNotContain("Får ingen e-post (");
	}

	@Test
	void theAddressOfWhoHasLeftIsErasedAfterAMonth() {
		this.jdbc.sql("""
				insert into unit_person (id, unit_id, role, party, user_id, email, valid_from, valid_to)
				values ('left-31', '0137', 'DEPUTY', 'EMPLOYER', 'K111111', 'kari@nav.no', '2020-01-01', :longAgo),
					('left-29', '0137', 'DEPUTY', 'EMPLOYER', 'K222222', 'ola@nav.no', '2020-01-01', :lately)
				""").param("longAgo", today().minusDays(31)).param("lately", today().minusDays(29)).update();
		TestErasure.eraseDue(this.application);
		assertThat(this.jdbc.sql("select email from unit_person where id like 'left-%' order by id")
			.query(String.class)
			.list()).containsExactly("ola@nav.no", null);
	}

	@Test
	void aNewLeaderIsSeenBeforeAndTakesOverTheTasks() throws Exception {
		rollout("tillit-enhet", "0137");
		assertThat(page(UNIT)).contains("leder-0137", "Leder").doesNotContain("Tillitsvalgt");
		String preview = content(change("leader=leder-0211", "deputies=leder-0213").andExpect(status().isOk()));
		assertThat(preview)
			.contains("Lagre endringen?", "Fra i dag:", "(leder-0211) blir leder.",
					"(leder-0137) er ikke lenger leder.", "(leder-0213) blir stedfortreder.",
					"mister tilgangen til enheten.", "får de åpne oppgavene til enheten, 1 nå.")
			.doesNotContain("Vi kjenner ikke");
		assertThat(this.units.leader("0137").orElseThrow().userId()).isEqualTo("leder-0137");

		change("leader=leder-0211", "deputies=leder-0213", "seen=" + seen(preview)).andExpect(redirectedUrl(UNIT));
		assertThat(this.units.leader("0137").orElseThrow().userId()).isEqualTo("leder-0211");
		assertThat(openTasks("userTask_planMeeting"))
			.allSatisfy((task) -> assertThat(task.getAssignee()).isEqualTo("leder-0211"));
	}

	@Test
	void anUnknownUserIsAskedAboutAndAChangeToComeIsShown() throws Exception {
		String day = today().plusDays(10).toString();
		String preview = content(change("leader=Z999999", "deputies=", "validFrom=" + day).andExpect(status().isOk()));
		assertThat(preview).contains("Vi kjenner ikke bruker-id-en «Z999999».", "Fra 17. september 2026:");
		change("leader=Z999999", "deputies=", "validFrom=" + day, "seen=" + seen(preview))
			.andExpect(redirectedUrl(UNIT));
		assertThat(page(UNIT)).contains("Dette er planlagt", "Z999999 blir leder 17. september 2026.");
		assertThat(this.units.leader("0137").orElseThrow().userId()).isEqualTo("leder-0137");
		assertThat(content(change("leader=leder-0211", "deputies="))).contains("Det som var planlagt fra før");
	}

	@Test
	void whatIsPlannedIsTakenBack() throws Exception {
		String day = "validFrom=" + today().plusDays(10);
		change("leader=leder-0211", "deputies=leder-0213", day,
				"seen=" + seen(content(change("leader=leder-0211", "deputies=leder-0213", day))));
		String preview = content(send(UNIT + "/planlagt").andExpect(status().isOk()));
		assertThat(preview).contains("Ta tilbake det som er planlagt?", "Dette skjer ikke likevel:",
				"blir leder 17. september 2026.", "De som har rollene i dag, beholder dem.");
		String other = seen(preview);
		change("leader=leder-0213", "deputies=leder-0213", day,
				"seen=" + seen(content(change("leader=leder-0213", "deputies=leder-0213", day))));
		preview = content(send(UNIT + "/planlagt", "seen=" + other).andExpect(status().isConflict()));
		send(UNIT + "/planlagt", "seen=" + seen(preview)).andExpect(redirectedUrl(UNIT));
		goTo(today().plusDays(10));
		this.changes.applyDue();
		assertThat(this.units.leader("0137").orElseThrow().userId()).isEqualTo("leder-0137");
		assertThat(page(UNIT)).doesNotContain("Dette er planlagt");
		send(UNIT + "/planlagt").andExpect(status().isConflict());
	}

	@Test
	void whatCannotBeIsRefusedBesideTheField() throws Exception {
		assertThat(content(change("leader=", "deputies=").andExpect(status().isBadRequest())))
			.contains("Skriv hvem som leder enheten");
		assertThat(content(change("leader=a b", "deputies=").andExpect(status().isBadRequest())))
			.contains("Bruker-id kan bare ha bokstaver", "value=\"a b\"");
		assertThat(content(change("leader=leder-0137", "deputies=").andExpect(status().isConflict())))
			.contains("Ingenting er endret.");
		assertThat(content(
				change("leader=leder-0211", "deputies=", "validFrom=2020-01-01").andExpect(status().isBadRequest())))
			.contains("Velg i dag eller en senere dag");
	}

	@Test
	void aUnitIsClosedOnlyIntoOneOfItsKindAndAfterASecondLook() throws Exception {
		for (String wrong : List.of("", "finnes-ikke", "0137", "MBA-0300")) {
			send(UNIT + "/etterfolger", "successor=" + wrong).andExpect(status().isBadRequest());
		}
		String preview = content(send(UNIT + "/etterfolger", "successor=0211").andExpect(status().isOk()));
		assertThat(preview).contains("Nav Våler er lagt ned fra i dag", "Det kan ikke angres.",
				"Disse mister tilgangen", "class=\"danger\"");
		assertThat(this.units.get("0137").closedOn()).isNull();
	}

	@Test
	void contactsAreReadAndChangedAndTheirAccessFollows() throws Exception {
		assertThat(page("/styring/mottakere")).contains("HR-avdelingen", "href=\"" + HR + "\"");
		assertThat(page(HR)).contains("mottaker-hr");
		String preview = content(send(HR + "/kontakter", "userIds=leder-0211, X123456").andExpect(status().isOk()));
		assertThat(preview).contains("(leder-0211) kan svare for HR-avdelingen i direktoratet.", "X123456 kan svare",
				"Vi kjenner ikke bruker-id-en «X123456».", "mister tilgangen, og oppgaver");
		send(HR + "/kontakter", "userIds=leder-0211, X123456", "seen=" + seen(preview)).andExpect(redirectedUrl(HR));
		assertThat(this.recipients.contacts("HR")).extracting(Contact::userId)
			.containsExactlyInAnyOrder("leder-0211", "X123456");
		assertThat(content(send(HR + "/kontakter", "userIds=").andExpect(status().isOk())))
			.contains("Da er det ingen som svarer.");
		send(HR + "/kontakter", "userIds=a/b").andExpect(status().isBadRequest());
	}

	@Test
	void onlyTheSecretariatIsThere() throws Exception {
		for (String stranger : List.of("leder-0137", "fylke-0200", "evaluator", "mottaker-hr", "admin")) {
			for (String path : List.of("/styring/enheter", UNIT, "/styring/enheter/x", "/styring/mottakere", HR)) {
				this.browser.perform(get(path).with(user(stranger))).andExpect(status().isForbidden());
			}
			for (String path : List.of(UNIT + "/folk", UNIT + "/planlagt", UNIT + "/etterfolger", HR + "/kontakter")) {
				this.browser.perform(post(path).with(user(stranger)).with(csrf())).andExpect(status().isForbidden());
			}
		}
		this.browser.perform(get("/styring/enheter/x").with(user("sekretariat"))).andExpect(status().isNotFound());
		this.browser.perform(get("/styring/mottakere/x").with(user("sekretariat"))).andExpect(status().isNotFound());
	}

	private ResultActions change(String... fields) throws Exception {
		return send(UNIT + "/folk", fields);
	}

	private ResultActions send(String path, String... fields) throws Exception {
		MockHttpServletRequestBuilder request = post(path).with(user("sekretariat")).with(csrf());
		for (String field : fields) {
			request.param(field.split("=", 2)[0], field.split("=", 2)[1]);
		}
		return this.browser.perform(request);
	}

	private String page(String path) throws Exception {
		return page(path, "sekretariat");
	}

	private static String seen(String preview) {
		return preview.replaceFirst("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
	}

}
