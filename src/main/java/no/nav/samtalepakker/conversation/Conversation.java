package no.nav.samtalepakker.conversation;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * One unit's run through a package.
 *
 * @param id also the business key of its processes
 * @param rolloutId the rollout it belongs to
 * @param unitId the unit
 * @param packageKey the package
 * @param packageVersion the version it keeps to the end
 * @param state where it stands
 * @param held whether it was held, null if nobody has said
 * @param reported WITH_INPUT, WITHOUT_INPUT or null
 * @param endReason how it ended, null while it runs
 * @param heldOn the day it was held, or null
 * @param remindersSent reminders so far, at most two
 * @param remindersPaused whether the leader wants none
 * @param startedAt null until started
 * @param endedAt null until ended
 */
public record Conversation(String id, String rolloutId, String unitId, String packageKey, int packageVersion,
		ConversationState state, Held held, String reported, String endReason, LocalDate heldOn, int remindersSent,
		boolean remindersPaused, OffsetDateTime startedAt, OffsetDateTime endedAt) {
}
