package no.nav.samtalepakker.example;

import java.util.List;

import no.nav.samtalepakker.privacy.Redactions;
import no.nav.samtalepakker.testing.IdentityNumberSeries;
import no.nav.samtalepakker.testing.PageCaseTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** From what a group has learned to what everybody reads about the package, and back. */
class ExamplesTest extends PageCaseTest {

	private static final String UNIT = "0137";

	private static final String NAME = "Nav Våler";

	private static final String LEADER = "leder-" + UNIT;

	private static final String LEARNED = "På Våler ble morgenmøtet kortere da Kari Nordmann tok tallene på tavla";

	private static final String APPROVED = "Morgenmøtet ble kortere da vi tok tallene på tavla";

	private static final String PACKAGE = "/pakker/tillit-enhet";

	@Autowired
	private Redactions redactions;

	private String id;

	@BeforeEach
	void haveAnAgreement() {
		rollout("tillit-enhet", UNIT);
		alreadyHeld(UNIT);
		submitAsLeader("userTask_reportConversation", UNIT, """
				{"outcome": "WITHOUT_INPUT", "actionPoints": [{"text": "Kortere møter"}], "followUpOn": "%s"}
				""".formatted(TODAY.plusDays(7)));
		this.id = conversationOf(UNIT);
		fire("timer_followUp", this.id);
	}

	@Test
	void whatAGroupSharesIsReadByEverybodyInApprovedWordsAndWithoutItsName() throws Exception {
		learns(", \"shareAsExample\": true");
		assertThat(page("/ordlyd", "sekretariat")).contains("Eksempler enheter vil dele (1)");
		assertThat(desk()).contains("Venter på deg (1)", LEARNED, "Uten navnet på enheten", "Se nøye på:", "Våler",
				"Kari Nordmann");
		assertThat(acts("EXAMPLE_SEEN")).containsExactly(this.id);
		assertThat(page(PACKAGE, "evaluator")).doesNotContain("Dette har andre lært");

		approve(APPROVED).andExpect(redirectedUrl("/ordlyd/eksempler"));

		assertThat(desk()).contains("Venter på deg (0)", "Godkjent (1)");
		assertThat(page(PACKAGE, "evaluator")).contains("Dette har andre lært", APPROVED)
			.doesNotContain("Kari", NAME, "Ikke del det lenger");
		assertThat(page("/pakker/rol", "evaluator")).doesNotContain(APPROVED);
		assertThat(acts("EXAMPLE_APPROVED")).containsExactly(this.id);
	}

	@Test
	void theUnitIsNamedOnlyIfItSaysSo() throws Exception {
		learns(", \"shareAsExample\": true, \"nameUnit\": true");
		assertThat(desk()).contains("Navnet kan stå: " + NAME);
		approve(APPROVED);
		assertThat(page(PACKAGE, "evaluator")).contains(APPROVED, NAME);
	}

	@Test
	void whatAGroupKeepsToItselfReachesNobody() throws Exception {
		learns(", \"nameUnit\": true");
		assertThat(desk()).contains("Venter på deg (0)").doesNotContain(LEARNED);
		approve(APPROVED).andExpect(status().isNotFound());
		assertThat(page(PACKAGE, "evaluator")).doesNotContain(APPROVED);
	}

	@Test
	void theUnitTakesItBackOnThePageOfThePackage() throws Exception {
		published();
		assertThat(page(PACKAGE, LEADER)).contains("Ikke del det lenger");
		String back = PACKAGE + "/eksempler/" + this.id + "/tilbake";
		for (String other : List.of("leder-0101", "evaluator", "sekretariat")) {
			act(back, other).andExpect(status().isNotFound());
		}
		act(back, LEADER).andExpect(redirectedUrl(PACKAGE));
		assertGone();
		assertThat(desk()).contains("Venter på deg (0)", "Godkjent (0)");
	}

