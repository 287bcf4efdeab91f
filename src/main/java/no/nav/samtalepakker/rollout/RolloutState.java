package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.conversation.Progress;
import no.nav.samtalepakker.platform.Succession;

/** Where a rollout stands. */
public enum RolloutState implements Succession<RolloutState> {

	/** Ordered; opens on its date. */
	PLANNED("Åpner snart"),
	/** Open: conversations are started. */
	RUNNING("Åpen"),
	/** Closed: what is planned runs on. */
	CLOSED("Lukket"),
	/** Cut off: what was open has ended, the summary is made. */
	CUT_OFF("Avsluttet"),
	/** Called off before it opened. */
	CANCELLED("Avlyst"),
	/** Stopped while it ran. */
	STOPPED("Stoppet");

	private final String words;

	RolloutState(String words) {
		this.words = words;
	}

	/** What people call it, on every page. */
	public String words() {
		return this.words;
	}

	@Override
	public boolean mayBecome(RolloutState next) {
		return switch (this) {
			case PLANNED -> next == RUNNING || next == CANCELLED;
			case RUNNING -> next == CLOSED || next == STOPPED;
			case CLOSED -> next == CUT_OFF || next == STOPPED;
			case CUT_OFF, CANCELLED, STOPPED -> false;
		};
	}

	/** How its figures are to be read. */
	public Progress.Stage stage() {
		return switch (this) {
			case PLANNED, RUNNING -> Progress.Stage.OPEN;
			case CLOSED -> Progress.Stage.CLOSED;
			case CUT_OFF, CANCELLED, STOPPED -> Progress.Stage.CUT_OFF;
		};
	}

}
