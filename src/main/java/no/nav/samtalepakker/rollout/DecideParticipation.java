package no.nav.samtalepakker.rollout;

import java.time.LocalDate;
import java.util.List;

import no.nav.samtalepakker.platform.Id;
import no.nav.samtalepakker.platform.InvalidInput;
import no.nav.samtalepakker.platform.Required;
import no.nav.samtalepakker.platform.Text;

/**
 * A county's decision (design §6; reasons from seed-requirements R06).
 *
 * @param participation yes, no, or not yet
 * @param reasons why
 * @param comment in the county's words
 * @param unitIds yes for these offices only; empty for all of them
 * @param reconsiderOn when to ask again, for LATER
 */
record DecideParticipation(@Required("Svar på om dere blir med") Participation participation, List<Reason> reasons,
		@Text(Text.SHORT) String comment, List<@Id String> unitIds, LocalDate reconsiderOn) {

	DecideParticipation {
		reasons = StartRollout.withoutBlanks(reasons, "reasons");
		unitIds = StartRollout.withoutBlanks(unitIds, "unitIds");
	}

	void check(LocalDate today, LocalDate closesOn) {
		if (this.participation != Participation.LATER) {
			return;
		}
		if (this.reconsiderOn == null) {
			throw new InvalidInput("reconsiderOn", "Velg datoen dere vil svare på");
		}
		if (!this.reconsiderOn.isAfter(today) || !this.reconsiderOn.isBefore(closesOn)) {
			throw new InvalidInput("reconsiderOn", "Datoen må være etter i dag og før utrullingen lukkes");
		}
	}

	/** The three answers. */
	enum Participation {

		YES("Ja, kontorene blir med", "Lederne får oppgaven med å planlegge samtalen."),
		NO("Nei, ikke denne gangen", "Et kontor kan likevel si at det ønsker å delta."),
		LATER("Vi vil ta stilling senere", "Dere velger selv når.");

		private final String words;

		private final String help;

		Participation(String words, String help) {
			this.words = words;
			this.help = help;
		}

		public String words() {
			return this.words;
		}

		public String help() {
			return this.help;
		}

	}

	/** Why a county says no, or waits. */
	enum Reason {

		ALREADY_IN_LINE("Praksisen vår er alt i tråd med retningslinjene"),
		GOOD_COOPERATION("Samarbeidet er godt som det er"), OWN_MEETINGS("Vi jobber med dette i egne møter"),
		TOO_MUCH("Det er for mange tiltak og møter fra før"), OTHER("Noe annet");

		private final String words;

		Reason(String words) {
			this.words = words;
		}

		public String words() {
			return this.words;
		}

	}

}
