package no.nav.samtalepakker.obstacle;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Text;

/**
 * A recipient's answer (design §6).
 *
 * @param answer mandatory unless the obstacle holds personal data
 * @param text mandatory unless the obstacle holds personal data
 * @param responsible a function, mandatory for a measure of one's own
 * @param coveredBy the ongoing work that covers it
 * @param link http or https
 * @param forwardTo code of the recipient to ask instead
 * @param nextUpdateOn when the recipient will come back to the unit
 * @param alsoFor other obstacles this recipient gives the same answer, or sends on to the
 * same recipient
 * @param personalData the obstacle must be redacted before anybody answers it
 */
record AnswerObstacle(Choice answer, @Text(Text.LONG) String text, @Text(Text.NAME) String responsible,
		@Text String coveredBy, @Text String link, @Id String forwardTo, LocalDate nextUpdateOn,
		List<@Id String> alsoFor, Boolean personalData) {

	AnswerObstacle {
		alsoFor = TriageObstacle.withoutGaps(alsoFor);
		personalData = Boolean.TRUE.equals(personalData);
	}

	/** Throws {@link InvalidInput} when the fields do not go together. */
	void check(LocalDate today) {
		if (this.personalData) {
			if (!this.alsoFor.isEmpty()) {
				throw new InvalidInput("alsoFor", "Meld fra om personopplysninger for én hindring om gangen");
			}
			return;
		}
		require("answer", "Svar", this.answer);
		require("text", "Tekst til enheten", this.text);
		if (this.answer == Choice.OWN_MEASURE) {
			require("responsible", "Ansvarlig funksjon", this.responsible);
		}
		if (this.answer == Choice.FORWARD) {
			require("forwardTo", "Ny mottaker", this.forwardTo);
			return;
		}
		if (this.link != null && !this.link.matches("https?://\\S+")) {
			throw new InvalidInput("link", "Lenken må begynne med http:// eller https://");
		}
		checkNextUpdate(this.nextUpdateOn, today);
	}

	/** A promise must lie ahead. */
	static void checkNextUpdate(LocalDate nextUpdateOn, LocalDate today) {
		if (nextUpdateOn != null && !nextUpdateOn.isAfter(today)) {
			throw new InvalidInput("nextUpdateOn", "Datoen for neste oppdatering må være etter i dag");
		}
	}

	static void require(String field, String name, Object value) {
		if (value == null) {
			throw new InvalidInput(field, name + " må fylles ut");
		}
	}

	/** The same answer for one obstacle alone. */
	AnswerObstacle alone() {
		return new AnswerObstacle(this.answer, this.text, this.responsible, this.coveredBy, this.link, this.forwardTo,
				this.nextUpdateOn, List.of(), false);
	}

	/** What a recipient can answer. */
	enum Choice {

		INCLUDED_IN_ONGOING, OWN_MEASURE, CANNOT_SOLVE, FORWARD

	}

}
