package no.nav.samtalepakker.rollout;

import no.nav.samtalepakker.conversation.Progress;

/** Where a rollout stands. */
public enum RolloutState {

	/** Ordered; opens on its date. */
	PLANNED,
	/** Open: conversations are started. */
	RUNNING,
	/** Closed: what is planned runs on. */
	CLOSED,
	/** Cut off: what was open has ended, the summary is made. */
	CUT_OFF,
	/** Called off before it opened. */
	CANCELLED,
	/** Stopped while it ran. */
	STOPPED;

	/** How its figures are to be read. */
	public Progress.Stage stage() {
		return switch (this) {
			case PLANNED, RUNNING -> Progress.Stage.OPEN;
			case CLOSED -> Progress.Stage.CLOSED;
			case CUT_OFF, CANCELLED, STOPPED -> Progress.Stage.CUT_OFF;
		};
	}

}
