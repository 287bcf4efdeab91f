package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.testing.IdentityNumberSeries;
import no.nav.samtalepakker.testing.PageCaseTest;
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

/** The secretariat's page about one rollout, rendered and used. */
class SteeringPageTest extends PageCaseTest {

	private static final String UNIT = "0137";

	@Autowired
	private Rollouts rollouts;

	@Autowired
	private CountyDecisions decisions;

	@Autowired
	private Milestones milestones;

	private String id;

	@Test
	void theDatesAreMovedOnceWhatItBringsAboutHasBeenSeen() throws Exception {
		this.id = rollout("tillit-enhet", UNIT, "0211").getBusinessKey();
		LocalDate closes = TODAY.plusMonths(5);

		String preview = content(press("datoer", "", "closesOn=" + closes).andExpect(status().isOk()));
		assertThat(preview).contains("Flytt datoene?", "Lukkes 7. februar 2027, ikke 7. januar 2027.",
				"Avsluttes 9. mars 2027, ikke 6. februar 2027.", "2 enheter har ikke lagt inn en dato ennå");
		assertThat(this.rollouts.get(this.id).closesOn()).as("nothing is done yet").isEqualTo(TODAY.plusMonths(4));

		press("datoer", seen(preview), "closesOn=" + closes).andExpect(redirectedUrl(address()));
		assertThat(this.rollouts.get(this.id).closesOn()).isEqualTo(closes);
		assertThat(audited("ROLLOUT_DATES_CHANGED")).isEqualTo(1);
		assertThat(content(press("datoer", "", "closesOn=" + closes).andExpect(status().isConflict())))
			.contains("Datoene er de samme som før.");
	}

	@Test
	void whoeverHasSeenSomethingElseIsShownAgainWhatHappens() throws Exception {
		this.id = rollout("tillit-enhet", UNIT).getBusinessKey();
		assertThat(content(press("datoer", "", "closesOn=" + TODAY.plusMonths(5))))
			.contains("Én enhet har ikke lagt inn en dato ennå. Den får den nye fristen");
		String preview = content(press("datoer", "", "cutOffOn=" + TODAY.plusMonths(7)));
		as("sekretariat", List.of("sekretariat"), () -> this.rollouts.changeDates(this.id, null, TODAY.plusMonths(8)));

		assertThat(content(
				press("datoer", seen(preview), "cutOffOn=" + TODAY.plusMonths(7)).andExpect(status().isConflict())))
			.contains("Noe er endret siden du så på dette", "Avsluttes 7. april 2027, ikke 7. mai 2027.");
		assertThat(this.rollouts.get(this.id).cutOffOn()).isEqualTo(TODAY.plusMonths(8));
	}

	@Test
	void whatCannotBeIsRefusedBesideTheFieldAndNothingIsLost() throws Exception {
		this.id = rollout("tillit-enhet", UNIT).getBusinessKey();
		assertThat(content(press("datoer", "", "closesOn=2020-01-01").andExpect(status().isBadRequest())))
			.contains("Lukkedatoen må være i dag eller senere", "value=\"2020-01-01\"", "aria-invalid=\"true\"");
		assertThat(content(press("datoer", "", "closesOn=i morgen").andExpect(status().isBadRequest())))
			.contains("value=\"i morgen\"");
		assertThat(content(
				press("melding", "", "text=" + IdentityNumberSeries.EXAMPLE).andExpect(status().isBadRequest())))
			.contains("fødselsnummer");
		press("stopp", "", "message= ").andExpect(status().isBadRequest());
		assertThat(content(press("avlys", "").andExpect(status().isConflict())))
			.contains("Den kan stoppes, men ikke avlyses");
		press("noe-annet", "").andExpect(status().isNotFound());
	}

