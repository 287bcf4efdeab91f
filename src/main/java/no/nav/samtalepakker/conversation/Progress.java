package no.nav.samtalepakker.conversation;

import java.util.Collection;

/**
 * How many units did what. Nobody is obliged to say, so «ukjent» is a class of its own.
 *
 * @param reached units in the rollout
 * @param started conversations started
 * @param planned with a date ahead
 * @param withInput units that reported something
 * @param withoutInput units that reported that there was nothing
 * @param heldOnly units that said it was held, and no more
 * @param notHeld units that said it was not held
 * @param unknown started conversations nobody has said anything about
 */
public record Progress(int reached, int started, int planned, int withInput, int withoutInput, int heldOnly,
		int notHeld, int unknown) {

	public static Progress of(Collection<Conversation> conversations) {
		int reached = 0;
		int started = 0;
		int planned = 0;
		int withInput = 0;
		int withoutInput = 0;
		int heldOnly = 0;
		int notHeld = 0;
		for (Conversation conversation : conversations) {
			reached += (conversation.state() != ConversationState.LEFT_OUT) ? 1 : 0;
			if (conversation.startedAt() == null) {
				continue;
			}
			started++;
			if ("WITH_INPUT".equals(conversation.reported())) {
				withInput++;
			}
			else if ("WITHOUT_INPUT".equals(conversation.reported())) {
				withoutInput++;
			}
			else if (conversation.held() == Held.YES) {
				heldOnly++;
			}
			else if (conversation.held() == Held.NO) {
				notHeld++;
			}
			else if (conversation.state() == ConversationState.PLANNED) {
				planned++;
			}
		}
		return new Progress(reached, started, planned, withInput, withoutInput, heldOnly, notHeld,
				started - planned - withInput - withoutInput - heldOnly - notHeld);
	}

	/** Units that sent a report. */
	public int reporting() {
		return this.withInput + this.withoutInput;
	}

	/** Units that have held it, as far as they have said. */
	public int held() {
		return reporting() + this.heldOnly;
	}

}
