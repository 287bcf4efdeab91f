package no.nav.samtalepakker.notification;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.conversation.Conversation;
import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.platform.CurrentUser;
import no.nav.samtalepakker.platform.NotFound;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A unit may say that it wants no more reminders, and take it back (design §1). */
@Component
@Transactional
class PausedReminders {

	private final Conversations conversations;

	private final Units units;

	private final CurrentUser user;

	private final Audit audit;

	PausedReminders(Conversations conversations, Units units, CurrentUser user, Audit audit) {
		this.conversations = conversations;
		this.units = units;
		this.user = user;
		this.audit = audit;
	}

	/** The conversation, for those who have a part in its unit. */
	Conversation of(String conversationId) {
		String userId = this.user.id();
		// the same answer whether it is missing or another unit's, so that nobody can
		// probe for ids
		return this.conversations.find(conversationId)
			.filter((found) -> userId != null && this.units.isMember(found.unitId(), userId))
			.orElseThrow(() -> new NotFound("Samtalen finnes ikke."));
	}

	void pause(String conversationId, boolean paused) {
		Conversation conversation = of(conversationId);
		this.conversations.pauseReminders(conversationId, paused);
		this.audit.record(Act.REMINDERS_PAUSED, conversationId, conversation.unitId(), paused ? "PAUSED" : "RESUMED");
	}

}
