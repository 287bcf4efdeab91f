package no.nav.samtalepakker.browser;

import no.nav.samtalepakker.organisation.UnitType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody has written is not lost, and does not lie about for longer than needed.
 */
class DraftsTest extends BrowserTest {

	private static final String TEXT = "Vi vil gjerne vente til våren";

	@Test
	void aSavedDraftIsThereAgainAndGoneAfterCompleting() {
		String unit = conversationStarted(UnitType.OFFICE);
		Person leader = person(leaderOf(unit).user());
		leader.opens("planMeeting")
			.choose("Hva vil dere gjøre?", "Vi holder ingen samtale nå")
			.fill("Hvorfor passer det ikke nå? (frivillig)", TEXT)
			.saveDraft();
		leader.remembers(TEXT).visits("/hva-vet-systemet");
		leader.opens("planMeeting").holds("Hvorfor passer det ikke nå? (frivillig)", TEXT).complete();
		leader.remembersNoMore(TEXT);
		assertThat(stateOf(unit)).isEqualTo("ENDED");
	}

}
