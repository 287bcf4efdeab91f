package no.nav.samtalepakker.obstacle;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import no.nav.samtalepakker.platform.MatchedRules;
import no.nav.samtalepakker.platform.Succession;
import no.nav.samtalepakker.taxonomy.Level;

/**
 * What stands in a unit's way, as the unit wrote it, and how far its way to an answer has
 * come.
 *
 * @param id also the business key of its process
 * @param position in the report, from 0
 * @param text null once withdrawn or erased
 * @param category code of the taxonomy, or null («vet ikke»)
 * @param subcategory code of the taxonomy, or null («vet ikke»)
 * @param contactOk whether a recipient may see the unit's name
 * @param scope null in a draft
 * @param round 1, or 2 once the unit has asked again
 * @param question what the unit asked in round 2
 * @param publishedText wording the secretariat has approved for other units
 * @param joinsId what the unit recognised as its own obstacle and wanted to share the
 * answers of, or null
 * @param mergedInto the obstacle whose answers this one shares
 * @param readOpenedAt when the unit was given the answers of this round to read
 */
public record Obstacle(String id, String conversationId, String unitId, int position, String text,
		Solvable solvableLocally, boolean structural, String category, String subcategory, Level level,
		String assistance, String involved, String regulationWhich, String regulationHow, String regulationConsequence,
		boolean quoteConsent, boolean contactOk, Scope scope, State state, int round, String question, Helpful helpful,
		String publishedText, String joinsId, String mergedInto, String processInstanceId, OffsetDateTime raisedAt,
		OffsetDateTime readOpenedAt, OffsetDateTime closedAt) {

	/** Everything the unit wrote about it. */
	List<String> texts() {
		return Stream
			.of(this.text, this.assistance, this.involved, this.regulationWhich, this.regulationHow,
					this.regulationConsequence, this.question)
			.filter(Objects::nonNull)
			.toList();
	}

	/** Whether the unit can solve it, in the unit's own eyes. */
	public enum Solvable {

		YES, PARTLY, NO

	}

	/** What the decision table made of it. */
	public enum Scope {

		LOCAL, ROUTE, NONE;

		/** What the first matching rule says; empty if none matches. */
		static Optional<Scope> of(MatchedRules.Decision decision) {
			return decision.rules().stream().findFirst().map((rule) -> valueOf((String) rule.outputs().get("scope")));
		}

	}

	/** Whether the answer helped, if the leader has said so. */
	public enum Helpful {

		YES, PARTLY, NO;

		/** What those who answered read about it. */
		public String words() {
			return switch (this) {
				case YES -> "Enheten sier at svaret hjalp.";
				case PARTLY -> "Enheten sier at svaret hjalp delvis.";
				case NO -> "Enheten sier at svaret ikke hjalp.";
			};
		}

	}

	/** How far it has come. */
	public enum State implements Succession<State> {

		/** In a report not yet sent. */
		DRAFT,
		/** An action point of the unit's own. */
		LOCAL,
		/** Good feedback that asks nobody for anything. */
		NONE,
		/** Lifted: waits for triage, for answers, or for the unit to read them. */
		RAISED,
		/** Waits for the answer to another obstacle. */
		MERGED,
		/** Answered, read and closed by the unit. */
		CLOSED,
		/** «Besvart, ikke kvittert». */
		ANSWERED_UNREAD,
		/** «Trukket»: counted, but the text is gone. */
		WITHDRAWN;

		/**
		 * Whether that may follow. While an obstacle waits for the answer to another, its
		 * unit may already be reading what recipients said before, and be done with it.
		 */
		@Override
		public boolean mayBecome(State next) {
			return switch (this) {
				case DRAFT -> next == LOCAL || next == NONE || next == RAISED;
				case LOCAL, NONE -> next == WITHDRAWN;
				case RAISED -> next == MERGED || next == CLOSED || next == ANSWERED_UNREAD || next == WITHDRAWN;
				case MERGED -> next == RAISED || next == CLOSED || next == ANSWERED_UNREAD || next == WITHDRAWN;
				case CLOSED, ANSWERED_UNREAD, WITHDRAWN -> false;
			};
		}

		/** Whether its process still has something to do before the unit is done. */
		public boolean isRunning() {
			return this == RAISED || this == MERGED;
		}

	}

}
