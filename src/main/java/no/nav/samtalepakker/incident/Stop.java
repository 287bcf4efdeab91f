package no.nav.samtalepakker.incident;

import java.time.OffsetDateTime;

/**
 * A step that stands, in words for people.
 *
 * @param jobId what can be tried again
 * @param instanceId where it stands in Cockpit, or null
 * @param process name of the process
 * @param step what was to happen
 * @param about the unit or the rollout it concerns, or null
 * @param since when it stopped
 * @param reason why, or null if that is not for everybody to read
 * @param fault the kind of fault, for those who run the application; may be null
 * @param handedOverAt when it was handed to them, or null
 */
record Stop(String jobId, String instanceId, String process, String step, String about, OffsetDateTime since,
		String reason, String fault, OffsetDateTime handedOverAt) {
}