	@Test
	void aMessageTellsHowManyItReachesAndIsSentOnce() throws Exception {
		this.id = rollout("tillit-enhet", UNIT, "0211").getBusinessKey();
		plan("0211", TODAY.plusDays(30));
		String text = "text=Vi minner om fristen & takker";
		String preview = content(press("melding", "", text).andExpect(status().isOk()));
		assertThat(preview)
			.contains("lederen i den ene enheten som ikke har lagt inn en dato", "Vi minner om fristen &amp; takker")
			.doesNotContain("De andre har fått");
		assertThat(mails("ROLLOUT_MESSAGE", conversationOf(UNIT))).isEmpty();

		press("melding", seen(preview), text).andExpect(redirectedUrl(address()));
		assertThat(mails("ROLLOUT_MESSAGE", conversationOf(UNIT))).containsExactly("leder-0137@example.invalid");
		assertThat(mails("ROLLOUT_MESSAGE", conversationOf("0211"))).isEmpty();
	}

	@Test
	void unitsAreAddedWhileTheRolloutIsOpen() throws Exception {
		this.id = rollout("tillit-enhet", UNIT).getBusinessKey();
		assertThat(content(press("enheter", "", "unitIds=0137").andExpect(status().isBadRequest())))
			.contains("Nav Våler er alt med i utrullingen");
		press("enheter", "", "unitIds=finnes-ikke").andExpect(status().isBadRequest());
		press("enheter", "", "unitIds=MBA-0300").andExpect(status().isBadRequest());
		press("enheter", "", "unitIds=").andExpect(status().isBadRequest());

		String preview = content(press("enheter", "", "unitIds=0211, 0213").andExpect(status().isOk()));
		assertThat(preview).contains("Lederne får oppgaven og en e-post med en gang");
		press("enheter", seen(preview), "unitIds=0211, 0213").andExpect(redirectedUrl(address()));
		runAll("serviceTask_startJoined", this.id);
		assertThat(conversation("0211").state()).isEqualTo(ConversationState.PLANNING);
		assertThat(mails("CONVERSATION_STARTED", conversationOf("0213"))).hasSize(1);
	}

	@Test
	void unitsToAddAreShownWithWhoGetsThePackageAndWhatTheyHaveToDoAlready() throws Exception {
		rollout("tillit-enhet", "0211");
		orderRollout("rol", "0213");
		this.jdbc.sql("update conversation set state = 'PENDING' where unit_id = '0213'").update();
		this.id = rollout("tillit-enhet", UNIT).getBusinessKey();
		this.jdbc.sql("update unit_person set valid_to = ? where unit_id = '0213'").param(TODAY.minusDays(1)).update();
		try {
			String preview = content(press("enheter", "", "unitIds=0211, 0213, 0214").andExpect(status().isOk()));
			assertThat(preview).contains(
					"2 av 3 får «Tillit i egen enhet»: Nav " + nameOf("0213") + ", Nav " + nameOf("0214") + ".",
					"Har denne pakken fra før og blir holdt utenfor: Nav " + nameOf("0211"),
					"Nav " + nameOf("0213") + " har alt en annen samtale i gang, og 0 åpne oppgaver.",
					"Mangler leder hos oss, og får ingen e-post: Nav " + nameOf("0213") + ".");
			preview = content(press("enheter", "", "unitIds=0211").andExpect(status().isOk()));
			assertThat(preview).contains("Ingen av enhetene får «Tillit i egen enhet».")
				.doesNotContain("Lederne får oppgaven");
		}
		finally {
			this.jdbc.sql("update unit_person set valid_to = null where unit_id = '0213'").update();
		}
		assertThat(content(press("enheter", "", "unitIds=0211, MBA-0300").andExpect(status().isBadRequest())))
			.as("which of them it was")
			.contains(this.jdbc.sql("select name from unit where id = 'MBA-0300'").query(String.class).single()
					+ " er ikke i målgruppa");
		assertThat(content(press("enheter", "", "unitIds=9876").andExpect(status().isBadRequest())))
			.contains("Ingen enhet har nummeret 9876");
	}

	private String nameOf(String unit) {
		return this.jdbc.sql("select name from unit where id = ?")
			.param(unit)
			.query(String.class)
			.single()
			.replaceFirst("^Nav ", "");
	}

