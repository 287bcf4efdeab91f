package no.nav.samtalepakker.conversation;

import no.nav.samtalepakker.platform.Succession;

/** Where a unit's conversation stands. */
public enum ConversationState implements Succession<ConversationState> {

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
	NOT_STARTED;

	/**
	 * Whether that may follow. A county may change its mind until the rollout closes, and
	 * so may a unit that has ended its conversation itself.
	 */
	@Override
	public boolean mayBecome(ConversationState next) {
		return switch (this) {
			case AWAITING_COUNTY -> next == PENDING || next == DECLINED || next == UNDECIDED || next == NOT_STARTED;
			case DECLINED -> next == AWAITING_COUNTY || next == PENDING || next == NOT_STARTED;
			case LEFT_OUT -> next == NOT_STARTED;
			case PENDING -> next == PLANNING || next == AWAITING_COUNTY || next == DECLINED || next == NOT_STARTED;
			case PLANNING -> next == PLANNED || next == REPORTING || next == ENDED;
			case PLANNED -> next == PLANNING || next == REPORTING || next == ENDED;
			case REPORTING -> next == FOLLOW_UP || next == ENDED;
			case FOLLOW_UP -> next == ENDED;
			case ENDED -> next == PLANNING;
			case UNDECIDED, NOT_STARTED -> false;
		};
	}

}
