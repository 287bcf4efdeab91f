package no.nav.samtalepakker.meeting;

/** What a leader's task says about the meeting; the names are those of the model. */
enum MeetingOutcome {

	/** It stands, perhaps on another day. */
	PLANNED,
	/** It has been held. */
	HELD,
	/** It gets another day. */
	MOVED,
	/** It has no day any more. */
	POSTPONED,
	/** There will be none. */
	CANCELLED

}