	@Test
	void aCountyDecidesForItsOfficesAndTheSecretariatSeesWhatItHasSaid() throws Exception {
		this.id = orderRollout("rol", UNIT, "0211").getBusinessKey();
		assertThat(page()).contains("NAV Øst-Viken", "Har ikke svart ennå");
		assertThat(page()).doesNotContain("Legg til enheter");
		press("enheter", "", "unitIds=0213").andExpect(status().isBadRequest());
		this.browser.perform(
				post("/fylke/0200/{id}", this.id).param("participation", "NO").with(user("fylke-0200")).with(csrf()));
		as("leder-0137", List.of("enhet-0137"), () -> this.decisions.wish(this.id, UNIT));
		assertThat(page()).contains("Nei, ikke denne gangen", "7. september 2026",
				"data-label=\"Kontorer som ønsker å delta\" class=\"number\">1<");
	}

	@Test
	void aRolloutIsCalledOffBeforeItOpensAndStoppedAfterwards() throws Exception {
		this.id = orderRollout("tillit-enhet", UNIT).getBusinessKey();
		assertThat(page()).contains("Avlys utrullingen").doesNotContain("Stopp utrullingen");
		press("avlys", seen(content(press("avlys", "")))).andExpect(redirectedUrl(address()));
		assertThat(this.rollouts.get(this.id).state()).isEqualTo(RolloutState.CANCELLED);
		assertThat(page()).contains("Avlyst").doesNotContain("<form class=\"fields\"");

		this.id = rollout("tillit-enhet", UNIT).getBusinessKey();
		String preview = content(press("stopp", "", "message=Vi må ta en pause").andExpect(status().isOk()));
		assertThat(preview).contains("Én samtale som er i gang, blir avsluttet, og de som leder den",
				"Det kan ikke angres", "Vi må ta en pause");
		press("stopp", seen(preview), "message=Vi må ta en pause").andExpect(redirectedUrl(address()));
		assertThat(this.rollouts.get(this.id).state()).isEqualTo(RolloutState.STOPPED);
	}

	@Test
	void theFormerDatesAreReadAfterwards() throws Exception {
		this.id = rollout("tillit-enhet", UNIT).getBusinessKey();
		String to = "closesOn=" + TODAY.plusMonths(5);
		press("datoer", seen(content(press("datoer", "", to))), to).andExpect(redirectedUrl(address()));
		assertThat(page()).contains("Sist gjort",
				"Lukkes 7. februar 2027, før 7. januar 2027. " + "Avsluttes 9. mars 2027, før 6. februar 2027.");
		assertThat(content(this.browser.perform(get("/styring").with(user("sekretariat")))))
			.contains("Flyttet datoene til en utrulling", this.rollouts.get(this.id).name(), ">ST<");
	}

	@Test
	void aMilestoneIsWrittenDownCorrectedAndTakenAway() throws Exception {
		this.id = rollout("tillit-enhet", UNIT).getBusinessKey();
		String[] written = { "kind=ANCHORED_EMBA", "on=2026-09-01", "note=Tatt opp som sak 4" };
		String preview = content(press("milepeler", "", written).andExpect(status().isOk()));
		assertThat(preview).contains("Skriv ned milepælen?", "Forankret i EMBA 1. september 2026.",
				"Alle som kan logge inn, kan se milepælen", "Tatt opp som sak 4");
		assertThat(this.milestones.ofRollout(this.id)).extracting(Milestone::kind)
			.containsExactly(MilestoneKind.OPENED);
		press("milepeler", seen(preview), written).andExpect(redirectedUrl(address()));
		assertThat(page()).contains("Forankret i EMBA", "1. september 2026", "Tatt opp som sak 4",
				"Skrev ned en milepæl");
		assertThat(audited("MILESTONE_ADDED")).isOne();
		assertThat(content(this.browser.perform(get("/oversikt").with(user("evaluator")))))
			.contains("Forankret i EMBA 1. september 2026")
			.doesNotContain("Tatt opp som sak 4");
		assertThat(content(press("milepeler", "", written).andExpect(status().isBadRequest())))
			.contains("står der alt, med samme dato");

		String one = "milepeler/" + this.milestones.ofRollout(this.id).get(0).id();
		String[] corrected = { "kind=ANCHORED_SBU", "on=2026-09-02", "note=" };
		preview = content(press(one + "/rett", "", corrected).andExpect(status().isOk()));
		assertThat(preview).contains("Forankret i SBU 2. september 2026. I stedet for: Forankret i EMBA 1. september",
				"Det som sto før, blir borte.");
		String other = preview;
		as("sekretariat", List.of("sekretariat"),
				() -> this.milestones.correct(this.id, one.substring("milepeler/".length()),
						new Milestones.Written(MilestoneKind.MAPPING, TODAY.minusDays(3), null)));
		assertThat(content(press(one + "/rett", seen(other), corrected).andExpect(status().isConflict())))
			.contains("Noe er endret siden du så på dette", "I stedet for: Kartlegging 4. september 2026.");

		preview = content(press(one + "/fjern", "").andExpect(status().isOk()));
		assertThat(preview).contains("Kartlegging 4. september 2026.", "Det kan ikke angres.");
		press(one + "/fjern", seen(preview)).andExpect(redirectedUrl(address()));
		assertThat(this.milestones.ofRollout(this.id)).hasSize(1);
		assertThat(audited("MILESTONE_CORRECTED")).isOne();
		assertThat(audited("MILESTONE_REMOVED")).isOne();
		press(one + "/fjern", "").andExpect(status().isNotFound());
	}

