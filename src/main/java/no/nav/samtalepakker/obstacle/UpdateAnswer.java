package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;

import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * What a recipient tells the unit on the promised date (design §6).
 *
 * @param text what has happened
 * @param nextUpdateOn when the recipient will come back again
 */
record UpdateAnswer(@Required("Oppdatering") @Text(Text.LONG) String text, LocalDate nextUpdateOn) {

	void check(LocalDate today) {
		AnswerObstacle.checkNextUpdate(this.nextUpdateOn, today);
	}

}