	@Test
	void theSecretariatTakesItBack() throws Exception {
		published();
		String back = "/ordlyd/eksempler/" + this.id + "/tilbake";
		act(back, LEADER).andExpect(status().isForbidden());
		act(back, "sekretariat").andExpect(redirectedUrl("/ordlyd/eksempler"));
		assertGone();
		act(back, "sekretariat").andExpect(status().isConflict());
		assertThat(acts("EXAMPLE_TAKEN_BACK")).containsExactly(this.id);
	}

	@Test
	void aRedactionTakesItAway() throws Exception {
		published();
		as("sekretariat", List.of("sekretariat"), () -> this.redactions.redact("follow-up", this.id, "Navn"));
		assertGone();
		assertThat(desk()).contains("Venter på deg (0)", "Godkjent (0)");
	}

	@Test
	void itGoesWithTheOtherTextsOfTheRollout() throws Exception {
		published();
		this.jdbc.sql("update follow_up set learned = :gone, published_text = :gone")
			.param("gone", Redactions.ERASED)
			.update();
		assertGone();
		assertThat(desk()).contains("Venter på deg (0)", "Godkjent (0)").doesNotContain(Redactions.ERASED);
	}

	@Test
	void whatTheGroupSaysNextTimeIsLookedAtAnew() throws Exception {
		published();
		fire("timer_followUp", this.id);
		submitAsLeader("userTask_followUpActions", UNIT,
				"{\"learned\": \"Tavla ble for liten\", \"shareAsExample\": true}");
		assertGone();
		assertThat(desk()).contains("Tavla ble for liten", "Godkjent (0)");
	}

	@Test
	void whatHasChangedSinceItWasShownIsLookedAtAnew() throws Exception {
		learns(", \"shareAsExample\": true");
		String version = version();
		this.jdbc.sql("update follow_up set learned = 'Noe annet'").update();
		assertThat(content(approve(APPROVED, version).andExpect(status().isConflict())))
			.contains("Eksempelet er endret siden du så det", APPROVED);
		assertThat(page(PACKAGE, "evaluator")).doesNotContain(APPROVED);
	}

	@Test
	void wantsWordsWithoutANumber() throws Exception {
		learns(", \"shareAsExample\": true");
		assertThat(content(approve(" ").andExpect(status().isBadRequest()))).contains("aria-invalid=\"true\"",
				"Eksempelet må fylles ut");
		assertThat(content(approve("Gjaldt " + IdentityNumberSeries.EXAMPLE).andExpect(status().isBadRequest())))
			.contains("(tegn 8–18)");
		approve("å".repeat(501)).andExpect(status().isBadRequest());
		assertThat(desk()).contains("Godkjent (0)");
	}

	private void learns(String more) {
		submitAsLeader("userTask_followUpActions", UNIT,
				"{\"learned\": \"%s\", \"nextFollowUpOn\": \"%s\"%s}".formatted(LEARNED, TODAY.plusDays(30), more));
	}

	private void published() throws Exception {
		learns(", \"shareAsExample\": true");
		approve(APPROVED);
		assertThat(page(PACKAGE, "evaluator")).contains(APPROVED);
	}

	private void assertGone() throws Exception {
		for (String reader : List.of("evaluator", LEADER, "sekretariat")) {
			assertThat(page(PACKAGE, reader)).doesNotContain("Dette har andre lært", APPROVED, LEARNED,
					Redactions.REDACTED, Redactions.ERASED);
		}
		assertThat(this.jdbc.sql("select count(*) from follow_up where published_text = ?")
			.param(APPROVED)
			.query(Integer.class)
			.single()).isZero();
	}

	private String version() {
		return new Examples.Shown(this.id, "", LEARNED, null, List.of()).version();
	}

	private ResultActions approve(String text) throws Exception {
		return approve(text, version());
	}

	private ResultActions approve(String text, String version) throws Exception {
		return act(post("/ordlyd/eksempler/{id}", this.id).param("text", text).param("version", version),
				"sekretariat");
	}

	private String desk() throws Exception {
		return page("/ordlyd/eksempler", "sekretariat");
	}

}