	@Test
	void aMilestoneIsRefusedBesideItsField() throws Exception {
		this.id = rollout("tillit-enhet", UNIT).getBusinessKey();
		assertThat(content(press("milepeler", "", "kind=", "on=2026-09-01").andExpect(status().isBadRequest())))
			.contains("Milepæl må fylles ut");
		assertThat(content(press("milepeler", "", "kind=MAPPING", "on=2026-09-08").andExpect(status().isBadRequest())))
			.contains("Velg i dag eller en dag som har vært", "aria-invalid=\"true\"");
		assertThat(content(press("milepeler", "", "kind=CLOSED", "on=2026-09-01").andExpect(status().isBadRequest())))
			.contains("Denne milepælen skriver systemet selv");
		press("milepeler", "", "kind=MAPPING", "on=2026-09-01", "note=" + IdentityNumberSeries.EXAMPLE)
			.andExpect(status().isBadRequest());
		String opened = this.milestones.ofRollout(this.id).get(0).id();
		press("milepeler/" + opened + "/fjern", "").andExpect(status().isNotFound());
		press("milepeler/finnes-ikke/rett", "", "kind=MAPPING", "on=2026-09-01").andExpect(status().isNotFound());
	}

	@Test
	void onlyTheSecretariatIsThere() throws Exception {
		this.id = rollout("tillit-enhet", UNIT).getBusinessKey();
		for (String stranger : List.of("leder-0137", "fylke-0200", "evaluator", "mottaker-hr", "admin")) {
			for (String path : List.of("/styring", address(), "/styring/utrullinger/finnes-ikke")) {
				this.browser.perform(get(path).with(user(stranger))).andExpect(status().isForbidden());
			}
			for (String act : List.of("datoer", "melding", "enheter", "stopp", "avlys", "milepeler", "milepeler/x/rett",
					"milepeler/x/fjern")) {
				this.browser.perform(post(address() + "/" + act).with(user(stranger)).with(csrf()))
					.andExpect(status().isForbidden());
			}
		}
		assertThat(content(this.browser.perform(get("/styring").with(user("sekretariat")))))
			.contains(this.rollouts.get(this.id).name(), "processStart=rollout", address());
	}

	private String address() {
		return "/styring/utrullinger/" + this.id;
	}

	private String page() throws Exception {
		return page(address(), "sekretariat");
	}

	private ResultActions press(String name, String seen, String... fields) throws Exception {
		MockHttpServletRequestBuilder request = post(address() + "/" + name).with(user("sekretariat"))
			.with(csrf())
			.param("seen", seen);
		for (String field : fields) {
			request.param(field.split("=", 2)[0], field.split("=", 2)[1]);
		}
		return this.browser.perform(request);
	}

	private static String seen(String preview) {
		return preview.replaceFirst("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
	}

	private int audited(String act) {
		return this.jdbc.sql("select count(*) from audit where action = ? and subject_id = ?")
			.params(act, this.id)
			.query(Integer.class)
			.single();
	}

}
