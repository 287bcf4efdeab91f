package no.nav.samtalepakker.browser;

import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody has written is not lost, and does not lie about for longer than needed.
 */
class DraftsTest extends BrowserTest {

	private static final String TEXT = "Vi vil gjerne vente til våren";

	private static final String REASON = "Hvorfor passer det ikke nå? (frivillig)";

	@Test
	void aSavedDraftIsThereAgainAndGoneAfterCompleting() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		writes(leader).saveDraft();
		leader.remembers(TEXT).visits("/hva-vet-systemet");
		leader.opens("planMeeting").holds(REASON, TEXT).complete();
		leader.remembersNoMore(TEXT);
		assertThat(stateOf(unit)).isEqualTo("ENDED");
	}

	@Test
	void whatIsTypedIsKeptWithoutAnybodySavingIt() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		writes(leader);
		leader.remembers(TEXT).visits("/hjelp");
		leader.opens("planMeeting").holds(REASON, TEXT).shows("Dette er utkastet ditt fra");
	}

	@Test
	void aYearThatCannotBeIsStillWrongInTheDraft() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		leader.opens("planMeeting").fill("Antall deltakere", 8).fill("Møtedato", "0026-12-01");
		leader.remembers("0026-12-01").visits("/hjelp");
		leader.opens("planMeeting").misses("Møtedato (ikke gyldig)");
	}

	@Test
	void whoeverUsesTheBrowserNextDoesNotMeetIt() {
		Person leader = person(leaderOf(conversationStarted(UnitType.OFFICE)).user());
		writes(leader);
		leader.remembers(TEXT).visits("/hjelp");
		leader.page().context().clearCookies();
		Person next = new Person(leader.page(), leaderOf(conversationStarted(UnitType.OFFICE))).isLoggedIn();
		next.opens("planMeeting").choose("Hva vil dere gjøre?", "Vi holder ingen samtale nå").holds(REASON, "");
		next.remembersNoMore(TEXT);
	}

	private static Form writes(Person leader) {
		return leader.opens("planMeeting")
			.choose("Hva vil dere gjøre?", "Vi holder ingen samtale nå")
			.fill(REASON, TEXT);
	}

}
