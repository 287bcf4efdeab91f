package no.nav.samtalepakker.preparation;

import java.util.Optional;
import java.util.Set;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.ConversationState;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.meeting.Meetings;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.NotFound;
import no.nav.samtalepakker.rollout.CountyDecisions;
import no.nav.samtalepakker.rollout.Rollout;
import no.nav.samtalepakker.rollout.RolloutState;
import no.nav.samtalepakker.rollout.Rollouts;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way back for a unit that has said that it will hold no conversation, or has called
 * its meeting off: until the rollout closes it may plan after all.
 */
@Component
@Transactional
public class Reopenings {

	/** What a unit itself has said, and may take back. */
	private static final Set<String> OWN_CHOICES = Set.of("NOT_HELD", "CANCELLED");

	private final Conversations conversations;

	private final Rollouts rollouts;

	private final CountyDecisions decisions;

	private final Meetings meetings;

	private final Units units;

	private final NorwegianCalendar calendar;

	private final CurrentUser user;

	private final Audit audit;

	Reopenings(Conversations conversations, Rollouts rollouts, CountyDecisions decisions, Meetings meetings,
			Units units, NorwegianCalendar calendar, CurrentUser user, Audit audit) {
		this.conversations = conversations;
		this.rollouts = rollouts;
		this.decisions = decisions;
		this.meetings = meetings;
		this.units = units;
		this.calendar = calendar;
		this.user = user;
		this.audit = audit;
	}

	/** Whether the unit may still change its mind. */
	public boolean isPossible(Conversation conversation) {
		return refusal(conversation, this.rollouts.get(conversation.rolloutId())).isEmpty();
	}

	/** Starts the conversation anew, at its plan. */
	public void reopen(String conversationId) {
		String userId = this.user.id();
		// the same answer whether it is missing or another unit's
		Conversation conversation = this.conversations.find(conversationId)
			.filter((found) -> userId != null && this.units.isMember(found.unitId(), userId))
			.orElseThrow(() -> new NotFound("Samtalen finnes ikke."));
		// what closes at the same moment waits, and then finds the conversation running
		Rollout rollout = this.rollouts.hold(conversation.rolloutId());
		refusal(this.conversations.get(conversationId), rollout).ifPresent((reason) -> {
			throw new Conflict(reason);
		});
		this.meetings.startAgain(conversationId);
		this.conversations.startAgain(conversationId);
		this.audit.record(Act.CONVERSATION_REOPENED, conversationId, conversation.unitId(), conversation.endReason());
	}

	/** Why it may not, in words for the unit; empty if it may. */
	private Optional<String> refusal(Conversation conversation, Rollout rollout) {
		if (conversation.state() != ConversationState.ENDED || !OWN_CHOICES.contains(conversation.endReason())) {
			return Optional.of("Samtalen er ikke avlyst, så den kan ikke åpnes igjen.");
		}
		if (rollout.state() != RolloutState.RUNNING || this.calendar.today().isAfter(rollout.closesOn())) {
			return Optional.of("Utrullingen er lukket, så samtalen kan ikke åpnes igjen.");
		}
		Unit unit = this.units.get(conversation.unitId());
		if (unit.successorId() != null) {
			return Optional.of("Enheten er lagt ned, så samtalen kan ikke åpnes igjen.");
		}
		if (this.conversations.unitsWithOpen(conversation.packageKey()).contains(unit.id())) {
			return Optional.of("Dere har allerede en annen åpen samtale med denne samtalepakken.");
		}
		if (this.conversations.packageOf(conversation.id()).decidedByCounty()
				&& this.decisions.latest(rollout.id(), unit.countyId())
					.filter((decision) -> decision.participation().equals("NO"))
					.isPresent()) {
			return Optional.of("Fylket har sagt nei til å være med i denne utrullingen.");
		}
		return Optional.empty();
	}

}
