package no.nav.samtalepakker.rollout;

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
	STOPPED

}
