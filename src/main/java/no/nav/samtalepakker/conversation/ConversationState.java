package no.nav.samtalepakker.conversation;

/** Where a unit's conversation stands. */
public enum ConversationState {

	/** The county has not said whether its offices take part. */
	AWAITING_COUNTY,
	/** The county has said no. */
	DECLINED,
	/** Neither yes nor no when the rollout closed: «ikke avklart». */
	UNDECIDED,
	/** The unit has an open conversation on the same package in another rollout. */
	LEFT_OUT,
	/** To be started by the next chunk. */
	PENDING,
	/** Started, without a plan. */
	PLANNING,
	/** The meeting has a date. */
	PLANNED,
	/** Held; the unit may tell what it gave. */
	REPORTING,
	/** Action points are followed up. */
	FOLLOW_UP,
	/** Over. */
	ENDED,
	/** Never started, because the rollout was cancelled or stopped first. */
	NOT_STARTED

}
