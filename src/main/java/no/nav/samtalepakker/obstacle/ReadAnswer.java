package no.nav.samtalepakker.obstacle;

import java.util.List;

import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * What the unit does with the answers it has read (design §6).
 *
 * @param question what the unit still wonders about, for ASK_AGAIN
 * @param askRecipients whom to ask again; empty means all that answered
 * @param helpful whether the answer helped, voluntary
 * @param alsoFor other obstacles of the unit to close in the same go
 */
record ReadAnswer(@Required("Hva vil dere gjøre") Decision decision, @Text String question,
		List<@Id String> askRecipients, Obstacle.Helpful helpful, List<@Id String> alsoFor) {

	ReadAnswer {
		askRecipients = TriageObstacle.withoutGaps(askRecipients);
		alsoFor = TriageObstacle.withoutGaps(alsoFor);
	}

	/**
	 * Throws {@link InvalidInput} when the fields do not go together.
	 * @param round the round that has been read
	 */
	void check(int round) {
		if (this.decision == Decision.CLOSE) {
			return;
		}
		if (round > 1) {
			throw new InvalidInput("decision", "Dere har alt spurt en gang til, nå kan saken bare lukkes");
		}
		AnswerObstacle.require("question", "Spørsmålet", this.question);
		if (!this.alsoFor.isEmpty()) {
			throw new InvalidInput("alsoFor", "Et nytt spørsmål gjelder én hindring om gangen");
		}
	}

	/** Closes with the same verdict. */
	ReadAnswer alone() {
		return new ReadAnswer(Decision.CLOSE, null, List.of(), this.helpful, List.of());
	}

	/** What the unit can do. */
	enum Decision {

		CLOSE, ASK_AGAIN

	}

}
